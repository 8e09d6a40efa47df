"""Too much, too large, too many: F16 a flood, F17 frames that are none, F18 sockets that say nothing."""

import asyncio
import time
import uuid
from collections import Counter
from contextlib import suppress
from urllib.parse import urlsplit

from live.check.raw import BINARY, CLOSE, GONE, TEXT, Raw
from live.check.scenario import scenario
from live.check.stage import Stage, p95, paced, unharmed, vote
from live.rig.rooms import Room

BURST, SUSTAINED = 20, 5  # acts at once, and acts a second for ever
EACH, ADDRESS = 20, 300  # sockets of one seat, and of one address
STRICT = {"PLENARIA_SPARES_LOOPBACK": "no", "PLENARIA_SOCKETS_OF_AN_ADDRESS": str(ADDRESS)}
SLOW_DOWN, TOO_SLOW = 4429, 4408
CLOSED_WITHIN = 2.0  # seconds a flood may last
JOIN_WITHIN = 15.0 + 2.0  # seconds a socket may say nothing, and some for a crowded machine


@scenario(
    "F16",
    "Flood from one client",
    promise="G9",
    expected="20 at once and 5 a second are taken; a flood is answered, closed (4429) in 2 s, and not felt by others",
    alone=True,
)
async def flood(stage: Stage) -> None:
    """Votes, and things that are none, as fast as one client can send them."""
    room = stage.room()
    neighbour, eager, steady = await stage.phones(room, 3)
    before = await paced(neighbour, room, 3.0, 0.25)
    burst = await asyncio.gather(*(vote(eager, room, "a") for _ in range(BURST)))
    taken = [one for one in burst if one["t"] == "ack"]
    stage.must(f"{BURST} acts at once are taken", len(taken) == BURST and not eager.resent, f"{len(taken)} were")
    stage.must("and nobody is closed for them", not eager.closed, eager.closed)
    for _ in range(BURST):
        stage.beside(vote(steady, room, "b"))
        await asyncio.sleep(1 / SUSTAINED)
    stage.must(f"{SUSTAINED} acts a second are taken", not steady.resent, f"{steady.resent} had to be sent again")
    for what in ("valid", "invalid", "mixed"):
        await _one_flood(stage, room, what)
    probe = stage.beside(paced(neighbour, room, 4.0, 0.25))
    for _ in range(2):
        await _one_flood(stage, room, "mixed")
    now = await probe
    stage.must("the others do not feel it", unharmed(before, now), f"p95 {p95(before):.3f} s, then {p95(now):.3f} s")
    stage.figure("neighbour p95 before s", p95(before))
    stage.figure("neighbour p95 meanwhile s", p95(now))


async def _one_flood(stage: Stage, room: Room, what: str) -> None:
    (seat,) = await stage.seats(room, 1)
    line = await Raw.dial(stage.site.address, room.code)
    line.say({"t": "join", "seat": seat})
    await line.until("snapshot")
    begun, sent = time.monotonic(), 0
    ended = stage.beside(line.ended(15))
    while not ended.done() and time.monotonic() - begun < 3:
        for _ in range(50):
            sent += 1
            valid = what == "valid" or (what == "mixed" and sent % 2)
            body = {"choices": [room.options[sent % 2]]} if valid else {"choices": 3}
            act = {"t": "act", "id": str(uuid.uuid4()), "activity": room.poll, "verb": "vote", "body": body}
            line.say(act)
        with suppress(OSError, TimeoutError):
            await asyncio.wait_for(line.writer.drain(), 1)
        await asyncio.sleep(0.005)
    took = time.monotonic() - begun
    if not ended.done():
        line.hang_up()
    code, frames = await ended
    stored = sum(frame["t"] == "ack" for frame in frames)
    most = BURST + SUSTAINED * (took + 1)
    told = sum(frame["t"] in ("busy", "error", "refused") for frame in frames)
    stage.must(f"a flood of {what} acts is closed with {SLOW_DOWN}", code == SLOW_DOWN, code)
    stage.must(f"within {CLOSED_WITHIN:.0f} s", took <= CLOSED_WITHIN, f"{took:.1f} s")
    stage.must("it is answered first", told > 0, "not a word")
    stage.must("no more is taken than the limit", stored <= most, f"{stored} of {sent}, {most:.0f} at most")
    stage.figure(f"flood, {what}, s", took)
    line.hang_up()


def _deep(levels: int) -> bytes:
    return b'{"t":"act","id":' + b"[" * levels + b"]" * levels + b"}"


def _act(body: bytes) -> bytes:
    op = str(uuid.uuid4()).encode()
    return b'{"t":"act","id":"' + op + b'","activity":"poll-demo","verb":"vote","body":' + body + b"}"


# What is sent, and the ways in which the room may answer: the code of an `error`, "refused", "ack", or a closing code.
FRAMES: dict[str, tuple[bytes, int, frozenset[str | int]]] = {
    "64 kB and a byte": (_act(b'{"choices":["' + b"a" * 65536 + b'"]}'), TEXT, frozenset({"too_big"})),
    "1 MB": (_act(b'{"choices":["' + b"a" * 2**20 + b'"]}'), TEXT, frozenset({"too_big", 1009, GONE})),
    "64 MB": (b"x" * 2**26, TEXT, frozenset({"too_big", 1009, GONE})),
    "binary": (_act(b'{"choices":["a"]}'), BINARY, frozenset({"binary"})),
    "bad UTF-8": (b'{"t":"\xff\xfe"}', TEXT, frozenset({1007, GONE, "not_json"})),
    "a letter that is half": (_act(b'{"choices":["\\ud800"]}'), TEXT, frozenset({"not_json", "refused", "malformed"})),
    "no JSON": (b"hello", TEXT, frozenset({"not_json"})),
    "empty": (b"", TEXT, frozenset({"not_json"})),
    "no object": (b"[1,2]", TEXT, frozenset({"malformed"})),
    "no tag": (b'{"id":1}', TEXT, frozenset({"malformed", "unknown_tag"})),
    "another tag": (b'{"t":"snapshot"}', TEXT, frozenset({"unknown_tag"})),
    "10,000 levels deep": (_deep(10_000), TEXT, frozenset({"not_json", "malformed"})),
    "a body 10,000 levels deep": (
        _act(b'{"choices":' + b"[" * 10_000 + b"]" * 10_000 + b"}"),
        TEXT,
        frozenset({"not_json"}),
    ),
    "a number of 60,000 digits": (
        _act(b'{"choices":[' + b"9" * 60_000 + b"]}"),
        TEXT,
        frozenset({"malformed"}),
    ),
    "a number without end": (_act(b'{"choices":[1e999]}'), TEXT, frozenset({"refused", "not_json", "malformed"})),
    "NaN": (_act(b'{"choices":[NaN]}'), TEXT, frozenset({"not_json"})),
    "a key twice": (_act(b'{"choices":["z"],"choices":["a"]}'), TEXT, frozenset({"ack"})),
    "an id that is none": (b'{"t":"act","id":"1","activity":"","verb":""}', TEXT, frozenset({"malformed"})),
    "the letter zero": (_act(b'{"choices":["\\u0000"]}'), TEXT, frozenset({"refused"})),
    "an opcode that is none": (b"x", 0x5, frozenset({1002, GONE})),
    "a ping too long": (b"x" * 126, 0x9, frozenset({1002, GONE})),
    "a goodbye with a wrong code": (b"\x00\x01", CLOSE, frozenset({1002, 1000, GONE, 1})),
}
FEW_MEGABYTES = 5 * 2**20


@scenario(
    "F17",
    "Frames that are none",
    promise="G9",
    expected="each has its one answer, costs no memory and no trace, and the neighbour is served",
    within=90,
)
async def malformed(stage: Stage) -> None:
    """The table above, each on a line of its own; then fragments, and a frame without a mask."""
    room, server = stage.room(), await stage.server()
    (neighbour,) = await stage.phones(room, 1, server)
    await vote(neighbour, room, "a")
    for what, (data, opcode, allowed) in FRAMES.items():
        if what == "64 MB" and not stage.long:
            data = data[: 2**23]  # the same road, in less time
        got = await _answer_to(stage, room, server.address, [(data, opcode, True)])
        stage.must(f"{what}: {' or '.join(sorted(map(str, allowed)))}", got in allowed, got)
    parts = _act(b'{"choices":["a"]}')
    got = await _answer_to(stage, room, server.address, [(parts[:20], TEXT, False), (parts[20:], 0, True)])
    stage.must("a frame in fragments is taken", got == "ack", got)
    pieces = [(b"a" * 60_000, TEXT if number == 0 else 0, number == 3) for number in range(4)]
    got = await _answer_to(stage, room, server.address, pieces)
    stage.must("fragments are measured together", got in ("too_big", 1009, GONE), got)
    got = await _answer_to(stage, room, server.address, [(parts, TEXT, True)], masked=False)
    stage.must("a frame without a mask ends the line", got in (1002, GONE), got)
    before = server.rss()
    for _ in range(3):
        await _answer_to(stage, room, server.address, [(b"x" * 2**23, TEXT, True)])
    grown = server.rss() - before
    answer = await asyncio.wait_for(vote(neighbour, room, "b"), 5)
    stage.must("memory does not grow", grown <= FEW_MEGABYTES, f"{grown / 2**20:.1f} MB")
    stage.must("the neighbour is served", answer["t"] == "ack" and not neighbour.closed, answer)
    stage.must("no trace in the server's log", "Traceback" not in server.said(), server.said()[-600:])
    stage.figure("frames", len(FRAMES) + 3)
    stage.figure("grown MB", grown / 2**20)


async def _answer_to(
    stage: Stage, room: Room, site: str, frames: list[tuple[bytes, int, bool]], *, masked: bool = True
) -> str | int:
    """The code of what was answered, its tag where it has none, or the closing code."""
    (seat,) = await stage.seats(room, 1)
    line = await Raw.dial(site, room.code)
    line.say({"t": "join", "seat": seat})
    await line.until("snapshot")
    for data, opcode, last in frames:
        line.send(data, opcode, last=last, masked=masked)
    told = await line.until("error", "refused", "ack", within=8)
    line.hang_up()
    return told["code"] if told["t"] in ("error", "closed") else told["t"]


@scenario(
    "F18",
    "Sockets that say nothing, and too many of them",
    promise="G9",
    expected="silent sockets are closed in 15 s; 20 of a seat and 300 of an address are let in; neighbours are served",
    within=100,
    patient=True,
)
async def exhaustion(stage: Stage) -> None:
    """500 sockets of one address that say nothing; half a handshake; one seat that comes 25 times."""
    room, server = stage.room(), await stage.server(environment=STRICT)
    neighbour, _other = await stage.phones(room, 2, server)
    (seat,) = await stage.seats(room, 1)
    windows = [stage.phone(room, server, seat=seat).start() for _ in range(EACH + 5)]
    await asyncio.gather(*(one.until(lambda one=one: one.here or one.closed, 10) for one in windows))
    await asyncio.sleep(0.5)
    turned = [one.closed[0] for one in windows if one.closed]
    stage.must(f"{EACH} windows of one seat are let in", len(turned) == 5, f"{len(turned)} of {len(windows)} were not")
    stage.must(f"the others are closed with {SLOW_DOWN}", set(turned) <= {SLOW_DOWN}, turned)
    for one in windows:
        await one.stop()
    slow = await asyncio.open_connection("127.0.0.1", urlsplit(server.address).port)
    slow[1].write(b"GET /ws/live/" + room.code.encode() + b"/ HTTP/1.1\r\nHost: x\r\nX: ")
    lines, ends = list[Raw](), list[asyncio.Task[tuple[int, float]]]()
    for _ in range(500):  # who is turned away hears it while others are on their way
        lines.append(await Raw.dial(server.address, room.code))
        ends.append(stage.beside(_stays(lines[-1])))
    trickled = stage.beside(_trickle(*slow))
    now = await paced(neighbour, room, 4.0)
    ended = await asyncio.gather(*ends)
    codes = Counter(code for code, _seconds in ended)
    silent = [seconds for code, seconds in ended if code != SLOW_DOWN]
    stage.must(f"{ADDRESS} sockets of one address are let in", ADDRESS - 10 <= len(silent) <= ADDRESS, dict(codes))
    stage.must(f"the others are closed with {SLOW_DOWN}", codes.keys() <= {SLOW_DOWN, TOO_SLOW}, dict(codes))
    took = max(silent, default=0.0)
    stage.must("silent sockets are closed in 15 s", took <= JOIN_WITHIN, f"{took:.1f} s")
    stage.must("the neighbour is served meanwhile", now and p95(now) <= 2.0, f"p95 {p95(now):.3f} s")
    stage.must("nor is sent away", not neighbour.closed, neighbour.closed)
    for line in lines:
        line.hang_up()
    gone = await trickled
    stage.must("half a handshake is not waited for", gone <= JOIN_WITHIN, f"{gone:.0f} s")
    stage.figure("silent closed after s", took)


async def _stays(line: Raw) -> tuple[int, float]:
    """The code somebody silent is closed with, and after how many seconds."""
    begun = time.monotonic()
    code, _why = await line.ended(JOIN_WITHIN + 13)
    return code, time.monotonic() - begun


async def _trickle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> float:
    """A letter a second; how many seconds until the line is gone."""
    begun = time.monotonic()
    with suppress(OSError):
        while time.monotonic() - begun < JOIN_WITHIN + 1:
            writer.write(b"x")
            with suppress(TimeoutError):
                if not await asyncio.wait_for(reader.read(1000), 1):
                    break
    writer.transport.abort()
    return time.monotonic() - begun
