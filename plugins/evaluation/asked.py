"""One question as the fold keeps it: what answers it takes, and what was counted of them."""

from typing import Any

from plugins.contract import Json, Mode, Refused
from plugins.evaluation.settings import Question
from plugins.evaluation.verbs import Answer
from plugins.split import ByMode, covers_everybody, nobody, told


class Asked:
    """A question; `people` are those who answered it. Subclasses count what they said."""

    def __init__(self, question: Question):
        self.question = question
        self.people: ByMode = nobody()

    def read(self, said: Answer) -> Any:
        """The answer in a sending, None for none. Raises `Refused` for one that this question does not take."""
        raise NotImplementedError

    def count(self, answer: Any, mode: Mode, one: int) -> None:
        """Count an answer (+1) or take it back (-1)."""
        self.people[mode] += one

    def form(self) -> Json:
        """What the view tells of its form, besides what all have."""
        return {}

    def results(self, *, desk: bool) -> Json:
        """What came of it. The desk sees it by mode, all others where that tells of nobody in particular."""
        return {"people": self.total}

    @property
    def total(self) -> int:
        return sum(self.people.values())

    @property
    def is_split(self) -> bool:
        """Whether everybody may know how each way of taking part answered."""
        return covers_everybody(self.people)


class Scale(Asked):
    """Marks from 1 on, with their mean and their spread."""

    def __init__(self, question: Question):
        super().__init__(question)
        self.at: dict[int, ByMode] = {step: nobody() for step in range(1, question.steps + 1)}

    def read(self, said: Answer) -> int | None:
        mark = said.marks.get(self.question.id)
        if mark is not None and mark not in self.at:
            raise Refused("off_scale", most=self.question.steps)
        return mark

    def count(self, answer: int, mode: Mode, one: int) -> None:
        super().count(answer, mode, one)
        self.at[answer][mode] += one

    def form(self) -> Json:
        one = self.question
        return {"steps": list(self.at), "most": one.steps, "low": one.low, "high": one.high}

    def results(self, *, desk: bool) -> Json:
        split = desk or self.is_split
        spread = {str(step): told(people, split=split) for step, people in self.at.items()}
        numbers = {str(step): sum(people.values()) for step, people in self.at.items()}
        means = {mode: self._mean(mode) for mode, people in self.people.items() if people} if split else {}
        found = {"people": self.total, "mean": self.mean, "at": spread, "votes": numbers, "means": means}
        return found | {"top": max(numbers.values())}

    @property
    def mean(self) -> int:
        return _tenths(sum(step * sum(people.values()) for step, people in self.at.items()), self.total)

    def _mean(self, mode: Mode) -> int:
        return _tenths(sum(step * people[mode] for step, people in self.at.items()), self.people[mode])


class Chosen(Asked):
    """One answer of a list, or several."""

    def __init__(self, question: Question):
        super().__init__(question)
        self.options: dict[str, ByMode] = {option.id: nobody() for option in question.options}

    def read(self, said: Answer) -> tuple[str, ...] | None:
        id = self.question.id
        ticked = [tick.removeprefix(f"{id}.") for tick in said.ticks if tick.startswith(f"{id}.")]
        chosen = (ticked if self.question.several else []) + ([said.picks[id]] if id in said.picks else [])
        found = tuple(dict.fromkeys(chosen))
        if any(option not in self.options for option in found):
            raise Refused("option")
        return found or None

    def count(self, answer: tuple[str, ...], mode: Mode, one: int) -> None:
        super().count(answer, mode, one)
        for option in answer:
            self.options[option][mode] += one

    def form(self) -> Json:
        options = {
            one.id: {"id": one.id, "label": one.label, "place": at} for at, one in enumerate(self.question.options, 1)
        }
        return {"options": options, "several": self.question.several}

    def results(self, *, desk: bool) -> Json:
        split = desk or self.is_split
        votes = {option: sum(people.values()) for option, people in self.options.items()}
        lines = {
            option: {**told(people, split=split), "votes": votes[option]} for option, people in self.options.items()
        }
        return {"people": self.total, "options": lines, "top": max(votes.values(), default=0)}


class Written(Asked):
    """Words. The texts themselves are kept in `texts.py`: what is counted here is who wrote any."""

    def read(self, said: Answer) -> str | None:
        return said.texts.get(self.question.id)


KINDS: dict[str, type[Asked]] = {"scale": Scale, "choice": Chosen, "text": Written}


def _tenths(total: int, number: int) -> int:
    """A mean in whole tenths, a half rounded up; 0 of nothing. Whole, so that processes and pages write it alike."""
    return (20 * total + number) // (2 * number) if number else 0
