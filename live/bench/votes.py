"""Votes coming in: 5,000 people within 5 s and all at once, each vote kept; and the same as tutorials do it."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from live.bench import spending, tutorial
from live.bench.voters import Window, crowd, language, stored
from live.rig.report import Report, Row
from live.rig.rooms import Room, open_room
from live.rig.server import Server, cores, running

PEOPLE, WINDOW = 5000, 5.0
SMALL = 1000  # people in the comparison
FEW, PACE = 50, 20.0  # of them vote, within so many seconds: what the tutorial's scheme bears without losing tallies
PATIENCE = 30.0  # seconds after the last vote was sent
ANSWER, TALLY, BURST, LESS = 150.0, 100.0, 1.0, 25.0  # goals: ms, ms, s, times
TUTORIAL = "live.bench.tutorial:application"


@dataclass(frozen=True)
class Round:
    """Everybody's one vote, and what the server spent on it. `places` are votes by when they were written down."""

    window: Window
    cpu: float
    places: dict[int, float]
    kept: bool = True

    @property
    def values(self) -> dict[str, float | str]:
        window = self.window
        return {
            "answered": f"{len(window.answers) / window.voters:.0%}",
            "ack p50": _cut(window.waits, 50),
            "ack p99": _cut(window.waits, 99),
            "tally p50": _cut(window.late(self.places), 50),
            "tally p99": _cut(window.late(self.places), 99),
            "shown p99": _cut(window.shown(self.places), 99),
            "frames each": len(window.frames) / window.people,
            "done s": window.done,
            "server CPU s": self.cpu,
            "crowd": f"{window.share:.0%}",
        }

    @property
    def whole(self) -> bool:
        """Whether everybody was answered and every answer is in the database and in the recount."""
        return self.kept and len(self.window.answers) == self.window.voters

    @property
    def each(self) -> float:
        """CPU seconds a vote that was answered."""
        return self.cpu / max(1, len(self.window.answers))


def run(profile: bool = False) -> Report:
    """Every vote kept; ack p99 ≤ 150 ms, tally p99 ≤ 100 ms after the commit; a burst over in 1 s; 25 × less CPU.
    `profile` asks instead where the time of a vote goes."""
    if profile:
        return profiled(PEOPLE, (WINDOW, 0.0))
    spread, burst = _rounds(PEOPLE, (WINDOW, 0.0))
    (ours,), theirs = _rounds(SMALL, (WINDOW,)), _of_tutorial()
    quick = _cut(spread.window.waits, 99) <= ANSWER and _cut(spread.window.late(spread.places), 99) <= TALLY
    less = theirs.each / ours.each
    size = sum(one.bytes for one in spread.window.frames) / max(1, len(spread.window.frames))
    rows = [
        Row(
            f"{PEOPLE:,} within {WINDOW:.0f} s",
            spread.values,
            f"all kept, ack p99 ≤ {ANSWER:.0f}, tally p99 ≤ {TALLY:.0f}",
            spread.whole and quick,
        ),
        Row(
            f"{PEOPLE:,} at once",
            burst.values,
            f"all kept, done in {BURST:.0f} s",
            burst.whole and burst.window.done <= BURST,
        ),
        Row(f"{SMALL:,} within {WINDOW:.0f} s", ours.values, "all kept", ours.whole),
        Row(f"tutorial: {FEW} of {SMALL:,} within {PACE:.0f} s", theirs.values),
        Row("its CPU a vote, of ours", {"server CPU s": f"{less:.0f} ×"}, f"≥ {LESS:.0f} ×", less >= LESS),
    ]
    notes = (
        f"Server: `daphne` and its child on one core. Crowd: {language()}, on another; `crowd` is its share of it.",
        "ack: ms from sending a vote to its answer. tally: ms from writing down the newest vote of a frame (inside its",
        "transaction, so before the commit) to the frame's arrival, over every frame at every client. shown: the same",
        "for each single vote, the wait for the next tick included, at one client in 50.",
        f"A frame with the tally has {size:.0f} bytes. Kept: found in the database and in the recount after kill -9.",
        f"The tutorial ({tutorial.layer_name()}) makes one transaction and one group_send of the tally a vote. It",
        f"is asked of so few that it can tell them: {theirs.window.told:.0%} came. Its tally is from the answer on.",
    )
    return Report("Votes", rows, notes)


def profiled(people: int, windows: Sequence[float]) -> Report:
    """Where the time of a vote goes: so many people vote once in each window."""
    here, there = cores()
    with running(core=here, application=spending.WATCHED) as server:
        room = open_room(server)
        said: Any = {"activity": room.poll, "choices": room.options, "core": there, "patience": PATIENCE}
        with crowd(server, f"/ws/live/{room.code}/", people=people, windows=windows, **said) as all_:
            names = [f"within {seconds:.0f} s" if seconds else "at once" for seconds in windows]
            columns = {name: (spending.spent(server, all_.vote), people) for name in names}
    notes = (f"µs of processor a vote; {people:,} people, each told each tally.",)
    return spending.table("Where the time of a vote goes", columns, notes)


def _rounds(people: int, windows: Sequence[float]) -> list[Round]:
    """So many people vote in one room, once in each window; then the server is killed and the votes are looked for."""
    here, there = cores()
    with running(core=here) as server:
        room = open_room(server)
        path = f"/ws/live/{room.code}/"
        said: Any = {"activity": room.poll, "choices": room.options, "core": there}
        with crowd(server, path, people=people, windows=windows, patience=PATIENCE, **said) as all_:
            voted = [_spent(server, all_.vote) for _ in windows]
        server.kill()
        places = stored(server, room)
        kept = _kept(server, room, places, [window for window, _ in voted])
    return [Round(window, cpu, places, kept) for window, cpu in voted]


def _of_tutorial() -> Round:
    here, there = cores()
    with running(core=here, application=TUTORIAL) as server:
        said: Any = {"activity": "poll", "choices": ("a", "b", "c", "d"), "core": there}
        with crowd(server, "/ws/votes/", people=SMALL, voters=FEW, windows=(PACE,), patience=PATIENCE, **said) as all_:
            window, cpu = _spent(server, all_.vote)
    return Round(window, cpu, {one.place: one.answered for one in window.answers})


def _spent(server: Server, vote: Callable[[], Window]) -> tuple[Window, float]:
    """One round, and the processor time the server and its children spent on it."""
    time.sleep(1)  # what came before is over
    before = server.cpu_seconds()
    return vote(), server.cpu_seconds() - before


def _kept(server: Server, room: Room, places: dict[int, float], windows: Sequence[Window]) -> bool:
    """Whether each answered vote is in the log, and the recount has one standing vote of everybody."""
    counted = json.loads(server.manage("recount", room.code, "--json"))[room.poll]
    acked = [one.place for window in windows for one in window.answers]
    stored_once = len(set(acked)) == len(acked) and set(acked) <= places.keys()
    return stored_once and counted["accepted"] == len(places) and sum(counted["tally"].values()) == windows[0].people


def _cut(values: Sequence[float], percent: int) -> float:
    """A percentile; 0 where there is nothing."""
    return quantiles(values, n=100)[percent - 1] if len(values) > 1 else 0.0
