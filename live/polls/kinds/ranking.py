"""A ranking, counted as Borda proposed: the higher a place, the more points."""

from live.polls.kinds.kind import Ballot, Kind
from live.polls.settings import PollSettings
from live.polls.verbs import Rank
from plugins.contract import N_, Json, Refused


class Ranking(Kind):
    """Points by Borda's rule, and who came first.

    Of n options the first place gives n - 1 points, the second n - 2, the last none; options that a voter left out get
    none from them. After Jean-Charles de Borda, Mémoire sur les élections au scrutin (Paris, 1781). First places are
    told beside it, for the two may disagree."""

    verb, body, splits = "rank", Rank, True
    measures = (N_("Points by place"),)

    def __init__(self, settings: PollSettings, options: tuple[str, ...]):
        super().__init__(settings, options)
        self.points = dict.fromkeys(options, 0)

    def read(self, said: Rank) -> tuple[str, ...]:
        self.known(said.places)
        if not said.places:
            raise Refused("nothing")
        taken = list(said.places.values())
        if any(not 1 <= place <= len(self.options) for place in taken):
            raise Refused("off_scale", most=len(self.options))
        for place in taken:
            if taken.count(place) > 1:
                raise Refused("same_place", place=place)
        return tuple(sorted(said.places, key=said.places.__getitem__))

    def count(self, ballot: Ballot, one: int) -> None:
        self.people[ballot.says[0]][ballot.by.mode] += one
        for place, option in enumerate(ballot.says, 1):
            self.points[option] += one * (len(self.options) - place)

    def line(self, option: str, *, split: bool) -> Json:
        better = sum(points > self.points[option] for points in self.points.values())
        return {**super().line(option, split=split), "score": self.points[option], "rank": better + 1}

    def mine(self, ballot: Ballot) -> Json:
        return {"places": {option: place for place, option in enumerate(ballot.says, 1)}}

    def scores(self, option: str) -> tuple[float, ...]:
        return (self.points[option],)
