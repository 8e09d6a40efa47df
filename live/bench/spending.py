"""Where a server's processor time goes, by what is done: what `bench votes | fanout | join --profile` stand on."""

import json
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from live.rig.report import Report, Row
from live.rig.server import Server

WATCHED = "plenaria.bench.profiled:application"  # a server that watches itself
SETTLE = 1.0  # seconds until what came before is over
UNSEEN = "not seen: other threads, the start of a sample"
HOW = (
    "The loop's by samples of what it runs, by file; the database's threads and the child by their own clocks, call by "
    "call. Watching costs some."
)


@dataclass(frozen=True)
class Spent:
    """Seconds of a server's processor by label, in a time that lasted so many seconds; what no label accounts for is
    `UNSEEN`."""

    seconds: Mapping[str, float]
    lasted: float

    def beyond(self, idle: "Spent") -> "Spent":
        """Less what is spent anyway in as much time."""
        part = self.lasted / idle.lasted
        left = {label: max(0.0, own - part * idle.seconds.get(label, 0.0)) for label, own in self.seconds.items()}
        return Spent(left, self.lasted)


def spent(server: Server, work: Callable[[], Any]) -> Spent:
    """What the server spends while `work` is done."""
    time.sleep(SETTLE)
    _told(server)
    began, before = time.monotonic(), server.cpu_seconds()
    work()
    seen, lasted = _told(server), time.monotonic() - began
    return Spent({**seen, UNSEEN: max(0.0, server.cpu_seconds() - before - sum(seen.values()))}, lasted)


def table(title: str, columns: Mapping[str, tuple[Spent, float]], notes: Sequence[str]) -> Report:
    """µs by label, dearest first; of each column what was spent, and among how many it is shared."""
    shared = {name: _shared(*column) for name, column in columns.items()}
    seen = sorted({label for one in shared.values() for label in one})
    labels = sorted(seen, key=lambda label: -_dearest(shared, label))
    rows = [Row(label, {name: f"{one.get(label, 0.0):.1f}" for name, one in shared.items()}) for label in labels]
    rows.append(Row("all", {name: f"{sum(one.values()):.1f}" for name, one in shared.items()}))
    return Report(title, rows, [*notes, HOW])


def _shared(spent: Spent, among: float) -> dict[str, float]:
    return {label: 1e6 * one / max(1.0, among) for label, one in spent.seconds.items()}


def _dearest(shared: Mapping[str, Mapping[str, float]], label: str) -> float:
    return max(one.get(label, 0.0) for one in shared.values())


def _told(server: Server) -> dict[str, float]:
    """What was spent since it was last asked."""
    with urllib.request.urlopen(f"{server.address}/profile/") as answer:  # noqa: S310
        return json.load(answer)
