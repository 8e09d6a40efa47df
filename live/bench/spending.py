"""Where the processor time of a vote goes, in microseconds by what is done: `bench votes --profile`."""

import json
import time
import urllib.request
from collections.abc import Mapping, Sequence
from typing import Any

from live.bench.voters import crowd
from live.rig.report import Report, Row
from live.rig.rooms import open_room
from live.rig.server import Server, cores, running

WATCHED = "plenaria.bench.profiled:application"


def report(people: int, windows: Sequence[float], patience: float) -> Report:
    """So many people vote once in each window, before a server that watches itself."""
    here, there = cores()
    with running(core=here, application=WATCHED) as server:
        room = open_room(server)
        said: Any = {"activity": room.poll, "choices": room.options, "core": there, "patience": patience}
        with crowd(server, f"/ws/live/{room.code}/", people=people, windows=windows, **said) as all_:
            spent = {_name(seconds): _spent(server, all_) for seconds in windows}
    labels = sorted({label for one in spent.values() for label in one})
    rows = [_row(label, {name: one.get(label, 0.0) for name, one in spent.items()}, people) for label in labels]
    rows.append(_row("all", {name: sum(one.values()) for name, one in spent.items()}, people))
    notes = (
        f"µs of processor a vote; {people:,} people, each told each tally. The loop's by samples of what it runs, by",
        "file; the database's threads and the child by their own clocks, call by call. Watching costs some.",
    )
    return Report("Where the time of a vote goes", rows, notes)


def _row(label: str, seconds: Mapping[str, float], people: int) -> Row:
    return Row(label, {name: f"{1e6 * spent / people:.0f}" for name, spent in seconds.items()})


def _name(seconds: float) -> str:
    return f"within {seconds:.0f} s" if seconds else "at once"


def _spent(server: Server, all_: Any) -> dict[str, float]:
    """Seconds by label of one round of votes."""
    time.sleep(1)  # what came before is over
    _told(server)
    all_.vote()
    return _told(server)


def _told(server: Server) -> dict[str, float]:
    """What was spent since it was last asked."""
    with urllib.request.urlopen(f"{server.address}/profile/") as answer:  # noqa: S310
        return json.load(answer)
