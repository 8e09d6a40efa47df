"""Casts are ballots are acknowledged votes, however they race with what ends the vote: box and fold obey one law."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from django.db import transaction

from live import log
from live.apart.law import Law
from live.ballots import box, checking
from live.ballots.box import Boxes, Sealed
from live.ballots.receipts import new_receipt
from live.history import fold_all
from live.hub import Hub
from live.models import Ballot, Box, Entry
from live.queries import RoomInfo
from live.seats import Seat, of_host
from live.wire.to_person import Ack
from live.wire.to_room import ROOM, Act
from tests.live.ballots import a_cast, a_secret_room, an_uncast, said, seat, set_up
from tests.live.rooms import POLL
from tests.live.test_log_laws import in_threads

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]

RACES, VOTERS, VOTES = 20, 6, 3
ENDS = ("close", "round", "end", "retire")


def raced(room: RoomInfo) -> dict[UUID, Sealed]:
    """Twenty votes that end while everybody votes, half of them take their ballot back, and some vote once more; what
    was in each act's envelope, by its id."""
    paper, envelopes = 1, dict[UUID, Sealed]()
    for race in range(RACES):
        acts = [
            [a_cast(room, who, "ab"[(who + turn) % 2], paper=paper) for turn in range(VOTES)] for who in range(VOTERS)
        ]
        for who in range(0, VOTERS, 2):  # at once and then voted again, or at the end
            acts[who].insert(VOTES if who % 4 else 1, an_uncast(room, who, paper=paper))
        envelopes |= {one.op_id: one.sealed for some in acts for one in some if one.sealed}
        verb = ENDS[race % len(ENDS)]
        ends = [said(room.id, verb, ROOM if verb == "end" else POLL) for _ in range(2)]

        def vote(some: list[log.Draft]) -> None:
            for one in some:
                log.append([one])
            log.append(some)  # all of them once more: retries

        votes: list[Callable[[], object]] = [lambda some=some: vote(some) for some in acts]  # type: ignore[misc]
        in_threads([*votes, *(lambda end=end: log.append([end]) for end in ends)])  # type: ignore[misc]
        log.append([said(room.id, "start", ROOM), set_up(room.id)])
        (paper,) = log.append([said(room.id, "round")])
    log.append([said(room.id, "close")])
    return envelopes


def faults(room: RoomInfo, envelopes: dict[UUID, Sealed]) -> list[str]:
    """Where what was acknowledged is not what was published; and what is left in the box."""
    replica, wrong, counts = fold_all(room.id), [], 0
    standing: dict[str, Sealed] = {}
    for row in Entry.objects.filter(room_id=room.id).order_by("seq"):
        if row.verb == "cast" and not replica.verdict(row.seq).code:
            standing[row.actor] = envelopes[row.op_id]
        if row.verb == "uncast" and not replica.verdict(row.seq).code:
            del standing[row.actor]
        if row.verb == "ballots":
            counts += 1
            published = Counter((receipt, body["choices"][0]) for receipt, _, _, body in row.body["ballots"])
            meant = Counter((one.receipt, one.body["choices"][0]) for one in standing.values())
            if published != meant:
                wrong.append(f"{len(standing)} have a ballot, {published.total()} are published, others than meant")
            standing.clear()
    if counts <= RACES:
        wrong.append(f"{counts} votes were counted of {RACES + 1}")
    if standing or Ballot.objects.exists() or Box.objects.exclude(key="").exists():
        wrong.append("ballots or a key are left")
    return wrong


def test_casts_are_ballots_are_acknowledged_under_twenty_racing_closes() -> None:
    room = a_secret_room()
    assert faults(room, raced(room)) == []


class Careless(Law):
    """A box that takes what comes, while the fold still refuses it."""

    def takes(self, paper: int) -> bool:
        return True


def careless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(box, "Law", Careless)


def afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ballots are put in once the room's row is let go."""
    close = Boxes.close

    def later(self: Boxes) -> None:
        transaction.on_commit(lambda: (time.sleep(0.005), close(self)))

    monkeypatch.setattr(Boxes, "close", later)


@pytest.mark.parametrize("harm", [careless, afterwards])
def test_control_without_the_law_or_the_lock_they_differ(
    harm: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    room = a_secret_room()
    harm(monkeypatch)
    assert faults(room, raced(room))


@pytest.mark.parametrize("hears", [True, False])
def test_a_ballot_taken_back_is_out_of_the_box_and_a_recount_notices_one_that_stayed(
    hears: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not hears:
        monkeypatch.setattr(box, "HEARS", box.HEARS - {"uncast"})
    room = a_secret_room()
    log.append([a_cast(room, 1, "a"), a_cast(room, 2, "b"), an_uncast(room, 1), a_cast(room, 3, "a")])
    log.append([an_uncast(room, 2), a_cast(room, 2, "a"), an_uncast(room, 4)])
    told = [bool(checking.faults(room))]
    log.append([said(room.id, "close"), an_uncast(room, 3)])
    told.append(bool(checking.faults(room)))
    assert told == [not hears] * 2


def test_the_box_keeps_the_law_the_fold_keeps() -> None:
    """Whatever is said in whatever order, the law that is stored is the one that is folded."""
    room = a_secret_room()
    for secret in (True, False, True):
        for verb in ("close", "open", "round", "retire", "open", "end", "start", "open", "round"):
            log.append(
                [set_up(room.id, secret=secret), said(room.id, verb, ROOM if verb in {"start", "end"} else POLL)]
            )
            folded = fold_all(room.id).activities[POLL].law
            stored = msgspec.convert(Box.objects.get(room_id=room.id).law, Law)
            assert stored == folded, verb


def test_a_vote_that_becomes_secret_while_it_is_open_has_a_box_from_there_on() -> None:
    room = a_secret_room()
    log.append([said(room.id, "close"), set_up(room.id, secret=False), said(room.id, "round")])
    Box.objects.all().delete()
    (paper,) = log.append([set_up(room.id, secret=True)])
    log.append([a_cast(room, 1, "a", paper=paper), a_cast(room, 2, "b", paper=paper - 1)])
    assert Box.objects.get().ballots.count() == 1
    assert fold_all(room.id).activities[POLL].law == msgspec.convert(Box.objects.get().law, Law)


def test_whoever_was_told_that_it_counted_is_in_the_list_and_nobody_else(ada: Any) -> None:
    """Through two hubs, as two processes have them: every vote is sent twice while the poll is closed twice."""
    room = a_secret_room()
    host = of_host(room=room.code, user=ada, language="es")
    people = [Seat(room=room.code, key=seat(number)) for number in range(8)]

    async def played() -> list[int]:
        hubs, told = [Hub(), Hub()], list[int]()
        try:
            for _ in range(4):
                acts = [Act(uuid4(), POLL, "vote", {"choices": ["a"]}, new_receipt()) for _ in people]
                sends = [hub.act(room, one, act) for hub in hubs for one, act in zip(people, acts, strict=True)]
                ends = [hub.act(room, host, Act(uuid4(), POLL, "close")) for hub in hubs]
                answers = await asyncio.gather(*sends[:12], *ends, *sends[12:])
                kinds = {answer.id: type(answer) for answer in answers}
                told.append(sum(kinds[str(act.id)] is Ack for act in acts))
                again = [await hubs[1].act(room, one, act) for one, act in zip(people, acts, strict=True)]
                assert [type(one) for one in again] == [kinds[str(act.id)] for act in acts]
                await hubs[0].act(room, host, Act(uuid4(), POLL, "round"))
        finally:
            for hub in hubs:
                await hub.close()
        return told

    told = asyncio.run(played())
    lists = Entry.objects.filter(room_id=room.id, verb="ballots").order_by("seq").values_list("body", flat=True)
    assert [len(body["ballots"]) for body in lists] == told
