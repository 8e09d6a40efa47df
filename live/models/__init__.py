"""Facts of the live room."""

from live.models.room import Entry, Room, Seat
from live.registration.models import Places, Registration

__all__ = ["Entry", "Places", "Registration", "Room", "Seat"]
