"""One client of a room: joins, holds the view, keeps an outbox, comes back. Written from the wire (live/wire/README.md)
and sharing no code with it, so that it may judge it."""

import asyncio
import random
import time
import uuid
from contextlib import suppress
from typing import Any, NamedTuple

import msgspec
import websockets

SHORTEST, LONGEST = 1.0, 8.0  # seconds: the cap of the back-off doubles between them, as browsers do it
LAST_WORD = 4500  # closing codes from here on mean: do not come back

type Frame = dict[str, Any]


class Return(NamedTuple):
    """One way back into the room: the clock when it was there again, how long it took, tries that failed."""

    at: float
    took: float
    failed: int


def merged(target: Any, patch: Any) -> Any:
    """RFC 7396, written from the RFC."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result


def cap(tries: int) -> float:
    """The longest wait before the next try, in seconds, after so many that failed: any time up to it is as likely."""
    return min(LONGEST, SHORTEST * 2**tries)


def mean_tries(seconds: float) -> int:
    """How often somebody who comes back as told has tried in the mean, after so many seconds without a server."""
    tries, waited = 0, 0.0
    while (waited := waited + cap(tries) / 2) <= seconds:
        tries += 1
    return tries


class Phone:
    """One seat at one socket. `site` is the server's address (http://…); `live()` is its life, `stop()` the end."""

    def __init__(
        self,
        site: str,
        code: str,
        *,
        seat: str = "",
        query: str = "as=person",
        headers: dict[str, str] | None = None,
        chance: random.Random | None = None,
    ):
        self.address = site.replace("http", "ws", 1) + f"/ws/live/{code}/?{query}"
        self.seat, self.headers = seat, headers or {}
        self._chance = chance or random.Random()  # noqa: S311  (who waits how long is no secret)
        self.view: Frame = {}
        self.mine: Frame = {}
        self.people: Frame = {}
        self.rev, self.epoch, self.audience = -1, "", ""
        self.outbox: dict[str, Frame] = {}
        self.answers: dict[str, list[Frame]] = {}
        self.returns: list[Return] = []
        self.closed: list[int] = []
        self.errors: list[str] = []
        self.heard: dict[str, int] = {}
        self.behind = 0  # patches and beats that did not fit what is held; none was merged
        self.resent = 0
        self.line: Any = None
        self.over = False
        self._fresh = False  # whether this line brought a picture, or a beat that said it is held already
        self._waiting: dict[str, asyncio.Future[Frame]] = {}
        self._changed = asyncio.Condition()
        self._later: set[asyncio.Task[None]] = set()
        self._life: asyncio.Task[None] | None = None

    # -------------------------------------------------- life
    async def live(self) -> None:
        """Connect and come back until stopped, or until the room says not to."""
        tries, since, failed = 0, time.monotonic(), 0
        while not self.over:
            code = 1006
            try:
                async with self._dial() as self.line:
                    await self._join()
                    async for text in self.line:
                        tries = 0
                        frame = msgspec.json.decode(text)
                        await self._take(frame)
                        if since and frame["t"] in ("snapshot", "beat"):
                            now = time.monotonic()
                            self.returns.append(Return(now, now - since, failed))
                            since, failed = 0.0, 0
                code = self.line.close_code or code
            except websockets.ConnectionClosed as end:
                code = end.rcvd.code if end.rcvd else code
            except (OSError, TimeoutError, websockets.WebSocketException):
                failed += 1
            self.line, self._fresh = None, False
            since = since or time.monotonic()
            self.closed.append(code)
            await self._tell()
            if self.over or code >= LAST_WORD:
                break
            await asyncio.sleep(self._chance.random() * cap(tries))
            tries += 1
        self.over = True
        for op, waiting in self._waiting.items():
            if not waiting.done():
                waiting.set_result({"t": "closed", "id": op, "code": self.closed[-1]})
        await self._tell()

    def _dial(self) -> Any:
        return websockets.connect(
            self.address,
            subprotocols=["plenaria.1"],  # type: ignore[list-item]
            additional_headers=self.headers,
            compression=None,
            open_timeout=10,
            close_timeout=1,
            proxy=None,
        )

    def start(self) -> "Phone":
        """Live beside what else the caller does."""
        self._life = asyncio.get_running_loop().create_task(self.live())
        return self

    async def stop(self) -> None:
        """Hang up for good."""
        self.over = True
        if self._life is not None:
            self._life.cancel()
            await asyncio.gather(self._life, return_exceptions=True)
        for task in self._later:
            task.cancel()

    # -------------------------------------------------- hearing
    async def _take(self, frame: Frame) -> None:
        tag = frame["t"]
        self.heard[tag] = self.heard.get(tag, 0) + 1
        match tag:
            case "snapshot":
                self.view, self.mine = frame["view"], frame["mine"]
                self.rev, self.epoch, self.audience = frame["rev"], frame["epoch"], frame["audience"]
                await self._arrived()
            case "patch" if frame["from"] == self.rev:
                self.view, self.rev = merged(self.view, frame["patch"]), frame["to"]
                self.audience = frame.get("audience", self.audience)
            case "beat" if frame["rev"] == self.rev:
                await self._arrived()
            case "patch" | "beat":
                self.behind += 1
                self.rev = -1
                await self._join()
            case "mine":
                if frame["seq"] >= self.mine.get(frame["activity"], {}).get("seq", 0):
                    self.mine[frame["activity"]] = frame["mine"]
            case "people":
                self.people = frame
            case "ack" | "refused":
                self._answered(frame)
            case "busy":
                self._spawn(self._again(frame["id"], frame["after"] / 1000))
            case "error":
                self.errors.append(frame["code"])
        await self._tell()

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def until(self, truth: Any, within: float = 10.0) -> bool:
        """Wait until `truth()` holds, looking after each frame; False when the time is up."""
        try:
            async with asyncio.timeout(within), self._changed:
                await self._changed.wait_for(lambda: _holds(truth))
        except TimeoutError:
            return _holds(truth)
        return True

    @property
    def here(self) -> bool:
        """Whether it stands in the room now."""
        return self.line is not None and self._fresh

    # -------------------------------------------------- saying
    async def say(self, activity: str, verb: str, body: Frame | None = None, *, op: str = "") -> Frame:
        """Act, and give back the answer, over as many lines as it takes; `closed` where the room sends us away."""
        op = op or str(uuid.uuid4())
        self.outbox[op] = {"t": "act", "id": op, "activity": activity, "verb": verb, "body": body or {}}
        waiting = self._waiting.setdefault(op, asyncio.get_running_loop().create_future())
        if self.here:  # else it goes with the next picture
            await self.send(self.outbox[op])
        return await waiting

    async def send(self, frame: Frame | str | bytes) -> None:
        """Send if the line is there; an act stays in the outbox in any case."""
        text = msgspec.json.encode(frame).decode() if isinstance(frame, dict) else frame
        if self.line is not None:
            with suppress(websockets.ConnectionClosed):  # noticed where it is read
                await self.line.send(text)

    async def _join(self) -> None:
        known = {"epoch": self.epoch, "rev": self.rev, "audience": self.audience} if self.rev >= 0 else {}
        await self.send({"t": "join", "seat": self.seat, **known})

    async def _arrived(self) -> None:
        """Once a line: send again what is not answered."""
        if self._fresh:
            return
        self._fresh = True
        for frame in list(self.outbox.values()):
            self.resent += 1
            await self.send(frame)

    async def _again(self, op: str, after: float) -> None:
        await asyncio.sleep(after)
        if op in self.outbox:
            self.resent += 1
            await self.send(self.outbox[op])

    def _answered(self, frame: Frame) -> None:
        self.outbox.pop(frame["id"], None)
        self.answers.setdefault(frame["id"], []).append(frame)
        waiting = self._waiting.pop(frame["id"], None)
        if waiting is not None and not waiting.done():
            waiting.set_result(frame)

    def _spawn(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._later.add(task)
        task.add_done_callback(self._later.discard)


def _holds(truth: Any) -> bool:
    """Whether it holds; what is not there yet does not."""
    try:
        return bool(truth())
    except (KeyError, IndexError):
        return False
