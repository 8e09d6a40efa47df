"""F21: closing is a point in the log, however many close and vote at once."""

import asyncio

from live.check.scenario import scenario
from live.check.stage import Stage, arrived, fresh, vote, votes

CLOSES = 20
VOTES_A_CLOSE = 5


@scenario(
    "F21",
    "Closing races votes",
    promise="G5",
    expected="votes placed before the close count, none behind it does; one close counts, the others are told so",
)
async def close_race(stage: Stage) -> None:
    """Twenty hosts close a poll while a hundred people vote."""
    room = stage.room()
    sites = stage.house.sites
    people = [
        one
        for number, site in enumerate(sites)
        for one in await stage.phones(room, CLOSES * VOTES_A_CLOSE // len(sites), site)
    ]
    desks = [stage.phone(room, sites[n % len(sites)], **_host(room)).start() for n in range(CLOSES)]
    await arrived(desks)

    async def later(work: object, begin: float) -> dict[str, object]:
        await asyncio.sleep(stage.chance.uniform(begin, 0.5))
        return await work  # type: ignore[misc]

    choices = [stage.chance.choice(room.options) for _ in people]
    voting = [later(vote(one, room, choice), 0.0) for one, choice in zip(people, choices, strict=True)]
    closing = [later(desk.say(room.poll, "close"), 0.2) for desk in desks]
    told = await asyncio.gather(*voting, *closing)
    cast, closed = told[: len(people)], told[len(people) :]
    won = [one for one in closed if one["t"] == "ack"]
    stage.must("one close counts", len(won) == 1, f"{len(won)} did")
    stage.must("the other closes are told it is so", {one.get("code") for one in closed} <= {None, "already"}, closed)
    point = min(int(str(one["seq"])) for one in won) if won else 0
    acked = [int(str(one["seq"])) for one in cast if one["t"] == "ack"]
    late = [one for one in cast if one["t"] == "refused"]
    stage.must("every vote is answered", len(acked) + len(late) == len(cast), f"{len(acked)}, {len(late)}")
    last = max(acked, default=0)
    stage.must("no vote behind the close counts", last < point, f"a vote at {last}, the close at {point}")
    stage.must("the race is one", acked and late, f"{len(acked)} in time, {len(late)} late")
    stage.must("every late vote is told it closed", {one["code"] for one in late} <= {"closed"}, late[:3])
    early = [one for one in late if 0 < int(str(one.get("seq", 0))) < point]
    stage.must("no vote before the close is refused", not early, early[:3])
    truth = await fresh(stage, room, people[0])
    recounted = await stage.ask("recount", code=room.code)
    tally, shown = recounted[room.poll]["tally"], votes(truth, room)
    stage.must("counted is what was acknowledged", sum(tally.values()) == len(acked), f"{tally}, {len(acked)}")
    stage.must("shown is what is counted", shown == tally, f"{shown}, {tally}")
    same = [await one.until(lambda one=one: votes(one, room) == tally, 3) for one in people + desks]
    stage.must("everybody sees the same result", all(same), f"{same.count(False)} do not")
    stage.figure("counted", len(acked))
    stage.figure("late", len(late))


def _host(room: object) -> dict[str, object]:
    return {"query": "as=desk", "headers": {"Cookie": room.host}}  # type: ignore[attr-defined]
