"""Where everybody stands now, why they object, and what happened meanwhile."""

from math import ceil
from typing import NamedTuple

from plugins.contract import By, Mode, Refused
from plugins.split import ByMode, nobody
from plugins.temperature.history import History

MOST_MOMENTS = 40  # marked in one round: more than that is a transcript


class Standing(NamedTuple):
    """One person's stand."""

    step: str
    mode: Mode
    seq: int


class Reason(NamedTuple):
    """Why somebody objects."""

    seq: int
    text: str
    language: str
    name: str
    mode: Mode


class Moment(NamedTuple):
    """What the desk marked, `seconds` after the beginning."""

    seq: int
    text: str
    language: str
    seconds: int


class Room:
    """The state that is folded; counts are kept while people move, so that no view counts anybody anew."""

    def __init__(self, steps: tuple[str, ...], cooldown: int):
        self.steps, self.cooldown = steps, cooldown
        self.standing: dict[str, Standing] = {}
        self.moved: dict[str, float] = {}  # when each person last moved: they may have stepped out since
        self.counts: dict[str, ByMode] = {step: nobody() for step in steps}
        self.reasons: dict[str, Reason] = {}  # by actor, of those who object now
        self.hidden: dict[str, None] = {}  # reasons the desk set aside, by id
        self.moments: dict[str, Moment] = {}
        self.history = History(len(steps))

    @property
    def objection(self) -> str:
        """The last step of the scale."""
        return self.steps[-1]

    def votes(self, step: str) -> int:
        return sum(self.counts[step].values())

    @property
    def modes(self) -> ByMode:
        """How many stand anywhere, by mode."""
        return {mode: sum(counts[mode] for counts in self.counts.values()) for mode in nobody()}

    # -------------------------------------------------- people
    def stand(self, step: str, by: By) -> None:
        """Move somebody. Raises `Refused` for who moved a moment ago; saying the same again is no move."""
        before = self.standing.get(by.actor)
        if before is not None and before.step == step:
            self.standing[by.actor] = before._replace(seq=by.seq)
            return
        left = self.cooldown - (by.at - self.moved[by.actor]) if by.actor in self.moved else 0
        if left > 0:
            raise Refused("cooling", seconds=ceil(left))
        self._leave(by.actor)
        self.standing[by.actor] = Standing(step, by.mode, by.seq)
        self.counts[step][by.mode] += 1
        self.moved[by.actor] = by.at
        self._remember(by)

    def step_out(self, by: By) -> None:
        if by.actor not in self.standing:
            raise Refused("nowhere")
        self._leave(by.actor)
        self._remember(by)

    def explain(self, text: str, by: By) -> None:
        """Why this person objects; a later line replaces the former, and goes when the objection goes."""
        now = self.standing.get(by.actor)
        if now is None or now.step != self.objection:
            raise Refused("no_objection")
        self.reasons.pop(by.actor, None)
        self.reasons[by.actor] = Reason(by.seq, text, by.language, by.name, by.mode)

    def _leave(self, actor: str) -> None:
        before = self.standing.pop(actor, None)
        if before is not None:
            self.counts[before.step][before.mode] -= 1
            self.reasons.pop(actor, None)

    def _remember(self, by: By) -> None:
        self.history.put(by.at, [self.votes(step) for step in self.steps])

    # -------------------------------------------------- the desk
    def mark(self, text: str, by: By) -> None:
        if len(self.moments) >= MOST_MOMENTS:
            raise Refused("many_moments", most=MOST_MOMENTS)
        seconds = self.history.seconds(by.at)
        self.moments[str(by.seq)] = Moment(by.seq, text, by.language, seconds)
        self._remember(by)

    def unmark(self, moment: str) -> None:
        """Two hosts may say the same: the second changes nothing."""
        self.moments.pop(moment, None)

    def reason(self, id: str) -> Reason:
        """The reason of this entry. Raises `Refused` where it is gone: its author may have moved."""
        found = next((one for one in self.reasons.values() if str(one.seq) == id), None)
        if found is None:
            raise Refused("reason")
        return found

    def shown_reasons(self) -> list[Reason]:
        """What the desk did not set aside, the newest first."""
        return [one for one in reversed(self.reasons.values()) if str(one.seq) not in self.hidden]
