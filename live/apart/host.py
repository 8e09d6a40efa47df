"""The server's end of the child: start it, ask it, watch what it does, kill it when a format keeps it too long."""

import asyncio
import contextlib
import logging
import mmap
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings

from live import measures
from live.apart.calls import CALLS, FORGET, Call, Question, Reply
from live.apart.watch import SIZE, Seen, Watch

logger = logging.getLogger(__name__)

STEP = 0.1  # seconds between looks at a child that has not answered yet
BUDGET = 0.5  # seconds one call into a format may take
ASLEEP = 1.0  # seconds, where it sleeps
STARVED = 5.0  # seconds, where it would run and the machine is busy elsewhere
LONGEST = 10.0  # seconds of one question, however many calls it takes: then nobody is to blame, and all begins anew
LARGEST = 64 << 20  # bytes of one answer
DEADLY = ("memory", "died")  # why a child ended: only the second time over the same thing is it that thing's doing
SLOW, LATELY = 20, 10.0  # looks that met the same call again, in so many seconds: a format that is always almost late
STARTING = 30.0  # seconds until a new child's first answer: imports, on a crowded machine
MEGABYTES = 1024  # that the child may hold

_HEAD = struct.Struct("<I")
_PULSE = 1 / os.sysconf("SC_CLK_TCK")
_encode = msgspec.msgpack.Encoder().encode
_reply = msgspec.msgpack.Decoder(Reply)
_answers = {name: msgspec.msgpack.Decoder(call.answers) for name, call in CALLS.items()}


class Lost(Exception):
    """The child does not hold this room (any more): begin it again."""


class Cut(Exception):
    """A format was stopped: `activity` is to be halted from `place` on."""

    def __init__(self, seen: Seen, why: str):
        super().__init__(f"{seen.activity} at {seen.place}: {why}")
        self.activity, self.place, self.why = seen.activity, seen.place, why


class Unanswered(Exception):
    """The child failed where no format was at fault."""


class Host:
    """One child process; questions are asked one after the other, in the order they come."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._child: _Child | None = None
        self._asking: set[asyncio.Future[Any]] = set()
        self._died: Counter[tuple[str, Seen]] = Counter()  # in which room, and over what a child died

    async def ask[A, R](self, room: str, call: Call[A, R], asked: A) -> R:
        """The child's answer. Raises `Lost`, `Cut` or `Unanswered`; after `Cut` a new child starts by itself.

        Who asked may be gone before the answer comes: it is read all the same, or the next would take it for theirs."""
        asking = asyncio.ensure_future(self._ask(room, call, asked))
        self._asking.add(asking)
        asking.add_done_callback(self._asking.discard)
        asking.add_done_callback(lambda done: done.cancelled() or done.exception())
        return await asyncio.shield(asking)

    async def _ask[A, R](self, room: str, call: Call[A, R], asked: A) -> R:
        async with self._turn:
            if self._child is not None and self._child.ended:
                measures.child_restarts.inc()
                self._child.kill()
                self._child = None
            child = self._child = self._child or _Child()
            try:
                return await child.ask(room, call, asked)
            except (Lost, Unanswered):
                raise
            except BaseException as error:  # cancelled too: what it would still say is nobody's
                child.kill()
                self._child = None
                if not isinstance(error, asyncio.CancelledError):
                    measures.child_restarts.inc()
                if isinstance(error, TimeoutError):
                    raise Lost from error
                if isinstance(error, OSError | EOFError) or (isinstance(error, Cut) and error.why in DEADLY):
                    self._mourn(room, child, error)
                raise

    def _mourn(self, room: str, child: "_Child", error: Exception) -> None:
        """A child died, or ran out of memory. Once may be anybody's doing (an operator, all rooms together); over the
        same thing twice it is that thing's."""
        seen = child.watch.seen()._replace(calls=0)
        self._died[room.partition("/")[0], seen] += 1
        if not seen.activity or self._died[room.partition("/")[0], seen] < 2:
            raise Lost from error
        raise Cut(seen, error.why if isinstance(error, Cut) else "died") from error

    @property
    def pid(self) -> int:
        """The child's, 0 before it is started."""
        return self._child.pid if self._child else 0

    async def answers(self) -> bool:
        """Whether the child answers a question about no room; it is started where it is not."""
        try:
            await self.ask("", FORGET, None)
        except (Lost, Cut, Unanswered, OSError):
            return False
        return True

    async def close(self) -> None:
        """End the child, and all that is still asked of it."""
        for asking in self._asking:
            asking.cancel()
        await asyncio.gather(*self._asking, return_exceptions=True)
        if self._child is not None:
            self._child.kill()
            self._child = None


def _shared_bytes() -> int:
    """A file that is nowhere but in memory."""
    if hasattr(os, "memfd_create"):
        file = os.memfd_create("plenaria-watch")
    else:
        file, name = tempfile.mkstemp(prefix="plenaria-watch-")
        Path(name).unlink()
    os.ftruncate(file, SIZE)
    return file


class _Child:
    """A process, the socket to it, and the bytes that say what it runs."""

    def __init__(self) -> None:
        self._line, theirs = socket.socketpair()
        self._line.setblocking(False)
        file = _shared_bytes()
        self.watch = Watch(mmap.mmap(file, SIZE))
        packages = settings.PLENARIA_FORMAT_PACKAGES
        command = [sys.executable, "-m", "live.apart.child", str(theirs.fileno()), str(file), str(MEGABYTES), *packages]
        path = os.pathsep.join(one for one in sys.path if one)
        self._process = subprocess.Popen(  # noqa: S603  (our own module)
            command,
            pass_fds=(theirs.fileno(), file),
            stdin=subprocess.DEVNULL,
            env={"PYTHONPATH": path, "PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"},
            process_group=0,  # a Ctrl-C or a signal to the server's group is the server's to handle
        )
        theirs.close()
        os.close(file)
        self._turn = 0
        self._known = False  # whether it has answered once
        self._slow: list[tuple[float, str]] = []

    @property
    def ended(self) -> bool:
        return self._process.poll() is not None

    @property
    def pid(self) -> int:
        return self._process.pid

    async def ask[A, R](self, room: str, call: Call[A, R], asked: A) -> R:
        self._turn += 1
        message = _encode(Question(self._turn, call.name, room, msgspec.Raw(_encode(asked))))
        reply = _reply.decode(await self._watched(self._say(message)))
        if reply.turn != self._turn:
            raise EOFError("an answer to another question")
        self._known = True
        if reply.lost:
            raise Lost
        if reply.cut:
            raise Cut(self.watch.seen(), reply.cut)
        if reply.error:
            raise Unanswered(f"{call.name}: {reply.error}")
        return _answers[call.name].decode(reply.answer)

    async def _say(self, message: bytes) -> bytes:
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(self._line, _HEAD.pack(len(message)) + message)
        (length,) = _HEAD.unpack(await self._exactly(_HEAD.size))
        if length > LARGEST:
            raise EOFError("an answer larger than any")
        return await self._exactly(length)

    async def _exactly(self, size: int) -> bytes:
        loop, parts, left = asyncio.get_running_loop(), [], size
        while left:
            part = await loop.sock_recv(self._line, min(left, 1 << 18))
            if not part:
                raise EOFError("the child is gone")
            parts.append(part)
            left -= len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    async def _watched(self, work: Any) -> bytes:
        """The answer; or `Cut`, when one call into a format takes longer than it may."""
        asking = asyncio.ensure_future(work)
        try:
            seen, since, whole, busy = self.watch.seen(), 0.0, 0.0, self._spent()[1]
            while True:
                await asyncio.wait({asking}, timeout=STEP)
                if asking.done():
                    return asking.result()
                whole += STEP
                before, seen = seen, self.watch.seen()
                asleep, spent = self._spent()
                if seen.calls != before.calls:
                    since, busy = 0.0, spent
                    continue
                since += STEP
                self._judge(seen, since, awake=spent - busy > since / 2, asleep=asleep)
                if whole >= (LONGEST if self._known else STARTING):
                    raise TimeoutError("it takes too long, and nobody alone")
        finally:
            if not asking.done():
                asking.cancel()
                await asyncio.wait({asking})  # it lets go of the socket, which is closed next

    def _judge(self, seen: Seen, since: float, *, awake: bool, asleep: bool) -> None:
        """Cut off what is met at the same call for too long, or again and again, each time just within the budget."""
        if not self._known:
            return
        now = time.monotonic()
        if awake or asleep:
            self._slow.append((now, seen.activity))
        self._slow = [one for one in self._slow if one[0] > now - LATELY]
        lately = sum(1 for _, activity in self._slow if activity == seen.activity)
        if since >= (BUDGET if awake else ASLEEP if asleep else STARVED) or lately >= SLOW:
            raise Cut(seen, "time")

    def _spent(self) -> tuple[bool, float]:
        """Whether the child sleeps, and the seconds of processor it had; (yes, 0) where the system does not tell."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return True, 0.0
        return fields[0] != "R", (int(fields[11]) + int(fields[12])) * _PULSE

    def kill(self) -> None:
        """At once: it holds nothing that is not in the log."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)  # and what a format may have started
        self._process.wait()
        self._line.close()
