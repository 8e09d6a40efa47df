"""What joins two servers, taken away: F08 Redis killed, emptied, hanging; F09 hints lost."""

import asyncio
import os
import socket
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from live.check.house import Process
from live.check.scenario import scenario
from live.check.stage import Stage, vote_anew
from live.phone import Phone
from live.rig.rooms import Room
from live.rig.services import Redis

STALE = 2.0  # seconds a room may be behind the log where no hint arrives
INSIDE = "live.check.inside:application"


@scenario(
    "F08",
    "Redis killed, emptied, hanging",
    promise="G10",
    expected="votes are acknowledged all the while, other servers show them in 5 s, and the log keeps calm",
    needs="PostgreSQL and Redis",
    within=150,
)
async def without_redis(stage: Stage) -> None:
    """A Redis of our own between two servers."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="plenaria-redis-")))
        redis = Redis(folder)
        stack.callback(redis.stop)
        await asyncio.to_thread(redis.start)
        stack.callback(redis.resume)
        one, two = await asyncio.gather(*(stage.server(environment={"REDIS_URL": redis.url}) for _ in range(2)))
        room = stage.room()
        speakers, watchers = await stage.phones(room, 3, one), await stage.phones(room, 3, two)
        await _both_follow(stage, "with Redis", room, speakers, watchers, STALE)
        await asyncio.to_thread(redis.kill)
        await _both_follow(stage, "killed", room, speakers, watchers, 5.0)
        await asyncio.sleep(3.0)
        before = _lines(one, two)
        await asyncio.sleep(10.0 if stage.long else 3.0)
        more = _lines(one, two) - before
        stage.must("no more than a line in 10 s is logged, by each", more <= 2, f"{more} lines")
        await asyncio.to_thread(redis.start)
        await _both_follow(stage, "back", room, speakers, watchers, 5.0)
        await asyncio.to_thread(_empty, redis)
        await _both_follow(stage, "emptied", room, speakers, watchers, 5.0)
        redis.pause()
        await _both_follow(stage, "hanging", room, speakers, watchers, 5.0)
        await asyncio.sleep(13.0 if stage.long else 1.0)
        redis.resume()
        await _both_follow(stage, "goes on", room, speakers, watchers, 5.0)
        misfits = sum(phone.behind for phone in speakers + watchers)
        stage.must("nobody was sent a patch that did not fit", not misfits, f"{misfits} were")
        stage.must("no socket was closed", not any(phone.closed for phone in speakers + watchers), "some were")
        logs = one.said() + two.said()
        stage.must("no trace in the servers' logs", "Traceback" not in logs, logs[-800:])


async def _both_follow(
    stage: Stage, what: str, room: Room, speakers: list[Phone], watchers: list[Phone], within: float
) -> None:
    """A vote at one server is acknowledged, and seen at the other."""
    begun = time.monotonic()
    speaker = stage.chance.choice(speakers)
    answer = await asyncio.wait_for(vote_anew(stage, speaker, room), 20)
    acked = time.monotonic() - begun
    seen = [await one.until(lambda one=one: one.rev >= answer["seq"], within) for one in watchers + speakers]
    stage.must(f"{what}: the vote is acknowledged in 2 s", answer["t"] == "ack" and acked <= 2, f"{acked:.1f} s")
    stage.must(f"{what}: everybody sees it in {within:.0f} s", all(seen), f"{seen.count(False)} do not")
    stage.figure(f"{what}, seen after s", time.monotonic() - begun)


def _lines(*servers: Process) -> int:
    return sum(server.said().count("\n") for server in servers)


def _empty(redis: Redis) -> None:
    with socket.create_connection(("127.0.0.1", redis.port), timeout=5) as line:
        line.sendall(b"FLUSHALL\r\n")
        line.recv(16)


@scenario(
    "F09",
    "Hints lost between two servers",
    promise="G4",
    expected="with a third of the hints lost, and with all, nobody is more than 2 s behind and all see the same",
    within=90,
)
async def lost_hints(stage: Stage) -> None:
    """Two servers on one database; on SQLite nothing joins them, so that every hint is lost."""
    joined = bool(os.environ.get("REDIS_URL"))
    for share in (0.3, 1.0) if joined else (1.0,):
        room = stage.room()
        inside = {"PLENARIA_CHECK_DROPS": str(share), "PLENARIA_CHECK_SEED": str(stage.finding.seed)}
        servers = await asyncio.gather(*(stage.server(application=INSIDE, environment=inside) for _ in range(2)))
        near, far = await stage.phones(room, 5, servers[0]), await stage.phones(room, 5, servers[1])
        slowest = 0.0
        for number in range(8):
            says = (near, far)[number % 2][stage.chance.randrange(5)]
            answer = await vote_anew(stage, says, room)
            begun = time.monotonic()
            seen = await _all_at(answer["seq"], near + far)
            slowest = max(slowest, time.monotonic() - begun)
            stage.must("everybody sees the vote", all(seen), f"{seen.count(False)} do not")
        views = {str(one.view) for one in near + far}
        stage.must(f"nobody is more than {STALE:.0f} s behind", slowest <= STALE, f"{slowest:.1f} s")
        stage.must("all see the same", len(views) == 1, f"{len(views)} views")
        misfits = sum(one.behind for one in near + far)
        stage.must("nobody was sent a patch that did not fit", not misfits, f"{misfits} were")
        stage.figure(f"slowest with {share:.0%} lost s", slowest)


async def _all_at(place: int, phones: list[Phone]) -> list[bool]:
    return [await one.until(lambda one=one: one.rev >= place, STALE + 0.5) for one in phones]
