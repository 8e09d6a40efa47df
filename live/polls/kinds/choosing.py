"""A choice: one option or several, counted one by one. With correct answers it is a quiz."""

from live.polls.kinds.kind import Ballot, Kind
from live.polls.settings import PollSettings
from live.polls.verbs import Vote
from plugins.contract import Json, Refused, To


class Choosing(Kind):
    """Votes by option."""

    verb, body, splits = "vote", Vote, True

    def __init__(self, settings: PollSettings, options: tuple[str, ...]):
        super().__init__(settings, options)
        self.correct = frozenset(option.id for option in settings.options if option.correct)
        self.right = 0

    def read(self, said: Vote) -> tuple[str, ...]:
        chosen = tuple(dict.fromkeys(said.choices))
        self.known(chosen)
        if len(chosen) > self.settings.limit:
            raise Refused("too_many", chosen=len(chosen), most=self.settings.limit)
        if len(chosen) < self.settings.least:
            raise Refused("too_few", chosen=len(chosen), least=self.settings.least)
        return chosen

    def count(self, ballot: Ballot, one: int) -> None:
        for option in ballot.says:
            self.people[option][ballot.by.mode] += one
        if self.correct:
            self.right += one * self._is_right(frozenset(ballot.says))

    def _is_right(self, chosen: frozenset[str]) -> bool:
        """All correct options and no other; where people choose one, any of the correct."""
        return chosen == self.correct if self.settings.several else chosen <= self.correct

    def form(self, to: To) -> Json:
        return {"several": self.settings.several, "least": self.settings.least, "most": self.settings.limit}

    def results(self, *, split: bool) -> Json:
        quiz = {"correct": sorted(self.correct), "right": self.right} if self.correct else {}
        return super().results(split=split) | quiz

    def mine(self, ballot: Ballot) -> Json:
        return {"choices": list(ballot.says)}
