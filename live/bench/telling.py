"""Three ways of telling everybody, ready to be measured in turns: Plenaria, the bound, and Channels as in tutorials."""

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import quantiles

from websockets.sync.client import connect

from live.rig.clients import Bound, Fan, Listeners, Window
from live.rig.database import own_place
from live.rig.rooms import Room, open_rooms
from live.rig.server import PRODUCT, cores, running
from live.rig.voter import Voter, voting

POLLS = 4  # voted in at once: a patch of about 400 bytes
PACE, CROWD = 9.5, 1000  # votes a second, each with a tick of its own; beyond so many people, ticks grow rarer
TUTORIAL = "live.bench.tutorial:application"
LEAST = 0.01  # µs: what is smaller was not measured, but lost between two figures that are nearly the same
QUIET, LAGGING = 0.7, 4.0  # s in which nothing comes, so that nothing is on its way; in a tutorial much lies about
PART = 0.4  # of the window for the tutorial, which needs longer than the window to deliver what it was told

type Processor = Callable[[], float]


@dataclass
class Cost:
    """What one way of telling everybody has cost so far: `cpu` in seconds of the server's processor."""

    name: str
    listeners: int
    cpu: float = 0.0
    rounds: int = 0
    seconds: float = 0.0
    received: int = 0
    gaps: int = 0
    frame: int = 0
    client: float = 0.0
    fans: list[Fan] = field(default_factory=list)

    def add(self, window: Window, *, cpu: float, rounds: int) -> None:
        """Take in a window in which everybody was told something so many times."""
        self.cpu, self.rounds, self.seconds = self.cpu + cpu, self.rounds + rounds, self.seconds + window.seconds
        self.received, self.gaps = self.received + window.patches, self.gaps + window.gaps
        self.frame, self.client = window.frame, max(self.client, window.share)
        self.fans += window.fans

    @property
    def missing(self) -> int:
        """Deliveries that did not come, or not in order: what one listener got, everybody is owed."""
        return max(1, len(self.fans)) * self.listeners - self.received + self.gaps

    @property
    def fan_out(self) -> float:
        """µs of the server's processor for a round: the act and all its deliveries."""
        return 1e6 * self.cpu / max(1, self.rounds)

    def each(self, *, act: float = 0.0) -> float:
        """µs of the server's processor for one delivery; `act` seconds a round were spent on something else."""
        return max(LEAST, 1e6 * (self.cpu - act * self.rounds) / max(1, self.received))

    def spans(self) -> tuple[float, float]:
        """p50 and p99 of the ms from the first arrival of a fan-out to its last."""
        all_ = [1000 * (fan.last - fan.first) for fan in self.fans if fan.reached == self.listeners]
        cuts = quantiles(all_, n=100) if len(all_) > 1 else [0.0] * 99
        return cuts[49], cuts[98]


def measure(
    cost: Cost,
    processor: Processor,
    crowd: Listeners,
    work: Callable[[], int],
    *,
    idle: float = 0.0,
    quiet: float = QUIET,
) -> None:
    """Do some work, wait until all of it has arrived, and add what it cost beyond what the server spends anyway."""
    crowd.window()
    began, before = time.monotonic(), processor()
    rounds = work()
    window = crowd.settle(quiet=quiet)
    cost.add(window, cpu=processor() - before - idle * (time.monotonic() - began), rounds=rounds)


def idle_cost(processor: Processor, seconds: float) -> float:
    """Processor time a second with nothing but open sockets: pings, beats, a look at the database."""
    began, before = time.monotonic(), processor()
    time.sleep(seconds)
    return (processor() - before) / (time.monotonic() - began)


class Plenaria:
    """A server with a room of each size, and one in which nobody listens: an act there costs all but the telling."""

    def __init__(self, stack: contextlib.ExitStack, sizes: list[int], application: str = PRODUCT):
        core, self.away = cores()
        self.server = stack.enter_context(running(core=core, application=application))
        rooms = open_rooms(self.server, 1 + len(sizes), polls=POLLS)
        self.polls = rooms[0].polls
        crowds = [self._crowd(stack, room, size) for room, size in zip(rooms, [1, *sizes], strict=True)]
        voters = [stack.enter_context(voting(self.server, room, rate=POLLS * PACE)) for room in rooms]
        (self.alone, *self.costs) = [Cost(f"Plenaria, {size:,} clients", size) for size in [1, *sizes]]
        self._quiet, *self._rooms = zip([self.alone, *self.costs], crowds, voters, strict=True)

    def _crowd(self, stack: contextlib.ExitStack, room: Room, size: int) -> Listeners:
        url = f"{self.server.sockets}/ws/live/{room.code}/"
        crowd = stack.enter_context(Listeners(url, size, core=self.away))
        crowd.wait()
        return crowd

    @property
    def act(self) -> float:
        """Seconds of processor for an act that is committed, counted and answered, and told to hardly anybody."""
        return self.alone.cpu / max(1, self.alone.rounds)

    def turn(self, seconds: float) -> None:
        """A window for each room, and before each one for the quiet room."""
        idle = idle_cost(self.server.cpu_seconds, seconds / 2)
        for room in self._rooms:
            self.vote(*self._quiet, seconds, idle)
            self.vote(*room, seconds, idle)

    @property
    def rooms(self) -> list[tuple[Cost, Listeners, Voter]]:
        """The quiet room, and those of each size."""
        return [self._quiet, *self._rooms]

    def vote(self, cost: Cost, crowd: Listeners, voter: Voter, seconds: float, idle: float = 0.0) -> None:
        """A window in one room."""
        pace = PACE / max(1.0, crowd.count / CROWD)
        measure(
            cost,
            self.server.cpu_seconds,
            crowd,
            lambda: voter.keep_voting(self.polls, seconds=seconds, rate=pace),
            idle=idle,
        )


class Ready:
    """The bound: a frame that is ready, to each by one `send()`, as often as Plenaria tells, and nothing else."""

    def __init__(self, stack: contextlib.ExitStack, size: int):
        core, away = cores()
        self.bound = stack.enter_context(Bound(core=core))
        self.crowd = stack.enter_context(Listeners(f"{self.bound.sockets}/", size, first="-", core=away))
        self.crowd.wait()
        self.cost = Cost(f"the bound in {self.bound.language}: one send() each, {size:,}", size)

    def turn(self, seconds: float, frame: int) -> None:
        def tell() -> int:
            times = round(seconds * PACE)
            self.bound.tell(times=times, size=frame, every=round(1000 / PACE))
            return times

        measure(self.cost, self.bound.cpu_seconds, self.crowd, tell)


class Tutorial:
    """Channels as in every tutorial: each message by `group_send` to the consumer of each client."""

    def __init__(self, stack: contextlib.ExitStack, size: int, layer: str):
        core, away = cores()
        place = stack.enter_context(own_place())
        self.server = stack.enter_context(running(place=place, core=core, application=TUTORIAL))
        url = f"{self.server.sockets}/ws/room/"
        self.crowd = stack.enter_context(Listeners(url, size, first="-", at_once=20, core=away))
        self.crowd.wait()
        self.line = stack.enter_context(connect(url, max_queue=None, ping_interval=None))
        self.cost = Cost(f"tutorial Channels, {layer}, {size:,}", size)
        self.place = 0

    def turn(self, seconds: float, frame: int) -> None:
        idle = idle_cost(self.server.cpu_seconds, seconds / 2)

        def tell() -> int:
            began, times = time.monotonic(), max(1, round(PART * seconds * PACE))
            for turn in range(times):
                time.sleep(max(0.0, began + turn / PACE - time.monotonic()))
                head = f'{{"t":"patch","from":{self.place},"to":{self.place + 1},"patch":"'
                self.place += 1
                self.line.send(head + "x" * (frame - len(head) - 2) + '"}')
            return times

        measure(self.cost, self.server.cpu_seconds, self.crowd, tell, idle=idle, quiet=LAGGING)
