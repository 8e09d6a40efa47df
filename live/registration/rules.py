"""Who may reserve, and why not: one sentence for each refusal."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from live.registration.models import Mode
from sessions.models import SessionPage
from sessions.state import State, state_of

SEATS_OF = {"in_person": (Mode.ROOM,), "remote": (Mode.REMOTE,), "hybrid": (Mode.ROOM, Mode.REMOTE)}


class Refused(Exception):
    """A reservation that was not made; nothing was changed. `field` is where the sentence belongs."""

    def __init__(self, sentence: str, field: str = ""):
        super().__init__(sentence)
        self.sentence, self.field = sentence, field


class Full(Refused):
    """No place of this mode is left; `other` is the mode that still has one, or ""."""

    def __init__(self, sentence: str, other: str = ""):
        super().__init__(sentence, "mode")
        self.other = other


class AlreadyRegistered(Refused):
    """This address has a place; its link was sent again and is not shown."""


@dataclass(frozen=True)
class Place:
    """Places of one mode; `capacity` None is no limit."""

    taken: int
    capacity: int | None

    @property
    def left(self) -> int | None:
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def full(self) -> bool:
        return self.left == 0


def modes(session: SessionPage) -> tuple[Mode, ...]:
    """In which ways one can take part."""
    return SEATS_OF.get(session.mode, ())


def capacity(session: SessionPage, mode: str) -> int | None:
    """Places of a mode, as the source page says; None is no limit."""
    return session.capacity_room if mode == Mode.ROOM else session.capacity_remote


def check_open(session: SessionPage, now: datetime) -> None:
    """Refuses when the session takes no registrations or is past, cancelled or postponed."""
    if not session.registers:
        raise Refused(_("No seat needs to be reserved here. Come when the session begins."))
    state = state_of(session, now)
    if not state.takes_registrations:
        raise Refused(closed_sentence(state))


def closed_sentence(state: State) -> str:
    """Why no seat can be reserved."""
    return {
        State.ANNOUNCED: _("Seats can be reserved once the session has a day and an hour."),
        State.PAST: _("This session has passed. No seats can be reserved any more."),
        State.CANCELLED: _("This session was cancelled. No seats can be reserved."),
        State.POSTPONED: _("This session was postponed. Reserve your seat when it has a new date."),
    }[state]


def full_sentence(mode: str, other: str) -> str:
    """That a mode is full, and the way that is still open."""
    if mode == Mode.ROOM:
        way = _("You can take part remotely: choose “Remotely” and reserve again.")
        sentence = _("All seats in the room are taken.")
    else:
        way = _("There are seats in the room: choose “In the room” and reserve again.")
        sentence = _("All remote seats are taken.")
    return f"{sentence} {way}" if other else sentence


def capacity_sentence(mode: str, taken: int) -> str:
    """Why a capacity cannot be lowered that far."""
    if mode == Mode.ROOM:
        words = ngettext(
            "%(taken)s person has a seat in the room. Enter %(taken)s or more, or cancel seats first.",
            "%(taken)s people have a seat in the room. Enter %(taken)s or more, or cancel seats first.",
            taken,
        )
    else:
        words = ngettext(
            "%(taken)s person has a remote seat. Enter %(taken)s or more, or cancel seats first.",
            "%(taken)s people have a remote seat. Enter %(taken)s or more, or cancel seats first.",
            taken,
        )
    return words % {"taken": taken}
