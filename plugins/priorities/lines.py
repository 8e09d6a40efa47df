"""The lines of a ballot: each proposal with its words, cut where all of them would not fit into one view."""

from typing import NamedTuple

from msgspec import json

from plugins.contract import Item, Json, Text
from plugins.priorities.settings import MOST_PROPOSALS, PrioritiesSettings

ROOM = 44_000  # bytes for the words of all lines: with ids and numbers beside them a view stays below 64 KiB
CUTS = (600, 400, 280, 200, 140, 100, 70, 40, 20)  # letters; the first that fits is taken for all lines


class Line(NamedTuple):
    """One proposal on the ballot; `refs` are the entries behind one that another activity gave."""

    id: str
    label: Text
    refs: tuple[int, ...] = ()


class Lines:
    """The lines of one round by id, in the ballot's order: what another activity gave first, then the organiser's own
    list, which keeps its room."""

    def __init__(self, settings: PrioritiesSettings, taken: tuple[Item, ...]):
        self.settings = settings
        room = MOST_PROPOSALS - len(settings.proposals)
        given = [Line(f"t{item.id}"[:64], item.text, item.refs) for item in taken[:room]]
        own = [Line(one.id, one.label) for one in settings.proposals]
        self.by_id = {line.id: line for line in (*given, *own)}
        words = _fitting(self.by_id)
        self.seen = {id: self._seen(line, words[id], at) for at, (id, line) in enumerate(self.by_id.items(), 1)}

    def _seen(self, line: Line, label: Text, place: int) -> Json:
        """A line as views tell it; `said` marks words of a person, which are set in another type."""
        return {"label": label, "place": place, **({"said": True} if line.refs else {})}


def _fitting(lines: dict[str, Line]) -> dict[str, Text]:
    """The words of each line as views show them. The whole words stay in items and conclusions."""
    words = {id: line.label for id, line in lines.items()}
    for cut in CUTS:
        if len(json.encode(words)) <= ROOM:
            break
        words = {id: _cut(line.label, cut) for id, line in lines.items()}
    return words


def _cut(text: Text, letters: int) -> Text:
    return {
        language: words if len(words) <= letters else f"{words[: letters - 1].rstrip()}…"
        for language, words in text.items()
    }
