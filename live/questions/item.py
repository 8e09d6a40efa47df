"""One question as the fold keeps it."""

from dataclasses import dataclass, field
from enum import StrEnum

from plugins.contract import MODES, Counts, Json, Mode, Statement


class State(StrEnum):
    """Where a question stands; `rank` is its place in the desk's order."""

    WAITING = "waiting"
    PINNED = "pinned"
    VISIBLE = "visible"
    ANSWERED = "answered"
    HIDDEN = "hidden"

    @property
    def rank(self) -> int:
        return list(State).index(self)

    @property
    def public(self) -> bool:
        """Whether people and projector see it."""
        return self not in (State.WAITING, State.HIDDEN)


@dataclass
class Item:
    """A question, who joined it, and what the desk did with it."""

    seq: int
    text: str
    language: str
    name: str
    mode: Mode
    shown: bool = True
    waiting: bool = False
    pinned: bool = False
    answered: int = 0  # the entry that answered it
    answer: str = ""
    support: dict[Mode, int] = field(default_factory=lambda: dict.fromkeys(MODES, 0))

    @property
    def id(self) -> str:
        return str(self.seq)

    @property
    def votes(self) -> int:
        return sum(self.support.values())

    @property
    def state(self) -> State:
        if self.waiting:
            return State.WAITING
        if not self.shown:
            return State.HIDDEN
        if self.pinned:
            return State.PINNED
        return State.ANSWERED if self.answered else State.VISIBLE

    def order(self, *, desk: bool) -> tuple[int, int, int]:
        """Pinned first, then the most joined, then the oldest; the desk sees first what waits for it."""
        return (self.state.rank if desk else int(not self.pinned), -self.votes, self.seq)

    def json(self, *, desk: bool) -> Json:
        return {
            "text": self.text,
            "language": self.language,
            "name": self.name,
            "mode": self.mode,
            "votes": self.votes,
            "state": str(self.state),
            "rank": self.order(desk=desk)[0],
            "answer": self.answer,
        }

    def statement(self) -> Statement:
        return Statement(
            text=self.text,
            language=self.language,
            mode=self.mode,
            support=Counts(**self.support),
            state=str(State.ANSWERED if self.answered else self.state),
            answer=self.answer,
            refs=(self.seq, self.answered) if self.answered else (self.seq,),
        )
