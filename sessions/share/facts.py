"""The card of a page and its facts for machines (schema.org), read from the page."""

from typing import Any

from django.http import HttpRequest
from django.utils import dateformat
from django.utils.translation import pgettext
from wagtail.models import Page

from events.models import ConclusionsPage, EventPage, ThematicLinePage
from events.queries import code_of, event_of, family
from sessions import queries, words
from sessions.models import SessionPage
from sessions.models.words import Mode, Status
from sessions.poster import Poster
from sessions.share.cards import Card
from sessions.share.preview import address, card, described

SCHEMA = "https://schema.org"
ATTENDANCE = {Mode.IN_PERSON: "Offline", Mode.REMOTE: "Online", Mode.HYBRID: "Mixed"}
STATUS = {Status.PLANNED: "Scheduled", Status.CANCELLED: "Cancelled", Status.POSTPONED: "Postponed"}


def card_of(page: Page) -> Card:
    """The card of a published page: its number and colour, what it stands in, and when it is."""
    number = code_of(page) if isinstance(page, SessionPage | ThematicLinePage | ConclusionsPage) else ""
    event = event_of(page)
    above = event.title if event and event.pk != page.pk else ""
    shown = number if not isinstance(page, ConclusionsPage) else ""
    return Card(page.title, shown, family(number), above, _when(page))


def _when(page: Page) -> str:
    if isinstance(page, EventPage) and page.first_day:
        days = [page.first_day, page.last_day] if page.last_day not in (None, page.first_day) else [page.first_day]
        return " – ".join(dateformat.format(day, pgettext("format of a day", "l j F Y")).capitalize() for day in days)
    source = queries.source(page.translation_key) if isinstance(page, SessionPage) else None
    if source is None or source.starts_at is None:
        return ""
    starts = words.on_the_wall(source.starts_at, source.zone)
    day = dateformat.format(starts, pgettext("format of a day", "l j F Y")).capitalize()
    return f"{day}, {starts:%H:%M}, {words.clock_of(source.zone)}"


def event_schema(page: Page, request: HttpRequest) -> dict[str, Any]:
    """An event as schema.org's Event; nothing for any other page, or while it has no day."""
    if not isinstance(page, EventPage) or not page.first_day:
        return {}
    return _bare(page, request) | {
        "startDate": page.first_day.isoformat(),
        "endDate": (page.ends_on or page.first_day).isoformat(),
        "inLanguage": page.languages,
        "organizer": _organizers(page),
        **({"location": {"@type": "Place", "name": str(page.territory)}} if page.territory else {}),
    }


def _bare(page: Page, request: HttpRequest) -> dict[str, Any]:
    return {
        "@context": SCHEMA,
        "@type": "Event",
        "name": page.title,
        "description": described(page) or page.title,
        "url": address(page, request),
        "image": [card(page, request)],
    }


def session_schema(page: Page, facts: Poster, request: HttpRequest) -> dict[str, Any]:
    """A session as schema.org's Event; nothing while it has no hour. The join address is never in it."""
    source, event = facts.source, facts.event
    if source.starts_at is None or source.ends_at is None:
        return {}
    seats = {"Physical": source.capacity_room, "Virtual": source.capacity_remote}
    return {
        **_bare(page, request),
        "startDate": source.starts_at.isoformat(),
        "endDate": source.ends_at.isoformat(),
        "eventStatus": f"{SCHEMA}/Event{STATUS[Status(source.status)]}",
        "eventAttendanceMode": f"{SCHEMA}/{ATTENDANCE[Mode(source.mode)]}EventAttendanceMode",
        "location": _places(source, address(page, request)),
        "inLanguage": source.languages,
        "isAccessibleForFree": True,
        **{f"maximum{kind}AttendeeCapacity": most for kind, most in seats.items() if most},
        "performer": [{"@type": "Person", "name": speaker.person.name} for speaker in facts.speakers],
        **({"organizer": _organizers(event), "superEvent": _whole(event, request)} if event else {}),
    }


def _places(source: SessionPage, url: str) -> list[dict[str, Any]]:
    here = {"@type": "Place", "name": source.venue.name, "address": source.venue.address} if source.venue else None
    there = {"@type": "VirtualLocation", "url": url}
    return [
        *([here] if here and source.mode != Mode.REMOTE else []),
        *([there] if source.mode != Mode.IN_PERSON else []),
    ]


def _organizers(event: EventPage) -> list[dict[str, str]]:
    parts = event.organisations.select_related("organisation").order_by("sort_order")
    return [
        {
            "@type": "Organization",
            "name": part.organisation.name,
            **({"url": part.organisation.web} if part.organisation.web else {}),
        }
        for part in parts
    ]


def _whole(event: EventPage, request: HttpRequest) -> dict[str, Any]:
    days = {"startDate": event.first_day.isoformat()} if event.first_day else {}
    return {"@type": "Event", "name": event.title, "url": address(event, request), **days}
