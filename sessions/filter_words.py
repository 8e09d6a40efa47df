"""The values filters know: events, lines and territories by readable names, and the closed vocabularies."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Page

from events.models import EventPage, Territory, ThematicLinePage
from sessions.calendar_entries import Entry
from sessions.meetings import EVENT_DEPTH
from sessions.models.words import Category, Mode

STEP = Page.steplen


@dataclass(frozen=True)
class Vocabulary:
    """Known values with their words by filter, and what an entry says to each."""

    words: dict[str, dict[str, str]]
    other_names: dict[str, dict[str, str]]
    events: dict[str, str]
    lines: dict[str, str]
    places: dict[int, frozenset[str]]
    event_places: dict[str, int | None]
    zone: str

    def value(self, name: str, asked: str) -> str | None:
        """The value meant by `asked`, also by its name in another language; None if nobody knows it."""
        return asked if asked in self.words[name] else self.other_names.get(name, {}).get(asked)

    def said_by(self, entry: Entry, name: str) -> frozenset[str]:
        """The values of one filter that `entry` answers to."""
        path, source = entry.page.path, entry.source
        event = path[: EVENT_DEPTH * STEP]
        if name == "event":
            return frozenset(filter(None, [self.events.get(event)]))
        if name == "line":
            above = (path[:length] for length in range(len(event) + STEP, len(path), STEP))
            return frozenset(self.lines[one] for one in above if one in self.lines)
        if name == "territory":
            return self.places.get(source.territory or self.event_places.get(event) or 0, frozenset())
        return frozenset(source.languages) if name == "language" else frozenset([getattr(source, name)])


def vocabulary(language: str) -> Vocabulary:
    """Everything that can be asked, in the words of `language` where there are some. Three queries."""
    events = list(_pages(EventPage, "zone", "territory_id"))
    lines = list(_pages(ThematicLinePage))
    territories = {one.pk: one for one in Territory.objects.order_by("name")}
    handles = {one.pk: one.handle for one in territories.values()}
    event_words, event_names, event_paths = _named(events, language)
    line_words, line_names, line_paths = _named(lines, language)
    first_territory = _first(events, "territory_id")
    return Vocabulary(
        words={
            "event": event_words,
            "line": line_words,
            "category": {value: str(label) for value, label in Category.choices},
            "territory": {handle: territories[pk].name for pk, handle in handles.items()},
            "language": dict(settings.LANGUAGES),
            "mode": {value: str(label) for value, label in Mode.choices},
        },
        other_names={
            "event": event_names,
            "line": line_names,
            "territory": {str(pk): handle for pk, handle in handles.items()},
        },
        events=event_paths,
        lines=line_paths,
        places={pk: frozenset(handles[one] for one in _upwards(pk, territories)) for pk in territories},
        event_places={row["path"]: first_territory[row["translation_key"]] for row in events},
        zone=_usual([row["zone"] for row in events]),
    )


def _pages(model: type[Page], *more: str) -> Iterable[dict]:
    names = ("pk", "path", "slug", "title", "translation_key", "locale__language_code", *more)
    return model.objects.live().order_by("pk").values(*names)


def _first(rows: list[dict], name: str) -> dict:
    """What the page first made of each translation says."""
    said: dict = {}
    for row in rows:
        said.setdefault(row["translation_key"], row[name])
    return said


def _named(rows: list[dict], language: str) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Words by value in tree order, values by other slugs, values by path. A value is the slug first given."""
    slugs = _first(rows, "slug")
    titles = _first(rows, "title")
    titles |= {row["translation_key"]: row["title"] for row in rows if row["locale__language_code"] == language}
    by_path = {row["path"]: slugs[row["translation_key"]] for row in rows}
    words: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: row["path"]):
        words.setdefault(slugs[row["translation_key"]], titles[row["translation_key"]])
    return words, {row["slug"]: slugs[row["translation_key"]] for row in rows}, by_path


def _upwards(pk: int, territories: dict[int, Territory]) -> list[int]:
    """A territory and those it is part of; a ring, which a mistake may have made, is walked once."""
    found: list[int] = []
    above: int | None = pk
    while above is not None and above not in found:
        found.append(above)
        above = territories[above].within_id
    return found


def _usual(zones: list[str]) -> str:
    """The clock most events go by: what "today" means to somebody whose own clock we do not know."""
    return Counter(zones).most_common(1)[0][0] if zones else "UTC"
