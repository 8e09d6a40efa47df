"""Facts of the live room."""

from live.ballots.models import Ballot, Box
from live.models.room import Entry, Room, Seat
from live.registration.models import Places, Registration

__all__ = ["Ballot", "Box", "Entry", "Places", "Registration", "Room", "Seat"]
