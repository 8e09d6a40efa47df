"""Hands and papers: what the desk counted of people without a device, never more than the heads it counted.

Each count is an entry of the log, so it stands in the record who entered how many, and when."""

from live.polls.kinds.kind import Kind
from live.polls.verbs import Hands, Heads
from plugins.contract import Json, Refused


class Raised:
    """The heads, and the hands that stand; a later count replaces the former."""

    def __init__(self) -> None:
        self.heads = 0
        self.hands: Hands | None = None
        self.seq = 0

    @property
    def people(self) -> int:
        return self.hands.people if self.hands else 0

    def check_heads(self, said: Heads) -> None:
        """Raise `Refused` for fewer heads than hands that were counted."""
        if said.people < self.people:
            raise Refused("fewer_heads", people=self.people)

    def check_hands(self, said: Hands, kind: Kind) -> None:
        """Raise `Refused` for what people in the room cannot have done."""
        if kind.verb != "vote":
            raise Refused("no_hands")
        kind.known(said.counts)
        if said.people < 0 or any(number < 0 for number in said.counts.values()):
            raise Refused("below_nothing")
        if said.people > self.heads:
            raise Refused("over_heads", people=said.people, heads=self.heads)
        if any(number > said.people for number in said.counts.values()):
            raise Refused("over_people", people=said.people)
        total, most = sum(said.counts.values()), said.people * kind.settings.limit
        if total > most:
            raise Refused("over_votes", total=total, most=most)

    def put(self, said: Hands, kind: Kind, seq: int) -> None:
        """Count these hands in place of the former."""
        self._count(kind, -1)
        self.hands, self.seq = said, seq
        self._count(kind, +1)

    def _count(self, kind: Kind, one: int) -> None:
        for option, number in (self.hands.counts if self.hands else {}).items():
            kind.people[option]["assisted"] += one * number

    def json(self) -> Json:
        """As the desk sees it."""
        return {"heads": self.heads, "hands": self.people, "raised": dict(self.hands.counts) if self.hands else {}}
