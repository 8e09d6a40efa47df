"""Fills in what hangs on a commitment: institutions, milestones, the conclusions it comes from."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from events.models import CommitmentOrganisation, CommitmentPage, ConclusionsPage, Milestone, Origin
from events.models.commitments import Status
from events.models.promises import Duty
from plenaria.demo import pages


class Step(NamedTuple):
    """A milestone to be."""

    title: str
    owner: str
    due: date | None
    status: str
    evidence: str = ""
    link: str = ""


def commitment(
    page: CommitmentPage,
    *,
    leads: Sequence[str],
    steps: Sequence[Step],
    supports: Sequence[str] = (),
    origins: Sequence[tuple[ConclusionsPage, int | None]] = (),
    status: Status = Status.ACTIVE,
) -> CommitmentPage:
    """`page` with its institutions by name, its milestones in order and its origins."""
    page.status = status
    duties = [(name, Duty.LEADS) for name in leads] + [(name, Duty.SUPPORTS) for name in supports]
    page.organisations = [
        CommitmentOrganisation(organisation=pages.organisation(name), duty=duty) for name, duty in duties
    ]
    page.milestones = [
        Milestone(
            title=step.title,
            owner=pages.organisation(step.owner),
            due=step.due,
            status=step.status,
            evidence=step.evidence,
            evidence_link=step.link,
        )
        for step in steps
    ]
    page.origins = [Origin(conclusions=concluded, number=number) for concluded, number in origins]
    return page
