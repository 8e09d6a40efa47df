"""A room folded from nothing in this process, for commands that count again. Pages read through `live.reading`."""

from live import log
from live.apart.replicas import Replica

CHUNK = 5000  # entries read at a time: some megabytes


def fold_all(room: int, *, until: int | None = None) -> Replica:
    """The replica of a room's log, whole or up to the place `until`, read in chunks."""
    replica = Replica(log.halts(room))
    while lines := log.read(room, after=replica.rev, limit=CHUNK):
        replica.fold(line for line in lines if until is None or line.seq <= until)
        if until is not None and lines[-1].seq >= until:
            break
    return replica
