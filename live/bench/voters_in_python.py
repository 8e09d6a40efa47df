"""What `votes.c` does, for a machine without a compiler: the same words on the command line, the same lines out.

Ten times dearer, so that with a large crowd the client itself is measured; every report says which was used.
"""

import asyncio
import json
import sys
import time
import uuid
from typing import Any

from live.rig.wire_in_python import ACCEPT, KEY, PING, PONG, TEXT, framed

AT_ONCE = 200  # connections on their way at a time


class Crowd:
    """Everybody who votes, and what was noted."""

    def __init__(self, host: str, port: str, path: str, activity: str, choices: str, *numbers: str):
        self.to, self.activity, self.choices = (host, int(port)), activity, choices.split(",")
        patience, crowd, voters = numbers
        self.patience, self.window = float(patience), 0
        origin = f"{host}:{port}"
        self.request = (
            f"GET {path} HTTP/1.1\r\nHost: {origin}\r\nOrigin: http://{origin}\r\nConnection: Upgrade\r\n"
            f"Upgrade: websocket\r\nSec-WebSocket-Key: {KEY}\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Protocol: plenaria.1\r\n\r\n"
        ).encode()
        self.people = [Person(self, number) for number in range(int(crowd))]
        self.voters = self.people[: int(voters)]
        self.frames: list[str] = []
        self.answered = self.refused = self.top = 0

    async def come(self) -> None:
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(person: "Person") -> None:
            async with gate:
                await asyncio.get_running_loop().create_connection(lambda: person, *self.to)
                await asyncio.wait_for(person.here, 180)

        await asyncio.gather(*map(one, self.people))

    async def vote(self, seconds: float) -> None:
        """One window: all voters vote once, at an even pace; then what was noted is printed."""
        self.frames, self.answered, self.refused, self.top = [], 0, 0, 0
        self.window += 1
        began, busy = time.time(), time.process_time()
        for person in self.people:
            person.renew()
        for person in self.voters:
            wait = began + seconds * person.number / len(self.voters) - time.time()
            await asyncio.sleep(max(0.0, wait)) if wait > 0 or person.number % 64 == 0 else None
            person.vote()
        until = time.time() + self.patience
        while time.time() < until and not self.is_over():  # noqa: ASYNC110  (as votes.c looks)
            await asyncio.sleep(0.005)
        over, spent = time.time() - began, time.process_time() - busy
        lines = [f"a {one.place} {one.sent:.6f} {one.answer:.6f}" for one in self.people if one.answer and one.place]
        lines += [*self.frames, f"d {over:.6f} {spent:.6f} {self.refused} {len(self.voters) - self.answered}"]
        print("\n".join(lines), flush=True)

    def is_over(self) -> bool:
        """Whether all are answered and every socket has the frame with the last vote."""
        return self.answered == len(self.voters) and all(one.seen >= self.top for one in self.people)


class Person(asyncio.Protocol):
    """One socket with one vote a window."""

    transport: asyncio.Transport

    def __init__(self, crowd: Crowd, number: int):
        self.crowd, self.number, self.waiting, self.shaken = crowd, number, b"", False
        self.seen, self.here = -1, asyncio.get_running_loop().create_future()
        self.renew()

    def renew(self) -> None:
        self.id, self.sent, self.answer, self.place = str(uuid.uuid4()), 0.0, 0.0, 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]
        self.transport.write(self.crowd.request)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.here.done():
            self.here.set_exception(ConnectionError("The server let somebody not in."))

    def vote(self) -> None:
        """The same id when it is sent again, so that it counts once."""
        choices = self.crowd.choices[: len(self.crowd.choices) - self.crowd.window % 2]
        body = {"choices": [choices[self.number % len(choices)]]}
        act = {"t": "act", "id": self.id, "activity": self.crowd.activity, "verb": "vote", "body": body}
        self.sent = self.sent or time.time()
        self.transport.write(framed(TEXT, json.dumps(act).encode(), masked=True))

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        if not self.shaken:
            head, end, rest = self.waiting.partition(b"\r\n\r\n")
            if not end:
                return
            if ACCEPT not in head:
                return self.transport.abort()
            self.shaken, self.waiting = True, rest
            self.transport.write(framed(TEXT, b'{"t":"join"}', masked=True))
        at = time.time()
        while (frame := self._frame()) is not None:
            self._hear(frame, at)

    def _frame(self) -> bytes | None:
        """The next whole text, taken from what waits."""
        while len(data := self.waiting) >= 2:
            kind = data[1] & 127
            head = {126: 4, 127: 10}.get(kind, 2)
            size = int.from_bytes(data[2:head]) if head > 2 else kind
            if len(data) < head + size:
                return None
            self.waiting = data[head + size :]
            if data[0] & 15 == PING:
                self.transport.write(framed(PONG, data[head : head + size], masked=True))
            if data[0] & 15 == TEXT:
                return data[head : head + size]
        return None

    def _hear(self, text: bytes, at: float) -> None:
        frame: dict[str, Any] = json.loads(text)
        crowd = self.crowd
        match frame["t"]:
            case "snapshot":
                self.seen = frame["rev"]
                if not self.here.done():
                    self.here.set_result(None)
            case "patch":
                self.seen = max(self.seen, frame["to"])
                crowd.frames.append(f"f {self.number} {at:.6f} {frame['from']} {frame['to']} {len(text)}")
            case "ack" | "refused" if not self.answer:
                self.answer, self.place = at, frame["seq"] if frame["t"] == "ack" else 0
                crowd.answered += 1
                crowd.refused += frame["t"] == "refused"
                crowd.top = max(crowd.top, self.place)
            case "busy":
                asyncio.get_running_loop().call_later(frame["after"] / 1000, self.vote)


async def main(*words: str) -> None:
    crowd = Crowd(*words[:8])
    await crowd.come()
    print("ready", flush=True)
    for seconds in words[8:]:
        await asyncio.to_thread(sys.stdin.readline)
        await crowd.vote(float(seconds))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
