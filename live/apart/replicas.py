"""A room's state folded from its log. Pure: no table, no clock, no socket; the same lines give the same state."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from live.apart.activity import Activity, Ballot, Class
from live.apart.calls import Fault, Verdict
from live.apart.line import HOUSE, Line
from live.apart.watch import watch
from live.wire.to_room import HOST_VERBS, ROOM
from plugins.contract import By, Json, Refused, Text
from plugins.setup import Setup, own_words_first


@dataclass
class Folded:
    """What a batch changed."""

    touched: set[str] = field(default_factory=set)  # activities whose views may differ
    mine: set[tuple[str, str]] = field(default_factory=set)  # (activity, actor) whose own part changed
    renewed: set[str] = field(default_factory=set)  # activities in a new round: everyone's own part is empty
    regrouped: set[str] = field(default_factory=set)  # activities where anybody's class may have moved
    again: bool = False  # a halt reaches back to what was folded without knowing of it


class Replica:
    """One room, folded up to the place `rev`. `halts` are the entries `halt` of its log, known beforehand: from the
    place one names to the entry itself nothing of its activity is folded."""

    def __init__(self, halts: Iterable[Line] = ()) -> None:
        self.rev = 0
        self.title: Text = {}
        self.phase, self.stage = "waiting", ""
        self.activities: dict[str, Activity] = {}
        self.began: dict[str, list[int]] = {}  # activity: the entries with which its second and later rounds began
        self._refused: dict[int, Verdict] = {}
        self._halts = {line.seq: line for line in halts}

    def fold(self, lines: Iterable[Line]) -> Folded:
        """Take the next lines of the log; a gap is an error of the caller's, never passed over."""
        done = Folded()
        for line in lines:
            if line.seq != self.rev + 1:
                raise ValueError(f"the log jumps from {self.rev} to {line.seq}")
            self.rev = watch.place = line.seq
            self._judge(line, done)
        return done

    def verdict(self, seq: int) -> Verdict:
        """What became of the entry at a place already folded."""
        return self._refused.get(seq) or Verdict(seq)

    def _judge(self, line: Line, done: Folded) -> None:
        activity = self.activities.get(line.activity)
        try:
            self._apply(line, activity, done)
            verdict = Verdict(line.seq)
        except Refused as refusal:
            verdict = Verdict(line.seq, refusal.code, refusal.values)
        except MemoryError:
            raise
        except Exception as error:  # a format that raises breaks its own act and nothing else (G9)
            verdict = Verdict(line.seq, "broken")
            if activity is not None:
                activity.blame(error)
        if verdict.code:
            self._refused[line.seq] = verdict
        activity = self.activities.get(line.activity)
        if activity is not None:
            activity.tell(verdict.code, line.by["role"])

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
        elif line.actor == HOUSE and line.verb == "halt":
            done.again |= line.seq not in self._halts
            activity.halt(line.body["why"])
            done.regrouped.add(line.activity)
        elif line.verb in HOST_VERBS:
            activity.host(line.verb, seq=line.seq)
            self._supply(activity)
            done.regrouped.add(line.activity)
            if line.verb == "round":
                self._renewed(line, done)
        elif line.verb == "cast":
            activity.cast(line.body["paper"], line.actor, line.seq)
            done.mine.add((line.activity, line.actor))
        elif line.verb == "uncast":
            activity.uncast(line.body["paper"], line.actor)
            done.mine.add((line.activity, line.actor))
        elif line.actor == HOUSE and line.verb == "ballots":
            ballots = msgspec.convert(line.body["ballots"], list[Ballot])
            activity.count(ballots, line.seq, line.at, run=not self._is_halted(line))
            done.regrouped.add(line.activity)
        elif self._is_halted(line):
            raise Refused("unavailable")
        else:
            activity.take(line.verb, line.body, _who(line))
            done.mine.add((line.activity, line.actor))
            if line.by["role"] == "host":
                done.regrouped.add(line.activity)
        done.touched.add(line.activity)

    def _supply(self, activity: Activity) -> None:
        """Hand over another activity's items as they stand at this place of the log: no copy of them is stored."""
        source = self.activities.get(activity.wants)
        if source is not None:
            activity.supply(source.items())

    def voice(self, activity: Activity, there: str) -> str:
        """For whom somebody speaks in an activity: asked of the one that gives its items, where they are `there`."""
        source = self.activities.get(activity.setup.source)
        return source.voice(there) if source is not None and there else ""

    def _is_halted(self, line: Line) -> bool:
        return any(
            halt.activity == line.activity and halt.body["from"] <= line.seq < place
            for place, halt in self._halts.items()
        )

    def _set_up(self, line: Line, activity: Activity | None, done: Folded) -> None:
        setup, place = own_words_first(msgspec.convert(line.body["setup"], Setup)), line.body["place"]
        if activity is None:
            live = self.phase == "live"
            self.activities[line.activity] = Activity(line.activity, setup, place, seq=line.seq, live=live)
        elif activity.set_up(setup, place, seq=line.seq):
            self._renewed(line, done)
        done.regrouped.add(line.activity)

    def _renewed(self, line: Line, done: Folded) -> None:
        self.began.setdefault(line.activity, []).append(line.seq)
        done.renewed.add(line.activity)

    def _room(self, line: Line) -> None:
        self._told_the_room(line)
        for activity in self.activities.values():
            activity.law.session(line.verb)

    def _told_the_room(self, line: Line) -> None:
        match line.verb:
            case "setup":
                self.title = line.body["title"]
            case "start" if self.phase != "live":
                self.phase = "live"
            case "end" if self.phase == "live":
                self.phase, self.stage = "ended", ""
            case "stage":
                wanted = line.body.get("activity", "")
                if wanted and (wanted not in self.activities or self.activities[wanted].retired):
                    raise Refused("unknown")
                self.stage = wanted
            case _:
                raise Refused("already")

    def round_of(self, seq: int, activity: str) -> int:
        """The round an entry of an activity stands in, counted from 1."""
        return 1 + bisect_right(self.began.get(activity, ()), seq)

    # -------------------------------------------------- what is seen
    def room_view(self) -> Json:
        """The room's own fragment: the same for everyone."""
        return {"title": self.title, "phase": self.phase, "stage": self.stage}

    def classes(self, side: str, actors: Mapping[str, str]) -> tuple[tuple[str, Class], ...]:
        """The class in each activity of someone whose pseudonyms are `actors` (activity: actor)."""
        return tuple((key, one.class_of(side, actors.get(key, ""))) for key, one in self.activities.items())

    def faults(self) -> list[Fault]:
        """What formats did wrong since this was last asked."""
        rev, found = self.rev, self.activities.items()
        return [Fault(key, why, rev + 1, cuts) for key, one in found for why, cuts in one.faults()]

    def versions(self) -> str:
        """The formats' versions: part of the epoch, since another version may fold another view."""
        kinds = {one.setup.format: one.format.version if one.format else 0 for one in self.activities.values()}
        return ".".join(f"{slug}{version}" for slug, version in sorted(kinds.items()))


def _who(line: Line) -> By:
    """Who said an entry. Entries from before there were voices have none."""
    by = line.by
    told = (by["name"], by["role"], by["mode"], by["trust"], by["language"])
    return By(line.seq, line.actor, *told, line.at, by.get("voice", ""))  # type: ignore[arg-type]
