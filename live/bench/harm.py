"""What everybody else feels of a format that does harm: votes in one room while it goes wrong in another."""

import json
from statistics import quantiles
from typing import Any

from live.rig.database import own_place
from live.rig.report import Report, Row
from live.rig.server import Server

SECONDS = 5.0  # of votes around each harm
LATE, PAUSE = 300.0, 2000.0  # goals: ms at p95 of everybody else's answers, and the longest of them


def run() -> Report:
    """Each wrong in turn: cut off by name; all others answered within 300 ms at p95, and one pause of 2 s at most."""
    with own_place() as place:
        found = json.loads(Server(place).run("-m", "live.bench.harmed", str(SECONDS)))
    notes = (
        "20 votes a second in one room of this process; a second later, one act in another room whose format sleeps,",
        "loops, burns in a regular expression or a power, asks for 4 GB, ends, or shows 10 MB, NaN or null.",
        "p50 and p95 are of the votes around that, pause is the longest wait of any. The first row harms nobody.",
    )
    return Report("A format that does harm, felt in another room", [_row(one) for one in found], notes)


def _row(found: dict[str, Any]) -> Row:
    begun, over = found["pause"]
    waits = sorted(1000 * wait for _, wait in found["waits"])
    around = [1000 * wait for said, wait in found["waits"] if said + wait < begun or said > over]
    cuts = quantiles(around, n=100)
    values: dict[str, float | str] = {
        "votes": str(len(waits)),
        "ack p50 ms": cuts[49],
        "p95": cuts[94],
        "pause": waits[-1],
        "the act was": found["answer"],
        "halted": found["halted"] or "no",
    }
    if found["how"] == "nothing":
        return Row("no harm, the bound", values)
    met = cuts[94] <= LATE and waits[-1] <= PAUSE and bool(found["halted"])
    return Row(found["how"], values, f"halted, p95 ≤ {LATE:.0f}, pause ≤ {PAUSE:.0f}", met)
