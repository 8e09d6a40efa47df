"""Sessions as iCalendar (RFC 5545): one entry a session, named by its translation_key in every language."""

from collections.abc import Iterable
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from icalendar import STATUS, Calendar, Event

from sessions.calendar_entries import Entry, Opened, opened
from sessions.calendar_zones import describe_zones
from sessions.models import SessionPage
from sessions.models.words import Status

MAKER = "-//Plenaria//Plenaria//ES"
STATUSES = {
    Status.PLANNED: STATUS.CONFIRMED,
    Status.CANCELLED: STATUS.CANCELLED,
    Status.POSTPONED: STATUS.TENTATIVE,
}


def as_file(request: HttpRequest, entries: Iterable[Entry], *, name: str, attached: bool = True) -> HttpResponse:
    """A calendar file, to open or to subscribe to."""
    made = calendar(entries, name=name, base=f"{request.scheme}://{request.get_host()}")
    kind = "attachment" if attached else "inline"
    return HttpResponse(
        made,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'{kind}; filename="plenaria.ics"'},
    )


def calendar(entries: Iterable[Entry], *, name: str, base: str) -> bytes:
    """A calendar file of published sessions; `base` is the scheme and host their addresses begin with.

    It never holds a join address: the page it links to has our own door.
    """
    book = Calendar.new(prodid=MAKER, method="PUBLISH", name=name, language=get_language())
    book.pop("UID", None)  # made up anew at each call: the same calendar would seem another one every hour
    listed = list(entries)
    for one in opened(listed):
        book.add_component(component(one, base=base))
    if listed:
        describe_zones(book, min(entry.day for entry in listed), max(entry.day for entry in listed))
    return book.to_ical()


def component(one: Opened, *, base: str) -> Event:
    """One session: its words as read in a language, all else from the page first made."""
    entry, page, source = one.entry, one.page, one.source
    zone, url = ZoneInfo(source.zone), page.get_url() or ""
    return Event.new(
        uid=uid(page.translation_key),
        summary=page.title,
        start=entry.starts.astimezone(zone),
        end=entry.ends.astimezone(zone),
        stamp=source.last_published_at or source.first_published_at,
        last_modified=max(filter(None, [source.last_published_at, page.last_published_at]), default=None),
        sequence=entry.sequence,
        status=STATUSES[Status(source.status)],
        description=page.introduction or None,
        location=place(source) or None,
        url=url if "://" in url else f"{base}{url}",
    )


def uid(key: UUID) -> str:
    """The name of a session in everybody's calendar, for ever."""
    return f"{key}@plenaria"


def place(source: SessionPage) -> str:
    """Where: the venue with its address, or the name of the video service."""
    if source.venue and source.mode != "remote":
        return ", ".join(part for part in (source.venue.name, source.venue.address) if part)
    return str(source.get_platform_display())
