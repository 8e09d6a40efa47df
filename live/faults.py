"""How a fault is told to whoever reads the log of the server."""

from typing import Any

from django.db import DatabaseError


def trace(error: Exception) -> Exception | None:
    """For `exc_info`: a database that is away is told in a line; anything else with its trace, for it is ours."""
    return None if isinstance(error, DatabaseError) else error


def told(error: Exception | None, room: str) -> dict[str, Any]:
    """What a line about a room carries beside its words: the trace, and the room's code as a field of its own."""
    return {"exc_info": trace(error) if error else None, "extra": {"room": room}}
