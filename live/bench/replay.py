"""A log replayed: 100,000 entries folded, and a second process that joins a running room of 10,000."""

import json
import time
from statistics import median

from websockets.sync.client import connect

from live.rig.report import Report, Row
from live.rig.rooms import Room, open_rooms
from live.rig.server import Server, cores, running
from live.rig.trouble import Trouble

ENTRIES, RUNNING = 100_000, 10_000
FOLDED, CURRENT = 2.0, 1.0  # goals: seconds
TIMES = 3  # rooms of each length a late process joins: the middle one is told


type Took = tuple[float, float]
"""Seconds by the clock, and of the processor."""


def run() -> Report:
    """100,000 entries folded in ≤ 2 s; a process that joins a running room of 10,000 entries is current in ≤ 1 s."""
    core, _ = cores()
    with running(core=core) as first:
        long, warm, *rooms = open_rooms(first, 2 + 2 * TIMES)
        empty, filled = rooms[:TIMES], rooms[TIMES:]
        _fill(first, long, ENTRIES)
        for room in filled:
            _fill(first, room, RUNNING)
        told = json.loads(first.run("-m", "live.bench.replaying", "replay", str(long.id)))
        for room in (long, *rooms):
            _joined(first, room)  # the room runs in the first process
        with running(place=first.place, core=core) as second:
            _joined(second, warm)  # its child is up, as in a process that serves other rooms already
            bare = _middle([_joined(second, room) for room in empty])
            late = _middle([_joined(second, room, RUNNING) for room in filled])
            longest = _joined(second, long, ENTRIES)
    rows = [
        _row("read and decoded: the bound", ENTRIES, told["read"]),
        _row("folded", ENTRIES, told["fold"], of=told["read"], goal=FOLDED, asked=1),
        _row("read and folded, as a recount is", ENTRIES, told["both"], of=told["read"]),
        _row("a late process, no history: the bound", 0, bare),
        _row("a late process is current", RUNNING, late, of=bare, goal=CURRENT),
        _row("the same after a long day", ENTRIES, longest, of=bare),
    ]
    notes = (
        "Half of the entries are votes, the others questions and people who join them, of 5,000 people. The bound of a",
        "fold is to read the same rows and decode their JSON. A fold waits for nothing: its goal is asked of its CPU.",
        "A late process: from knocking at a second server's door to the first picture, which holds the newest entry.",
        f"Its bound is a room without history; CPU is of that server and its child. The middle one of {TIMES} rooms.",
    )
    return Report("Replay", rows, notes)


def _row(
    name: str, entries: int, took: Took, *, of: Took | None = None, goal: float | None = None, asked: int = 0
) -> Row:
    """`asked` says of which time the goal is: 0 the clock's, 1 the processor's."""
    values: dict[str, float | str] = {"seconds": took[0], "CPU s": took[1]}
    if entries:
        values |= {"entries": f"{entries:,}", "µs an entry": 1e6 * took[1] / entries}
    if of is not None:
        values["of the bound"] = took[1] / of[1] if of[1] else 0.0
    if goal is None:
        return Row(name, values)
    return Row(name, values, f"≤ {goal:.0f} s", took[asked] <= goal)


def _middle(took: list[Took]) -> Took:
    return median(clock for clock, _ in took), median(busy for _, busy in took)


def _fill(server: Server, room: Room, count: int) -> None:
    said = [str(room.id), room.poll, room.questions, ",".join(room.options), str(count)]
    server.run("-m", "live.bench.replaying", "fill", *said)


def _joined(server: Server, room: Room, entries: int = 0) -> Took:
    """From knocking at a server's door to the first picture of the room, which holds so many entries."""
    busy, began = server.cpu_seconds(), time.perf_counter()
    with connect(f"{server.sockets}/ws/live/{room.code}/", subprotocols=["plenaria.1"], max_size=None) as line:  # type: ignore[list-item]
        line.send('{"t":"join"}')
        frame = json.loads(line.recv(timeout=120))
        took = time.perf_counter() - began, server.cpu_seconds() - busy
    if frame["t"] != "snapshot" or frame["rev"] < entries:
        raise Trouble(f"The first picture holds {frame.get('rev')} of {entries} entries.")
    return took
