"""Reads sessions: the source of a translation, what comes, what has passed. Times are those of the calendar."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from wagtail.models import Page

from events.models import EventPage
from events.privacy import for_everybody
from events.reading import read_once
from sessions.models import Running, SessionPage, Slot
from sessions.pretence import pretended

SHARED = ("zone", "status", "registers", "mode")
"""Equal in all languages, so lists read them from the source page, as `source_<name>`."""


@read_once
def languages(key: UUID) -> list[SessionPage]:
    """The pages of a session in all languages, published or not, the one first made first; with their room's hours."""
    running = Running.objects.filter(session=OuterRef("translation_key"))
    pages = SessionPage.objects.filter(translation_key=key).select_related("locale", "venue", "territory")
    hours = {name: Subquery(running.values(name)[:1]) for name in ("opened_at", "closed_at")}
    return list(pages.annotate(**hours).order_by("pk"))


def source(key: UUID) -> SessionPage:
    """The page first made of this translation_key, published or not. Raises `SessionPage.DoesNotExist`."""
    if drawn := pretended(key):
        return drawn.source
    if pages := languages(key):
        return pages[0]
    raise SessionPage.DoesNotExist


def timed(pages: QuerySet[SessionPage]) -> QuerySet[SessionPage]:
    """Published sessions with their place in the calendar (`starts`, `ends`) and their room's hours, in one query."""
    slot = Slot.objects.filter(session=OuterRef("translation_key"))
    running = Running.objects.filter(session=OuterRef("translation_key"))
    first = SessionPage.objects.filter(translation_key=OuterRef("translation_key")).order_by("pk")
    return (
        pages.filter(live=True)
        .select_related("locale", "venue")
        .annotate(
            starts=Subquery(slot.values("event__start")[:1]),
            ends=Subquery(slot.values("event__end")[:1]),
            opened_at=Subquery(running.values("opened_at")[:1]),
            closed_at=Subquery(running.values("closed_at")[:1]),
            **{f"source_{name}": Subquery(first.values(name)[:1]) for name in SHARED},
        )
        .filter(starts__isnull=False)
    )


def coming(now: datetime | None = None) -> Q:
    """Over neither by the clock nor by the host, or with a room still open; for `timed` sessions."""
    now = now or timezone.now()
    ended = Q(closed_at__isnull=False, closed_at__gte=F("starts"))
    return (Q(ends__gt=now) & ~ended) | Q(opened_at__isnull=False, closed_at__isnull=True)


def sources() -> QuerySet[SessionPage]:
    """Published sessions, each once: the page first made of each."""
    oldest = SessionPage.objects.filter(translation_key=OuterRef("translation_key")).order_by("pk")
    return timed(SessionPage.objects.filter(pk=Subquery(oldest.values("pk")[:1])))


def upcoming(now: datetime | None = None) -> QuerySet[SessionPage]:
    """Sessions that are live or come next, soonest first."""
    return sources().filter(for_everybody(), coming(now)).order_by("starts", "pk")


def past(now: datetime | None = None) -> QuerySet[SessionPage]:
    """Sessions that are over by the clock, latest first."""
    return sources().filter(for_everybody()).exclude(coming(now)).order_by("-starts", "-pk")


def read_in(language: str) -> QuerySet[SessionPage]:
    """Published sessions, each once: in `language` where there is a page, else the page first made."""
    same = SessionPage.objects.filter(translation_key=OuterRef("translation_key"))
    there = same.filter(live=True, locale__language_code=language)
    return timed(
        SessionPage.objects.filter(
            for_everybody(),
            Q(locale__language_code=language) | (Q(pk=Subquery(same.order_by("pk").values("pk")[:1])) & ~Exists(there)),
        )
    )


def in_event(event: EventPage | Page) -> QuerySet[SessionPage]:
    """The published sessions of an event or a line, in the order of the tree."""
    return timed(SessionPage.objects.descendant_of(event)).order_by("path")


def next_change(now: datetime, *, early: Iterable[timedelta] = ()) -> datetime | None:
    """When the clock next changes the state of a session: it begins, ends, or begins in one of the times `early`."""
    ahead = [timedelta(0), *early]
    marks = {f"start{n}": Min("event__start", filter=Q(event__start__gt=now + one)) for n, one in enumerate(ahead)}
    found = Slot.objects.aggregate(end=Min("event__end", filter=Q(event__end__gt=now)), **marks)
    starts = (found[f"start{n}"] - one for n, one in enumerate(ahead) if found[f"start{n}"])
    return min([*starts, *filter(None, [found["end"]])], default=None)
