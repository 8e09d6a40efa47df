"""Pairs: each person is shown two proposals at a time and says which matters more.

A proposal's score is the share of its comparisons that it won, equal ones counted half, with one won and one lost added
to each (the rule of succession; Laplace, Essai philosophique sur les probabilités, 1814): one lucky comparison is 667
and not 1000. It is a whole number of thousandths, a half rounded up, so that every process writes it alike."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from msgspec import Struct

from plugins.contract import N_, By, Json, Mode, Refused
from plugins.priorities import schedule
from plugins.priorities.settings import PrioritiesSettings
from plugins.priorities.verbs import Begin, Compare, StepBack
from plugins.priorities.way import Way
from plugins.split import ByMode, nobody


class Answer(NamedTuple):
    """What somebody said of one pair; neither `better` nor `equal` where they could not tell."""

    voter: str
    pair: tuple[str, str]
    better: str
    equal: bool
    mode: Mode
    seq: int

    @property
    def counts(self) -> bool:
        return bool(self.better) or self.equal

    @property
    def about(self) -> tuple[str, frozenset[str]]:
        """What a later answer replaces: those of this voter about the same two."""
        return self.voter, frozenset(self.pair)


@dataclass
class Course:
    """One person's way through their pairs. All of it counts in the mode they began in."""

    seated: tuple[str, ...]
    mode: Mode
    seq: int
    answers: list[Answer] = field(default_factory=list)


class Pairs(Way):
    """Everybody's answers, and what they come to."""

    measures = (N_("Share won, in %"),)
    verbs = {"person": "compare", "table": "compare"}

    def __init__(self, settings: PrioritiesSettings, ids: tuple[str, ...]):
        super().__init__(settings, ids)
        self.courses: dict[str, Course] = {}
        self.answers: dict[tuple[str, frozenset[str]], Answer] = {}  # those that count
        self.deciding: dict[str, int] = {}  # by voter: how many answers count
        self.even, self.met = dict.fromkeys(ids, 0), dict.fromkeys(ids, 0)

    @property
    def turns(self) -> int:
        """How many pairs one person is shown."""
        return min(self.settings.pairs, schedule.number(len(self.ids)))

    # -------------------------------------------------- what is said
    def check(self, said: Struct) -> None:
        match said:
            case Begin() if self.turns == 0:
                raise Refused("too_few")
            case Compare() if said.better:
                self.known([said.better])
            case Begin() | Compare() | StepBack():
                pass  # whose turn it is, the order of the log decides
            case _:
                raise Refused("other_way")

    def accept(self, said: Begin | Compare | StepBack, by: By, voter: str, mode: Mode) -> None:
        match said:
            case Begin():
                self._begin(by, mode)
            case Compare():
                self._compare(said, by, voter)
            case StepBack():
                self._take_back(by)

    def _begin(self, by: By, mode: Mode) -> None:
        if self.turns == 0:
            raise Refused("too_few")
        if by.actor not in self.courses:  # begun twice, on two devices, is begun once
            self.courses[by.actor] = Course(schedule.circle(self.ids, by.actor), mode, by.seq)

    def _compare(self, said: Compare, by: By, voter: str) -> None:
        course = self.courses.get(by.actor)
        if course is None or not 1 <= said.turn <= min(len(course.answers) + 1, self.turns):
            raise Refused("other_pair")
        pair = schedule.pair(course.seated, said.turn)
        if said.better and said.better not in pair:
            raise Refused("other_pair")
        answer = Answer(voter, pair, said.better, said.equal and not said.better, course.mode, by.seq)
        if said.turn <= len(course.answers):  # said again, from a page that stood still
            self._drop(course.answers[said.turn - 1])
        course.answers[said.turn - 1 : said.turn] = [answer]
        course.seq = by.seq
        self._stand(answer)

    def _take_back(self, by: By) -> None:
        course = self.courses.get(by.actor)
        if course is None or not course.answers:
            raise Refused("nothing_back")
        self._drop(course.answers.pop())
        course.seq = by.seq

    # -------------------------------------------------- what counts
    def _stand(self, answer: Answer) -> None:
        """Let an answer count, in place of what its voter said of the same pair before."""
        before = self.answers.get(answer.about)
        if before is not None:
            self._drop(before)
        if answer.counts:
            self.answers[answer.about] = answer
            self._count(answer, +1)

    def _drop(self, answer: Answer) -> None:
        """Let an answer count no more, unless another of its voter has taken its place already."""
        if self.answers.get(answer.about) is answer:
            del self.answers[answer.about]
            self._count(answer, -1)

    def _count(self, answer: Answer, one: int) -> None:
        for id in answer.pair:
            self.met[id] += one
            self.even[id] += one * answer.equal
        if answer.better:
            self.marks[answer.better][answer.mode] += one
        before = self.deciding.get(answer.voter, 0)
        self.deciding[answer.voter] = before + one
        if before == 0 or before + one == 0:
            self.voters[answer.mode] += one

    def score(self, id: str) -> int:
        halves, met = 2 * sum(self.marks[id].values()) + self.even[id], self.met[id]
        return (1000 * (halves + 2) + met + 2) // (2 * (met + 2)) if met else 0

    def weight(self, id: str) -> int:
        return self.met[id]

    # -------------------------------------------------- what is told
    def form(self) -> Json:
        return {"turns": self.turns}

    def mine(self, actor: str) -> Json:
        course = self.courses.get(actor)
        if course is None:
            return {}
        said = len(course.answers)
        mine: Json = {"begun": True, "said": said, "seq": course.seq}
        if said < self.turns:
            one, other = schedule.pair(course.seated, said + 1)
            mine |= {"turn": said + 1, "one": {"id": one}, "other": {"id": other}}
        return mine

    def took_part(self, actor: str) -> bool:
        course = self.courses.get(actor)
        return course is not None and any(answer.counts for answer in course.answers)

    def row(self, id: str) -> Json:
        return {**super().row(id), "won": sum(self.marks[id].values()), "even": self.even[id]}

    def people(self) -> dict[str, ByMode]:
        found = {id: nobody() for id in self.ids}
        for _voter, id, mode in dict.fromkeys((one.voter, one.better, one.mode) for one in self.answers.values()):
            if id:
                found[id][mode] += 1
        return found

    def scores(self, id: str) -> tuple[float, ...]:
        return (self.score(id) / 10,)

    def seqs(self) -> Iterable[int]:
        return (answer.seq for answer in self.answers.values())

    def standing(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for answer in self.answers.values():
            found[answer.voter] = max(answer.seq, found.get(answer.voter, 0))
        return found
