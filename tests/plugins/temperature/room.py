"""A temperature to say things to, at moments of the log."""

import msgspec

from plugins.contract import By, Refused, To
from plugins.temperature.format import Temperature
from plugins.temperature.settings import TemperatureSettings

PERSON, SCREEN, DESK = To("person"), To("screen"), To("desk")
NOON = 1_764_500_000.0  # seconds since 1970


class Room:
    """One activity; `at` are seconds since its noon."""

    def __init__(self, **settings):
        self.format = Temperature(msgspec.convert(settings, TemperatureSettings))
        self.seq = 0

    def says(self, verb, actor="ben", at=0.0, mode="room", **body):
        """Fold one entry as core does; its place, or the code of its refusal with its values."""
        self.seq += 1
        one = self.format.verbs[verb]
        said = msgspec.convert(body, one.body)
        by = By(self.seq, actor, "", one.who, mode, "open", "es", NOON + at)
        try:
            self.format.check(said)
            self.format.accept(said, by)
        except Refused as refusal:
            return (refusal.code, refusal.values) if refusal.values else refusal.code
        return str(self.seq)

    def stands(self, step, actor="ben", at=0.0, **who):
        return self.says("stand", actor, at, step=step, **who)

    def now(self):
        return {step: one["votes"] for step, one in self.format.results(SCREEN)["steps"].items()}

    def bars(self):
        """The points: when, and how many stood where."""
        points = self.format.results(SCREEN)["points"].values()
        return [(one["at"], tuple(value for key, value in one.items() if key[0] == "n")) for one in points]
