"""A capacity may not be lowered below those who have a seat; said at the field where an organiser lowers it."""

from live.registration import queries, rules
from live.registration.models import Mode
from sessions import queries as sessions
from sessions.models import SessionPage

FIELDS = {Mode.ROOM: "capacity_room", Mode.REMOTE: "capacity_remote"}


def refusals(page: SessionPage) -> dict[str, str]:
    """One sentence for each field that is too low. A translation's own copy of the capacity means nothing."""
    if not page.pk or sessions.source(page.translation_key).pk != page.pk:
        return {}
    found = {}
    for mode, field in FIELDS.items():
        capacity, taken = getattr(page, field), queries.taken(page.translation_key, mode)
        if capacity is not None and capacity < taken:
            found[field] = rules.capacity_sentence(mode, taken)
    return found
