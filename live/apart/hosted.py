"""One room in the child: the questions of `calls`, answered from the fold."""

import time
from collections.abc import Iterator

from msgspec import json

from live.apart import door, whole
from live.apart.calls import (
    Face,
    Folded,
    Judged,
    Lines,
    Listed,
    More,
    Outcome,
    Passage,
    Preview,
    Said,
    Tick,
    Ticked,
    Told,
    Verdict,
    Viewer,
    Whole,
)
from live.apart.line import Line
from live.apart.publisher import Audience, Publisher, name_of
from live.apart.replicas import Replica
from live.apart.watch import watch
from live.wire.to_room import HOST_VERBS
from plugins.contract import Json, Refused

SLICE = 0.04  # seconds of folding before other rooms get their turn


class Room:
    """A room's replica and what was published of it."""

    def __init__(self, halts: list[Line]):
        self._replica = Replica(halts)
        self._publisher = Publisher(self._replica)
        self._audiences: dict[str, Audience] = {}

    @property
    def place(self) -> int:
        """Of the next entry."""
        return self._replica.rev + 1

    # -------------------------------------------------- acts
    def judge(self, acts: list[Said]) -> list[Judged]:
        """What the door says of each act, and what the fold is certain to refuse."""
        return [self._judge(act) for act in acts]

    def _judge(self, act: Said) -> Judged:
        activity = self._replica.activities.get(act.activity)
        try:
            body = door.admit(self._replica, act)
            if activity is not None and act.verb not in HOST_VERBS:
                activity.foresee(act.verb, body)
        except Refused as refusal:
            return Judged(None, refusal.code, refusal.values)
        if activity is None:
            return Judged(body)
        voice = self._replica.voice(activity, act.who.there)
        names, boxed, paper = activity.setup.names, activity.boxes(act.verb), activity.law.paper
        return Judged(body, names=names, boxed=boxed, paper=paper, voice=voice)

    # -------------------------------------------------- the log
    def fold(self, asked: Lines) -> Folded:
        """Fold the next lines, as many as fit into one slice of time."""
        replica = self._replica
        folded = replica.fold(_in_a_slice(asked.lines))
        watch.place = self.place
        self._publisher.touch(folded.touched)
        return Folded(
            rev=replica.rev,
            formats={key: one.setup.format for key, one in replica.activities.items()},
            accepts={key: one.setup.accepts for key, one in replica.activities.items()},
            sources={key: one.setup.source for key, one in replica.activities.items() if one.setup.source},
            versions=replica.versions(),
            changed=bool(folded.touched),
            regrouped=bool(folded.regrouped or folded.renewed),
            mine=[(key, actor, self._mine(key, actor)) for key, actor in sorted(folded.mine) if asked.mine],
            renewed=sorted(folded.renewed),
            again=folded.again,
            faults=replica.faults(),
        )

    def verdicts(self, places: list[int]) -> list[Verdict]:
        """Of these places those that were refused, and why."""
        return [found for found in map(self._replica.verdict, places) if found.code]

    # -------------------------------------------------- what is seen
    def tick(self, tick: Tick) -> Ticked:
        """Publish what is folded, then show it to newcomers: between the two nothing is folded."""
        now = [self._audience(viewer) for _, viewer in tick.asked]
        pairs = {(before, before) for before in tick.here}
        pairs |= {(before, after) for (before, _), after in zip(tick.asked, now, strict=True)}
        moves = {(self._audiences[before], self._audiences[after]): (before, after) for before, after in pairs}
        frames = [(*moves[move], parts) for move, parts in self._publisher.tick(set(moves)).items()]
        faces = [self._face(viewer) for viewer in tick.joining]
        views = {name: self._publisher.snapshot(self._audiences[name]) for name in {face.audience for face in faces}}
        used = {*tick.here, *now, *views}
        self._audiences = {name: audience for name, audience in self._audiences.items() if name in used}
        return Ticked(self._publisher.rev, now, frames, faces, views, self._replica.faults())

    def preview(self, viewer: Viewer) -> Preview:
        """For a page: the view as folded now; nothing is published by looking."""
        face = self._face(viewer)
        return Preview(self._replica.rev, face, self._publisher.preview(self._audiences[face.audience]))

    def more(self, asked: More) -> str:
        """Further items of a list, as JSON."""
        one = self._replica.activities.get(asked.activity)
        if one is None:
            return "{}"
        return json.encode(one.more(one.class_of(asked.side, asked.actor), asked.collection, asked.after)).decode()

    # -------------------------------------------------- the room as a whole
    def conclude(self, asked: Whole) -> list[Outcome]:
        """What activities came to."""
        return whole.outcomes(self._replica, asked, whole.conclude)

    def sheets(self, asked: Whole) -> list[Outcome]:
        """The same as tables."""
        return whole.outcomes(self._replica, asked, whole.tabulate)

    def record(self, asked: Passage) -> Told:
        """Entries as they are read."""
        return whole.record(self._replica, asked)

    def items(self, asked: Listed) -> dict[str, Json]:
        """All items of the activities of a format."""
        return whole.listed(self._replica, asked)

    # -------------------------------------------------- who looks
    def _audience(self, viewer: Viewer) -> str:
        audience = self._replica.classes(viewer.side, self._actors(viewer))
        name = name_of(audience)
        self._audiences[name] = audience
        return name

    def _face(self, viewer: Viewer) -> Face:
        mine = {key: self._mine(key, actor) for key, actor in self._actors(viewer).items()}
        return Face(self._audience(viewer), {key: text for key, text in mine.items() if text != "{}"})

    def _mine(self, key: str, actor: str) -> str:
        return json.encode(self._replica.activities[key].mine(actor)).decode()

    def _actors(self, viewer: Viewer) -> dict[str, str]:
        """By activity; who came before an activity was set up has no pseudonym there yet."""
        return dict(zip(self._replica.activities, viewer.actors, strict=False))


def _in_a_slice(lines: list[Line]) -> Iterator[Line]:
    """At least one line, and more until the slice is over."""
    until = time.monotonic() + SLICE
    for line in lines:
        yield line
        if time.monotonic() > until:
            return
