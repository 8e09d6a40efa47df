"""Facts of what is published."""

from events.models.conclusions import ConclusionsPage
from events.models.event import EventOrganisation, EventPage
from events.models.line import Numbered, ThematicLinePage
from events.models.people import Organisation, Person
from events.models.place import Territory, Venue

__all__ = [
    "ConclusionsPage",
    "EventOrganisation",
    "EventPage",
    "Numbered",
    "Organisation",
    "Person",
    "Territory",
    "ThematicLinePage",
    "Venue",
]
