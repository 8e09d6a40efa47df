"""Dots: each voter spreads a few over the proposals, one ballot at a time.

One ballot and not one act a dot: on a bad line either all of it arrives or none, sent twice it is the same, and a page
without script sends it with one button."""

from collections.abc import Iterable
from typing import NamedTuple

from msgspec import Struct

from plugins.contract import N_, By, Json, Mode, Refused
from plugins.priorities.settings import PrioritiesSettings
from plugins.priorities.verbs import Give, GiveAsTable, TakeBack, TakeBackAsTable
from plugins.priorities.way import Way
from plugins.split import ByMode, nobody


class Ballot(NamedTuple):
    """Dots that somebody gave."""

    dots: dict[str, int]
    mode: Mode
    seq: int


class Dots(Way):
    """Each voter's last ballot stands."""

    measures = (N_("Dots"),)
    verbs = {"person": "give", "table": "give_as_table"}

    def __init__(self, settings: PrioritiesSettings, ids: tuple[str, ...]):
        super().__init__(settings, ids)
        self.given: type[Give] = Give
        self.taken: type[TakeBack | TakeBackAsTable] = TakeBack
        if settings.voice == "table":
            self.given, self.taken = GiveAsTable, TakeBackAsTable
        self.ballots: dict[str, Ballot] = {}  # by voter: what counts
        self.own: dict[str, Ballot] = {}  # by actor: what this one sent last
        self.givers = dict.fromkeys(ids, 0)

    def check(self, said: Struct) -> None:
        if type(said) is self.taken:
            return  # whether there is something to take back, the order of the log decides
        if not isinstance(said, Give) or type(said) is not self.given:
            raise Refused("other_way")
        self._read(said)

    def _read(self, said: Give) -> dict[str, int]:
        """The dots that are given, in the ballot's order."""
        self.known(said.dots)
        given, whole, most = sum(said.dots.values()), self.settings.dots, self.settings.on_one
        if any(number < 0 for number in said.dots.values()):
            raise Refused("below_nothing")
        if given == 0:
            raise Refused("nothing", whole=whole)
        if given > whole:
            raise Refused("over", given=given, whole=whole, over=given - whole)
        if max(said.dots.values()) > most:
            raise Refused("over_one", given=max(said.dots.values()), most=most)
        return {id: said.dots[id] for id in self.ids if said.dots.get(id)}

    def accept(self, said: Give | TakeBack | TakeBackAsTable, by: By, voter: str, mode: Mode) -> None:
        if not isinstance(said, Give):
            return self._take_back(by.actor, voter)
        ballot = Ballot(self._read(said), mode, by.seq)
        if voter in self.ballots:
            self._count(self.ballots[voter], -1)
        self.ballots[voter] = self.own[by.actor] = ballot
        self._count(ballot, +1)

    def _take_back(self, actor: str, voter: str) -> None:
        if voter not in self.ballots:
            raise Refused("nothing_back")
        self._count(self.ballots.pop(voter), -1)
        self.own.pop(actor, None)

    def _count(self, ballot: Ballot, one: int) -> None:
        self.voters[ballot.mode] += one
        for id, number in ballot.dots.items():
            self.marks[id][ballot.mode] += one * number
            self.givers[id] += one

    def form(self) -> Json:
        back = "take_back_as_table" if self.settings.voice == "table" else "take_back"
        return {"dots": self.settings.dots, "most": self.settings.on_one, "back": back}

    def mine(self, actor: str) -> Json:
        ballot = self.own.get(actor)
        return {"dots": ballot.dots, "seq": ballot.seq} if ballot else {}

    def took_part(self, actor: str) -> bool:
        return actor in self.own

    def score(self, id: str) -> int:
        return sum(self.marks[id].values())

    def weight(self, id: str) -> int:
        return self.givers[id]

    def people(self) -> dict[str, ByMode]:
        found = {id: nobody() for id in self.ids}
        for ballot in self.ballots.values():
            for id in ballot.dots:
                found[id][ballot.mode] += 1
        return found

    def scores(self, id: str) -> tuple[float, ...]:
        return (self.score(id),)

    def seqs(self) -> Iterable[int]:
        return (ballot.seq for ballot in self.ballots.values())

    def standing(self) -> dict[str, int]:
        return {voter: ballot.seq for voter, ballot in self.ballots.items()}
