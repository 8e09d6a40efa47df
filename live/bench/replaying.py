"""A long log to replay: `fill` writes one into a room, `replayed` reads and folds it and says what each took.

`python -m live.bench.replaying fill|replay ROOM …` does the same on the data of its environment, and prints JSON.
"""

import json
import random
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

BATCH = 2000  # entries a transaction: as many as the hub puts into one
PEOPLE, ASKED = 5000, 2000  # who act, and how many questions stand: a large hall at the end of a long day
BY = {"name": "", "role": "person", "mode": "remote", "trust": "open", "language": "es"}
TEXT = "¿Quién vigila que se cumpla lo que aquí se acuerda, y cómo lo sabremos en el barrio?"


def entries(room: int, poll: str, questions: str, options: list[str], first: int, count: int) -> Iterator[Any]:
    """So many acts behind the place `first`: half of them votes, the others questions and people who join them."""
    from live.log import Draft

    chance = random.Random(first)  # noqa: S311  (the same log again for the same place)
    asked: list[int] = []
    for place in range(first + 1, first + count + 1):
        actor, op_id = f"{chance.randrange(PEOPLE):024x}", uuid.UUID(int=place)
        if chance.random() < 0.5:
            yield Draft(room, poll, actor, BY, "vote", {"choices": [chance.choice(options)]}, op_id)
        elif len(asked) < 10 or (len(asked) < ASKED and chance.random() < 0.1):
            asked.append(place)
            yield Draft(room, questions, actor, BY, "ask", {"text": TEXT}, op_id)
        else:
            body = {"question": str(chance.choice(asked))}
            yield Draft(room, questions, actor, BY, "upvote", body, op_id)


def fill(room: int, poll: str, questions: str, options: list[str], count: int) -> tuple[float, float]:
    """Make the log of a room `count` entries long; seconds that the writing took, by the clock and of the processor."""
    from live import log
    from live.models import Room

    first = Room.objects.get(pk=room).seq
    drafts = list(entries(room, poll, questions, options, first, count - first))
    return timed(lambda: [log.append(drafts[start : start + BATCH]) for start in range(0, len(drafts), BATCH)])


def replayed(room: int) -> dict[str, tuple[float, float]]:
    """Seconds by the clock and of the processor: to `read` and decode a log with no fold, to `fold` what was read, and
    to do `both` in turns of a few thousand, as a recount does."""
    from live import log
    from live.apart.replicas import Replica
    from live.history import fold_all

    lines: list[Any] = []
    replica = Replica()
    return {
        "both": timed(lambda: fold_all(room)),
        "read": timed(lambda: lines.extend(log.read(room))),
        "fold": timed(lambda: replica.fold(lines)),
    }


def timed(work: Callable[[], Any]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor."""
    clock, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - busy


if __name__ == "__main__":
    import django

    django.setup()
    work, room, *rest = sys.argv[1:]
    if work == "fill":
        poll, questions, options, count = rest
        print(json.dumps(fill(int(room), poll, questions, options.split(","), int(count))))
    else:
        print(json.dumps(replayed(int(room))))
