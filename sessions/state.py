"""Where a session stands. Computed from the page, the clock and whether the room is open; stored nowhere."""

import enum
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sessions.models.words import Status
from sessions.pretence import pretended

if TYPE_CHECKING:
    from sessions.models import SessionPage

FORGOTTEN = timedelta(hours=12)  # a room nobody closed is not live the next day


class State(enum.StrEnum):
    """Owns its word and its consequences."""

    ANNOUNCED = "announced"
    OPEN = "open"
    LIVE = "live"
    PAST = "past"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"

    @property
    def label(self) -> str | Promise:
        return LABELS[self]

    @property
    def phase(self) -> str:
        """The look of the word: `data-phase` of the face."""
        return PHASES[self]

    @property
    def takes_registrations(self) -> bool:
        return self in {State.OPEN, State.LIVE}

    @property
    def is_coming(self) -> bool:
        """Whether people may still plan to be there."""
        return self in {State.ANNOUNCED, State.OPEN}


LABELS = {
    State.ANNOUNCED: _("Announced"),
    State.OPEN: _("Open for registration"),
    State.LIVE: _("Live now"),
    State.PAST: _("Past"),
    State.CANCELLED: _("Cancelled"),
    State.POSTPONED: _("Postponed"),
}
PHASES = {
    State.ANNOUNCED: "announced",
    State.OPEN: "announced",
    State.LIVE: "live",
    State.PAST: "done",
    State.CANCELLED: "late",
    State.POSTPONED: "pending",
}


class Hours(Protocol):
    """When a room was opened and closed; a closed_at of None is a room still open."""

    opened_at: datetime
    closed_at: datetime | None


def state(
    *, status: str, starts: datetime | None, ends: datetime | None, registers: bool, hours: Hours | None, now: datetime
) -> State:
    """The decision of the organisers first, then what the host did, then the clock."""
    if status == Status.CANCELLED:
        return State.CANCELLED
    if status == Status.POSTPONED:
        return State.POSTPONED
    if starts is None or ends is None:
        return State.ANNOUNCED
    if hours is not None and (said := _by_host(hours, starts, ends, now)):
        return said
    if now >= ends:
        return State.PAST
    if now >= starts:
        return State.LIVE
    return State.OPEN if registers else State.ANNOUNCED


def _by_host(hours: Hours, starts: datetime, ends: datetime, now: datetime) -> State | None:
    """A room closed before the session's hour was a rehearsal or an earlier date: then the clock decides."""
    if hours.closed_at is None:
        return State.LIVE if now < max(ends, hours.opened_at) + FORGOTTEN else State.PAST
    return State.PAST if hours.closed_at >= starts else None


def state_of(session: "SessionPage", now: datetime) -> State:
    """The state of a session; one query, for whether its room is open."""
    if (drawn := pretended(session.translation_key)) and drawn.state:
        return drawn.state
    return state(
        status=session.status,
        starts=session.starts_at,
        ends=session.ends_at,
        registers=session.registers,
        hours=hours_of(session.translation_key),
        now=now,
    )


def hours_of(key: UUID) -> Hours | None:
    """When the room of a session was opened and closed; None if it never was."""
    from sessions.queries import languages  # reads models, which are not there yet when they import states

    pages: list[Any] = languages(key)
    return pages[0] if pages and pages[0].opened_at else None
