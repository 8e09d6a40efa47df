"""Facts of meetings."""

from sessions.models.series import Series, SeriesMeeting
from sessions.models.session import SessionPage, SessionSpeaker
from sessions.models.timetable import Running, Slot

__all__ = ["Running", "Series", "SeriesMeeting", "SessionPage", "SessionSpeaker", "Slot"]
