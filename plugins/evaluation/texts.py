"""What people wrote. The desk alone reads it, until it shows a text to whoever sees the outcome."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from msgspec import json

from plugins.contract import By, Json, Mode, Refused
from plugins.evaluation.verbs import AboutText, ShowText

SHOWN = 100  # texts of one list in a view, the newest
LARGEST = 40_000  # bytes of all lists together, so that a view stays well below 64 KiB
STATES = ("waiting", "visible", "hidden")


@dataclass
class Text:
    """One text as the fold keeps it. Nobody's name stands beside it."""

    id: str
    seq: int
    question: str
    words: str
    language: str
    mode: Mode
    state: str = "waiting"

    def json(self) -> Json:
        """As it is read; `at` orders them."""
        return {"text": self.words, "language": self.language, "at": self.seq}


class Texts:
    """All texts that stand, in the order in which they were written."""

    def __init__(self) -> None:
        self.all: dict[str, Text] = {}

    def add(self, question: str, words: str, by: By) -> str:
        """A new text; its id."""
        one = Text(f"{by.seq}-{question}", by.seq, question, words, by.language, by.mode)
        self.all[one.id] = one
        return one.id

    def moderate(self, said: AboutText) -> None:
        """What the desk says of one."""
        self.find(said).state = "visible" if isinstance(said, ShowText) else "hidden"

    def find(self, said: AboutText) -> Text:
        """The text that is meant. Raises `Refused`."""
        if said.text not in self.all:
            raise Refused("text")
        return self.all[said.text]

    def visible(self, question: str) -> Iterator[Text]:
        """Those of a question that show, the newest first."""
        return (one for one in reversed(self.all.values()) if one.question == question and one.state == "visible")

    def shown(self, question: str, lists: int) -> Json:
        """As many of them as one of so many lists holds."""
        return {one.id: one.json() for one in _fitting(self.visible(question), LARGEST // lists)}

    def for_desk(self, places: dict[str, int]) -> Json:
        """All texts with the number of their question, those that wait first."""
        newest = sorted(reversed(self.all.values()), key=lambda one: STATES.index(one.state))
        return {one.id: self._for_desk(one, places) for one in _fitting(newest, LARGEST)}

    def _for_desk(self, one: Text, places: dict[str, int]) -> Json:
        rank = STATES.index(one.state)
        return {**one.json(), "state": one.state, "rank": rank, "question": places[one.question], "entry": str(one.seq)}

    @property
    def waiting(self) -> int:
        return sum(one.state == "waiting" for one in self.all.values())


def _fitting(texts: Iterable[Text], left: int) -> Iterator[Text]:
    for one in islice(texts, SHOWN):
        left -= len(json.encode(one.json())) + 160  # with its id, and what the desk is told besides
        if left < 0:
            return
        yield one
