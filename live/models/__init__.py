"""Facts of the live room."""

from live.models.room import Entry, Room, Seat

__all__ = ["Entry", "Room", "Seat"]
