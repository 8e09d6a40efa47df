"""Reads a conclusions page: its findings in order, each with its number, and how far the page has come."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from wagtail.models import PageLogEntry, TaskState, WorkflowState

from events.frozen import Line, about, details, lines, record_link, round_of, voters, words
from events.models.conclusions import ConclusionsPage
from events.queries import line_number
from plugins import drawing
from plugins.contract import Counts


@dataclass(frozen=True)
class Vote:
    """A frozen tally, ready to be drawn."""

    question: str
    lines: list[Line]
    voters: Counts
    several: bool
    link: str
    seqs: list[int]
    round: int = 0  # which one, of a vote that was held more than once
    quorum: int = 0  # voters needed; 0 where none was asked for
    base: int = 0  # people who might have voted; 0 where nobody knows

    @property
    def top(self) -> int:
        """The largest option's votes, which sets the scale of the drawing."""
        return max((line.counts.total for line in self.lines), default=0)

    @property
    def reached(self) -> bool:
        """Whether as many voted as the quorum asked for."""
        return self.voters.total >= self.quorum

    @property
    def unit(self) -> int:
        """How many votes one mark stands for."""
        return drawing.unit(self.top)


@dataclass(frozen=True)
class Voice:
    """Something a person said, word for word; no name is kept."""

    text: str
    language: str
    mode: str
    support: int
    state: str
    answer: str
    link: str
    seqs: list[int]
    round: int = 0
    about: list[str] = field(default_factory=list)  # table, axis, pillar
    details: list[tuple[str, str]] = field(default_factory=list)  # what it is, and the words


@dataclass
class Finding:
    """One conclusion: `number` is its place on the page, `id` stays when it is moved."""

    number: str
    id: str
    title: str
    words: list[Any] = field(default_factory=list)
    votes: list[Vote] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    promises: list[Any] = field(default_factory=list)  # the commitments that come from it

    @property
    def entries(self) -> int:
        """How many things were said or counted that it rests on."""
        return sum(vote.voters.total for vote in self.votes) + len(self.voices)

    @property
    def link(self) -> str:
        """Where in the record it begins."""
        links = [vote.link for vote in self.votes] + [voice.link for voice in self.voices]
        return links[0] if links else ""


@dataclass(frozen=True)
class Standing:
    """How far the page has come: draft, in validation, or published as version `version` on `day`.

    `validated` is "" (no workflow), "self" or "other": whether somebody else than who sent it approved it.
    """

    state: str
    version: int
    day: datetime.datetime | None
    validated: str


def vote(value: Mapping[str, Any], language: str) -> Vote:
    """A tally as it was frozen."""
    return Vote(
        words(value["question"], language),
        lines(value, language),
        voters(value),
        value["several"],
        record_link(value),
        value["ref"]["seqs"],
        round_of(value),
        value.get("quorum", 0),
        value.get("base", 0),
    )


def voice(value: Mapping[str, Any], language: str) -> Voice:
    """A statement as it was frozen."""
    support = sum(value["support"].values())
    ref = value["ref"]["seqs"]
    return Voice(
        value["text"],
        value["language"],
        value["mode"],
        support,
        value["state"],
        value["answer"],
        record_link(value),
        ref,
        round_of(value),
        about(value, language),
        details(value),
    )


def findings(page: ConclusionsPage, language: str) -> list[Finding]:
    """The conclusions in the page's order. What stands before the first heading opens one without a title."""
    found: list[Finding] = []
    for block in page.body:
        if block.block_type == "heading" or not found:
            title = block.value if block.block_type == "heading" else ""
            found.append(Finding(f"C{len(found) + 1}", block.id, title))
        match block.block_type:
            case "words":
                found[-1].words.append(block)
            case "tally":
                found[-1].votes.append(vote(block.value["value"], language))
            case "statement":
                found[-1].voices.append(voice(block.value["value"], language))
    return found


def standing(page: ConclusionsPage) -> Standing:
    """Read from Wagtail's own log and workflow, so that nothing here can say otherwise."""
    published = PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish").count()
    flows = WorkflowState.objects.filter(object_id=str(page.pk), base_content_type__model="page")
    validated = _validated(flows.filter(status=WorkflowState.STATUS_APPROVED).order_by("-pk").first())
    if page.live and page.pk:
        return Standing("published", max(1, published), page.last_published_at, validated)
    waiting = flows.filter(status=WorkflowState.STATUS_IN_PROGRESS).exists()
    return Standing("validation" if waiting else "draft", published, page.latest_revision_created_at, validated)


def _validated(flow: WorkflowState | None) -> str:
    if flow is None:
        return ""
    readers = flow.task_states.filter(status=TaskState.STATUS_APPROVED).values_list("finished_by", flat=True)
    return "other" if any(reader and reader != flow.requested_by_id for reader in readers) else "self"


def conclusions_context(page: ConclusionsPage, request: HttpRequest) -> dict[str, Any]:
    """What the page's template asks for."""
    from events.commitments import taken_up  # reads conclusions itself

    found = findings(page, page.locale.language_code)
    promises = taken_up(page, request)
    for place, finding in enumerate(found, start=1):
        finding.promises = promises.get(place, [])
    return {
        "findings": found,
        "standing": standing(page),
        "votes_counted": sum(vote.voters.total for finding in found for vote in finding.votes),
        "voices_heard": sum(len(finding.voices) for finding in found),
        "record": next((finding.link.partition("?")[0] for finding in found if finding.link), ""),
        "promises": promises.get(None, []),
        "from_page": page.get_parent().specific,
        "line": line_number(page),
    }
