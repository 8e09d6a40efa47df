"""The door of a session's video call. The address is never printed; it is given at the click, or not."""

from datetime import datetime, timedelta

from sessions.models import SessionPage
from sessions.state import State

EARLY = timedelta(minutes=15)  # people test sound and picture before it begins


def stands_open(session: SessionPage, state: State, now: datetime) -> bool:
    """Whether someone may go through now: the session is live, or begins in a quarter of an hour."""
    if not session.join_address or session.mode == "in_person" or not session.live:
        return False
    if state is State.LIVE:
        return True
    return state.is_coming and session.starts_at is not None and now >= session.starts_at - EARLY
