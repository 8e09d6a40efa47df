"""One way to vote: what a ballot says, how ballots are counted, what comes of them."""

from collections.abc import Iterable
from typing import Any, ClassVar, NamedTuple

from msgspec import Struct

from live.polls.settings import PollSettings
from plugins.contract import By, Json, Refused, To
from plugins.split import nobody, told


class Ballot(NamedTuple):
    """The vote of one person that stands: what it says, as its kind reads it, and who cast it."""

    says: Any
    by: By


class Kind:
    """Subclass it in a module beside this one; `KINDS` gives it its name in the organiser's form.

    An instance counts one round. `people` are those who said something of each option, by mode."""

    verb: ClassVar[str]
    body: ClassVar[type[Struct]]
    fewest: ClassVar[int] = 2  # options without which there is nothing to vote on
    splits: ClassVar[bool] = False  # results tell the people of each option by mode
    measures: ClassVar[tuple[str, ...]] = ()  # what `scores` mean, marked with `N_`

    def __init__(self, settings: PollSettings, options: tuple[str, ...]):
        self.settings, self.options = settings, options
        self.people = {option: nobody() for option in options}

    def read(self, said: Any) -> Any:
        """What a ballot says, in a form ready to be counted. Raises `Refused` for what is no ballot of this poll."""
        raise NotImplementedError

    def count(self, ballot: Ballot, one: int) -> None:
        """Count a ballot (+1) or take it back (-1)."""
        raise NotImplementedError

    def form(self, to: To) -> Json:
        """What the view tells of the ballot's form."""
        return {}

    def results(self, *, split: bool) -> Json:
        """The outcome so far: a line for each option, and `top`, the scale of what is drawn."""
        lines = {option: self.line(option, split=split) for option in self.options}
        return {"options": lines, "top": max((self.drawn(option) for option in self.options), default=0)}

    def line(self, option: str, *, split: bool) -> Json:
        """What results tell of one option."""
        people = told(self.people[option], split=split) if self.splits else {}
        return {**people, "votes": self.votes(option)}

    def drawn(self, option: str) -> int:
        """What is drawn of an option."""
        return self.votes(option)

    def votes(self, option: str) -> int:
        """People who said something of an option."""
        return sum(self.people[option].values())

    def mine(self, ballot: Ballot) -> Json:
        """What a person is shown of their own ballot."""
        raise NotImplementedError

    def scores(self, option: str) -> tuple[float, ...]:
        """One for each of the `measures`."""
        return ()

    def worth(self, option: str) -> tuple[float, ...]:
        """What options are ordered by, where others take them: the most first."""
        return (*self.scores(option)[:1], self.votes(option))

    def best_first(self) -> list[str]:
        """The options by their worth; those that are equal keep the ballot's order."""
        return sorted(self.options, key=self.worth, reverse=True)

    def known(self, options: Iterable[str]) -> None:
        """Raise `Refused` where one is not on the ballot."""
        if any(option not in self.people for option in options):
            raise Refused("choice")


def marks_of(given: dict[str, int], most: int) -> dict[str, int]:
    """The marks of a ballot, each from 1 to `most`. Raises `Refused`."""
    if not given:
        raise Refused("nothing")
    if any(not 1 <= mark <= most for mark in given.values()):
        raise Refused("off_scale", most=most)
    return given


def tenths(total: int, number: int) -> int:
    """A mean in whole tenths, a half rounded up; 0 of nothing. Whole, so that processes and pages write it alike."""
    return (20 * total + number) // (2 * number) if number else 0
