"""Sessions as lists show them: plain values, made with a constant number of queries."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from events.models import EventPage
from events.queries import codes, family
from sessions import words
from sessions.models import SessionPage
from sessions.models.words import Category, Mode
from sessions.state import State, state

COLUMNS = (
    *("pk", "title", "path", "url_path", "translation_key", "category", "language", "place"),
    *("starts", "ends", "opened_at", "closed_at", "source_zone", "source_status", "source_registers", "source_mode"),
)
"""All a list shows of its pages: of 300 sessions, making pages of the rows would be a third of the work."""

EVENT_DEPTH = 3  # root, home, event: an event's path is so many steps of the tree's path


@dataclass(frozen=True)
class Meeting:
    """One session in a list. `starts` and `ends` are what the venue's clock shows, `instant` is the start in ISO."""

    pk: int
    key: UUID
    title: str
    url: str
    language: str
    code: str
    path: str
    event: str
    category: str
    mode: str
    venue: str
    starts: datetime
    ends: datetime
    clock: str
    instant: str
    state: State

    @property
    def day(self) -> date:
        return self.starts.date()

    @property
    def marked(self) -> bool:
        """Whether a list says its state: one that simply comes or has passed is told by where it stands."""
        return self.state not in {State.OPEN, State.ANNOUNCED, State.PAST}

    @property
    def family(self) -> int:
        return family(self.code)


@dataclass(frozen=True)
class Day:
    """One day of a calendar and its meetings."""

    day: date
    meetings: list[Meeting]


def rows(pages: QuerySet[SessionPage]) -> QuerySet[Any]:
    """`timed` sessions of events as `meetings` takes them too: columns by name, and no pages."""
    named = pages.annotate(language=F("locale__language_code"), place=F("venue__name"))
    return named.values_list(*COLUMNS, named=True)


def meetings(
    pages: Iterable[Any],
    request: HttpRequest | None,
    now: datetime | None = None,
    *,
    event: EventPage | None = None,
) -> list[Meeting]:
    """`timed` sessions, or `rows` of them, as values. Three queries: sessions, events unless it is `event`, numbers."""
    listed = list(pages)
    held = [event] if event else EventPage.objects.filter(path__in={_event_path(page) for page in listed})
    events = {one.path: one for one in held}
    given = codes(*events.values()) if listed else {}
    now, address = now or timezone.now(), _addresses(request, events)
    return [
        _meeting(page, events.get(_event_path(page)), given.get(page.pk, ""), address(page), now) for page in listed
    ]


def _addresses(request: HttpRequest | None, events: dict[str, EventPage]) -> Callable[[Any], str]:
    """Where pages are read. Asked once an event: what stands below it goes on from its address, as in the tree."""
    known = {path: event.get_url(request) or "" for path, event in events.items()}

    def address(page: Any) -> str:
        event = events.get(_event_path(page))
        if event is None:
            return page.get_url(request) or ""
        return known[event.path] + page.url_path.removeprefix(event.url_path)

    return address


def by_day(listed: Iterable[Meeting]) -> list[Day]:
    """Meetings, already in order, under the days of their venues."""
    return [Day(day, list(some)) for day, some in groupby(listed, key=lambda meeting: meeting.day)]


def _event_path(page: Any) -> str:
    return page.path[: EVENT_DEPTH * SessionPage.steplen]


def _language_and_place(page: Any) -> tuple[str, str]:
    if isinstance(page, SessionPage):
        return page.locale.language_code, page.venue.name if page.venue else ""
    return page.language, page.place or ""


def _meeting(page, event: EventPage | None, code: str, url: str, now: datetime) -> Meeting:
    language, place = _language_and_place(page)
    return Meeting(
        pk=page.pk,
        key=page.translation_key,
        title=page.title,
        url=url,
        language=language,
        code=code,
        path=page.path,
        event=event.title if event else "",
        category=str(Category(page.category).label),
        mode=str(Mode(page.source_mode).label),
        venue=place,
        starts=words.on_the_wall(page.starts, page.source_zone),
        ends=words.on_the_wall(page.ends, page.source_zone),
        clock=words.clock_of(page.source_zone),
        instant=page.starts.isoformat(),
        state=state_in_list(page, now),
    )


def state_in_list(page, now: datetime) -> State:
    """The state of a `timed` session, without a query."""
    return state(
        status=page.source_status,
        starts=page.starts,
        ends=page.ends,
        registers=page.source_registers,
        hours=page if page.opened_at else None,
        now=now,
    )
