"""The model on paper: what 10,000, 100,000 and a million people in one room would need, from measured costs."""

from dataclasses import dataclass

from live.rig.report import Row

CROWDS = (10_000, 100_000, 1_000_000)
SOCKETS = 5000  # a process: with them its tick is half a second, as often as a screen repaints
TICK = 0.1 * SOCKETS / 1000  # seconds: live/gathering.py, PAUSE and CROWD
MINUTE = 60.0  # seconds within which everybody votes once
COMMITS = 40  # a second and process at most: one each 25 ms, live/hub.py
HEADERS = 66  # bytes around a frame on the wire: Ethernet, IP, TCP with timestamps; 4 more of WebSocket
LINE = 10e9  # bits a second that one good line of a data centre carries


@dataclass(frozen=True)
class Measured:
    """Seconds of processor for one delivery, one act and one entry that another process reads and folds; bytes of a
    patch; entries a second that one room's writer writes in full batches, by its processor time."""

    delivery: float
    act: float
    entry: float
    patch: float
    writer: float


@dataclass(frozen=True)
class Paper:
    """One crowd."""

    people: int
    measured: Measured

    @property
    def processes(self) -> int:
        return -(-self.people // SOCKETS)

    @property
    def deliveries(self) -> float:
        """Frames a second, in all."""
        return self.people / TICK

    @property
    def wire(self) -> float:
        """Bits a second, in all."""
        return self.deliveries * (self.measured.patch + 4 + HEADERS) * 8

    @property
    def votes(self) -> float:
        """Votes a second while everybody votes."""
        return self.people / MINUTE

    @property
    def commits(self) -> float:
        """Transactions a second: a process commits once a window, or less where fewer votes come."""
        return min(self.votes, COMMITS * self.processes)

    @property
    def bus(self) -> float:
        """Messages a second that the layer hands out: each commit's hint to every process."""
        return self.commits * self.processes

    @property
    def busy(self) -> float:
        """Share of one core that a process needs: its deliveries, its acts, and what others wrote."""
        own = self.votes / self.processes * self.measured.act
        return SOCKETS / TICK * self.measured.delivery + own + self.votes * self.measured.entry

    @property
    def writers(self) -> float:
        """How much of what one room's writer can keep is asked of it; above 1 votes wait."""
        return self.votes / self.measured.writer

    @property
    def bottleneck(self) -> str:
        """What is nearest to its end."""
        shares = {
            "the processes": self.busy,
            "the wire": self.wire / LINE,
            "the room's writer": self.writers,
            "the bus": self.bus / 100_000,  # messages a second one Redis hands out
        }
        name = max(shares, key=lambda one: shares[one])
        return f"{name} ({shares[name]:.1f})"


def rows(measured: Measured) -> list[Row]:
    """One crowd a row."""
    return [_row(Paper(people, measured)) for people in CROWDS]


def _row(one: Paper) -> Row:
    values: dict[str, float | str] = {
        "processes": f"{one.processes:,}",
        "of a core each": one.busy,
        "frames/s": f"{one.deliveries:,.0f}",
        "Gbit/s": one.wire / 1e9,
        "votes/s": f"{one.votes:,.0f}",
        "of the writer": one.writers,
        "bus msg/s": f"{one.bus:,.0f}",
        "first to give way": one.bottleneck,
    }
    return Row(f"{one.people:,} people", values)


def notes(measured: Measured) -> tuple[str, ...]:
    """What went in."""
    return (
        f"Measured: a delivery {1e6 * measured.delivery:.0f} µs (ticks and commits behind it included), an act "
        f"{1e6 * measured.act:.0f} µs, an entry read and folded {1e6 * measured.entry:.0f} µs,",
        f"a patch {measured.patch:.0f} B, {measured.writer:,.0f} votes/s written by one writer. Assumed: "
        f"{SOCKETS:,} sockets a process, so a tick each {TICK} s;",
        f"everybody votes within {MINUTE:.0f} s; a line of 10 Gbit/s; a Redis that hands out 100,000 messages/s.",
    )
