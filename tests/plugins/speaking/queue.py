"""A speaking queue to say things to, at moments of the log."""

import msgspec

from plugins.contract import By, Refused, To
from plugins.speaking.format import Speaking
from plugins.speaking.settings import SpeakingSettings

PERSON, SCREEN, DESK = To("person"), To("screen"), To("desk")
NOON = 1_764_500_000  # seconds since 1970
GROUPS = [{"label": {"es": "Vecinas"}, "id": "g1"}, {"label": {"es": "Comercio"}, "id": "g2"}]


class Queue:
    """One activity; `at` are seconds since its noon."""

    def __init__(self, **settings):
        self.format = Speaking(msgspec.convert(settings, SpeakingSettings))
        self.seq = 0

    def says(self, verb, actor="ben", mode="room", at=0.0, called="", **body):
        """Fold one entry as core does: its id, or the code of its refusal with its values."""
        self.seq += 1
        one = self.format.verbs[verb]
        said = msgspec.convert(body, one.body)
        by = By(self.seq, actor, called, one.who, mode, "open", "es", NOON + at)
        try:
            self.format.check(said)
            self.format.accept(said, by)
        except Refused as refusal:
            return (refusal.code, refusal.values) if refusal.values else refusal.code
        return str(self.seq)

    def raised(self, *people, **body):
        """Hands of people named after the way they take part in: "room-1"."""
        return [self.says("raise_hand", who, who.split("-")[0], **body) for who in people]

    @property
    def order(self):
        """The list, by the numbers of its people."""
        items = self.format.view(PERSON)["items"].values()
        return [item["number"] for item in sorted(items, key=lambda item: item["place"])]

    @property
    def floor(self):
        """The hand that has the floor, or none."""
        return next(iter(self.format.view(SCREEN)["floor"]), "")

    def ends(self, hand):
        """In seconds since noon."""
        return self.format.view(PERSON)["floor"][hand]["ends"] / 1000 - NOON

    @property
    def ways(self):
        """Turns and seconds by way of taking part."""
        found = self.format.results(SCREEN)["ways"]
        return {way: (one["turns"], one["seconds"]) for way, one in found.items()}
