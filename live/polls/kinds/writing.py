"""Written answers: each person has one, and the desk may read it before it shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from msgspec import json

from live.polls.kinds.kind import Ballot, Kind
from live.polls.settings import PollSettings
from live.polls.verbs import AboutAnswer, ShowAnswer, Write
from plugins.contract import By, Json, Mode, Refused, Statement, To

SHOWN = 100  # answers in a view, the newest; all of them are in the download
LARGEST = 56_000  # bytes of them: long answers let fewer show at once, so that a view stays well below 64 KiB
BARE = 120  # bytes of an answer in a view without its words
STATES = ("waiting", "visible", "hidden")


@dataclass
class Answer:
    """One answer as the fold keeps it."""

    id: str
    seq: int
    text: str
    language: str
    name: str
    mode: Mode
    state: str

    @property
    def size(self) -> int:
        """Bytes it takes in a view, a little more rather than less."""
        return BARE + sum(len(json.encode(words)) for words in (self.text, self.name, self.language))

    def json(self) -> Json:
        """As people read it; `at` orders them."""
        told = {"text": self.text, "language": self.language, "name": self.name, "mode": self.mode}
        return {**told, "at": self.seq}

    def statement(self) -> Statement:
        return Statement(text=self.text, language=self.language, mode=self.mode, refs=(self.seq,))


class Writing(Kind):
    """Answers in their order. A later one of the same person replaces the former, and is read anew."""

    verb, body, fewest = "write", Write, 0

    def __init__(self, settings: PollSettings, options: tuple[str, ...]):
        super().__init__(settings, ())
        self.answers: dict[str, Answer] = {}
        self.of: dict[str, str] = {}  # actor: the id of the answer that is theirs

    def read(self, said: Write) -> str:
        return said.text

    def count(self, ballot: Ballot, one: int) -> None:
        if one < 0:
            del self.answers[self.of.pop(ballot.by.actor)]
            return
        by = ballot.by
        answer = Answer(self._id(by), by.seq, ballot.says, by.language, by.name, by.mode, self._first_state)
        self.answers[answer.id] = answer
        self.of[by.actor] = answer.id

    def _id(self, by: By) -> str:
        """The entry's place; ballots out of a box share one."""
        return str(by.seq) if str(by.seq) not in self.answers else f"{by.seq}-{len(self.answers)}"

    @property
    def _first_state(self) -> str:
        return "waiting" if self.settings.review else "visible"

    def moderate(self, said: AboutAnswer) -> None:
        """What the desk says of an answer."""
        self.answer(said).state = "visible" if isinstance(said, ShowAnswer) else "hidden"

    def answer(self, said: AboutAnswer) -> Answer:
        """The answer that is meant. Raises `Refused`."""
        if said.answer not in self.answers:
            raise Refused("answer")
        return self.answers[said.answer]

    def visible(self) -> Iterator[Answer]:
        """Answers that show, the newest first."""
        return (answer for answer in reversed(self.answers.values()) if answer.state == "visible")

    def form(self, to: To) -> Json:
        if to.side != "desk":
            return {"review": self.settings.review}
        waiting = sum(answer.state == "waiting" for answer in self.answers.values())
        newest = sorted(reversed(self.answers.values()), key=lambda answer: STATES.index(answer.state))
        items = {
            answer.id: {**answer.json(), "state": answer.state, "rank": STATES.index(answer.state)}
            for answer in _fitting(newest)
        }
        return {"review": self.settings.review, "items": items, "waiting": waiting}

    def results(self, *, split: bool) -> Json:
        items = {answer.id: answer.json() for answer in _fitting(self.visible())}
        return {"options": {}, "items": items, "count": sum(1 for _answer in self.visible())}

    def mine(self, ballot: Ballot) -> Json:
        return {"text": ballot.says}


def _fitting(answers: Iterable[Answer]) -> Iterator[Answer]:
    """As many of the first answers as one view may hold."""
    left = LARGEST
    for answer in islice(answers, SHOWN):
        left -= answer.size
        if left < 0:
            return
        yield answer
