"""People, organisations and territories as readers meet them: who has a part in something published, and in what."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from events.models import (
    CommitmentOrganisation,
    CommitmentPage,
    EventOrganisation,
    EventPage,
    Organisation,
    Person,
    Territory,
)
from events.models.event import Part
from events.models.promises import Duty
from events.queries import in_language, read_in
from sessions import calendar_entries, filters
from sessions.calendar_entries import Entry
from sessions.filter_words import vocabulary
from sessions.meetings import Meeting, meetings
from sessions.models import SessionSpeaker
from sessions.models.words import Role


@dataclass(frozen=True)
class Appearance[T]:
    """A session, an event or a commitment, and what somebody is in it."""

    what: T
    role: str


@dataclass(frozen=True)
class Record:
    """Everything published somebody or some place has a part in."""

    coming: list[Appearance[Meeting]]
    past: list[Appearance[Meeting]]
    events: list[Appearance[EventPage]]
    commitments: list[Appearance[CommitmentPage]]


def people() -> QuerySet[Person]:
    """Those with a part in a published session. Nobody else is named in public."""
    spoken = SessionSpeaker.objects.filter(person=OuterRef("pk"), page__live=True)
    return Person.objects.filter(Exists(spoken)).select_related("organisation")


def organisations() -> QuerySet[Organisation]:
    """Those with a part in a published event or commitment, or with somebody in a published session."""
    here = {"organisation": OuterRef("pk")}
    holding = Exists(EventOrganisation.objects.filter(**here, page__live=True))
    answering = Exists(CommitmentOrganisation.objects.filter(**here, page__live=True))
    return Organisation.objects.filter(holding | answering | Exists(people().filter(**here)))


def territories() -> QuerySet[Territory]:
    return Territory.objects.select_related("within")


def record_of_person(person: Person, request: HttpRequest) -> Record:
    """The sessions someone has a part in."""
    return _record(_said([person.pk]), [], request)


def record_of_organisation(organisation: Organisation, request: HttpRequest) -> Record:
    """The events an organisation holds or supports, the commitments it answers for, and the sessions of its people."""
    held = EventOrganisation.objects.filter(organisation=organisation, page__live=True).order_by("page_id")
    parts = {key: Part(part).label for key, part in held.values_list("page__translation_key", "part")}
    found = read_in(get_language() or "").filter(translation_key__in=parts)
    events = [Appearance(event, str(parts[event.translation_key])) for event in found]
    spoken = _said(organisation.people.values_list("pk", flat=True), named=True)
    return _record(spoken, events, request, _promised(organisation))


def _promised(organisation: Organisation) -> list[Appearance[CommitmentPage]]:
    """The published commitments an organisation leads or supports, each once, in the order of their codes."""
    duties = CommitmentOrganisation.objects.filter(organisation=organisation, page__live=True).order_by("page_id")
    parts = {key: Duty(duty).label for key, duty in duties.values_list("page__translation_key", "duty")}
    wanted = CommitmentPage.objects.filter(translation_key__in=parts)
    found = in_language(wanted, get_language() or "").select_related("locale").order_by("code", "pk")
    return [Appearance(page, str(parts[page.translation_key])) for page in found]


def record_of_territory(territory: Territory, request: HttpRequest) -> Record:
    """What stands in a territory or in a part of it: the same sessions as the calendar's filter finds."""
    language = get_language() or ""
    known = vocabulary(language)
    inside = {pk for pk, handles in known.places.items() if territory.handle in handles}
    events = [Appearance(event, "") for event in read_in(language).filter(territory__in=inside)]
    asked = filters.Asked({"territory": (territory.handle,)})
    found = filters.narrow(calendar_entries.entries(language), asked, known)
    return _arranged(found, {}, events, request)


def _said(persons: Iterable[int], *, named: bool = False) -> dict[Any, str]:
    """What these persons do in each published session; with their names where there may be several."""
    rows = SessionSpeaker.objects.filter(person__in=persons, page__live=True).order_by("page_id", "sort_order")
    found: dict[Any, dict[str, str]] = {}
    for key, role, name in rows.values_list("page__translation_key", "role", "person__name"):
        found.setdefault(key, {}).setdefault(name, str(Role(role).label))
    return {
        key: ", ".join(f"{name}: {role}" if named else role for name, role in some.items())
        for key, some in found.items()
    }


def _record(
    said: dict[Any, str],
    events: list[Appearance[EventPage]],
    request: HttpRequest,
    commitments: Iterable[Appearance[CommitmentPage]] = (),
) -> Record:
    found = calendar_entries.entries(get_language() or "", Q(session__in=list(said)))
    return _arranged(found, said, events, request, commitments)


def _arranged(
    found: list[Entry],
    said: dict[Any, str],
    events: list[Appearance[EventPage]],
    request: HttpRequest,
    commitments: Iterable[Appearance[CommitmentPage]] = (),
) -> Record:
    """What comes soonest first, what has passed latest first."""
    now = timezone.now()
    listed = meetings([one.page for one in calendar_entries.opened(found)], request, now)
    over = {entry.page.pk for entry in found if entry.ends <= now}
    parts = [Appearance(meeting, said.get(meeting.key, "")) for meeting in listed]
    return Record(
        coming=[part for part in parts if part.what.pk not in over],
        past=[part for part in parts if part.what.pk in over][::-1],
        events=events,
        commitments=list(commitments),
    )
