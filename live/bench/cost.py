"""What a room costs, counted for growing crowds and growing numbers of votes; and from it, larger crowds on paper."""

import json
import time
from typing import Any

from live.bench import paper
from live.bench.voters import Crowd, crowd
from live.rig.database import Place, own_place
from live.rig.report import Report, Row
from live.rig.rooms import open_room
from live.rig.server import Server, cores, running

PAIRS = ((20, 100), (20, 1000), (200, 100), (200, 1000))  # people and votes
SECONDS = 3.0
MEASURED, WINDOW, PATIENCE = 1000, 5.0, 30.0  # people who vote for the model on paper, and within how many seconds
ENTRIES = 10_000  # that are read and folded for it


def run() -> Report:
    """No term votes × people: frames ≤ ticks × people + acts, one hint a commit, as many statements for each."""
    with own_place() as place:
        pairs = [f"{people}:{votes}" for people, votes in PAIRS]
        counted = json.loads(Server(place).run("-m", "live.bench.counted", str(SECONDS), *pairs))
        measured = _measured(place)
    model = Report("On paper, from what this run measured", paper.rows(measured))
    notes = (
        f"Votes come within {SECONDS:.0f} s, then nothing happens for as long. frames: written to sockets; bound:",
        "ten ticks a second × people, a frame of one's own an act, a count of people a second. a commit: statements,",
        "the once-a-second look left out; quiet: statements a second while nothing happens; B: bytes of a patch.",
        "",
        *model.as_text().splitlines(),
        "",
        *paper.notes(measured),
    )
    return Report("Cost of a room", [_row(one) for one in counted], notes)


def _row(counted: dict[str, Any]) -> Row:
    busy, quiet = counted["busy"], counted["quiet"]
    people, acts = busy["people"], busy["acts"]
    bound = round(busy["ticks"] * people + acts + (busy["seconds"] + 1) * people)
    each = (busy["statements"] - busy["looks"]) / max(1, busy["commits"])
    still = quiet["statements"] / quiet["seconds"]
    values: dict[str, float | str] = {
        "frames": str(busy["writes"]),
        "bound": str(bound),
        "votes × people": f"{acts * people:,}",
        "commits": str(busy["commits"]),
        "hints": str(busy["hints"]),
        "a commit": each,
        "quiet": still,
        "B": busy["patch_bytes"] / max(1, busy["frames"].get("patch", 0)),
    }
    lawful = busy["writes"] <= bound and busy["hints"] == busy["commits"] and each <= 8 and still <= 1.4
    return Row(f"{people} people, {acts} votes", values, "the law", lawful)


def _measured(place: Place) -> paper.Measured:
    """Two rounds of votes on a real server: many ticks and few; and a log read and folded."""
    here, there = cores()
    with running(place=place, core=here) as server:
        room = open_room(server)
        said: Any = {"activity": room.poll, "choices": room.options, "core": there, "patience": PATIENCE}
        with crowd(server, f"/ws/live/{room.code}/", people=MEASURED, windows=(WINDOW, 0.0), **said) as all_:
            spread, spread_cpu = _spent(server, all_)
            burst, burst_cpu = _spent(server, all_)
        words = [str(room.id), room.poll, room.questions, ",".join(room.options)]
        written = json.loads(server.run("-m", "live.bench.replaying", "fill", *words, str(ENTRIES)))
        told = json.loads(server.run("-m", "live.bench.replaying", "replay", str(room.id)))
    more = max(1, len(spread.frames) - len(burst.frames))
    delivery = max(0.0, spread_cpu - burst_cpu) / more
    act = max(0.0, burst_cpu - delivery * len(burst.frames)) / MEASURED
    size = sum(one.bytes for one in spread.frames) / max(1, len(spread.frames))
    return paper.Measured(delivery, act, told["both"][1] / ENTRIES, size, ENTRIES / written[1])


def _spent(server: Server, all_: Crowd) -> tuple[Any, float]:
    time.sleep(1)  # what came before is over
    before = server.cpu_seconds()
    return all_.vote(), server.cpu_seconds() - before
