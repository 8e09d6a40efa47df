"""A session as its page shows it: what the poster, the run of show and the sections need."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q, Subquery
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Page

from events.models import EventPage, Venue
from events.queries import codes, event_of, family, lines_above
from sessions import door, queries, words
from sessions.meetings import Meeting, meetings, rows
from sessions.models import SessionPage, SessionSpeaker
from sessions.state import State, state_of

NEIGHBOURS = 6  # sessions of the same line shown below a session


@dataclass(frozen=True)
class Level:
    """A line above a session or subline."""

    code: str
    title: str
    url: str


@dataclass(frozen=True)
class When:
    """Hours on the venue's wall, and the instants for the reader's own clock."""

    starts: datetime
    ends: datetime
    clock: str
    first: str
    last: str


@dataclass(frozen=True)
class Step:
    """One activity in the order of the meeting."""

    number: int
    title: str
    format: str


@dataclass(frozen=True)
class Neighbour:
    """The session before or after this one in its line."""

    code: str
    title: str
    url: str
    language: str


@dataclass(frozen=True)
class Poster:
    """Everything the page of a session shows beside its own words."""

    source: SessionPage
    event: EventPage | None
    code: str
    levels: list[Level]
    state: State
    when: When | None
    duration: str
    venue: Venue | None
    platform: str
    languages: list[str]
    steps: list[Step]
    speakers: list[SessionSpeaker]
    neighbours: list[Meeting]
    previous: Neighbour | None
    next: Neighbour | None
    children: list[Page]
    connects: bool

    @property
    def family(self) -> int:
        return family(self.code)


def poster(page: SessionPage, request: HttpRequest | None) -> Poster:
    """Reads the session: words from `page`, what is equal in all languages from its source."""
    source, event, now = queries.source(page.translation_key), event_of(page), timezone.now()
    given = codes(event) if event else {}
    standing = state_of(source, now)
    previous, following = before_and_after(page, event, given, request)
    return Poster(
        source=source,
        event=event,
        code=given.get(page.pk, ""),
        levels=levels(page, given, request),
        state=standing,
        when=when(source),
        duration=words.duration(source.minutes),
        venue=source.venue if source.mode != "remote" else None,
        platform=source.get_platform_display() if source.mode != "in_person" else "",
        languages=language_names(source.languages),
        steps=steps(page, source),
        speakers=list(source.speakers.select_related("person__organisation")),
        neighbours=neighbours(page, event, request),
        previous=previous,
        next=following,
        children=list(page.get_children().live().select_related("locale")),
        connects=door.stands_open(source, standing, now),
    )


def levels(page: Page, given: dict[int, str], request: HttpRequest | None) -> list[Level]:
    """The lines above a page, outermost first."""
    return [Level(given.get(line.pk, ""), line.title, line.get_url(request) or "") for line in lines_above(page)]


def when(source: SessionPage) -> When | None:
    """The hours of a session; None while it has no time."""
    if source.starts_at is None or source.ends_at is None:
        return None
    return When(
        starts=words.on_the_wall(source.starts_at, source.zone),
        ends=words.on_the_wall(source.ends_at, source.zone),
        clock=words.clock_of(source.zone),
        first=source.starts_at.isoformat(),
        last=source.ends_at.isoformat(),
    )


def language_names(codes_of: list[str]) -> list[str]:
    """Languages by their own names, in the order of the house."""
    return [name for code, name in settings.LANGUAGES if code in codes_of]


def steps(page: SessionPage, source: SessionPage) -> list[Step]:
    """The activities in order; words of the translation where it has them. Missing formats are left out."""
    own = {child.id: _title(child) for child in page.activities}
    shown = [child for child in source.activities if _title(child)]
    return [
        Step(place, own.get(child.id) or _title(child), gettext(str(child.block.label)))
        for place, child in enumerate(shown, start=1)
    ]


def _title(child: Any) -> str:
    return child.value["title"] if hasattr(child.block, "kind") else ""


def neighbours(page: SessionPage, event: EventPage | None, request: HttpRequest | None) -> list[Meeting]:
    """The other sessions right beside this one in its line, in the order of the tree."""
    parent = page.path[: -page.steplen]
    if event is None or parent == event.path:
        return []
    beside = queries.timed(SessionPage.objects.filter(path__startswith=parent).exclude(pk=page.pk)).order_by("path")
    return meetings(rows(beside)[:NEIGHBOURS], request, event=event)


def before_and_after(
    page: SessionPage, event: EventPage | None, given: dict[int, str], request: HttpRequest | None
) -> tuple[Neighbour | None, Neighbour | None]:
    """The published sessions around this one in its line, sublines included; outside of lines, in its event."""
    if event is None:
        return None, None
    line = page.path[: len(event.path) + page.steplen]
    within = line if len(page.path) > len(line) else event.path
    found = SessionPage.objects.live().filter(path__startswith=within).select_related("locale")
    before = found.filter(path__lt=page.path).order_by("-path").values("pk")[:1]
    after = found.filter(path__gt=page.path).order_by("path").values("pk")[:1]
    around = found.filter(Q(pk=Subquery(before)) | Q(pk=Subquery(after)))
    both = {one.path < page.path: one for one in around.only("title", "url_path", "path", "locale", "live")}
    return _neighbour(both.get(True), given, request), _neighbour(both.get(False), given, request)


def _neighbour(page: SessionPage | None, given: dict[int, str], request: HttpRequest | None) -> Neighbour | None:
    if page is None:
        return None
    return Neighbour(given.get(page.pk, ""), page.title, page.get_url(request) or "", page.locale.language_code)
