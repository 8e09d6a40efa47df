"""Lines that break and rooms that start again: F03 a lost answer, F04 a storm, F05 another epoch, F29 two windows."""

import asyncio
import time
import uuid

from live.check.scenario import scenario
from live.check.stage import Stage, arrived, fresh, quantile, vote, votes
from live.phone import Phone

CUTS = 8  # places in the answer at which the line is cut
STALE = 2.0  # seconds a room may be behind its log
NOW = 1.0  # seconds in which the other window follows


@scenario(
    "F03",
    "Answer lost on the way",
    promise="G1, G2",
    expected="sent again, the act gets the answer that was lost, and is stored once",
)
async def lost_answer(stage: Stage) -> None:
    """The line is cut after n bytes of what the server says, for n from the first picture to beyond the answer."""
    room, proxy = stage.room(), await stage.proxy(stage.site)
    seats = await stage.seats(room, CUTS + 1)
    whole = stage.phone(room, proxy.address, seat=seats.pop()).start()
    await arrived([whole])
    first = proxy.passed
    await vote(whole, room, "a")
    await asyncio.sleep(0.3)  # the picture of it comes along
    places = sorted(stage.chance.sample(range(first, proxy.passed + 1), CUTS))
    cut, other = 0, 0
    for after, seat in zip(places, seats, strict=True):
        op, phone = str(uuid.UUID(int=stage.chance.getrandbits(128), version=4)), None
        phone = stage.phone(room, proxy.address, seat=seat)
        proxy.after = after
        phone.start()
        saying = stage.beside(vote(phone, room, "b", op))
        await phone.until(lambda phone=phone: phone.closed or phone.answers, 5)
        proxy.after = None
        told = await saying
        again = stage.phone(room, seat=seat).start()
        await arrived([again])
        told_again = await vote(again, room, "b", op)
        cut += bool(phone.closed)
        other += [answer == told for answer in [*phone.answers[op], told_again]].count(False)
        stage.must("the answer is an acknowledgement", told["t"] == "ack", told)
    rows = await stage.ask("rows", room=room.id)
    cast = [row["op_id"] for row in rows if row["verb"] == "vote"]
    stage.must("every retry gets the same answer, at another socket too", not other, f"{other} differ")
    stage.must("each vote is stored once", len(cast) == len(set(cast)) == CUTS + 1, f"{len(cast)} entries")
    stage.must("some answers are really lost", cut > 0, "no line was cut")
    stage.figure("cuts", cut)


@scenario(
    "F04",
    "Storm of reconnections while much is said",
    promise="G4",
    expected="nobody is sent a patch that does not fit; in the end all see what a fresh client sees",
    within=120,
)
async def storm(stage: Stage) -> None:
    """Everybody is thrown out at random again and again, and comes back from where they stood."""
    room = stage.room()
    phones = await stage.phones(room, stage.clients)
    speakers = await stage.phones(room, 10)
    seconds = 30.0 if stage.long else 6.0
    talking = [stage.beside(_talk(stage, one, room)) for one in speakers]
    until, kicks = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        one = stage.chance.choice(phones)
        if one.here:
            one.line.transport.abort()
            kicks += 1
        await asyncio.sleep(seconds / (3 * len(phones)))
    for task in talking:
        task.cancel()
    await asyncio.gather(*talking, return_exceptions=True)
    await arrived(phones, 20)
    truth = await fresh(stage, room, phones[0])
    for one in phones:
        await one.until(lambda one=one: one.view == truth.view, STALE)
    wrong = [one for one in phones if one.view != truth.view]
    misfits = sum(one.behind for one in phones)
    stage.must("no patch comes that does not fit", misfits == 0, f"{misfits} did not")
    stage.must("all see what a fresh client sees", not wrong, f"{len(wrong)} of {len(phones)} do not")
    stage.must("people were thrown out", kicks >= len(phones), f"{kicks} times")
    backs = [way.took for one in phones for way in one.returns[1:]]
    stage.figure("thrown out", kicks)
    stage.figure("said", truth.rev)
    stage.figure("back p99 s", quantile(backs, 0.99))


async def _talk(stage: Stage, phone: Phone, room: object) -> None:
    """Questions and votes, as fast as a person may."""
    while True:
        about = room.questions if stage.chance.random() < 0.4 else room.poll  # type: ignore[attr-defined]
        if about == room.poll:  # type: ignore[attr-defined]
            await phone.say(about, "vote", {"choices": [stage.chance.choice("abcd")]})
        else:
            await phone.say(about, "ask", {"text": f"¿{stage.chance.randrange(10**6)}?"})
        await asyncio.sleep(0.25)


@scenario(
    "F05",
    "Left behind; a log restored or redacted",
    promise="G4",
    expected="who stands on another place or epoch is sent a whole picture, and sees what a fresh client sees",
)
async def another_epoch(stage: Stage) -> None:
    """Away while others vote; then the log is redacted; then an older one is brought back."""
    room = stage.room()
    phones = await stage.phones(room, 5)
    sleeper = phones[0]
    for one in phones[1:]:
        await vote(one, room, "a")
    kept = max(row["seq"] for row in await stage.ask("rows", room=room.id))
    await sleeper.until(lambda: votes(sleeper, room)["a"] == 4)
    sleeper.line.transport.abort()
    await sleeper.until(lambda: not sleeper.here)
    for one in phones[1:]:
        await vote(one, room, "b")
    await arrived([sleeper], 20)
    caught = await sleeper.until(lambda: votes(sleeper, room)["b"] == 4)
    stage.must("who was away sees what happened meanwhile", caught, votes(sleeper, room))
    before = {one: one.epoch for one in phones}
    await stage.ask("raise_epoch", room=room.id)
    begun = time.monotonic()
    told = [await one.until(lambda one=one: one.epoch != before[one], STALE + 1) for one in phones]
    stage.must("a new epoch reaches everybody", all(told), f"{told.count(False)} were not told")
    stage.figure("new epoch after s", time.monotonic() - begun)
    await stage.ask("restore", room=room.id, seq=kept)
    for one in phones:
        await one.until(lambda one=one: one.rev <= kept, STALE + 1)
    truth = await fresh(stage, room, sleeper)
    wrong = [one for one in phones if one.view != truth.view]
    stage.must("after a restore all see what a fresh client sees", not wrong, f"{len(wrong)} do not")
    stage.must("votes after the backup are gone", votes(truth, room)["a"] == 4, votes(truth, room))
    answer = await vote(sleeper, room, "c")
    stage.must("and the room goes on", answer["t"] == "ack", answer)
    stage.must("no patch came over a wrong base", not sum(one.behind for one in phones), "some did")


@scenario(
    "F29",
    "One person with two windows",
    promise="G3, G5",
    expected="one vote, the last; both windows show it within a second",
)
async def two_windows(stage: Stage) -> None:
    """The same seat on every server there is."""
    room = stage.room()
    (seat,) = await stage.seats(room, 1)
    windows = [stage.phone(room, site, seat=seat).start() for site in (stage.house.sites * 2)[:2]]
    await arrived(windows)
    slowest = 0.0
    for number, choice in enumerate(stage.chance.choices(room.options, k=6)):
        says, other = windows[number % 2], windows[1 - number % 2]
        answer = await vote(says, room, choice)
        begun = time.monotonic()
        both = [
            await one.until(lambda one=one, c=choice: one.mine[room.poll]["choices"] == [c], NOW)
            and await one.until(lambda one=one, c=choice: votes(one, room)[c] == 1, NOW)
            for one in (says, other)
        ]
        slowest = max(slowest, time.monotonic() - begun)
        stage.must("both windows show the last vote", all(both), f"{answer}: {[one.mine for one in windows]}")
        stage.must("it is one vote", sum(votes(other, room).values()) == 1, votes(other, room))
    await says.until(lambda: False, 1.2)
    here = says.people.get("room", 0) + says.people.get("remote", 0)
    if len(stage.house.sites) == 1:  # between servers only counts are told, no seats
        stage.must("two windows are one person", here == 1, says.people)
    stage.figure("slowest s", slowest)
