"""The programme of an event: lines, sublines and sessions in the order of the tree."""

from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page

from events.models import EventPage, ThematicLinePage
from events.queries import codes, event_of, family, first_made
from sessions import queries
from sessions.meetings import Meeting, meetings, rows

NOWHERE = UUID(int=0)  # the key of no page


@dataclass
class Branch:
    """A line or subline with what stands below it."""

    code: str
    title: str
    url: str
    introduction: str
    path: str
    language: str
    meetings: list[Meeting] = field(default_factory=list)
    branches: list["Branch"] = field(default_factory=list)

    @property
    def family(self) -> int:
        return family(self.code)


@dataclass(frozen=True)
class Part:
    """A stretch of the programme: a line with all below it, or sessions that stand in no line."""

    branch: Branch | None
    meetings: list[Meeting]


@dataclass(frozen=True)
class Programme:
    """What stands right below an event or a line."""

    meetings: list[Meeting]
    branches: list[Branch]

    @property
    def parts(self) -> list[Part]:
        """Lines and loose sessions in the order of the tree."""
        beside: list[Meeting | Branch] = [*self.meetings, *self.branches]
        found: list[Part] = []
        for one in sorted(beside, key=in_order):
            if isinstance(one, Branch):
                found.append(Part(one, []))
            elif found and found[-1].branch is None:
                found[-1].meetings.append(one)
            else:
                found.append(Part(None, [one]))
        return found


def programme(page: EventPage | ThematicLinePage | Page, request: HttpRequest | None) -> Programme:
    """The published programme below `page`, whatever its size in a constant number of queries.

    What is not translated yet stands at its place as it was first made: nobody misses a session for its language."""
    event, top = page if isinstance(page, EventPage) else event_of(page), Programme([], [])
    trees = [page, *others(page)]
    held = trees if event is page else [event, *others(event)] if event else []
    given = codes(*held)
    lines = _lines(trees)
    branches: dict[UUID, Branch] = {}
    for line in sorted(lines, key=lambda line: not line.path.startswith(page.path)):
        branches.setdefault(line.translation_key, _branch(line, given.get(line.pk, ""), request))
    key_at = {line.path: line.translation_key for line in lines}

    def above(path: str) -> Branch | Programme:
        return branches.get(key_at.get(path[: -Page.steplen], NOWHERE)) or top

    for branch in sorted(branches.values(), key=in_order):
        above(branch.path).branches.append(branch)
    for meeting in sorted(_meetings(trees, event, request), key=in_order):
        above(meeting.path).meetings.append(meeting)
    return top


def others(page: Page) -> list[Page]:
    """The page `page` is a translation of; none for a page first made."""
    return [one for one in first_made(page.translation_key) if one.pk != page.pk]


def in_order(one: "Branch | Meeting") -> list[int]:
    """Numbers are given in the order of the tree and are the same in every language."""
    return [int(figure) for figure in one.code.split(".") if figure]


def _lines(trees: list[Page]) -> list[ThematicLinePage]:
    below = reduce(or_, (Q(path__startswith=tree.path, depth__gt=tree.depth) for tree in trees))
    return list(ThematicLinePage.objects.live().filter(below).select_related("locale").defer("body").order_by("path"))


def _meetings(trees: list[Page], event: EventPage | None, request: HttpRequest | None) -> list[Meeting]:
    """Each session once, in the language of the first tree where it has a page there."""
    found: dict[UUID, Meeting] = {}
    for tree in trees:
        here = event if tree is trees[0] else None
        for one in meetings(rows(queries.in_event(tree)), request, event=here):
            found.setdefault(one.key, one)
    return list(found.values())


def _branch(line: ThematicLinePage, code: str, request: HttpRequest | None) -> Branch:
    language = line.locale.language_code
    return Branch(code, line.title, line.get_url(request) or "", line.introduction, line.path, language)
