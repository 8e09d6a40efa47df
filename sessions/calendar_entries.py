"""What stands in the calendar, each session once, in the reader's language, with its time. Three queries."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from sessions import words
from sessions.models import Running, SessionPage, Slot

HEAVY = ("body", "activities", "search_description", "join_address", "recording")
"""Columns no list reads; the two of blocks alone make a row ten times as heavy."""

FROM_SOURCE = ("zone", "status", "registers", "mode", "category", "platform")
"""Equal in all languages, hence read from the source page and put on the page as `source_<name>`."""


@dataclass(frozen=True)
class Entry:
    """A session in the calendar: the page to show, the page first made, and its place in time."""

    page: SessionPage
    source: SessionPage
    starts: datetime
    ends: datetime
    sequence: int

    @property
    def day(self) -> date:
        """The day it begins on, by the clock of the venue."""
        return words.on_the_wall(self.starts, self.source.zone).date()


def entries(language: str, among: Q | None = None) -> list[Entry]:
    """The entries `among` the calendar's slots, by day and hour; the whole calendar without it."""
    slots = Slot.objects.filter(among or Q(), event__isnull=False)
    keys = slots.values("session")
    hours = {running.session: running for running in Running.objects.filter(session__in=keys)}
    versions = _versions(keys)
    found = [
        _entry(slot, versions[slot.session], hours.get(slot.session), language)
        for slot in slots.select_related("event")
        if slot.session in versions
    ]
    return sorted(found, key=lambda entry: (entry.day, entry.starts, entry.page.pk))


def coming(now: datetime | None = None) -> Q:
    """Slots not yet over by the clock, or with a room still open."""
    still_open = Running.objects.filter(session=OuterRef("session"), closed_at=None)
    return Q(event__end__gt=now or timezone.now()) | Q(Exists(still_open))


def between(first: date, last: date) -> Q:
    """Slots that may begin on these days on some clock of the world; the days of the venues decide later."""
    midnight = datetime.combine(first, datetime.min.time(), tzinfo=timezone.get_default_timezone())
    span = (last - first) + timedelta(days=2)
    return Q(event__start__gte=midnight - timedelta(days=1), event__start__lt=midnight + span)


def _versions(keys: QuerySet[Any, Any]) -> dict[Any, list[SessionPage]]:
    """The pages of each session, the one first made at the head."""
    pages = SessionPage.objects.filter(translation_key__in=keys).select_related("locale", "venue").defer(*HEAVY)
    found: dict[Any, list[SessionPage]] = {}
    for page in pages.order_by("pk"):
        found.setdefault(page.translation_key, []).append(page)
    return found


def _entry(slot: Slot, versions: list[SessionPage], hours: Running | None, language: str) -> Entry:
    source = versions[0]
    page = next((one for one in versions if one.live and one.locale.language_code == language), source)
    assert slot.event is not None
    said = {f"source_{name}": getattr(source, name) for name in FROM_SOURCE}
    running = {"opened_at": hours and hours.opened_at, "closed_at": hours and hours.closed_at}
    for name, value in {**said, **running, "starts": slot.event.start, "ends": slot.event.end}.items():
        setattr(page, name, value)
    page.venue = source.venue
    return Entry(page, source, slot.event.start, slot.event.end, slot.sequence)
