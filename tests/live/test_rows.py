"""Rows written straight into a table are those that `bulk_create` would have written."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from live import rows
from live.models import Entry, Room, Seat

pytestmark = [pytest.mark.services, pytest.mark.django_db]

BODIES = [
    {},
    {"text": "¿Cuándo? «ñandú» 🎈 \\ \" ' %s ; --"},
    {"text": "line\nbreak\ttab\u2028end", "none": None, "yes": True, "no": False},
    {"whole": 2**62, "part": 0.1, "small": -1e-9, "many": [1, [2, {"three": "3"}]]},
]


@pytest.fixture
def room(db: None) -> Room:
    return Room.objects.create(session=uuid.uuid4())


def fields(room: Room, seq: int, body: dict[str, Any]) -> dict[str, Any]:
    by = {"name": "Ana Ñ", "role": "person"}
    said: dict[str, Any] = {"activity": "a", "actor": f"actor-{seq}", "by": by, "verb": "ask", "body": body}
    return {"seq": seq, "op_id": uuid.uuid4(), "at": 1764482100.25, **said}


def test_each_value_is_kept_as_bulk_create_keeps_it(room: Room) -> None:
    wanted = [fields(room, seq, body) for seq, body in enumerate(BODIES, 1)]
    names = ("room", *wanted[0])
    rows.insert(Entry, names, [(room.pk, *one.values()) for one in wanted])
    straight = list(Entry.objects.order_by("seq").values(*wanted[0]))
    assert [Entry.objects.get(body=one["body"]).seq for one in wanted] == [1, 2, 3, 4]  # found by the whole value, too
    Entry.objects.all().delete()
    Entry.objects.bulk_create([Entry(room=room, **one) for one in wanted])
    assert straight == wanted == list(Entry.objects.order_by("seq").values(*wanted[0]))


def test_constraints_hold_as_for_any_row(room: Room) -> None:
    one = fields(room, 1, {})
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert(Entry, ("room", *one), [(room.pk, *one.values()), (room.pk, *one.values())])
    assert not Entry.objects.exists()


def test_once_leaves_what_is_there_and_writes_the_rest(room: Room) -> None:
    first, second = uuid.uuid4(), uuid.uuid4()
    Seat.objects.create(room=room, key=first, mode="remote", barred=True)
    new = [(room.pk, key, "room", False) for key in (first, second, second)]
    rows.insert(Seat, ("room", "key", "mode", "barred"), new, once=True)
    found = {(one.key, one.mode, one.barred) for one in Seat.objects.all()}
    assert found == {(first, "remote", True), (second, "room", False)}


def test_no_rows_are_no_fault(room: Room) -> None:
    rows.insert(Entry, ("room", "seq"), [])
    assert not Entry.objects.exists()
