"""Points shared out: each person has the same number, and gives them all."""

from live.polls.kinds.kind import Ballot, Kind
from live.polls.settings import PollSettings
from live.polls.verbs import Share
from plugins.contract import N_, Json, Refused, To


class Sharing(Kind):
    """Points by option."""

    verb, body = "share", Share
    measures = (N_("Points"),)

    def __init__(self, settings: PollSettings, options: tuple[str, ...]):
        super().__init__(settings, options)
        self.points = dict.fromkeys(options, 0)

    def read(self, said: Share) -> dict[str, int]:
        self.known(said.points)
        given, whole = sum(said.points.values()), self.settings.points
        if any(points < 0 for points in said.points.values()):
            raise Refused("below_nothing")
        if given < whole:
            raise Refused("points_left", given=given, left=whole - given, whole=whole)
        if given > whole:
            raise Refused("points_over", given=given, over=given - whole, whole=whole)
        return {option: points for option, points in said.points.items() if points}

    def count(self, ballot: Ballot, one: int) -> None:
        for option, points in ballot.says.items():
            self.people[option][ballot.by.mode] += one
            self.points[option] += one * points

    def form(self, to: To) -> Json:
        return {"points": self.settings.points}

    def results(self, *, split: bool) -> Json:
        return super().results(split=split) | {"total": sum(self.points.values())}

    def line(self, option: str, *, split: bool) -> Json:
        return {**super().line(option, split=split), "score": self.points[option]}

    def drawn(self, option: str) -> int:
        return self.points[option]

    def mine(self, ballot: Ballot) -> Json:
        return {"points": ballot.says}

    def scores(self, option: str) -> tuple[float, ...]:
        return (self.points[option],)
