"""Readers who stop reading: what they cost the server in memory, and everybody else in time."""

import contextlib
import time
from bisect import bisect_right
from dataclasses import dataclass
from statistics import quantiles

from live.rig.clients import Listeners, Window, language
from live.rig.report import Report, Row
from live.rig.rooms import open_room
from live.rig.server import allow_many_files, cores, running
from live.rig.voter import Voter, voting

POLLS = 60  # voted in at once: patches of 5 kB, which fill what a network holds for a silent reader in seconds
STALLED = 0.1
MEMORY, LATER = 1.0, 1.2  # MB in all; times the p99 of the run in which all read
WARM, SETTLE = 2.0, 1.0  # seconds: what is made once is made before; what is on its way arrives
RATE = 8  # a second: under a room's ten, so that each vote is told at once and not at the next tick


@dataclass(frozen=True)
class Run:
    """One run: what came to those who read, by how much the server grew in MB, and how late a picture was in ms."""

    window: Window
    readers: int
    grown: float
    late: tuple[float, float]

    @property
    def missing(self) -> int:
        """Deliveries that readers are owed, or got out of order."""
        return self.readers * max(1, len(self.window.fans)) - self.window.patches + self.window.gaps


def run(clients: int = 200, seconds: float = 15.0, turns: int = 3) -> Report:
    """The same votes on fresh servers, in turns: to a room in which all read, and to one in which a tenth stops."""
    allow_many_files()
    stalled = max(1, round(clients * STALLED))
    runs = [(_run(clients, 0, seconds), _run(clients, stalled, seconds)) for _ in range(turns)]
    calm, rough = ([turn[side] for turn in runs] for side in (0, 1))
    later = _middle([one.late[1] for one in rough]) / _middle([one.late[1] for one in calm])
    more = _middle([one.grown for one in rough]) - _middle([one.grown for one in calm])
    missing = sum(one.missing for turn in runs for one in turn)
    rows = [
        _row("all read", calm),
        _row(f"{stalled} of {clients} stop reading", rough, f"{later:.2f} ≤ {LATER} times the p99", later <= LATER),
        Row("memory for those who stop", {"grown MB": more}, f"≤ {MEMORY:.0f} MB in all", more <= MEMORY),
        Row("readers got everything, in order", {"missing": missing}, "none missing", missing == 0),
    ]
    told = rough[0].window
    notes = (
        f"{RATE} times a second {POLLS} votes and their picture of {told.frame:,} bytes: in {seconds:.0f} s "
        f"{told.frame * len(told.fans) * stalled / 1e6:.0f} MB are told to those who stopped.",
        "Late, in ms: from the acknowledgement of the votes to the last reader's picture. Grown: resident memory of "
        f"the server and its children in that time. The middle of {turns} runs; the client is written in {language()}.",
    )
    return Report("Slow readers", rows, notes)


def _run(clients: int, stalled: int, seconds: float) -> Run:
    core, away = cores()
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(running(core=core))
        room = open_room(server, polls=POLLS)
        url = f"{server.sockets}/ws/live/{room.code}/"
        crowd = stack.enter_context(Listeners(url, clients, core=away))
        crowd.wait()
        voter = stack.enter_context(voting(server, room, rate=POLLS * RATE))
        voter.keep_voting(room.polls, seconds=WARM, rate=RATE)
        time.sleep(SETTLE)
        crowd.stall(stalled)
        before = server.rss()
        crowd.window()
        voter.keep_voting(room.polls, seconds=seconds, rate=RATE)
        time.sleep(SETTLE)
        window = crowd.report()
        return Run(window, clients - stalled, (server.rss() - before) / 1e6, _late(window, voter))


def _late(window: Window, voter: Voter) -> tuple[float, float]:
    """p50 and p99 of ms from the acknowledgement of the newest vote in a picture to the picture's last arrival."""
    places = [place for place, _ in voter.acked]
    waits = []
    for fan in window.fans:
        found = bisect_right(places, fan.to)
        if found:
            waits.append(1000 * (fan.last - voter.acked[found - 1][1]))
    cuts = quantiles(waits, n=100)
    return cuts[49], cuts[98]


def _middle(figures: list[float]) -> float:
    return sorted(figures)[len(figures) // 2]


def _row(name: str, runs: list[Run], goal: str = "", met: bool | None = None) -> Row:
    values: dict[str, float | str] = {
        "pictures": sum(len(one.window.fans) for one in runs),
        "late p50": _middle([one.late[0] for one in runs]),
        "p99": _middle([one.late[1] for one in runs]),
        "grown MB": _middle([one.grown for one in runs]),
        "missing": sum(one.missing for one in runs),
    }
    return Row(name, values, goal, met)
