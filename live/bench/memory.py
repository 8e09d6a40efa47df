"""What a connection holds of memory: the growth of the server, its children included, over thousands of sockets."""

import contextlib
import time

from live.bench.houses import House, both
from live.rig.clients import language
from live.rig.report import Report, Row
from live.rig.server import allow_many_files

GOAL = 32.0  # kB a connection
SETTLE = 1.5  # seconds: longer than the look at the database, so that what a room holds is held


def run(clients: int = 2000) -> Report:
    """Growth from none to half of the clients, and to all of them."""
    allow_many_files()
    with contextlib.ExitStack() as stack:
        product, echo = both(stack)
        rows = [*_grows(echo, clients, None), *_grows(product, clients, GOAL)]
    notes = (
        f"Resident memory of the server and its children; the client is written in {language()}.",
        "Each has joined the room and holds what a client holds; the bound's have said one text and heard it back.",
    )
    return Report("Memory of a connection", rows, notes)


def _grows(house: House, clients: int, goal: float | None) -> list[Row]:
    empty = house.server.rss()
    rows = []
    with contextlib.ExitStack() as stack:
        here = 0
        for wanted in (clients // 2, clients):
            crowd = stack.enter_context(house.crowd(wanted - here))
            crowd.wait()
            here = wanted
            time.sleep(SETTLE)
            full = house.server.rss()
            each = (full - empty) / here / 1024
            values: dict[str, float | str] = {
                "server MB": full / 1e6,
                "grown MB": (full - empty) / 1e6,
                "kB each": each,
            }
            name = f"{house.name}, {here:,} connections"
            if goal is None:
                rows.append(Row(name, values))
            else:
                rows.append(Row(name, values, f"≤ {goal:.0f} kB each", each <= goal))
    return rows
