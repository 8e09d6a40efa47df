"""A rating: each option gets a mark, and its mean and the spread of marks are told."""

from live.polls.kinds.kind import Ballot, Kind, marks_of, tenths
from live.polls.settings import PollSettings
from live.polls.verbs import Rate
from plugins.contract import N_, Json, To


class Rating(Kind):
    """Marks by option. The mean is of those who gave a mark: who left an option out says nothing of it."""

    verb, body, fewest = "rate", Rate, 1
    measures = (N_("Mean"),)

    def __init__(self, settings: PollSettings, options: tuple[str, ...]):
        super().__init__(settings, options)
        self.steps = range(1, settings.scale.steps + 1)
        self.marks = {option: dict.fromkeys(self.steps, 0) for option in options}

    def read(self, said: Rate) -> dict[str, int]:
        self.known(said.scores)
        return marks_of(said.scores, self.steps[-1])

    def count(self, ballot: Ballot, one: int) -> None:
        for option, mark in ballot.says.items():
            self.people[option][ballot.by.mode] += one
            self.marks[option][mark] += one

    def form(self, to: To) -> Json:
        scale = self.settings.scale
        return {"steps": list(self.steps), "low": scale.low, "high": scale.high}

    def line(self, option: str, *, split: bool) -> Json:
        spread = {str(mark): people for mark, people in self.marks[option].items()}
        return {**super().line(option, split=split), "mean": self._mean(option), "at": spread}

    def _mean(self, option: str) -> int:
        total = sum(mark * people for mark, people in self.marks[option].items())
        return tenths(total, self.votes(option))

    def drawn(self, option: str) -> int:
        return max(self.marks[option].values())

    def mine(self, ballot: Ballot) -> Json:
        return {"scores": ballot.says}

    def scores(self, option: str) -> tuple[float, ...]:
        return (self._mean(option) / 10,)
