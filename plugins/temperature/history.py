"""How the room stood over time: a bounded number of points, whatever the hours and however many changes.

Time is that of the log, in whole seconds since the first entry that counted. A point holds how many stood where at the
end of its stretch; when there would be more than `MOST`, stretches are taken two by two, each twice as long. So the
same entries give the same points in every process, and a change touches the last point alone."""

from collections.abc import Iterator, Sequence

MOST = 60  # points: as many bars as a phone can tell apart
FIRST = 5  # seconds of a point at the beginning


class History:
    """The points so far, without gaps: where nothing changed a point repeats the one before."""

    def __init__(self, steps: int) -> None:
        self.width = FIRST  # seconds of one point
        self.points: list[tuple[int, ...]] = []
        self._start: int | None = None
        self._nobody = (0,) * steps

    def seconds(self, at: float) -> int:
        """How long after the beginning; the first time asked for is the beginning."""
        if self._start is None:
            self._start = int(at)
        return int(at) - self._start

    def place(self, seconds: int) -> int:
        """Which point a moment falls into."""
        return seconds // self.width

    def put(self, at: float, counts: Sequence[int]) -> None:
        """From now on the room stands so."""
        seconds = self.seconds(at)
        while self.place(seconds) >= MOST:
            self.width *= 2
            self.points = [self.points[min(last, len(self.points) - 1)] for last in range(1, len(self.points) + 1, 2)]
        place = self.place(seconds)
        last = self.points[-1] if self.points else self._nobody
        self.points += [last] * (place + 1 - len(self.points))
        self.points[place] = tuple(counts)

    def told(self) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """Each point: its place, the seconds at its end, how many stood where."""
        for place, counts in enumerate(self.points):
            yield place, (place + 1) * self.width, counts


def clock(seconds: int) -> str:
    """Minutes and seconds, as on a stopwatch."""
    return f"{seconds // 60}:{seconds % 60:02}"
