"""What `wire.c` does, for a machine without a compiler: the same words on the command line, the same orders.

Several times dearer, so that with many sockets the client itself is measured; every report says which was used.
"""

import asyncio
import json
import os
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

KEY, ACCEPT = "dGhlIHNhbXBsZSBub25jZQ==", b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
CONTINUED, TEXT, CLOSE, PING, PONG = 0, 1, 8, 9, 10
KEPT = 511
YES = (
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Accept: " + ACCEPT + b"\r\nSec-WebSocket-Protocol: plenaria.1\r\n\r\n"
)


def framed(op: int, body: bytes, *, masked: bool) -> bytes:
    """One frame (RFC 6455, section 5.2), up to 65,535 bytes."""
    size, bit = len(body), 0x80 if masked else 0
    head = bytes([0x80 | op, bit | min(size, 126)]) + (size.to_bytes(2) if size >= 126 else b"")
    if not masked:
        return head + body
    mask = os.urandom(4)
    return head + mask + bytes(one ^ mask[place % 4] for place, one in enumerate(body))


def number(text: bytes, name: bytes) -> int:
    """The number that follows `name`, -1 where it does not stand."""
    rest = text.partition(name)[2]
    digits = rest[: len(rest) - len(rest.lstrip(b"0123456789"))]
    return int(digits) if digits else -1


class Listeners:
    """All sockets of `listen` and what they have heard."""

    def __init__(self, host: str, port: int, path: str, origin: str, count: int, at_once: int, first: str):
        self.to, self.count, self.first = (host, port), count, first
        self.request = (
            f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: {origin}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {KEY}\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Protocol: plenaria.1\r\n\r\n"
        ).encode()
        self.lines = [Line(self) for _ in range(count)]
        self.gate = asyncio.Semaphore(at_once)
        self.here = self.failed = self.gone = self.stalled = self.dropping = 0
        self.began = self.last_here = time.monotonic()
        self.window()

    async def open(self) -> None:
        await asyncio.gather(*(self._open(line) for line in self.lines))

    async def _open(self, line: "Line") -> None:
        async with self.gate:
            try:
                await asyncio.get_running_loop().create_connection(lambda: line, *self.to)
                await line.arrived
            except OSError:
                line.connection_lost(None)

    def window(self) -> dict[str, Any]:
        self.fans: dict[int, list[float]] = {}
        self.late: list[float] = []
        self.counts: defaultdict[str, int] = defaultdict(int)
        self.since, self.cpu = time.monotonic(), time.process_time()
        return {}

    def heard(self, line: "Line", text: bytes, size: int) -> None:
        if self.dropping:
            self.dropping -= 1
            return
        self.counts["texts"] += 1
        if b'"t":"snapshot"' in text:
            self.counts["snapshots"] += 1
            line.to = number(text, b'"rev":')
        if b'"t":"patch"' in text:
            start, to, at = number(text, b'"from":'), number(text, b'"to":'), time.monotonic()
            self.counts["patches"] += 1
            self.counts["patch_bytes"] += size
            self.counts["gaps"] += line.to >= 0 and start != line.to
            line.to = to
            fan = self.fans.setdefault(to, [to, at, at, 0])
            fan[2:] = [at, fan[3] + 1]
            self.late.append(at - fan[1])
        line.arrive()

    def report(self) -> dict[str, Any]:
        late = sorted(self.late)
        counts = {name: self.counts[name] for name in ("texts", "bytes", "snapshots", "patches", "patch_bytes", "gaps")}
        ranks = [round(1000 * late[int(share * (len(late) - 1))], 1) if late else 0.0 for share in (0.5, 0.99)]
        spent = {"seconds": time.monotonic() - self.since, "cpu": time.process_time() - self.cpu}
        own = {"here": self.here, "gone": self.gone, "mixed": 0, "late": ranks, "fans": list(self.fans.values())}
        return {**spent, **counts, **own}

    def stall(self, wanted: int) -> dict[str, Any]:
        for place in range(wanted):
            line = self.lines[place * self.count // wanted]
            if line.open and not line.stalled:
                line.transport.pause_reading()
                line.stalled = True
                self.stalled += 1
        return {"stalled": self.stalled}

    def obey(self, word: str, numbers: list[int]) -> dict[str, Any]:
        match word:
            case "here":
                spent = {"seconds": self.last_here - self.began, "cpu": time.process_time()}
                return {"here": self.here, "failed": self.failed, "gone": self.gone, **spent}
            case "stall":
                return self.stall(numbers[0])
            case "drop":
                self.dropping = numbers[0]
                return {"dropping": self.dropping}
            case "window":
                return self.window()
            case "report":
                return self.report()
        return {"error": "unknown order"}


class Line(asyncio.Protocol):
    """One client's connection."""

    transport: asyncio.Transport

    def __init__(self, all_: Listeners):
        self.all = all_
        self.open = self.stalled = self.is_here = False
        self.waiting, self.text, self.size, self.to = b"", b"", 0, -1
        self.arrived: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]
        self.transport.write(self.all.request)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.arrived.done():
            self.all.failed += 1
            self.arrived.set_result(None)
        elif self.is_here:
            self.all.here -= 1
            self.all.gone += 1
        self.is_here = self.open = False

    def arrive(self) -> None:
        if not self.arrived.done():
            self.arrived.set_result(None)
            self.is_here = True
            self.all.here += 1
            self.all.last_here = time.monotonic()

    def data_received(self, data: bytes) -> None:
        self.all.counts["bytes"] += len(data)
        self.waiting += data
        if not self.open:
            head, end, rest = self.waiting.partition(b"\r\n\r\n")
            if not end:
                return
            if not head.startswith(b"HTTP/1.1 101") or ACCEPT not in head:
                return self.transport.abort()
            self.open, self.waiting = True, rest
            if self.all.first == "-":
                self.arrive()
            else:
                self.transport.write(framed(TEXT, self.all.first.encode(), masked=True))
        while self._frame():
            pass

    def _frame(self) -> bool:
        """Take one whole frame from what waits, if it is there."""
        data = self.waiting
        if len(data) < 2:
            return False
        size, head = data[1] & 127, 2
        if size >= 126:
            head = 4 if size == 126 else 10
            if len(data) < head:
                return False
            size = int.from_bytes(data[2:head])
        if len(data) < head + size:
            return False
        self.waiting = data[head + size :]
        self._took(data[0] & 15, bool(data[0] & 0x80), data[head : head + size])
        return True

    def _took(self, op: int, final: bool, body: bytes) -> None:
        if op == PING:
            self.transport.write(framed(PONG, body, masked=True))
        elif op == CLOSE:
            self.transport.close()
        elif op in (TEXT, CONTINUED):
            self.text = body[:KEPT] if op == TEXT else self.text
            self.size = len(body) + (0 if op == TEXT else self.size)
            if final:
                self.all.heard(self, self.text, self.size)


class Guests(asyncio.Protocol):
    """One connection of `serve`: greeted, then told what everybody is told."""

    def __init__(self, here: list[asyncio.Transport]):
        self.here, self.waiting = here, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: asyncio.Transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        self.waiting += data if self.transport not in self.here else b""
        if b"\r\n\r\n" in self.waiting:
            self.waiting = b""
            self.transport.write(YES)
            self.here.append(self.transport)


class Teller:
    """All of `serve`."""

    def __init__(self) -> None:
        self.here: list[asyncio.Transport] = []
        self.place = 0

    async def open(self) -> None:
        server = await asyncio.get_running_loop().create_server(lambda: Guests(self.here), "127.0.0.1", 0, backlog=4096)
        say({"port": server.sockets[0].getsockname()[1]})

    def obey(self, word: str, numbers: list[int]) -> dict[str, Any]:
        if word == "here":
            return {"here": len(self.here), "failed": 0, "gone": 0, "seconds": 0.0, "cpu": time.process_time()}
        return self.tell(*numbers) if word == "tell" else {"error": "unknown order"}

    def tell(self, times: int, size: int, every: int) -> dict[str, Any]:
        began, used, sent = time.monotonic(), time.process_time(), 0
        sockets = [os.dup(one.get_extra_info("socket").fileno()) for one in self.here]
        for turn in range(times):
            time.sleep(max(0.0, began + turn * every / 1000 - time.monotonic()))
            head = f'{{"t":"patch","from":{self.place},"to":{self.place + 1},"patch":"'
            self.place += 1
            frame = framed(TEXT, (head + "x" * (size - len(head) - 2) + '"}').encode(), masked=False)
            for one in sockets:
                sent += os.write(one, frame) == len(frame)
        for one in sockets:
            os.close(one)
        spent = {"seconds": time.monotonic() - began, "cpu": time.process_time() - used}
        return {**spent, "sent": sent, "lost": times * len(sockets) - sent}


def say(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), flush=True)


async def obey_input(obey: Callable[[str, list[int]], dict[str, Any]]) -> None:
    """Orders from standard input until it ends."""
    loop, orders = asyncio.get_running_loop(), asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    while line := await orders.readline():
        word, *numbers = line.decode().split()
        say(obey(word, [int(one) for one in numbers]))


async def main(role: str, *words: str) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if role == "serve":
        teller = Teller()
        await teller.open()
        return await obey_input(teller.obey)
    host, port, path, origin, count, at_once, first = words
    listeners = Listeners(host, int(port), path, origin, int(count), int(at_once), first)
    opening = asyncio.create_task(listeners.open())
    await obey_input(listeners.obey)
    opening.cancel()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
