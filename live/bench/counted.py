"""The counting of `bench cost`: `python -m live.bench.counted SECONDS PEOPLE:VOTES…` on the data of its environment.

For each pair a room with so many people in which so many votes come within so many seconds, then as many seconds of
quiet. Prints what each cost as JSON.
"""

import asyncio
import json
import sys
from typing import Any


async def counted(room: Any, poll: str, people: int, votes: int, seconds: float) -> dict[str, Any]:
    """What the votes cost, and what the quiet after them."""
    from live.bench.counting import House

    async with House() as house:
        seats = await house.seat(room, people)
        busy = await house.voting(room, seats, poll=poll, votes=votes, seconds=seconds)
        quiet = await house.quiet(people, seconds)
        return {"busy": {**vars(busy), "ticks": busy.ticks, "writes": busy.writes}, "quiet": vars(quiet)}


def main(seconds: float, pairs: list[tuple[int, int]]) -> list[dict[str, Any]]:
    from live.queries import room_by_code
    from live.rig.rooms import make

    found = []
    for made, (people, votes) in zip(make(len(pairs)), pairs, strict=True):
        found.append(asyncio.run(counted(room_by_code(made.code), made.poll, people, votes, seconds)))
    return found


if __name__ == "__main__":
    import django

    django.setup()
    pairs = [(int(people), int(votes)) for people, _, votes in (word.partition(":") for word in sys.argv[2:])]
    print(json.dumps(main(float(sys.argv[1]), pairs)))
