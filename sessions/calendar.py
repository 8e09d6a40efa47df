"""Sessions as iCalendar (RFC 5545): one entry a session, named by its translation_key in every language."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import get_language
from icalendar import STATUS, Calendar, Event

from sessions.models import SessionPage, Slot
from sessions.models.words import Status

MAKER = "-//Plenaria//Plenaria//ES"
STATUSES = {
    Status.PLANNED: STATUS.CONFIRMED,
    Status.CANCELLED: STATUS.CANCELLED,
    Status.POSTPONED: STATUS.TENTATIVE,
}


def calendar(pages: Iterable[SessionPage], *, name: str, base: str) -> bytes:
    """A calendar file of published sessions; `base` is the scheme and host their addresses begin with.

    It never holds a join address: the page it links to has our own door.
    """
    listed = [page for page in pages if page.starts_at]
    sequences = dict(
        Slot.objects.filter(session__in=[page.translation_key for page in listed]).values_list("session", "sequence")
    )
    book = Calendar.new(prodid=MAKER, method="PUBLISH", name=name, language=get_language())
    for page in listed:
        book.add_component(entry(page, sequence=sequences.get(page.translation_key, 0), base=base))
    book.add_missing_timezones()
    return book.to_ical()


def entry(page: SessionPage, *, sequence: int, base: str) -> Event:
    """One session. Its words come from `page` as read in a language, its time from the same page."""
    url = page.get_url() or ""
    made = Event.new(
        uid=uid(page.translation_key),
        summary=page.title,
        start=page.starts_at,
        end=page.ends_at,
        stamp=page.last_published_at or page.first_published_at,
        last_modified=page.last_published_at,
        sequence=sequence,
        status=STATUSES[Status(page.status)],
        description=page.introduction or None,
        location=place(page) or None,
        url=url if "://" in url else f"{base}{url}",
    )
    return made


def uid(key: UUID) -> str:
    """The name of a session in everybody's calendar, for ever."""
    return f"{key}@plenaria"


def place(page: SessionPage) -> str:
    """Where: the venue with its address, or the name of the video service."""
    if page.venue and page.mode != "remote":
        return ", ".join(part for part in (page.venue.name, page.venue.address) if part)
    return str(page.get_platform_display())
