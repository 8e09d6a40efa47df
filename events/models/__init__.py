"""Facts of what is published."""

from events.models.action_plan import ActionPlanPage
from events.models.commitments import CommitmentPage
from events.models.conclusions import ConclusionsPage
from events.models.event import EventOrganisation, EventPage
from events.models.line import Numbered, ThematicLinePage
from events.models.parts import EventComponent, EventMilestone, EventTerritory
from events.models.people import Organisation, Person
from events.models.place import Territory, Venue
from events.models.promises import CommitmentOrganisation, Milestone, Origin

__all__ = [
    "ActionPlanPage",
    "CommitmentOrganisation",
    "CommitmentPage",
    "ConclusionsPage",
    "EventComponent",
    "EventMilestone",
    "EventOrganisation",
    "EventPage",
    "EventTerritory",
    "Milestone",
    "Numbered",
    "Organisation",
    "Origin",
    "Person",
    "Territory",
    "ThematicLinePage",
    "Venue",
]
