"""What a session may not be, also by the word of higher rooms."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sessions.models import SessionPage

type CapacityRule = Callable[["SessionPage"], dict[str, str]]
"""Takes a session about to be saved; returns {"capacity_room" | "capacity_remote": sentence}, empty if all is well."""

capacity_rules: list[CapacityRule] = []
"""Higher rooms add theirs in `AppConfig.ready`: live knows how many seats are taken, a session does not."""


def capacity_refusals(session: "SessionPage") -> dict[str, str]:
    """What every capacity rule says against this session."""
    return {field: why for rule in capacity_rules for field, why in rule(session).items()}
