"""A whole room folded from nothing, for what is done after the meeting: conclusions, recounts, the record."""

from live import log
from live.replicas import Replica


def fold_all(room: int) -> Replica:
    """The replica of a room's whole log, read in chunks."""
    replica = Replica()
    while lines := log.read(room, after=replica.rev, limit=5000):
        replica.fold(lines)
    return replica
