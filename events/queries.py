"""Reads what is published: numbers of lines and sessions, the first page of a translation."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from wagtail.models import Page

from events.models import EventPage, Numbered
from events.reading import read_once

FAMILIES = 8  # colour families of the face; a ninth line starts again at the first
STEP = Page.steplen


def first_made(translation_key: UUID) -> QuerySet[Page]:
    """The page a translation was made from: the oldest of its key."""
    return Page.objects.filter(translation_key=translation_key).order_by("pk")[:1]


@read_once
def codes(*events: Page) -> dict[int, str]:
    """The number of every line and session in these events, by page: "1", "1.1", "1.1.1". One query.

    Numbers come from the tree of the page first made, so a translation has the number of its source, also where
    only some pages are translated. Drafts count: publishing one later renumbers nothing.
    """
    if not events:
        return {}
    within = Q()
    for event in events:
        source_path = Subquery(first_made(event.translation_key).values("path"))
        within |= Q(path__startswith=event.path) | Q(path__startswith=source_path)
    rows = list(
        Page.objects.filter(within, content_type__in=numbered_types())
        .order_by("path")
        .values_list("pk", "path", "translation_key")
    )
    by_path = number(path for _, path, _ in rows)
    by_key: dict[UUID, str] = {}
    for _, path, key in sorted(rows):
        by_key.setdefault(key, by_path[path])
    own = tuple(event.path for event in events)
    return {pk: by_key[key] for pk, path, key in rows if path.startswith(own)}


def number(paths: Iterable[str]) -> dict[str, str]:
    """Numbers tree paths given in tree order: each counts among the children of the same parent."""
    given: dict[str, str] = {}
    children: dict[str, int] = {}
    for path in paths:
        parent = path[:-STEP]
        children[parent] = children.get(parent, 0) + 1
        above = given.get(parent)
        given[path] = f"{above}.{children[parent]}" if above else str(children[parent])
    return given


def numbered_types() -> list[ContentType]:
    """The page types that are counted, whichever rooms bring them."""
    types: list[type[models.Model]] = [kind for kind in Numbered.__subclasses__() if issubclass(kind, models.Model)]
    return list(ContentType.objects.get_for_models(*types).values())


@read_once
def above(page: Page) -> list[Page]:
    """What `page` is and stands in, outermost first: its home page, its event, lines, a session."""
    found = Page.objects.ancestor_of(page, inclusive=True).filter(depth__gt=1)
    return list(found.select_related("locale", "content_type", "eventpage").order_by("path"))


def event_of(page: Page) -> EventPage | None:
    """The event `page` is or stands in."""
    return next((one.eventpage for one in above(page) if hasattr(one, "eventpage")), None)


def offered_formats(page: Page | None) -> frozenset[str] | None:
    """The formats that may be added to sessions where `page` stands; None for all there are.

    An event that was never published is read as its draft stands, any other as it is published."""
    event = EventPage.objects.ancestor_of(page, inclusive=True).first() if page and page.path else None
    if event is None:
        return None
    written = event if event.live else event.get_latest_revision_as_object()
    return frozenset(written.formats) or None


def lines_above(page: Page) -> list[Page]:
    """The thematic lines `page` stands in, outermost first."""
    return [one for one in above(page) if one.content_type.model == "thematiclinepage" and one.pk != page.pk]


def code_of(page: Page) -> str:
    """The number of a line or session, or of the one `page` stands below; "" outside of any."""
    event = event_of(page)
    if event is None:
        return ""
    given = codes(event)
    if page.pk in given:
        return given[page.pk]
    above = page.get_ancestors().order_by("-path").values_list("pk", flat=True)
    return next((given[pk] for pk in above if pk in given), "")


def line_number(page: Page) -> int:
    """The colour family (1 to 8) of the line `page` stands in; 0 outside of any."""
    return family(code_of(page))


def family(code: str) -> int:
    """The colour family of a number: that of its first figure."""
    return (int(code.split(".")[0]) - 1) % FAMILIES + 1 if code else 0


def read_in(language: str) -> QuerySet[EventPage]:
    """Published events, each once, in `language` where there is a page, else the one first made; newest first."""
    return in_language(EventPage.objects.all(), language).select_related("locale").order_by("-first_day", "-pk")


def in_language[P: Page](pages: QuerySet[P], language: str) -> QuerySet[P]:
    """The published ones of `pages`, each once: in `language` where there is a page, else the one first made."""
    same = pages.model._default_manager.filter(translation_key=OuterRef("translation_key"))
    there = same.filter(live=True, locale__language_code=language)
    oldest = Q(pk=Subquery(same.order_by("pk").values("pk")[:1])) & ~Exists(there)
    return pages.filter(Q(locale__language_code=language) | oldest, live=True)
