"""What a speaking queue came to: turns and minutes by way of taking part and by group. Nobody's name is in it."""

from collections.abc import Callable
from dataclasses import dataclass

from plugins.contract import MODES, N_, Cell, Conclusion, Counts, Option, Section, Sheet, Tally, Text
from plugins.speaking.floor import Turn, spoken
from plugins.speaking.settings import SpeakingSettings

WAYS: dict[str, Text] = {
    "room": {"es": "En la sala", "en": "In the room", "fr": "Dans la salle", "pt": "Na sala"},
    "remote": {"es": "A distancia", "en": "Far away", "fr": "À distance", "pt": "À distância"},
    "assisted": {"es": "Con asistencia", "en": "Assisted", "fr": "Avec assistance", "pt": "Com assistência"},
}
NO_GROUP: Text = {"es": "Sin grupo", "en": "Without a group", "fr": "Sans groupe", "pt": "Sem grupo"}
BY_WAY: Text = {
    "es": "Por forma de participar",
    "en": "By way of taking part",
    "fr": "Par mode de participation",
    "pt": "Por forma de participar",
}
BY_GROUP: Text = {"es": "Por grupo", "en": "By group", "fr": "Par groupe", "pt": "Por grupo"}
MEASURES = (N_("Turns"), N_("Minutes"))

type Among = Callable[[Turn], bool]
"""Whether a turn belongs into a line."""


@dataclass(frozen=True)
class Outcome:
    """Of the turns that ended."""

    settings: SpeakingSettings
    turns: list[Turn]

    def conclusion(self) -> Conclusion:
        """A tally by way of taking part, and one by group where there are groups."""
        if not self.turns:
            return Conclusion()
        by_group = (self._tally(BY_GROUP, self._groups()),) if self.settings.groups else ()
        return Conclusion((Section(N_("Speaking time"), (self._tally(BY_WAY, self._ways()), *by_group)),))

    def _tally(self, question: Text, lines: list[tuple[str, Text, Among]]) -> Tally:
        return Tally(
            question=question,
            options=tuple(self._option(*line) for line in lines),
            voters=self._speakers(),
            refs=(self.turns[0].given, self.turns[-1].ended_by),
            measures=MEASURES,
        )

    def _speakers(self) -> Counts:
        """Who spoke, each person once, in the way of the first turn."""
        first: dict[str, str] = {}
        for turn in self.turns:
            if not turn.hand.point:
                first.setdefault(turn.hand.speaker, turn.hand.mode)
        modes = list(first.values())
        return Counts(**{mode: modes.count(mode) for mode in MODES})

    def _option(self, id: str, label: Text, among: Among) -> Option:
        found = spoken(turn for turn in self.turns if among(turn))
        return Option(id, label, Counts(**found.turns), scores=(found.total, _minutes(found.seconds)))

    def _ways(self) -> list[tuple[str, Text, Among]]:
        return [(mode, WAYS[mode], _of_mode(mode)) for mode in MODES]

    def _groups(self) -> list[tuple[str, Text, Among]]:
        known = [(one.id, one.label) for one in self.settings.groups] + [("", NO_GROUP)]
        lines = [(id, label, _of_group(id)) for id, label in known]
        return [line for line in lines if line[0] or any(line[2](turn) for turn in self.turns)]

    def sheets(self) -> tuple[Sheet, ...]:
        """One row a turn; one a way of taking part; one a group."""
        labels: dict[str, Text] = {one.id: one.label for one in self.settings.groups}
        turns = tuple(self._row(at, turn, labels) for at, turn in enumerate(self.turns, 1))
        columns = (N_("Turn"), N_("Number"), N_("Taking part"), N_("Group"), N_("Topic"), N_("Language"))
        sums = (N_("Turns"), N_("Points of order"), N_("Seconds"))
        whole = [Sheet("turns", (*columns, N_("Point of order"), N_("Seconds"), N_("Entry")), turns)]
        whole.append(Sheet("ways", (N_("Taking part"), *sums), self._sums(self._ways())))
        if labels:
            whole.append(Sheet("groups", (N_("Group"), *sums), self._sums(self._groups())))
        return tuple(whole)

    def _row(self, at: int, turn: Turn, labels: dict[str, Text]) -> tuple[Cell, ...]:
        hand = turn.hand
        group = labels.get(hand.group, "")
        return (at, hand.number, hand.mode, group, hand.text, hand.language, hand.point, turn.seconds, turn.given)

    def _sums(self, lines: list[tuple[str, Text, Among]]) -> tuple[tuple[Cell, ...], ...]:
        found = [(label, spoken(turn for turn in self.turns if among(turn))) for _id, label, among in lines]
        return tuple((label, one.total, one.points, one.seconds) for label, one in found)


def _of_mode(mode: str) -> Among:
    return lambda turn: turn.hand.mode == mode


def _of_group(group: str) -> Among:
    return lambda turn: turn.hand.group == group


def _minutes(seconds: int) -> float:
    """In tenths, a half rounded up."""
    return (seconds * 10 + 30) // 60 / 10
