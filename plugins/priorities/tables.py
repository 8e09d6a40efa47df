"""The tables that have decided, as everybody may know: which, and never what."""

import re

from plugins.contract import Json

MOST = 100  # tables a view names
_TABLE = re.compile(r"table-(\d{1,6})")


def told(standing: dict[str, int]) -> Json:
    """By table, with its number. `standing` are the entries that count: who sent another one reads that it was
    replaced."""
    known = sorted(standing, key=lambda voter: (number(voter), voter))
    return {
        "tables": {voter: {"number": number(voter), "name": _name(voter)} for voter in known[:MOST]},
        "standing": sorted(standing.values()),
    }


def number(voter: str) -> int:
    """The number of a table, 0 for whoever speaks for something else."""
    found = _TABLE.fullmatch(voter)
    return int(found[1]) if found else 0


def _name(voter: str) -> str:
    return str(number(voter) or voter)
