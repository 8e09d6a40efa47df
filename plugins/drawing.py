"""People and votes drawn one by one, as the numbers of SVG paths. `live/static/live/marks.js` draws the same."""

from dataclasses import dataclass
from math import cos, floor, pi, sin, sqrt

MODES = ("room", "remote", "assisted", "free")
VOTES = ("room", "remote", "assisted", "untold")

PENS = {
    "room": {"stroke-width": ".8", "stroke-linecap": "round"},
    "remote": {"stroke-width": ".17"},
    "assisted": {"stroke-width": ".7", "stroke-linecap": "square"},
    "free": {"stroke-width": ".2", "stroke-linecap": "round"},
    "untold": {"stroke-width": ".5", "stroke-linecap": "round"},
}
"""How each mode is drawn: shape before colour."""

ONE_LINE = 60  # votes in one line; more would make a mark too small to count on a phone
FEWEST = 30  # votes the scale has room for, so that the first vote is drawn no larger than a letter
LINE = 50  # votes a line when there are several
MOST_VOTES = 300  # marks of one option; beyond that a mark is 5, 10, 50… votes
MOST_SEATS = 400  # seats of the ring; beyond that a seat is five people
GAP = 450  # thousandths of a mark between tens, and between lines


@dataclass(frozen=True)
class Drawing:
    """One path a mode, the box they stand in, and how many one mark stands for."""

    paths: dict[str, str]
    box: str
    unit: int


def unit(top: int, most: int = MOST_VOTES) -> int:
    """How many votes one mark stands for, so that `top` votes need `most` marks at the most: 1, 5, 10, 50…"""
    size, step = 1, 5
    while top > size * most:
        size, step = size * step, 7 - step
    return size


def tally(counts: dict[str, int], top: int) -> Drawing:
    """The votes of one option by mode; `top` is the largest option's, so that all options share one scale."""
    size = unit(top)
    marks = {mode: _marks(counts.get(mode, 0), size) for mode in VOTES}
    longest = max(_marks(top, size), sum(marks.values()), FEWEST)
    line = longest if longest <= ONE_LINE else LINE
    lines = -(-longest // line)
    paths, at = {}, 0
    for mode, number in marks.items():
        paths[mode] = "".join(_mark(mode, *_place(i, line)) for i in range(at, at + number))
        at += number
    width = 1000 * -(-line // 2) + GAP * ((line - 1) // 10)
    return Drawing(paths, f"0 0 {_text(width)} {_text(2000 * lines + GAP * (lines - 1))}", size)


def ring(counts: dict[str, int]) -> Drawing:
    """People as seats around a table: k circles of seats one apart, filled from twelve o'clock, mode after mode."""
    size = 1 if sum(counts.values()) <= MOST_SEATS else 5
    marks = {mode: _marks(counts.get(mode, 0), size) for mode in MODES}
    seats = _seats(sum(marks.values()))
    paths, at = {}, 0
    for mode, number in marks.items():
        paths[mode] = "".join(_mark(mode, x, y) for x, y in seats[at : at + number])
        at += number
    reach = _text(_inner(len(seats))[1] + 1000 * (_circles(len(seats)) - 1) + 550)
    across = _text(2 * (_inner(len(seats))[1] + 1000 * (_circles(len(seats)) - 1) + 550))
    return Drawing(paths, f"-{reach} -{reach} {across} {across}", size)


def figure(seats: int, total: int) -> tuple[str, str]:
    """Size and height of the number in the middle of the ring, so that it stays inside the innermost circle."""
    inner = _inner(seats)[1]
    size = inner * 74 // 100 * 3 // max(3, len(str(total)))
    return _text(size), _text(size * 35 // 100)


def seats_of(counts: dict[str, int]) -> int:
    """How many seats the ring of these people has."""
    size = 1 if sum(counts.values()) <= MOST_SEATS else 5
    return sum(_marks(counts.get(mode, 0), size) for mode in MODES)


def seat(mode: str) -> str:
    """The path of one seat at the origin, for keys."""
    return _mark(mode, 0, 0)


def _marks(number: int, size: int) -> int:
    return max((2 * number + size) // (2 * size), 1) if number else 0


def _place(i: int, line: int) -> tuple[int, int]:
    row, i = divmod(i, line)
    return 500 + 1000 * (i // 2) + GAP * (i // 10), 500 + 1000 * (i % 2) + (2000 + GAP) * row


def _mark(mode: str, x: int, y: int) -> str:
    if mode == "remote":
        return f"M{_text(x - 315)} {_text(y)}a0.315 0.315 0 1 0 0.63 0a0.315 0.315 0 1 0 -0.63 0"
    return f"M{_text(x)} {_text(y)}h0"


def _circles(n: int) -> int:
    return max(1, floor(sqrt(n / 13) + 0.5))


def _inner(n: int) -> tuple[float, int]:
    """Radius of the first circle, as it is and in thousandths; a few people still sit around a table."""
    k = _circles(n)
    radius = max((n / (2 * pi) - k * (k - 1) / 2) / k, 1.2)
    return radius, floor(radius * 1000 + 0.5)


def _seats(n: int) -> list[tuple[int, int]]:
    """All seats, by angle from twelve o'clock, the outer circle first where angles are equal; in thousandths."""
    k, (first, _) = _circles(n), _inner(n)
    around = 2 * pi * sum(first + j for j in range(k))
    found, before, length = [], 0, 0.0
    for j in range(k):
        length += 2 * pi * (first + j)
        number, before = floor(n * length / around + 0.5) - before, floor(n * length / around + 0.5)
        found += [((i + 0.5) / number, -j) for i in range(number)]
    return [_seat(turn, first - j) for turn, j in sorted(found)]


def _seat(turn: float, radius: float) -> tuple[int, int]:
    angle = 2 * pi * turn
    return 10 * floor(radius * sin(angle) * 100 + 0.5), 10 * floor(-radius * cos(angle) * 100 + 0.5)


def _text(thousandths: int) -> str:
    whole, rest = divmod(abs(thousandths), 1000)
    number = f"{whole}.{rest:03}".rstrip("0").rstrip(".")
    return f"-{number}" if thousandths < 0 else number
