"""What it costs to tell everybody: a vote, and its picture at 200, 1,000 and 5,000 sockets, beside the bound."""

import contextlib
import time
from functools import partial

from live.bench import spending, tutorial
from live.bench.telling import LEAST, POLLS, Cost, Plenaria, Ready, Tutorial
from live.rig.clients import language
from live.rig.report import Report, Row
from live.rig.server import allow_many_files

SMALL, LARGE = 0.2, 5  # times the clients asked for: a delivery must cost the same in the one room and the other
SHARE, FLAT, TIMES = 0.5, 1.3, 30.0
SPARE = 500  # files a process needs beside its sockets, by far


def run(clients: int = 1000, seconds: float = 5.0, turns: int = 3, profile: bool = False) -> Report:
    """So many turns, in each a window of `seconds` for each room of Plenaria, for the bound and for the tutorial.
    `profile` asks instead where the time of a delivery goes."""
    sizes = [max(2, int(clients * part)) for part in (SMALL, 1, LARGE)]
    notes = []
    if allow_many_files() < sum(sizes) + SPARE:
        notes.append(f"{sizes.pop():,} clients were left out: this machine opens too few files (`ulimit -Hn`).")
    if profile:
        return _profiled(sizes, seconds, notes)
    with contextlib.ExitStack() as stack:
        plenaria = Plenaria(stack, sizes)
        bound = Ready(stack, clients)
        other = Tutorial(stack, clients, tutorial.layer_name())
        for _ in range(turns):
            plenaria.turn(seconds)
            frame = plenaria.costs[1].frame
            bound.turn(seconds, frame)
            other.turn(seconds, frame)
    return _report(plenaria, bound.cost, other.cost, notes)


def _profiled(sizes: list[int], seconds: float, notes: list[str]) -> Report:
    """Idling by socket and second, the quiet room's time by act, every other's by delivery."""
    with contextlib.ExitStack() as stack:
        plenaria = Plenaria(stack, sizes, application=spending.WATCHED)
        idle = spending.spent(plenaria.server, lambda: time.sleep(2 * seconds))
        columns = {"idle": (idle, sum(sizes) * idle.lasted)}
        for cost, crowd, voter in plenaria.rooms:
            spent = spending.spent(plenaria.server, partial(plenaria.vote, cost, crowd, voter, seconds))
            columns[f"{cost.listeners:,}"] = (spent.beyond(idle), cost.received)
    notes = [
        f"µs of processor. idle: a second of a socket to which nothing is said. 1: the {POLLS} votes of a picture, and "
        "that one in a room where one listens. The rest: a delivery in a room of that size, less idling; the votes and "
        "the picture are in it, shared by all who are told.",
        *notes,
    ]
    return spending.table("Where the time of a delivery goes", columns, notes)


def _report(plenaria: Plenaria, bound: Cost, other: Cost, notes: list[str]) -> Report:
    best, (small, middle, *large) = bound.each(), plenaria.costs
    act = plenaria.act
    share, times = best / middle.each(act=act), other.each() / middle.each(act=act)
    rows = [
        _row(bound, best),
        _row(small, best, act=act),
        _row(middle, best, act=act, goal=f"≥ {SHARE} of the bound", met=share >= SHARE),
    ]
    for one in large:
        flat = _further(middle, one) / _further(small, middle)
        rows.append(
            _row(
                one,
                best,
                act=act,
                goal=f"{flat:.2f} ≤ {FLAT}: each further one flat from {small.listeners:,} on",
                met=flat <= FLAT,
            )
        )
    rows.append(_row(other, best, goal=f"{times:.0f} ≥ {TIMES:.0f} times what Plenaria's costs", met=times >= TIMES))
    missing = sum(one.missing for one in (bound, *plenaria.costs))
    told = sum(one.received for one in (bound, *plenaria.costs))
    rows.append(
        Row("came to everybody, in order", {"deliveries": told, "missing": missing}, "none missing", missing == 0)
    )
    return Report("Fan-out: a vote, and its picture at every socket", rows, [*_notes(plenaria, bound), *notes])


def _further(less: Cost, more: Cost) -> float:
    """µs of processor for each delivery that a larger room has beyond a smaller one."""
    return max(LEAST, (more.fan_out - less.fan_out) / (more.listeners - less.listeners))


def _row(cost: Cost, best: float, *, act: float = 0.0, goal: str = "", met: bool | None = None) -> Row:
    each, (p50, p99) = cost.each(act=act), cost.spans()
    values: dict[str, float | str] = {
        "pictures": len(cost.fans),
        "deliveries": cost.received,
        "µs each": each,
        "of the bound": best / each,
        "per CPU s": round(1e6 / each),
        "act and all, µs": cost.each(),
        "fan-out p50 ms": p50,
        "p99": p99,
        "missing": cost.missing,
        "client": cost.client,
    }
    return Row(cost.name, values, goal, met)


def _notes(plenaria: Plenaria, bound: Cost) -> list[str]:
    return [
        f"One server process on one core; the client, written in {language()}, on another, where it used the share in "
        f"`client`. Patches of {bound.frame} bytes, all in turns.",
        "The goals are asked of `µs each`: the server's processor time for one delivery at the pace of the room, less "
        f"the {POLLS} votes it tells of ({1000 * plenaria.act:.1f} ms together: committed, folded, answered; measured "
        "in this run in a room where nobody listens) and less idling. The bound is handed its frame and has no vote to "
        "pay for; `act and all` leaves nothing out.",
        "Flat: what each delivery costs that the largest room has beyond the middle one, by the same from the smallest "
        "to the middle one; the votes and idling drop out of it.",
        "Fan-out: from the first arrival to the last, by the clock, whatever else runs on the machine.",
    ]
