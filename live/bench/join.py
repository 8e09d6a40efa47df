"""What it costs to come in: a storm of people who connect, join and get their picture, beside a plain echo."""

import contextlib
import time
from collections.abc import Iterator

from live.bench import spending
from live.bench.houses import BOUND, PLENARIA, House, both, product
from live.rig.clients import Listeners, language
from live.rig.report import Report, Row
from live.rig.server import allow_many_files

CPU, STORM = 0.8, 2.0  # ms of processor each; seconds until all of 1,000 are in
AT_ONCE = 100  # on their way at a time: phones that come back wait at random, and a server's backlog holds 50
SETTLE = 0.3
GONE = 1.0  # seconds for a server to forget who left


def run(clients: int = 1000, turns: int = 3, profile: bool = False) -> Report:
    """So many turns: a storm into the room, a storm into the echo. `profile` asks instead where the time goes."""
    allow_many_files()
    if profile:
        return _profiled(clients)
    with contextlib.ExitStack() as stack:
        houses = both(stack)
        storms = [[_storm(house, clients) for house in houses] for _ in range(turns)]
    ours, plain = ([turn[side] for turn in storms] for side in (0, 1))
    cpu, took = _middle([one[0] for one in ours]), _middle([one[1] for one in ours])
    limit = STORM * max(1.0, clients / 1000)
    bound = _middle([one[0] for one in plain])
    rows = [
        _row(BOUND, bound, _middle([one[1] for one in plain]), bound, plain[0][2]),
        _row(f"{PLENARIA}: join and snapshot", cpu, took, bound, ours[0][2], f"≤ {CPU} ms each", cpu <= CPU),
        Row(f"all {clients:,} in", {"seconds": took}, f"≤ {limit:.1f} s", took <= limit),
    ]
    notes = (
        "Processor time of the server, children included, from the first connection to the last picture; the middle of "
        f"{turns} storms, in turns. {AT_ONCE} are on their way at a time; the client is written in {language()}.",
        "The bound is a consumer of Channels on the same Daphne that accepts and says back the one text it hears.",
    )
    return Report("Joining", rows, notes)


def _profiled(clients: int) -> Report:
    with contextlib.ExitStack() as stack:
        house = product(stack, application=spending.WATCHED)
        spent = spending.spent(house.server, lambda: stack.enter_context(_arrived(house, clients)))
    notes = (f"µs of processor for each of {clients:,} who come, from the connection to the snapshot.",)
    return spending.table("Where the time of joining goes", {"each": (spent, clients)}, notes)


@contextlib.contextmanager
def _arrived(house: House, clients: int) -> Iterator[tuple[Listeners, float]]:
    """Everybody is here and stays; and the seconds it took."""
    with house.crowd(clients, at_once=AT_ONCE) as crowd:
        took = crowd.wait()
        time.sleep(SETTLE)
        yield crowd, took


def _storm(house: House, clients: int) -> tuple[float, float, int]:
    """ms of processor each, seconds until all were in, and the bytes each was sent."""
    before = house.server.cpu_seconds()
    with _arrived(house, clients) as (crowd, took):
        spent = house.server.cpu_seconds() - before
        sent = crowd.report().bytes // clients
    time.sleep(GONE)
    return 1000 * spent / clients, took, sent


def _middle(figures: list[float]) -> float:
    return sorted(figures)[len(figures) // 2]


def _row(name: str, cpu: float, took: float, bound: float, sent: int, goal: str = "", met: bool | None = None) -> Row:
    values: dict[str, float | str] = {
        "CPU ms each": cpu,
        "× the bound": cpu / bound,
        "seconds": took,
        "bytes each": sent,
    }
    return Row(name, values, goal, met)
