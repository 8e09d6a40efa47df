"""An entry of the log as the fold gets it."""

from typing import Any, NamedTuple

HOUSE = "house"
"""The actor of what the house itself writes: setups, and what follows from a published page."""


class Line(NamedTuple):
    """One entry, read. `by` holds name, role, mode, trust and language; `at` is seconds since 1970."""

    seq: int
    activity: str
    actor: str
    by: dict[str, str]
    verb: str
    body: dict[str, Any]
    at: float
