"""Forty tables of twelve people who all write: how long an answer takes, and a note to its table's screens."""

import asyncio
import contextlib
import os
from collections.abc import Iterator
from statistics import quantiles

from live.bench.writers import TEXT, Notes, echoed, wrote
from live.rig.report import Report, Row
from live.rig.server import allow_many_files, cores, pin, running

TABLES, SEATS, NOTES = 40, 12, 2000
ANSWER, SCREEN, FRAME = 150.0, 500.0, 2048  # goals: ms, ms, bytes
ECHO = "live.bench.echo:application"


def run(clients: int = TABLES * SEATS, seconds: float = 40.0) -> Report:
    """Ack p99 ≤ 150 ms, a note on its table's screens p99 ≤ 500 ms, frames of a table ≤ 2 kB a tick."""
    allow_many_files()
    tables = max(1, clients // SEATS)
    people, notes = tables * SEATS, max(1, NOTES * tables // TABLES)
    here, there = cores()
    with _on(there):
        with running(core=here) as server:
            code = server.run("-m", "live.bench.tables_room", str(tables), str(SEATS)).strip()
            url = f"{server.sockets}/ws/live/{code}/"
            before = server.cpu_seconds()
            noted = asyncio.run(wrote(url, people=people, seats=SEATS, notes=notes, seconds=seconds))
            spent = server.cpu_seconds() - before
        with running(core=here, application=ECHO) as server:
            size = len(TEXT.encode()) + 200  # what stands around it: verb, ids, axis and pillar
            bound = asyncio.run(echoed(f"{server.sockets}/", people=people, notes=notes, seconds=seconds, size=size))
    return Report("Tables", _rows(noted, bound), _notes(noted, people, tables, seconds, spent))


def _rows(noted: Notes, bound: list[float]) -> list[Row]:
    ack, shown = _cut(noted.waits, 99), _cut(noted.shown, 99)
    largest, whole = max(noted.frames, default=0), len(noted.waits) == noted.sent
    told = f"{len(noted.shown):,} of {noted.screens:,}"
    return [
        Row("an echo of as many bytes", {"p50 ms": _cut(bound, 50), "p99 ms": _cut(bound, 99)}),
        Row(
            "a note is answered",
            {"p50 ms": _cut(noted.waits, 50), "p99 ms": ack, "of": f"{len(noted.waits):,} of {noted.sent:,}"},
            f"all, p99 ≤ {ANSWER:.0f} ms",
            whole and ack <= ANSWER,
        ),
        Row(
            "it is on its table's screens",
            {"p50 ms": _cut(noted.shown, 50), "p99 ms": shown, "of": told},
            f"all, p99 ≤ {SCREEN:.0f} ms",
            len(noted.shown) == noted.screens and shown <= SCREEN,
        ),
        Row("the largest frame of a table", {"bytes": largest}, f"≤ {FRAME} bytes", 0 < largest <= FRAME),
    ]


def _notes(noted: Notes, people: int, tables: int, seconds: float, spent: float) -> tuple[str, ...]:
    middle = sorted(noted.frames)[len(noted.frames) // 2] if noted.frames else 0
    return (
        f"{people} people at {tables} tables write {noted.sent:,} notes in {seconds:.0f} s. `daphne` and its child on",
        "one core; the people, written in Python, on another. A note is late by the time from its sending",
        f"to the frame that holds it, over every screen of its table. A frame in the middle has {middle} bytes.",
        f"Sitting down and writing took {spent:.1f} s of the server's processor. The bound is a consumer that echoes.",
    )


def _cut(values: list[float], percent: int) -> float:
    """A percentile; 0 where there is nothing."""
    return quantiles(values, n=100)[percent - 1] if len(values) > 1 else 0.0


@contextlib.contextmanager
def _on(core: int | None) -> Iterator[None]:
    """This process on one processor for a while."""
    before = os.sched_getaffinity(0) if core is not None else set()
    pin(os.getpid(), core)
    try:
        yield
    finally:
        if core is not None:
            os.sched_setaffinity(0, before)
