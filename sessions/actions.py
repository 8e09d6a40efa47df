"""Writes that a session's room opened and closed. Who may is decided by the room that calls.

Rows are saved, not updated: who keeps pages ready listens to what is saved.
"""

from datetime import datetime
from uuid import UUID

from sessions.models import Running


def mark_running(*, session_key: UUID, at: datetime) -> bool:
    """The room is open from `at`; a room already open keeps its hour, a closed one opens anew. False: it was open."""
    running, made = Running.objects.get_or_create(session=session_key, defaults={"opened_at": at})
    if made or running.closed_at is None:
        return made
    running.opened_at, running.closed_at = at, None
    running.save()
    return True


def mark_ended(*, session_key: UUID, at: datetime) -> bool:
    """The room is closed from `at`; one that is not open stays as it is. False: it was not open."""
    running = Running.objects.filter(session=session_key, closed_at__isnull=True).first()
    if running is None:
        return False
    running.closed_at = at
    running.save()
    return True
