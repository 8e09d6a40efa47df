"""One raised hand as the fold keeps it."""

from dataclasses import dataclass
from enum import StrEnum

from plugins.contract import Mode


class State(StrEnum):
    """What became of a hand."""

    WAITING = "waiting"
    SPEAKING = "speaking"
    SPOKEN = "spoken"
    SKIPPED = "skipped"
    LOWERED = "lowered"

    @property
    def up(self) -> bool:
        return self in (State.WAITING, State.SPEAKING)


@dataclass
class Hand:
    """Somebody who asks for the floor. `speaker` is whom turns are counted for: an actor, never shown; `number` is what
    is shown of somebody without a name, the same for all hands of one person."""

    seq: int
    speaker: str
    number: int
    name: str
    mode: Mode
    text: str
    language: str
    group: str = ""
    point: bool = False  # a point of order
    added: bool = False  # by the desk, for somebody without a device
    state: State = State.WAITING

    @property
    def id(self) -> str:
        return str(self.seq)
