"""The ballot boxes of a room, while its row is held: a ballot goes in with the entry that somebody cast one, and all
come out with the entry that ends the vote. Neither happens without the other."""

import hashlib
import hmac
import json
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec
from django.db import transaction

from live.apart.law import Law
from live.apart.line import HOUSE, Line
from live.ballots import sweep
from live.ballots.models import Ballot, Box
from live.models.room import Entry
from live.wire.to_room import ROOM
from plugins.contract import Refused

FEWEST = 5  # people in each mode that was used; below that a split would say what few people chose
MOVES = frozenset({"setup", "retire", "open", "close", "round", "start", "end", "ballots"})
"""Verbs of core by which a box opens, ends or gets another paper."""
HEARS = MOVES | {"cast", "uncast"}
"""All that a box needs to hear of."""


@dataclass(frozen=True)
class Sealed:
    """A vote on its way into the box: what no entry will hold."""

    receipt: str
    mode: str
    verb: str
    body: dict[str, Any]


class Told(Protocol):
    """An entry, or what will be one."""

    @property
    def activity(self) -> str: ...
    @property
    def actor(self) -> str: ...
    @property
    def verb(self) -> str: ...
    @property
    def body(self) -> dict[str, Any]: ...


class Boxes:
    """The boxes of one room. Asked for each entry, in the order in which they get their places."""

    def __init__(self, room: int, *, wanted: bool):
        rows = Box.objects.filter(room_id=room) if wanted else ()
        self._room, self._boxes = room, {row.activity: row for row in rows}
        self._laws = {row.activity: msgspec.convert(row.law, Law) for row in self._boxes.values()}
        self._sealed: dict[str, Ballot | None] = {}  # by voter; not written yet, None for what is taken out
        self._moved: set[str] = set()

    def ended_by(self, told: Told) -> Iterator[tuple[str, list[list[Any]]]]:
        """The activities whose vote an entry ends, each with its ballots, which are in the box no more."""
        for activity, law in self._laws.items():
            concerned = ROOM if told.verb == "end" else activity
            if told.activity == concerned and law.ends_with(told.verb):
                yield activity, self._empty(self._boxes[activity])

    def hear(self, told: Told, place: int, sealed: Sealed | None, *, before: Iterable[Line]) -> None:
        """Take note of an entry that got its place; `before` are those that are not written yet. A ballot goes in or is
        taken out where the fold will count it."""
        if told.verb in MOVES:
            self._move(told, place, before)
        elif told.verb in HEARS and self._takes(told):
            self._take(told, sealed)

    def _takes(self, told: Told) -> bool:
        law = self._laws.get(told.activity)
        return law is not None and law.takes(told.body["paper"])

    def _take(self, told: Told, sealed: Sealed | None) -> None:
        """A ballot, or None for the one that lies there: nothing happens where none does."""
        box = self._boxes[told.activity]
        if not box.key:
            box.key = secrets.token_hex(32)
            self._moved.add(told.activity)
        voter = hmac.new(box.key.encode(), told.actor.encode(), hashlib.sha256).hexdigest()
        if sealed is None:
            self._sealed[voter] = None
            return
        ballot = Ballot(voter=voter, box=box, receipt=sealed.receipt, mode=sealed.mode)
        ballot.verb, ballot.body = sealed.verb, sealed.body
        self._sealed[voter] = ballot

    def _move(self, told: Told, place: int, before: Iterable[Line]) -> None:
        begins = told.verb == "setup" and told.activity not in self._laws and _is_secret(told)
        if begins:
            self._boxes[told.activity] = Box(room_id=self._room, activity=told.activity)
            self._laws[told.activity] = _law_of(self._room, told.activity, before)
        for activity, law in self._laws.items():
            if told.activity in (ROOM, activity):
                moved(law, told, place)
                self._moved.add(activity)

    def _empty(self, box: Box) -> list[list[Any]]:
        """All ballots by receipt; they and the key are deleted, and then what the database still has of them."""
        self._put_in()
        rows = Ballot.objects.filter(box=box)
        found = list(rows.values_list("receipt", "mode", "verb", "body"))
        rows.delete()
        box.key = ""
        self._moved.add(box.activity)
        transaction.on_commit(sweep.begin)
        return published(found)

    def _put_in(self) -> None:
        self._save()
        fields = ["receipt", "mode", "verb", "body"]
        ballots = [ballot for ballot in self._sealed.values() if ballot]
        Ballot.objects.bulk_create(ballots, update_conflicts=True, unique_fields=["voter"], update_fields=fields)
        if len(ballots) < len(self._sealed):
            Ballot.objects.filter(voter__in=self._sealed.keys() - {ballot.voter for ballot in ballots}).delete()
        self._sealed.clear()

    def _save(self) -> None:
        for activity in self._moved:
            self._boxes[activity].law = msgspec.to_builtins(self._laws[activity])
            self._boxes[activity].save()
        self._moved.clear()

    def close(self) -> None:
        """Write what is not written yet."""
        self._put_in() if self._sealed else self._save()


def published(ballots: Sequence[tuple[str, str, str, dict[str, Any]]]) -> list[list[Any]]:
    """The ballots as the log keeps them: sorted by receipt, and without their modes where one was used by few."""
    few = any(number < FEWEST for number in Counter(mode for _, mode, _, _ in ballots).values())
    told = [[receipt, "untold" if few else mode, verb, body] for receipt, mode, verb, body in ballots]
    return sorted(told, key=lambda one: (one[0], json.dumps(one, sort_keys=True)))


def moved(law: Law, told: Told, place: int) -> None:
    """What an entry makes of the law, as the fold does it."""
    house = told.actor == HOUSE
    with suppress(Refused):
        match told.verb:
            case verb if told.activity == ROOM:
                law.session(verb)
            case "setup" if house:
                law.set_up(_is_secret(told), place)
            case "retire" if house:
                law.retire()
            case "ballots" if house:
                law.count()
            case "open" | "close" | "round" as verb:
                law.host(verb, place)


def _is_secret(told: Told) -> bool:
    return told.activity != ROOM and bool(told.body["setup"].get("secret"))


def _law_of(room: int, activity: str, before: Iterable[Line]) -> Law:
    """Where an activity stands that has had no box yet, out of the log: asked when it first becomes secret."""
    law, begun = Law(), False
    rows = Entry.objects.filter(room_id=room, activity__in=(ROOM, activity), verb__in=MOVES).order_by("seq")
    told: list[Entry | Line] = [*rows, *before]
    for entry in told:
        begun = begun or (entry.activity == activity and entry.verb == "setup")
        if entry.verb in MOVES and (entry.activity == ROOM or (entry.activity == activity and begun)):
            moved(law, entry, entry.seq)
    return law
