"""Servers that die or go: F01 killed, F02 asked to end."""

import asyncio
import os
import random
import signal
import time
from bisect import bisect
from collections import Counter

from live.check.house import Process
from live.check.scenario import scenario
from live.check.stage import Stage, arrived, quantile, vote
from live.crowd import Crowd, Report
from live.phone import mean_tries
from live.rig.rooms import Room

KILLS = 5
P99, LONGEST = 10.0, 20.0  # seconds until people are back and current
AN_HOUR = 3600.0  # people stay until they are told that it is over
SLOW_START, TRIES = 2.5, 3  # within so many seconds without a server people fail less often than so, in the median
LATE = 2  # failed tries more where the machine starts slowly: it is slow to let people in, too
DRAIN = 10.0  # seconds a server asked to end may take
GOING = 4412


@scenario(
    "F01",
    "Server killed five times while people vote",
    promise="G1, G2",
    expected="acknowledged acts are stored once and counted once; everybody is back and current, p99 in 10 s",
    within=240,
)
async def killed(stage: Stage) -> None:
    """kill -9 at random moments; people keep trying."""
    room, server = stage.room(), await stage.server()
    seats = await stage.seats(room, stage.clients)
    seconds = 10 + stage.clients / 50
    crowd = Crowd(server.address, room.code, stage.clients, seconds, stage.chance.randrange(2**32), AN_HOUR, seats)
    at_work = stage.beside(crowd.gather())
    up, down = await _killed_at_random(server, crowd, stage.chance)
    back = [stage.beside(phone.until(lambda phone=phone: phone.here, LONGEST)) for phone in crowd.phones]
    here = await asyncio.gather(*back)
    crowd.over.set()
    report = await at_work
    stage.must("everybody is back in the end", all(here), f"{here.count(False)} are not")
    await _counted_once(stage, room, report)
    backs = [_since(up, way.at) for ways in report.returns for way in ways[1:]]
    failed = [way.failed for ways in report.returns for way in ways[1:]]
    stage.must("the kills are felt", report.reconnects >= stage.clients, f"{report.reconnects} reconnections")
    p99, longest = quantile(backs, 0.99), max(backs, default=0.0)
    stage.must(f"back and current with p99 ≤ {P99:.0f} s", p99 <= P99, f"{p99:.1f} s")
    stage.must(f"everybody back and current in {LONGEST:.0f} s", longest <= LONGEST, f"{longest:.1f} s")
    tries = quantile(failed, 0.5)
    most = TRIES if down <= SLOW_START else mean_tries(down) + LATE
    stage.must(f"fewer than {most} failed tries in the median, {down:.1f} s without a server", tries < most, tries)
    stage.figure("people", stage.clients)
    stage.figure("acknowledged", len(report.acked))
    stage.figure("sent again", report.resent)
    stage.figure("reconnections", report.reconnects)
    for name, share in (("back p50 s", 0.5), ("back p99 s", 0.99)):
        stage.figure(name, quantile(backs, share))
    stage.figure("back max s", longest)
    stage.figure("failed tries p50", tries)
    stage.figure("longest without a server s", down)


async def _killed_at_random(server: Process, crowd: Crowd, chance: random.Random) -> tuple[list[float], float]:
    """The moments at which it could serve again, and the longest time it could not. It is killed while people are
    there: where a machine is slow they would else still be on their way, and hardly feel it."""
    up, down = [], 0.0
    for _ in range(KILLS):
        await _most_are_here(crowd)
        await asyncio.sleep(chance.uniform(0.3, 2.0))
        begun = time.monotonic()
        await asyncio.to_thread(server.kill)
        await asyncio.to_thread(server.start)
        up.append(time.monotonic())
        down = max(down, up[-1] - begun)
    return up, down


async def _most_are_here(crowd: Crowd) -> None:
    """Half of them; whoever is still away after the longest time is told of by the claims."""
    until = time.monotonic() + LONGEST
    while sum(phone.here for phone in crowd.phones) < crowd.people / 2 and time.monotonic() < until:  # noqa: ASYNC110
        await asyncio.sleep(0.05)


def _since(up: list[float], at: float) -> float:
    """How long somebody took to come back, from the moment at which the server could take them."""
    place = bisect(up, at)
    return at - up[place - 1] if place else 0.0


async def _counted_once(stage: Stage, room: Room, report: Report) -> None:
    """What people were told, what is stored and what is counted are the same."""
    rows = await stage.ask("rows", room=room.id)
    recounted = await stage.ask("recount", code=room.code)
    stored = Counter(row["op_id"] for row in rows)
    places = {row["op_id"]: row["seq"] for row in rows}
    lost = [op for op in report.acked if not stored[op]]
    moved = [op for op, place in (report.acked | report.refused).items() if place and places.get(op) != place]
    twice = [op for op, times in stored.items() if times > 1]
    unanswered = set(report.sent) - set(report.acked) - set(report.refused)
    people = {row["actor"] for row in rows if row["verb"] == "vote"}
    counted = sum(recounted[one]["accepted"] for one in (room.poll, room.questions))
    stage.must("every acknowledged act is stored", not lost, f"{len(lost)} of {len(report.acked)} are not")
    stage.must("each act is stored once", not twice, f"{len(twice)} are stored more often")
    stage.must("each answer names the place that is stored", not moved, f"{len(moved)} name another")
    stage.must("the log has no gap", sorted(places.values()) == list(range(1, len(rows) + 1)), f"{len(rows)} entries")
    stage.must("every act is answered", not unanswered, f"{len(unanswered)} of {len(report.sent)} are not")
    stage.must("counted is what was acknowledged", counted == len(report.acked), f"{counted}, {len(report.acked)}")
    stage.must("everybody has a vote", len(people) == stage.clients, f"{len(people)} of {stage.clients}")
    tally = sum(recounted[room.poll]["tally"].values())
    stage.must("each person is counted once", tally == len(people), f"{tally} votes of {len(people)} people")
    stage.figure("lost", len(lost))
    stage.figure("counted twice", len(twice) + max(0, tally - len(people)))


@scenario(
    "F02",
    "Server asked to end while people vote",
    promise="G1",
    expected="sockets are closed with 4412, it ends within 10 s, and nothing acknowledged is lost",
    within=90,
)
async def asked_to_end(stage: Stage) -> None:
    """SIGTERM under load, as an update does it; then the next version starts on the same address."""
    room, server = stage.room(), await stage.server()
    phones = await stage.phones(room, stage.clients, server)
    saying = [stage.beside(vote(phone, room, stage.chance.choice(room.options))) for phone in phones]
    await asyncio.sleep(stage.chance.uniform(0, 0.06))  # in the middle of a batch
    begun = time.monotonic()
    process = server.process
    assert process is not None
    os.kill(process.pid, signal.SIGTERM)
    await asyncio.to_thread(process.wait, 60)
    took = time.monotonic() - begun
    codes = Counter(phone.closed[0] if phone.closed else 0 for phone in phones)
    await asyncio.to_thread(server.restart)
    answers = await asyncio.gather(*saying)
    await arrived(phones)
    acked = {answer["id"]: answer["seq"] for answer in answers if answer["t"] == "ack"}
    places = {row["op_id"]: row["seq"] for row in await stage.ask("rows", room=room.id)}
    lost = [op for op, place in acked.items() if places.get(op) != place]
    stage.must(f"it ends within {DRAIN:.0f} s", took <= DRAIN, f"{took:.1f} s")
    stage.must(f"every socket is closed with {GOING}", codes == {GOING: len(phones)}, dict(codes))
    stage.must("nothing acknowledged is lost", not lost, f"{len(lost)} of {len(acked)}")
    stage.must("every vote is acknowledged in the end", len(acked) == len(phones), f"{len(acked)} of {len(phones)}")
    stage.figure("ended after s", took)
