"""Reads what was promised: plans, commitments with their steps, and the thread from what was said to what was done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from events.conclusions import Finding, findings
from events.models import ActionPlanPage, CommitmentOrganisation, CommitmentPage, ConclusionsPage, Milestone, Origin
from events.models.promises import Duty, Phase
from events.models.review import ANSWERS, PENDING
from events.queries import STEP, family, in_language


@dataclass(frozen=True)
class Step:
    """A milestone as it stands on a day. `number` is its place."""

    number: int
    milestone: Milestone
    phase: Phase

    @property
    def done(self) -> bool:
        return self.phase is Phase.DONE


@dataclass(frozen=True)
class Promise:
    """A commitment in a list or a thread, with the step that is next, or the last one if all are done."""

    page: CommitmentPage
    url: str
    line: int
    parts: Sequence[CommitmentOrganisation]
    steps: Sequence[Step]

    @property
    def done(self) -> int:
        return sum(step.done for step in self.steps)

    @property
    def late(self) -> int:
        return sum(step.phase is Phase.LATE for step in self.steps)

    @property
    def next(self) -> Step | None:
        return next((step for step in self.steps if not step.done), self.steps[-1] if self.steps else None)

    @property
    def leads(self) -> list[CommitmentOrganisation]:
        return self._with(Duty.LEADS)

    @property
    def supports(self) -> list[CommitmentOrganisation]:
        return self._with(Duty.SUPPORTS)

    def _with(self, duty: Duty) -> list[CommitmentOrganisation]:
        return [part for part in self.parts if part.duty == duty]


@dataclass(frozen=True)
class Source:
    """Where a commitment comes from: a published page of conclusions, and the one of them that is meant."""

    page: ConclusionsPage
    url: str
    finding: Finding | None

    @property
    def address(self) -> str:
        return f"{self.url}#{self.finding.number.lower()}" if self.finding else self.url


@dataclass(frozen=True)
class Answer:
    """What the reviewer answered to one question."""

    asks: str
    says: str
    pending: bool


def steps(milestones: Iterable[Milestone], today: date) -> list[Step]:
    """The milestones in their order."""
    return [Step(place, one, one.phase(today)) for place, one in enumerate(milestones, start=1)]


def full(pages: QuerySet[CommitmentPage]) -> QuerySet[CommitmentPage]:
    """With everything a list or a page of commitments shows."""
    parts = CommitmentOrganisation.objects.select_related("organisation")
    return pages.select_related("locale").prefetch_related(
        Prefetch("organisations", parts), Prefetch("milestones", Milestone.objects.select_related("owner"))
    )


def promises(pages: Iterable[CommitmentPage], request: HttpRequest | None) -> list[Promise]:
    """In the plan's order; each has the colour of its place in its plan."""
    return [_promise(page, page.organisations.all(), page.milestones.all(), request) for page in pages]


def _promise(
    page: CommitmentPage,
    parts: Iterable[CommitmentOrganisation],
    milestones: Iterable[Milestone],
    request: HttpRequest | None,
) -> Promise:
    url = page.get_url(request) or "" if page.pk else ""
    return Promise(page, url, colour(page), list(parts), steps(milestones, timezone.localdate()))


def colour(page: CommitmentPage) -> int:
    """The family of its place in the plan, which the last step of its path holds. No query."""
    return family(str(int(page.path[-STEP:], 36)))


def answers(page: CommitmentPage) -> list[Answer]:
    """The independent review, question by question."""
    return [
        Answer(
            str(page._meta.get_field(name).help_text),
            getattr(page, f"get_{name}_display")(),
            getattr(page, name) == PENDING,
        )
        for name in ANSWERS
    ]


def sources(page: CommitmentPage, request: HttpRequest | None) -> list[Source]:
    """The published conclusions it comes from, in the commitment's language where there are, two queries at most."""
    origins = list(page.origins.select_related("conclusions"))
    keys = {origin.conclusions.translation_key for origin in origins}
    if not keys:
        return []
    language = page.locale.language_code
    wanted = ConclusionsPage.objects.filter(translation_key__in=keys)
    there = {one.translation_key: one for one in in_language(wanted, language).select_related("locale")}
    found = [(there.get(origin.conclusions.translation_key), origin.number) for origin in origins]
    return [_source(one, number, request) for one, number in found if one is not None]


def _source(page: ConclusionsPage, number: int | None, request: HttpRequest | None) -> Source:
    concluded = findings(page, page.locale.language_code)
    finding = concluded[number - 1] if number and number <= len(concluded) else None
    return Source(page, page.get_url(request) or "", finding)


def taken_up(page: ConclusionsPage, request: HttpRequest | None) -> dict[int | None, list[Promise]]:
    """The published commitments that come from a page of conclusions, by the number of the conclusion meant."""
    meant = Origin.objects.filter(conclusions__translation_key=page.translation_key)
    numbers: dict[Any, set[int | None]] = {}
    for key, number in meant.values_list("page__translation_key", "number"):
        numbers.setdefault(key, set()).add(number)
    wanted = CommitmentPage.objects.filter(translation_key__in=numbers)
    by_number: dict[int | None, list[Promise]] = {}
    for promise in promises(full(in_language(wanted, page.locale.language_code)).order_by("path"), request):
        for number in numbers[promise.page.translation_key]:
            by_number.setdefault(number, []).append(promise)
    return by_number


def plans(language: str) -> QuerySet[ActionPlanPage]:
    """Published plans, each once, the newest first."""
    found = in_language(ActionPlanPage.objects.all(), language)
    return found.select_related("locale", "territory").order_by("-first_year", "-pk")


def plan_context(page: ActionPlanPage, request: HttpRequest) -> dict[str, Any]:
    """What the template of a plan asks for."""
    found = promises(full(CommitmentPage.objects.live().child_of(page)).order_by("path"), request)
    return {
        "promises": found,
        "steps": sum(len(promise.steps) for promise in found),
        "done": sum(promise.done for promise in found),
        "late": sum(promise.late for promise in found),
    }


def commitment_context(page: CommitmentPage, request: HttpRequest) -> dict[str, Any]:
    """What the template of a commitment asks for."""
    parts, milestones = page.organisations.select_related("organisation"), page.milestones.select_related("owner")
    return {
        "promise": _promise(page, parts, milestones, request),
        "plan": page.get_parent().specific,
        "sources": sources(page, request),
        "answers": answers(page),
    }
