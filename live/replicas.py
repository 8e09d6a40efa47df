"""A room's state folded from its log. Pure: no table, no clock, no socket; the same lines give the same state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from live.activity import Activity, Class
from live.line import HOUSE, Line
from live.wire.to_room import HOST_VERBS, ROOM
from plugins.contract import By, Json, Phase, Refused, Text
from plugins.setup import Setup, own_words_first


class Verdict(NamedTuple):
    """What the fold made of an entry: `code` is "" where it counted."""

    seq: int
    code: str = ""
    values: Mapping[str, str | int] = {}


@dataclass
class Folded:
    """What a batch changed."""

    touched: set[str] = field(default_factory=set)  # activities whose views may differ
    mine: set[tuple[str, str]] = field(default_factory=set)  # (activity, actor) whose own part changed
    renewed: set[str] = field(default_factory=set)  # activities in a new round: everyone's own part is empty
    regrouped: set[str] = field(default_factory=set)  # activities where anybody's class may have moved
    verdicts: list[Verdict] = field(default_factory=list)


class Replica:
    """One room, folded up to the place `rev`."""

    def __init__(self) -> None:
        self.rev = 0
        self.title: Text = {}
        self.phase, self.stage = "waiting", ""
        self.activities: dict[str, Activity] = {}
        self._refused: dict[int, Verdict] = {}

    def fold(self, lines: Iterable[Line]) -> Folded:
        """Take the next lines of the log; a gap is an error of the caller's, never passed over."""
        done = Folded()
        for line in lines:
            if line.seq != self.rev + 1:
                raise ValueError(f"the log jumps from {self.rev} to {line.seq}")
            self.rev = line.seq
            done.verdicts.append(self._judge(line, done))
        return done

    def verdict(self, seq: int) -> Verdict:
        """What became of the entry at a place already folded."""
        return self._refused.get(seq) or Verdict(seq)

    def _judge(self, line: Line, done: Folded) -> Verdict:
        activity = self.activities.get(line.activity)
        try:
            self._apply(line, activity, done)
            verdict = Verdict(line.seq)
        except Refused as refusal:
            verdict = Verdict(line.seq, refusal.code, refusal.values)
        except Exception:  # a format that raises breaks its own act and nothing else (G9)
            verdict = Verdict(line.seq, "broken")
        if verdict.code:
            self._refused[line.seq] = verdict
        activity = self.activities.get(line.activity)
        if activity is not None:
            activity.tell(verdict.code, line.by["role"])
        return verdict

    def _apply(self, line: Line, activity: Activity | None, done: Folded) -> None:
        if line.activity == ROOM:
            self._room(line)
            if line.verb == "end":
                done.touched |= self.activities.keys()
                done.regrouped |= self.activities.keys()
        elif line.actor == HOUSE and line.verb == "setup":
            self._set_up(line, activity, done)
        elif activity is None:
            raise Refused("unknown")
        elif line.actor == HOUSE and line.verb == "retire":
            activity.retire()
        elif line.verb in HOST_VERBS:
            activity.host(line.verb)
            done.regrouped.add(line.activity)
            if line.verb == "round":
                done.renewed.add(line.activity)
        else:
            by = line.by
            who = By(line.seq, line.actor, by["name"], by["role"], by["mode"], by["trust"], by["language"], line.at)  # type: ignore[arg-type]
            activity.take(line.verb, line.body, who)
            done.mine.add((line.activity, line.actor))
            if by["role"] == "host":
                done.regrouped.add(line.activity)
        done.touched.add(line.activity)

    def _set_up(self, line: Line, activity: Activity | None, done: Folded) -> None:
        setup, place = own_words_first(msgspec.convert(line.body["setup"], Setup)), line.body["place"]
        if activity is None:
            self.activities[line.activity] = Activity(line.activity, setup, place)
        elif activity.set_up(setup, place):
            done.renewed.add(line.activity)
        done.regrouped.add(line.activity)

    def _room(self, line: Line) -> None:
        match line.verb:
            case "setup":
                self.title = line.body["title"]
            case "start" if self.phase != "live":
                self.phase = "live"
            case "end" if self.phase == "live":
                self.phase, self.stage = "ended", ""
                for activity in self.activities.values():
                    if activity.phase is Phase.OPEN:
                        activity.phase = Phase.CLOSED
            case "stage":
                wanted = line.body.get("activity", "")
                if wanted and (wanted not in self.activities or self.activities[wanted].retired):
                    raise Refused("unknown")
                self.stage = wanted
            case _:
                raise Refused("already")

    # -------------------------------------------------- what is seen
    def room_view(self) -> Json:
        """The room's own fragment: the same for everyone."""
        return {"title": self.title, "phase": self.phase, "stage": self.stage}

    def classes(self, side: str, actors: Mapping[str, str]) -> tuple[tuple[str, Class], ...]:
        """The class in each activity of someone whose pseudonyms are `actors` (activity: actor)."""
        return tuple((key, one.class_of(side, actors.get(key, ""))) for key, one in self.activities.items())

    def mine(self, actors: Mapping[str, str]) -> Json:
        """What is only theirs, by activity; activities without anything are left out."""
        found = {key: one.mine(actors[key]) for key, one in self.activities.items() if key in actors}
        return {key: value for key, value in found.items() if value}

    def versions(self) -> str:
        """The formats' versions: part of the epoch, since another version may fold another view."""
        kinds = {one.setup.format: one.format.version if one.format else 0 for one in self.activities.values()}
        return ".".join(f"{slug}{version}" for slug, version in sorted(kinds.items()))
