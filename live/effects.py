"""What follows in other rooms of the house from an act that counted."""

from uuid import UUID

from django.utils import timezone

from live.named_actions import ENDED, OPENED, note_room
from sessions.actions import mark_ended, mark_running


def of_room(session: UUID, verb: str, user: int | None = None) -> None:
    """A room that starts or ends tells its session, which then says so on its page and in its history, once."""
    if verb == "start" and mark_running(session_key=session, at=timezone.now()):
        note_room(session, OPENED, user)
    elif verb == "end" and mark_ended(session_key=session, at=timezone.now()):
        note_room(session, ENDED, user)
