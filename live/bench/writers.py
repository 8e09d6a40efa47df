"""People at tables who write: how long each note waited for its answer, and for each screen of its table."""

import asyncio
import contextlib
import json
import time
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from live.bench.tables_room import AXES, PILLARS, TABLES
from live.rig.trouble import Trouble

PATIENCE = 60.0  # seconds for the first picture, and after the last note was sent
AT_ONCE = 40  # on their way at a time
TEXT = "{}: ¿quién responde si la propuesta de una mesa se queda en un cajón? Pedimos un nombre y una fecha."


@dataclass
class Notes:
    """What was noted; times in ms. `frames` are bytes of each patch of people at tables."""

    sent: int = 0
    waits: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    frames: list[int] = field(default_factory=list)
    refused: int = 0
    screens: int = 0  # how many screens should have had a note, summed over notes


class Writer:
    """One person at one socket."""

    def __init__(self, line: ClientConnection, notes: Notes):
        self.line, self.notes, self.table = line, notes, 0
        self.answers: dict[str, asyncio.Future[bool]] = {}
        self.words: dict[str, float] = {}  # of all tables: when a note's first word was sent

    async def joins(self, words: dict[str, float]) -> None:
        """The first picture, then a seat."""
        self.words = words
        await self.line.send('{"t":"join"}')
        self.reading = asyncio.create_task(self._read())
        if not await self._says("sit", {}):
            raise Trouble("Somebody was given no seat.")

    async def writes(self, number: int) -> None:
        """One note, and how long its answer took."""
        word = f"n{number:05}"
        body = {"axis": AXES[number % 6], "pillar": PILLARS[number % 4], "text": TEXT.format(word)}
        self.words[word] = began = time.monotonic()
        self.notes.sent += 1
        if await self._says("write", body):
            self.notes.waits.append(1000 * (time.monotonic() - began))
        else:
            self.notes.refused += 1

    async def _says(self, verb: str, body: dict[str, str]) -> bool:
        act = str(uuid.uuid4())
        self.answers[act] = asyncio.get_running_loop().create_future()
        await self.line.send(json.dumps({"t": "act", "id": act, "activity": TABLES, "verb": verb, "body": body}))
        counted = await asyncio.wait_for(self.answers[act], PATIENCE)
        del self.answers[act]
        return counted

    async def _read(self) -> None:
        async for text in self.line:
            at, frame = time.monotonic(), json.loads(text)
            if frame.get("id") in self.answers:
                self.answers[frame["id"]].set_result(frame["t"] == "ack")
            elif frame["t"] == "patch":
                self._take(frame, len(text.encode() if isinstance(text, str) else text), at)

    def _take(self, frame: dict[str, Any], size: int, at: float) -> None:
        view = frame["patch"].get("activities", {}).get(TABLES, {}).get("view", {})
        told = [note["text"][:6] for cell in view.get("cells", {}).values() for note in cell.values() if "text" in note]
        late = [1000 * (at - self.words[word]) for word in told if word in self.words]
        self.notes.shown += late
        if late:
            self.notes.frames.append(size)


async def wrote(url: str, *, people: int, seats: int, notes: int, seconds: float) -> Notes:
    """Everybody sits down; then all write, at an even pace in which no table is ever quiet."""
    noted, words = Notes(), dict[str, float]()
    async with contextlib.AsyncExitStack() as stack:
        gate = asyncio.Semaphore(AT_ONCE)

        async def come() -> Writer:
            async with gate:
                writer = Writer(await stack.enter_async_context(_line(url)), noted)
                await writer.joins(words)
                return writer

        writers = await asyncio.gather(*(come() for _ in range(people)))
        await asyncio.sleep(2)  # all that sitting down has moved is told
        began, running = time.monotonic(), []
        for number in range(notes):
            await asyncio.sleep(max(0.0, began + seconds * number / notes - time.monotonic()))
            running.append(asyncio.create_task(writers[number % people].writes(number)))
        await asyncio.gather(*running)
        await _settled(noted, notes * seats)
        for writer in writers:
            writer.reading.cancel()
    noted.screens = notes * seats
    return noted


@contextlib.asynccontextmanager
async def _line(url: str) -> AsyncIterator[ClientConnection]:
    plain: dict[str, Any] = {"compression": None, "max_queue": None, "ping_interval": None, "open_timeout": PATIENCE}
    async with connect(url, subprotocols=[Subprotocol("plenaria.1")], **plain) as line:
        yield line


async def _settled(noted: Notes, screens: int) -> None:
    until = time.monotonic() + PATIENCE
    while len(noted.shown) < screens and time.monotonic() < until:  # noqa: ASYNC110  (looks, as votes.c does)
        await asyncio.sleep(0.05)


async def echoed(url: str, *, people: int, notes: int, seconds: float, size: int) -> list[float]:
    """The bound: texts as long as a note at the same pace to a server that says them back; ms each."""
    waits: list[float] = []
    async with contextlib.AsyncExitStack() as stack:
        lines = [await stack.enter_async_context(_line(url)) for _ in range(people)]

        async def once(line: ClientConnection) -> None:
            began = time.monotonic()
            await line.send("x" * size)
            await line.recv()
            waits.append(1000 * (time.monotonic() - began))

        began, running = time.monotonic(), []
        for number in range(notes):
            await asyncio.sleep(max(0.0, began + seconds * number / notes - time.monotonic()))
            running.append(asyncio.create_task(once(lines[number % people])))
        await asyncio.gather(*running)
    return waits
