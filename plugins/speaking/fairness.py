"""In which order hands that are up get the floor.

Points of order come first, in the order they were raised. Then, one hand after another, as if each had spoken:

1. the way of taking part that has had the fewest turns; by the rule "share", the fewest for each person who asked;
2. of these, the group that has had the fewest turns, those without a group being one;
3. of these, who has had the fewest turns;
4. of these, whose hand went up first.

By the rule "order" step 1 is left out. A turn that is running counts as had; a point of order never does.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from plugins.contract import Mode
from plugins.speaking.hand import Hand
from plugins.speaking.settings import Rule


@dataclass
class Had:
    """Turns had so far, by way of taking part, by group and by person."""

    modes: Counter[Mode] = field(default_factory=Counter)
    groups: Counter[str] = field(default_factory=Counter)
    speakers: Counter[str] = field(default_factory=Counter)

    def add(self, hand: Hand) -> None:
        """One more turn."""
        self.modes[hand.mode] += 1
        self.groups[hand.group] += 1
        self.speakers[hand.speaker] += 1


def in_order(hands: Iterable[Hand], had: Had, asked: Mapping[Mode, int], rule: Rule) -> Iterator[Hand]:
    """The hands that wait, the next one first. `asked` are the people who have asked to speak, by mode; `had` is used
    up. What nobody asks for is not worked out, so the first hundred of two thousand cost a hundred steps."""
    hands = list(hands)
    yield from (hand for hand in hands if hand.point)
    lines: dict[tuple[Mode, str], deque[Hand]] = {}
    for hand in sorted((one for one in hands if not one.point), key=lambda one: (had.speakers[one.speaker], one.seq)):
        lines.setdefault((hand.mode, hand.group), deque()).append(hand)

    def place(line: tuple[Mode, str]) -> tuple[Fraction, int, int, int]:
        mode, group = line
        first = lines[line][0]
        return _turns(mode, had, asked, rule), had.groups[group], had.speakers[first.speaker], first.seq

    while lines:
        line = min(lines, key=place)
        hand = lines[line].popleft()
        if not lines[line]:
            del lines[line]
        had.add(hand)
        yield hand


def _turns(mode: Mode, had: Had, asked: Mapping[Mode, int], rule: Rule) -> Fraction:
    """What step 1 compares."""
    if rule == "order":
        return Fraction(0)
    return Fraction(had.modes[mode], asked.get(mode, 0) or 1 if rule == "share" else 1)
