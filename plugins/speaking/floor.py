"""Who has the floor, who had it, and for how long. Times are milliseconds since 1970."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from plugins.contract import MODES, By, Mode
from plugins.speaking.fairness import Had
from plugins.speaking.hand import Hand, State


def moment(by: By) -> int:
    return int(by.at * 1000)


@dataclass
class Turn:
    """One hand that got the floor: from when to when it was meant to speak, and when it ended (0: not yet)."""

    hand: Hand
    given: int  # the entry that gave the floor
    began: int
    ends: int
    before: list[int] = field(default_factory=list)  # when it was to end, before each time that was added
    ended: int = 0
    ended_by: int = 0  # the entry that ended it

    @property
    def seconds(self) -> int:
        """Of one that ended, a half rounded up."""
        return (self.ended - self.began + 500) // 1000


class Floor:
    """All turns in their order; the last one may be running."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []

    @property
    def now(self) -> Turn | None:
        """The turn that is running."""
        return self.turns[-1] if self.turns and not self.turns[-1].ended else None

    @property
    def last(self) -> Turn | None:
        """The turn that ended last, if nobody has the floor."""
        return self.turns[-1] if self.turns and self.turns[-1].ended else None

    @property
    def over(self) -> list[Turn]:
        """The turns that ended."""
        return [turn for turn in self.turns if turn.ended]

    def give(self, hand: Hand, by: By, seconds: int) -> None:
        """Whoever speaks has finished, and this one begins."""
        self.end(by)
        hand.state = State.SPEAKING
        self.turns.append(Turn(hand, by.seq, moment(by), moment(by) + seconds * 1000))

    def end(self, by: By) -> None:
        """The turn that is running is over."""
        if self.now:
            self.now.hand.state = State.SPOKEN
            turn = self.now
            turn.ended, turn.ended_by = moment(by), by.seq

    def take_back(self) -> None:
        """As if the floor had not been given: who spoke until then goes on."""
        taken = self.turns.pop()
        taken.hand.state = State.WAITING
        if self.last and self.last.ended_by == taken.given:
            self.resume()

    def resume(self) -> None:
        """The turn that ended last goes on."""
        turn = self.turns[-1]
        turn.hand.state, turn.ended, turn.ended_by = State.SPEAKING, 0, 0

    def lengthen(self, by: By, seconds: int) -> None:
        """More time: from when it was to end, or from now if that is over."""
        turn = self.turns[-1]
        turn.before.append(turn.ends)
        turn.ends = max(turn.ends, moment(by)) + seconds * 1000

    def shorten(self) -> None:
        """The time that was added last is taken back."""
        turn = self.turns[-1]
        turn.ends = turn.before.pop()

    def had(self) -> Had:
        """Turns had so far, the one that is running among them; points of order are none."""
        had = Had()
        for turn in self.turns:
            if not turn.hand.point:
                had.add(turn.hand)
        return had


@dataclass(frozen=True)
class Spoken:
    """How often and how long some people spoke. Points of order are counted apart, and their time is left out."""

    turns: dict[Mode, int]
    points: int
    seconds: int

    @property
    def total(self) -> int:
        return sum(self.turns.values())

    @property
    def time(self) -> str:
        """Minutes and seconds, 2:05."""
        return f"{self.seconds // 60}:{self.seconds % 60:02}"


def spoken(turns: Iterable[Turn]) -> Spoken:
    """Of turns that ended."""
    turns = list(turns)
    real = [turn for turn in turns if not turn.hand.point]
    by_mode = {mode: sum(turn.hand.mode == mode for turn in real) for mode in MODES}
    return Spoken(by_mode, len(turns) - len(real), sum(turn.seconds for turn in real))
