"""The programme of an event: lines, sublines and sessions in the order of the tree."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from wagtail.models import Page

from events.models import EventPage, ThematicLinePage
from events.queries import codes, event_of, family
from sessions import queries
from sessions.meetings import LISTED, Meeting, meetings


@dataclass
class Branch:
    """A line or subline with what stands below it."""

    code: str
    title: str
    url: str
    introduction: str
    path: str
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
        for one in sorted(beside, key=lambda one: one.path):
            if isinstance(one, Branch):
                found.append(Part(one, []))
            elif found and found[-1].branch is None:
                found[-1].meetings.append(one)
            else:
                found.append(Part(None, [one]))
        return found


def programme(page: EventPage | ThematicLinePage | Page, request: HttpRequest | None) -> Programme:
    """The published programme below `page`. Four or five queries, whatever its size."""
    event = page if isinstance(page, EventPage) else event_of(page)
    given = codes(event) if event else {}
    lines = ThematicLinePage.objects.live().descendant_of(page).select_related("locale").defer("body").order_by("path")
    by_path = {line.path: _branch(line, given.get(line.pk, ""), request) for line in lines}
    top = Programme([], [])
    for branch in by_path.values():
        (by_path.get(branch.path[: -Page.steplen]) or top).branches.append(branch)
    for meeting in meetings(queries.in_event(page).only(*LISTED), request, event=event):
        (by_path.get(meeting.path[: -Page.steplen]) or top).meetings.append(meeting)
    return top


def _branch(line: ThematicLinePage, code: str, request: HttpRequest | None) -> Branch:
    return Branch(code, line.title, line.get_url(request) or "", line.introduction, line.path)
