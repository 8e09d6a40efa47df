"""One question as the fold keeps it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from live.questions.verbs import About, Reason
from plugins.contract import MODES, Mode

type Place = tuple[int, int, int]
"""Where a question stands: its rank, its votes (more before fewer), its number."""


class State(StrEnum):
    """Where a question stands; `rank` is its place in the desk's order."""

    WAITING = "waiting"
    PINNED = "pinned"
    VISIBLE = "visible"
    ANSWERED = "answered"
    HIDDEN = "hidden"
    MERGED = "merged"

    @property
    def rank(self) -> int:
        return RANKS[self]

    @property
    def public(self) -> bool:
        """Whether people and projector see it."""
        return self in PUBLIC


RANKS = {state: rank for rank, state in enumerate(State)}
PUBLIC = frozenset({State.PINNED, State.VISIBLE, State.ANSWERED})


class Standing(NamedTuple):
    """What the desk decided about a question."""

    shown: bool = True
    waiting: bool = False
    pinned: bool = False
    answered: int = 0  # the entry that answered it
    answer: str = ""
    reason: Reason = ""  # why it was hidden


@dataclass
class Item:
    """A question, who joined it, and what the desk did with it."""

    seq: int
    text: str
    language: str
    name: str
    mode: Mode
    author: str  # the actor: two questions of one person have one author
    category: str = ""
    affiliation: str = ""
    like: str = ""  # the earlier question it resembles
    standing: Standing = field(default_factory=Standing)
    before: tuple[type[About], Standing] | None = None  # the desk's last decision, and how it stood until then
    claimed: str = ""  # the actor of the moderator who takes care of it
    claimer: str = ""  # and the name
    into: str = ""  # the question it was merged into
    merged: list[str] = field(default_factory=list)  # those merged into this one
    voters: dict[str, Mode] = field(default_factory=dict)  # who joined this very question, by actor
    support: dict[Mode, int] = field(default_factory=lambda: dict.fromkeys(MODES, 0))  # with all merged into it

    @property
    def id(self) -> str:
        return str(self.seq)

    @property
    def votes(self) -> int:
        return sum(self.support.values())

    @property
    def state(self) -> State:
        if self.into:
            return State.MERGED
        if self.standing.waiting:
            return State.WAITING
        if not self.standing.shown:
            return State.HIDDEN
        if self.standing.pinned:
            return State.PINNED
        return State.ANSWERED if self.standing.answered else State.VISIBLE

    def release(self) -> None:
        """Nobody in particular takes care of it any more."""
        self.claimed, self.claimer = "", ""

    def order(self, *, desk: bool) -> Place:
        """Pinned first, then the most joined, then the oldest; the desk sees first what waits for it."""
        return (self.state.rank if desk else int(not self.standing.pinned), -self.votes, self.seq)
