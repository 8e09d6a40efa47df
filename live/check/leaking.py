"""F28: what was taken is given back; F10 a client that reads slowly; F11 one that has stopped."""

import asyncio
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Sequence
from typing import Any

from live.check.house import Process
from live.check.layers import INSIDE
from live.check.raw import Raw
from live.check.scenario import scenario
from live.check.stage import Stage, fresh, p95, paced, unharmed, vote
from live.phone import Phone

AFTER_EMPTY = 3.0  # seconds a room without sockets is kept here, instead of a minute
GROWTH = 0.10
DEAD_WITHIN = 45.0
SLOW = 4408


@scenario(
    "F28",
    "Thousands come and go",
    promise="G9",
    expected="sockets, rooms, tasks and open files are back where they were; memory has grown by a tenth at most",
    within=240,
)
async def leaks(stage: Stage) -> None:
    """People join and leave, politely and not, in rooms that are opened and left."""
    file = stage.house.place.folder / f"inside-{stage.finding.seed}.json"
    told = {"PLENARIA_CHECK_FILE": str(file), "PLENARIA_CHECK_EMPTY": str(AFTER_EMPTY)}
    server = await stage.server(application=INSIDE, environment=told)
    rooms = [stage.room() for _ in range(5)]
    await _come_and_go(stage, server, rooms, 200)
    await asyncio.sleep(AFTER_EMPTY + 3)
    before, memory = await _held(server, file), server.rss()
    await _come_and_go(stage, server, rooms, 2000 if stage.long else 300)
    for _ in range(12):  # what is given back is given back within seconds
        await asyncio.sleep(AFTER_EMPTY / 4)
        if (after := await _held(server, file)) == before:
            break
    grown = server.rss() / memory - 1
    for what in ("sockets", "rooms"):
        stage.must(f"no {what} are left", after[what] == 0, after[what])
    for what in ("tasks", "files"):
        stage.must(
            f"{what} are back where they were", after[what] <= before[what] + 2, f"{before[what]}, {after[what]}"
        )
    stage.must(f"memory has grown by {GROWTH:.0%} at most", grown <= GROWTH, f"{grown:.1%}")
    stage.figure("memory %", grown * 100)
    stage.figure("MB", server.rss() / 2**20)


async def _come_and_go(stage: Stage, server: Process, rooms: Sequence[Any], count: int) -> None:
    seats = {room.code: await stage.seats(room, 20) for room in rooms}
    for batch in range(count // 20):
        room = rooms[batch % len(rooms)]
        lines = await asyncio.gather(*(Raw.dial(server.address, room.code) for _ in range(20)))
        for line, seat in zip(lines, seats[room.code], strict=True):
            line.say({"t": "join", "seat": seat})
        await asyncio.gather(*(line.until("snapshot", within=10) for line in lines))
        for line in lines:
            if stage.chance.random() < 0.5:
                line.send(b"\x03\xe8", 0x8)  # goodbye, 1000
            line.writer.close()


async def _held(server: Process, file: Any) -> dict[str, int]:
    """What the server says it holds."""
    file.unlink(missing_ok=True)
    os.kill(server.pid, signal.SIGUSR1)
    until = time.monotonic() + 10
    while not file.exists():
        assert time.monotonic() < until, "The server does not say what it holds."
        await asyncio.sleep(0.05)
    return dict(json.loads(file.read_text()))


@scenario(
    "F10",
    "A client that stops reading",
    promise="G4",
    expected="skipped beyond 64 kB, a picture when it reads again, closed with 4408 after 60 s, not felt by others",
    within=240,
    alone=True,
    long=True,
)
async def stops_reading(stage: Stage) -> None:
    """A tenth of the people stop reading while much is said; some read again, the others never."""
    room, server = stage.room(), await stage.server()
    speakers = await stage.phones(room, 25, server)
    neighbour = (await stage.phones(room, 1, server))[0]
    before = await paced(neighbour, room, 3)
    slow = [await _narrow(stage, server, room) for _ in range(5)]
    memory, begun = server.rss(), time.monotonic()
    talking = [stage.beside(_shout(stage, one, room)) for one in speakers]
    now = await paced(neighbour, room, 20)
    stage.must("others do not feel it", unharmed(before, now), f"p95 {p95(before):.3f} s, then {p95(now):.3f} s")
    reads_again, *never = slow
    code, frames = await reads_again.ended(5)
    pictures = [frame for frame in frames if frame["t"] == "snapshot"]
    stage.must("who reads again is sent a picture", code == 0 and len(pictures) >= 1, (code, len(frames)))
    base = -1
    misfits = 0
    for frame in frames:
        if frame["t"] == "snapshot":
            base = frame["rev"]
        elif frame["t"] == "patch":
            misfits += base >= 0 and frame["from"] != base
            base = frame["to"]
    stage.must("and no patch that does not fit", not misfits, f"{misfits} of {len(frames)}")
    await asyncio.sleep(max(0.0, 75 - (time.monotonic() - begun)))
    for task in talking:
        task.cancel()
    grown = (server.rss() - memory) / 2**20
    ends = [await one.ended(5) for one in never]
    codes = [code for code, _frames in ends]
    stage.must(f"who never reads is closed with {SLOW}", all(code in (SLOW, 1006) for code in codes), codes)
    stage.must("memory has grown by little", grown <= 15, f"{grown:.1f} MB, what was said included")
    truth = await fresh(stage, room, neighbour, server)
    same = await neighbour.until(lambda: neighbour.view == truth.view, 3)
    stage.must("the others see what a fresh client sees", same, "they do not")
    stage.figure("grown MB", grown)
    stage.figure("neighbour p95 s", p95(now))


async def _narrow(stage: Stage, server: Process, room: Any) -> Raw:
    """Somebody in the room whose window is small and who does not read."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.setblocking(False)
    await asyncio.get_running_loop().sock_connect(line, ("127.0.0.1", server.port))
    (seat,) = await stage.seats(room, 1)
    raw = await Raw.dial(server.address, room.code, sock=line, limit=2048)
    raw.say({"t": "join", "seat": seat})
    return raw


async def _shout(stage: Stage, phone: Phone, room: Any) -> None:
    while True:
        text = "".join(stage.chance.choices("áéíóúñ¿?", k=280))
        await phone.say(room.questions, "ask", {"text": text})
        await asyncio.sleep(0.25)


@scenario(
    "F11",
    "A phone that has fallen asleep",
    promise="G4",
    expected="its line is dropped within 45 s, nobody counts it as present, the others are",
    within=75,
    patient=True,
)
async def asleep(stage: Stage) -> None:
    """The kernel still takes what is sent, and nobody answers: a process that was stopped."""
    room, server = stage.room(), stage.site
    awake, other = await stage.phones(room, 2)
    (seat,) = await stage.seats(room, 1)
    code = "import asyncio; from live.check.leaking import nap; asyncio.run(nap())"
    sleeper = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", code, server.address, room.code, seat),
        cwd=str(stage.house.place.folder),
        env=stage.house.place.environment,
    )
    try:
        here = await awake.until(lambda: _present(awake) == 3, 20)
        stage.must("three are present", here, awake.people)
        begun = time.monotonic()
        sleeper.send_signal(signal.SIGSTOP)
        gone = await awake.until(lambda: _present(awake) == 2, DEAD_WITHIN)
        took = time.monotonic() - begun
        stage.must(f"it is dropped within {DEAD_WITHIN:.0f} s", gone, awake.people)
        stage.must("the others stay", not awake.closed and not other.closed, (awake.closed, other.closed))
        answer = await vote(other, room, "a")
        stage.must("and are served", answer["t"] == "ack", answer)
        sleeper.send_signal(signal.SIGCONT)
        back = await awake.until(lambda: _present(awake) == 3, 20)
        stage.must("awake again it comes back by itself", back, awake.people)
        stage.figure("dropped after s", took)
    finally:
        sleeper.kill()
        await sleeper.wait()


def _present(phone: Phone) -> int:
    return sum(phone.people.get(mode, 0) for mode in ("room", "remote", "assisted"))


async def nap() -> None:
    """The life of the one who falls asleep, in a process of its own."""
    site, code, seat = sys.argv[1:]
    await Phone(site, code, seat=seat).live()
