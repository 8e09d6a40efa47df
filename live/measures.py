"""What a process counts of itself, for who watches it: named, bounded, and never by person. Counted once a tick, a
batch or an act, never once for each write to a socket. `show` brings what is only known when asked."""

import os
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from prometheus_client import Counter, Gauge, Histogram, disable_created_metrics

from live.refusals import SENTENCES
from live.wire.to_person import Ack, Answer, Busy, Refused

SIDES = ("person", "desk", "screen")
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10)
ACTS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)

disable_created_metrics()  # they would double the number of lines, and say when the process started

# what happened since the process started
answers = Counter("plenaria_answers", "Acts answered; a code of a format's own is told as format", ["kind", "code"])
ack_seconds = Histogram("plenaria_ack_seconds", "From an act's arrival to its acknowledgement", buckets=SECONDS)
batch_acts = Histogram("plenaria_batch_acts", "Acts committed together", buckets=ACTS)
commit_seconds = Histogram("plenaria_commit_seconds", "One commit of a batch", buckets=SECONDS)
tick_seconds = Histogram("plenaria_tick_seconds", "One tick of one room, everything sent", buckets=SECONDS)
child_restarts = Counter("plenaria_child_restarts", "Times the process of the formats was lost or killed")
formats_cut = Counter("plenaria_formats_cut", "Formats cut off, by reason", ["format", "why"])
limits_hit = Counter("plenaria_limits_hit", "Times somebody was asked to wait or turned away", ["limit"])
closed = Counter("plenaria_sockets_closed", "Sockets closed because of what they do", ["why"])
failures = Counter("plenaria_failures", "What could not be done and is tried again", ["of"])

# how it is now
lag = Gauge("plenaria_replica_lag_entries", "Entries of the log not folded at the last look, of the room most behind")
sockets = Gauge("plenaria_sockets", "Sockets that have joined", ["side"])
rooms = Gauge("plenaria_rooms", "Rooms held folded")
readers_behind = Gauge("plenaria_readers_behind", "Sockets left out because they do not read")
acts_waiting = Gauge("plenaria_acts_waiting", "Acts not yet in a batch")
child_memory = Gauge("plenaria_child_memory_bytes", "Memory of the process of the formats; 0 before it starts")
leaving = Gauge("plenaria_leaving", "1 while the process sends everyone away before it ends")

for why in ("flood", "slow"):
    closed.labels(why)  # told from the start, as 0: a rate needs a first value
for of in ("batch", "fold", "look", "layer"):
    failures.labels(of)


class Held(NamedTuple):
    """What a hub holds at a moment."""

    sockets: Mapping[str, int]  # by side
    rooms: int
    behind: int
    waiting: int
    child: int  # its pid, 0 for none
    leaving: bool


def show(held: Held) -> None:
    """Bring what is read rather than counted up to this moment."""
    for side in SIDES:
        sockets.labels(side).set(held.sockets.get(side, 0))
    rooms.set(held.rooms)
    readers_behind.set(held.behind)
    acts_waiting.set(held.waiting)
    child_memory.set(_memory(held.child))
    leaving.set(held.leaving)


def answered[**P](act: Callable[P, Awaitable[Answer]]) -> Callable[P, Awaitable[Answer]]:
    """Count each answer of `act`, and how long an acknowledgement took."""

    async def counted(*args: P.args, **kwargs: P.kwargs) -> Answer:
        begun = time.monotonic()
        answer = await act(*args, **kwargs)
        match answer:
            case Ack():
                ack_seconds.observe(time.monotonic() - begun)
                answers.labels("ack", "").inc()
            case Refused():
                answers.labels("refused", answer.code if answer.code in SENTENCES else "format").inc()
            case Busy():
                answers.labels("busy", "").inc()
        return answer

    return counted


def _memory(pid: int) -> int:
    """Bytes of a process in memory; 0 where there is none, or the system does not tell."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if pid else 0
    except OSError:
        return 0
