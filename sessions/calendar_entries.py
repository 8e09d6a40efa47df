"""What stands in the calendar, each session once, in the reader's language, with its time.

Read light first, so that filters may look at all of it; whole pages are read for what is shown alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from events.privacy import for_everybody
from sessions import words
from sessions.models import Running, SessionPage, Slot

HEAVY = ("body", "activities", "search_description", "join_address", "recording")
"""Columns no list reads; the two of blocks alone make a row ten times as heavy."""

FROM_SOURCE = ("zone", "status", "registers", "mode", "category", "platform")
"""Equal in all languages, hence read from the source page and put on the page as `source_<name>`."""


@dataclass(frozen=True, slots=True)
class Version:
    """One language of a session: what filters ask of it."""

    pk: int
    key: UUID
    path: str
    live: bool
    language: str
    zone: str
    mode: str
    category: str
    languages: list[str]
    territory: int | None


COLUMNS = (
    *("pk", "translation_key", "path", "live", "locale__language_code"),
    *("zone", "mode", "category", "languages", "territory_id"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A session in the calendar: the language to show, the one first made, and its place in time."""

    page: Version
    source: Version
    starts: datetime
    ends: datetime
    sequence: int
    hours: Running | None

    @property
    def day(self) -> date:
        """The day it begins on, by the clock of the venue."""
        return words.on_the_wall(self.starts, self.source.zone).date()


def entries(language: str, among: Q | None = None, *, private: bool = False) -> list[Entry]:
    """The entries `among` the calendar's slots, by day and hour; the whole calendar without it. Three queries.

    `private` pages are for readers who are known to be let in."""
    slots = Slot.objects.filter(among or Q(), event__isnull=False)
    keys = slots.values("session")
    hours = {running.session: running for running in Running.objects.filter(session__in=keys)}
    versions = _versions(keys, Q() if private else Q(for_everybody()))
    found = []
    for key, starts, ends, sequence in slots.values_list("session", "event__start", "event__end", "sequence"):
        if key in versions:
            source = versions[key][0]
            page = next((one for one in versions[key] if one.live and one.language == language), source)
            found.append(Entry(page, source, starts, ends, sequence, hours.get(key)))
    return sorted(found, key=lambda entry: (entry.day, entry.starts, entry.page.pk))


def _versions(keys: QuerySet[Any, Any], seen: Q) -> dict[UUID, list[Version]]:
    """The languages of each session, the one first made at the head."""
    found: dict[UUID, list[Version]] = {}
    for row in SessionPage.objects.filter(seen, translation_key__in=keys).order_by("pk").values_list(*COLUMNS):
        version = Version(*row)
        found.setdefault(version.key, []).append(version)
    return found


def coming(now: datetime | None = None) -> Q:
    """Slots not yet over by the clock, or with a room still open."""
    still_open = Running.objects.filter(session=OuterRef("session"), closed_at=None)
    return Q(event__end__gt=now or timezone.now()) | Q(Exists(still_open))


def between(first: date, last: date) -> Q:
    """Slots that may begin on these days on some clock of the world; the days of the venues decide later."""
    midnight = datetime.combine(first, datetime.min.time(), tzinfo=timezone.get_default_timezone())
    span = (last - first) + timedelta(days=2)
    return Q(event__start__gte=midnight - timedelta(days=1), event__start__lt=midnight + span)


@dataclass(frozen=True)
class Opened:
    """An entry with its whole pages. `page` carries what lists read of the source, as `queries.timed` gives it."""

    entry: Entry
    page: SessionPage
    source: SessionPage


def opened(listed: Iterable[Entry]) -> list[Opened]:
    """The pages of these entries, in their order. One query."""
    some = list(listed)
    wanted = {one.pk for entry in some for one in (entry.page, entry.source)}
    pages = SessionPage.objects.filter(pk__in=wanted).select_related("locale", "venue").defer(*HEAVY)
    by_pk = {page.pk: page for page in pages}
    return [_opened(entry, by_pk) for entry in some if {entry.page.pk, entry.source.pk} <= by_pk.keys()]


def _opened(entry: Entry, pages: dict[int, SessionPage]) -> Opened:
    page, source, hours = pages[entry.page.pk], pages[entry.source.pk], entry.hours
    said = {f"source_{name}": getattr(source, name) for name in FROM_SOURCE}
    running = {"opened_at": hours and hours.opened_at, "closed_at": hours and hours.closed_at}
    for name, value in {**said, **running, "starts": entry.starts, "ends": entry.ends}.items():
        setattr(page, name, value)
    page.venue = source.venue
    return Opened(entry, page, source)
