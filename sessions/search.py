"""Search over all that is published: each thing once, in the reader's language where it is written in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from events.models import (
    ActionPlanPage,
    CommitmentPage,
    ConclusionsPage,
    EventPage,
    Organisation,
    Person,
    Territory,
    ThematicLinePage,
)
from events.queries import codes, read_in
from sessions import directory
from sessions.models import SessionPage
from sessions.search_hits import Hit, event_hits, listed_hits, page_hits, session_hits

LONGEST = 100  # letters of a question: longer ones are pasted by mistake, and each word costs
MOST = 60  # things of one search: who finds more asks again with another word
RECENT = 50  # events whose numbers are known by heart; older ones are found by their words
NUMBER = re.compile(r"\d{1,3}(\.\d{1,3}){0,2}\.?")
PAGES: tuple[type[Page], ...] = (
    SessionPage,
    EventPage,
    ThematicLinePage,
    ConclusionsPage,
    ActionPlanPage,
    CommitmentPage,
)

MODELS: dict[str, type[models.Model]] = {
    "session": SessionPage,
    "event": EventPage,
    "line": ThematicLinePage,
    "conclusions": ConclusionsPage,
    "plan": ActionPlanPage,
    "commitment": CommitmentPage,
    "person": Person,
    "organisation": Organisation,
    "territory": Territory,
}

LISTED: tuple[tuple[str, Any, Callable[[], models.QuerySet]], ...] = (
    ("person", Person, directory.people),
    ("organisation", Organisation, directory.organisations),
    ("territory", Territory, directory.territories),
)

KINDS: dict[str, Promise] = {
    "session": _("Sessions"),
    "event": _("Events"),
    "line": _("Thematic lines"),
    "conclusions": _("Conclusions"),
    "plan": _("Action plans"),
    "commitment": _("Commitments"),
    "person": _("People"),
    "organisation": _("Organisations"),
    "territory": _("Territories"),
}
"""What is found, in the order it is shown in."""


@dataclass(frozen=True)
class Group:
    """Things of one kind, the best first."""

    label: str
    hits: list[Hit]


def tidy(question: str) -> str:
    """The question as it is asked: single spaces, no control characters, not too long."""
    return " ".join("".join(c if c.isprintable() else " " for c in question).split())[:LONGEST].strip()


def plain(question: str) -> str:
    """Its words alone, in small letters: signs and capitals such as OR mean something to the index of SQLite."""
    return " ".join(re.findall(r"\w+", question)).lower()


def search(question: str, request: HttpRequest) -> list[Group]:
    """Everything that answers, by kind: first by the beginning of a name, then by any word."""
    hits = found(question, request, whole)
    return [Group(str(label), some) for kind, label in KINDS.items() if (some := [h for h in hits if h.kind == kind])]


def suggest(question: str, request: HttpRequest, most: int) -> list[Hit]:
    """The first few whose names begin so."""
    return found(question, request, as_read)[:most]


def found(question: str, request: HttpRequest, looking: "Looking") -> list[Hit]:
    """What answers a question, or the sessions and lines with a number."""
    words = plain(question)
    if not words:
        return []
    if NUMBER.fullmatch(question) and (hits := numbered(question.rstrip("."), request)):
        return hits
    pages = looking(Page.objects.live().public().type(*PAGES), words)
    keys: dict[str, list[UUID]] = {}
    for page in pages:
        keys.setdefault(page.cached_content_type.model, []).append(page.translation_key)
    return [
        *session_hits(keys.get("sessionpage", []), request),
        *event_hits(keys.get("eventpage", []), request),
        *page_hits("line", ThematicLinePage, keys.get("thematiclinepage", []), request),
        *page_hits("conclusions", ConclusionsPage, keys.get("conclusionspage", []), request),
        *page_hits("plan", ActionPlanPage, keys.get("actionplanpage", []), request),
        *page_hits("commitment", CommitmentPage, keys.get("commitmentpage", []), request),
        *(
            hit
            for kind, model, public in LISTED
            for hit in listed_hits(kind, [one.pk for one in beginning(model.objects.all(), words)], public())
        ),
    ]


type Looking = Callable[[Any, str], list[Any]]


def beginning(among: Any, question: str) -> list[Any]:
    """Those with words that begin as the question's words do."""
    return list(get_search_backend().autocomplete(question, among)[:MOST])


def as_read(among: Any, question: str) -> list[Any]:
    """The same, but no page that only begins so in a language the reader will not see it in."""
    first = beginning(among, question)
    language, keys = get_language() or "", [page.translation_key for page in first]
    own = Page.objects.live().filter(translation_key__in=keys, locale__language_code=language)
    shown = dict(own.values_list("translation_key", "pk"))
    return [page for page in first if shown.get(page.translation_key, page.pk) == page.pk]


def whole(among: Any, question: str) -> list[Any]:
    """Those, and then whatever holds all of its words anywhere."""
    first = beginning(among, question)
    held = {one.pk for one in first}
    return first + [
        one for one in get_search_backend().search(question, among, operator="and")[:MOST] if one.pk not in held
    ]


def numbered(number: str, request: HttpRequest) -> list[Hit]:
    """Sessions and lines with this number, then those below it; of the newest events first."""
    language = get_language() or ""
    given = codes(*read_in(language)[:RECENT])
    fitting = {pk: code for pk, code in given.items() if code == number or code.startswith(f"{number}.")}
    rows = Page.objects.filter(pk__in=fitting).public().values_list("pk", "translation_key")
    by_key = {key: fitting[pk] for pk, key in rows}
    hits = [
        *session_hits(list(by_key), request),
        *page_hits("line", ThematicLinePage, list(by_key), request),
    ]
    return sorted(hits, key=lambda hit: (hit.code != number, [int(part) for part in hit.code.split(".") if part]))
