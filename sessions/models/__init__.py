"""Facts of meetings."""

from sessions.models.session import SessionPage, SessionSpeaker
from sessions.models.timetable import Running, Slot

__all__ = ["Running", "SessionPage", "SessionSpeaker", "Slot"]
