"""The harm of `bench harm`: `python -m live.bench.harmed SECONDS` on the data of its environment.

In one room people vote at a steady pace; in another a format does one wrong after the other. Prints, for each, how long
the votes waited for their answers and what became of the format, as JSON.
"""

import asyncio
import json
import sys
import time
import uuid
from typing import Any

HARMS = ("nothing", "sleep", "loop", "burn", "power", "eat", "exit", "10 MB", "nan", "null")
SHOWN = ("10 MB", "nan", "null")  # what is wrong in the view; the others are wrong in the fold
PEOPLE, RATE = 40, 20.0  # who vote in turn, votes a second
BEFORE = 1.0  # seconds of votes before the harm is done


async def harmed(hub: Any, voted: Any, poll: str, other: Any, how: str, seconds: float) -> dict[str, Any]:
    """Votes in one room while a format does this wrong in another."""
    from live.seats import Seat, new_key
    from live.wire.to_room import Act

    people = [Seat(room=voted.code, key=new_key()) for _ in range(PEOPLE)]
    waits: list[tuple[float, float]] = []  # when it was said, and how long until the answer
    began = time.monotonic()

    async def vote(number: int) -> None:
        await asyncio.sleep(number / RATE)
        begun = time.monotonic()
        choice = {"choices": ["ab"[number // PEOPLE % 2]]}
        await hub.act(voted, people[number % PEOPLE], Act(uuid.uuid4(), poll, "vote", choice))
        waits.append((begun - began, time.monotonic() - begun))

    async def harm() -> tuple[str, float]:
        await asyncio.sleep(BEFORE)
        where = "view" if how in SHOWN else "nowhere" if how == "nothing" else "fold"
        said = Act(uuid.uuid4(), f"harm-{how}", "do", {"how": how, "where": where})
        answer = await hub.act(other, Seat(room=other.code, key=new_key()), said)
        await (await hub.gathering(other)).picture(Seat(room=other.code, key=new_key()))
        return type(answer).__name__.lower(), time.monotonic() - began

    doing = asyncio.create_task(harm())
    await asyncio.gather(*(vote(number) for number in range(round(seconds * RATE))))
    answer, over = await doing
    shown = (await (await hub.gathering(other)).picture(Seat(room=other.code, key=new_key()))).view["activities"]
    return {
        "how": how,
        "waits": waits,
        "pause": [BEFORE, over],
        "answer": answer,
        "halted": shown[f"harm-{how}"].get("halted", ""),
    }


def _set_up(room: Any) -> None:
    """One activity of the harmful format for each harm, open."""
    from live import log
    from live.apart.line import HOUSE

    drafts = []
    for place, how in enumerate(HARMS, 10):
        setup = {"format": "harmful", "version": 1, "title": {"es": how}, "results": "live", "accepts": "anyone"}
        body = {"setup": {**setup, "names": "nothing", "settings": {}}, "place": place}
        for verb, said in (("setup", body), ("open", {})):
            drafts.append(log.Draft(room.id, f"harm-{how}", HOUSE, log.by_house(), verb, said, uuid.uuid4()))
    log.append(drafts)


def main(seconds: float) -> list[dict[str, Any]]:
    from django.conf import settings

    from live.hub import Hub
    from live.queries import room_by_code
    from live.rig.rooms import make
    from plugins import registry

    settings.PLENARIA_FORMAT_PACKAGES = [*settings.PLENARIA_FORMAT_PACKAGES, "live.bench.harms"]
    registry.load(settings.PLENARIA_FORMAT_PACKAGES)
    one, two = make(2)
    voted, other = room_by_code(one.code), room_by_code(two.code)
    _set_up(other)

    async def all_of_them() -> list[dict[str, Any]]:
        hub = Hub()
        found = [await harmed(hub, voted, one.poll, other, how, seconds) for how in HARMS]
        await hub.close()
        return found

    return asyncio.run(all_of_them())


if __name__ == "__main__":
    import logging

    import django

    django.setup()
    logging.disable(logging.CRITICAL)
    print(json.dumps(main(float(sys.argv[1]))))
