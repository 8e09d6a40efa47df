"""G1, G2 and G4 of the log, by hypothesis, under real threads: contiguous places, one for every act, for ever."""

import contextlib
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from live import log
from live.models import Entry, Room
from tests.live.rooms import a_bare_room, vote

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]

real = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

# Each writer sends batches; an act is (room 0 or 1, person, number): equal acts are retries of one another.
ACT = st.tuples(st.integers(0, 1), st.integers(0, 2), st.integers(0, 5))
WRITERS = st.lists(st.lists(st.lists(ACT, min_size=1, max_size=6), max_size=5), min_size=2, max_size=4)


def in_threads(works: list[Callable[[], object]]) -> list[object]:
    """Do all at once, each with a connection of its own."""

    def one(work: Callable[[], object]) -> object:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


def breaks(writers: list[list[list[tuple[int, int, int]]]]) -> list[str]:
    """Let the writers race, and say which laws broke."""
    rooms = [a_bare_room(), a_bare_room()]
    ops: dict[tuple[int, int, int], uuid.UUID] = {}
    wrong: list[str] = []
    for batches in writers:
        for batch in batches:
            for act in batch:
                ops.setdefault(act, uuid.uuid4())
    placed: dict[tuple[int, int, int], set[int]] = {act: set() for act in ops}

    def write(batches: list[list[tuple[int, int, int]]]) -> None:
        for batch in batches:
            drafts = [
                vote(rooms[room].id, f"p{person}", "a", ops[room, person, number]) for room, person, number in batch
            ]
            try:
                for act, place in zip(batch, log.append(drafts), strict=True):
                    placed[act].add(place)
            except IntegrityError as error:
                wrong.append(f"an act was not stored: {error}")

    in_threads([lambda batches=batches: write(batches) for batches in writers])
    for index, room in enumerate(rooms):
        rows = list(Entry.objects.filter(room_id=room.id).order_by("seq"))
        if [row.seq for row in rows] != list(range(1, len(rows) + 1)):
            wrong.append(f"places have holes: {[row.seq for row in rows]}")
        if [row.at for row in rows] != sorted(row.at for row in rows):
            wrong.append("time goes back")
        if Room.objects.get(pk=room.id).seq != len(rows):
            wrong.append("the room's place is not its log's")
        for act, places in placed.items():
            stored = [row.seq for row in rows if row.op_id == ops[act]]
            if act[0] == index and stored != sorted(places):
                wrong.append(f"{act} was answered {places}, stored at {stored}")
    wrong += [f"{act} has {len(places)} places" for act, places in placed.items() if len(places) != 1]
    return wrong


@real
@given(writers=WRITERS)
def test_places_are_contiguous_and_every_act_has_exactly_one(writers: list[list[list[tuple[int, int, int]]]]) -> None:
    assert breaks(writers) == []


BUSY = [[[(0, person, number)] for number in range(6)] for person in range(4)]
TWINS = [[[(0, 0, number)] for number in range(6)]] * 4


@pytest.fixture
def lock_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """No row lock, and no transaction that would stand in for it on SQLite."""

    def unlocked(rooms: list[int]) -> list[Room]:
        rows = list(Room.objects.filter(pk__in=rooms).order_by("pk"))
        time.sleep(0.01)
        return rows

    monkeypatch.setattr(log, "transaction", SimpleNamespace(atomic=contextlib.nullcontext))
    monkeypatch.setattr(log, "_held", unlocked)


def test_control_without_the_row_lock_the_law_breaks(lock_off: None) -> None:
    assert breaks(BUSY)


@pytest.fixture
def uniqueness_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries are not looked for, and the database would not mind."""
    constraint = next(one for one in Entry._meta.constraints if one.name == "entry_op_once")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Entry, constraint)
    monkeypatch.setattr(log, "_known", lambda room, drafts: {})


def test_control_without_uniqueness_a_retry_counts_twice(uniqueness_off: None) -> None:
    assert breaks(TWINS)


def test_the_database_refuses_a_second_entry_for_one_act() -> None:
    room = a_bare_room()
    fields = {"activity": "x", "actor": "p", "by": {}, "verb": "v", "body": {}, "op_id": uuid.uuid4(), "at": 0}
    Entry.objects.create(room_id=room.id, seq=3, **fields)
    with pytest.raises(IntegrityError):
        Entry.objects.create(room_id=room.id, seq=4, **fields)
