"""What follows in other rooms of the house from an act that counted."""

from uuid import UUID

from django.utils import timezone

from sessions.actions import mark_ended, mark_running


def of_room(session: UUID, verb: str) -> None:
    """A room that starts or ends tells its session, which then says so on its page."""
    if verb == "start":
        mark_running(session_key=session, at=timezone.now())
    elif verb == "end":
        mark_ended(session_key=session, at=timezone.now())
