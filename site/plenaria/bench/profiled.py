"""The product, watched while it works: `daphne plenaria.bench.profiled:application` says where its processor time goes.

`/profile/` gives the seconds since it was last asked, by label, as JSON; with the first time it begins to watch, so
that to import this changes nothing. The loop's are told by samples of what it runs; those of the database's threads and
of the child by their own clocks, call by call.
"""

import json
import signal
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from types import FrameType
from typing import Any

from plenaria.asgi import application as product

from live import batch, log  # isort: skip  (apps must be loaded first)
from live.apart import host  # isort: skip

EVERY = 0.001  # seconds of work between samples; a kernel may give fewer
LOOP, DATABASE, CHILD = "loop", "database", "child"

PLACES = (
    ("/live/lean.py", "writing frames to sockets"),
    ("/live/gathering.py", "ticks: who gets which frame"),
    ("/live/attendance.py", "ticks: who gets which frame"),
    ("/live/seats.py", "pseudonyms"),
    ("/live/consumers.py", "who comes in, what is said, its limits"),
    ("/live/admission.py", "who comes in, what is said, its limits"),
    ("/live/limits.py", "who comes in, what is said, its limits"),
    ("/live/wire/", "who comes in, what is said, its limits"),
    ("/live/writer.py", "batches: collecting, drafts, answers"),
    ("/live/hub.py", "batches: collecting, drafts, answers"),
    ("/live/apart/", "asking the child: packing and unpacking"),
    ("/live/following.py", "asking the child: packing and unpacking"),
    ("/live/measures.py", "counting for /metrics"),
    ("/prometheus_client/", "counting for /metrics"),
    ("/live/pulse.py", "once a second"),
    ("/autobahn/", "Autobahn, Daphne, Twisted: handshakes, frames read"),
    ("/daphne/", "Autobahn, Daphne, Twisted: handshakes, frames read"),
    ("/twisted/", "Autobahn, Daphne, Twisted: handshakes, frames read"),
    ("/selectors.py", "waiting: the kernel's list of sockets"),
    ("/asyncio/", "asyncio's own"),
)
"""Files by what they do: a sample counts for the innermost frame that is one of them."""

_spent: defaultdict[str, float] = defaultdict(float)
_since: list[float] = []  # when the loop was last looked at, once it is watched


def label(frame: FrameType | None) -> str:
    """What is being done, by the innermost file that is known."""
    while frame is not None:
        for part, means in PLACES:
            if part in frame.f_code.co_filename:
                return means
        frame = frame.f_back
    return "other"


def _sample(_number: int, frame: FrameType | None) -> None:
    """The loop's time since the last sample, to what it does now: the signal comes while other threads work, too."""
    now = time.thread_time()
    _spent[f"{LOOP}: {label(frame)}"] += now - _since[0]
    _since[0] = now


def _timed[**P, R](name: str, work: Callable[P, R]) -> Callable[P, R]:
    """The processor time a call takes on its own thread."""

    @wraps(work)
    def timed(*args: P.args, **kwargs: P.kwargs) -> R:
        begun = time.thread_time()
        try:
            return work(*args, **kwargs)
        finally:
            _spent[f"{DATABASE}: {name}"] += time.thread_time() - begun

    return timed


def _watch_child() -> None:
    """The child's clock, before and after each question: it does nothing else."""
    child: Any = host._Child
    ask = child.ask

    async def asked(self: Any, room: str, call: Any, said: Any) -> Any:
        clock = (~self.pid << 3) | 2  # of another process: clock_getcpuclockid(3)
        begun = time.clock_gettime(clock)
        try:
            return await ask(self, room, call, said)
        finally:
            _spent[f"{CHILD}: {call.name}"] += time.clock_gettime(clock) - begun

    child.ask = asked


def _begin() -> None:
    _since.append(time.thread_time())
    batch.commit = _timed("commit", batch.commit)
    log.read = _timed("read back", log.read)
    _watch_child()
    signal.signal(signal.SIGPROF, _sample)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)


async def application(scope: Any, receive: Any, send: Any) -> None:
    """The product, and one address more."""
    path = scope.get("path", "")
    if scope["type"] != "http" or not path.startswith("/profile/"):
        return await product(scope, receive, send)
    if not _since:
        _begin()
    text = json.dumps(_spent).encode()
    _spent.clear()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": text})
