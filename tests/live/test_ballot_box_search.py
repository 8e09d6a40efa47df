"""After the close no table joins person and choice: the database is dumped and searched, rows and raw bytes."""

import hashlib
import hmac
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from live import log
from live.ballots import sweep
from live.models import Ballot, Box, Entry
from live.queries import RoomInfo
from live.seats import pseudonym
from tests.live.ballots import a_cast, a_secret_room, an_uncast, said, seat
from tests.live.rooms import POLL

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]

PEOPLE = 12


@pytest.fixture
def room() -> RoomInfo:
    """Twelve people voted, some of them twice, and one more took the ballot back."""
    found = a_secret_room()
    log.append([a_cast(found, PEOPLE, "b")])
    log.append([an_uncast(found, PEOPLE)])
    log.append([a_cast(found, who % PEOPLE, "ab"[who % 3 % 2]) for who in range(PEOPLE + 5)])
    return found


def secrets(room: RoomInfo) -> set[str]:
    """What leads from a ballot to its person, while there is a box: the numbers of the voters, and the key."""
    key = Box.objects.get().key
    back = pseudonym(room.secret, seat(PEOPLE), POLL)
    withdrawn = hmac.new(key.encode(), back.encode(), hashlib.sha256).hexdigest()
    return {*Ballot.objects.values_list("voter", flat=True), withdrawn, key}


def persons(room: RoomInfo) -> set[str]:
    """What stands for a person anywhere: seat, pseudonym, id of an act."""
    seats = [seat(who) for who in range(PEOPLE + 1)]
    actors = {pseudonym(room.secret, one, POLL) for one in seats}
    acts = {str(op) for op in Entry.objects.filter(verb="cast").values_list("op_id", flat=True)}
    return {*seats, *(one.replace("-", "") for one in [*seats, *acts]), *actors, *acts}


def rows() -> list[str]:
    """Every row of every table as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [json.dumps([table, *row], default=str) for row in cursor.fetchall()]
    return found


def dumped() -> str:
    """The whole database as its own means write it out: raw bytes of SQLite's files, a dump of PostgreSQL's."""
    if connection.vendor == "sqlite":
        file = Path(str(settings.DATABASES["default"]["NAME"]))
        files = [file, file.with_name(file.name + "-wal")]
        return "".join(one.read_bytes().decode("latin-1") for one in files if one.exists())
    access = connection.settings_dict
    to = [f"--host={access['HOST']}", f"--port={access['PORT'] or 5432}", f"--username={access['USER']}"]
    environment = os.environ | {"PGPASSWORD": access["PASSWORD"]}
    dump = subprocess.run(["pg_dump", *to, access["NAME"]], env=environment, capture_output=True, check=True)
    return dump.stdout.decode()


def joined(lines: list[str], room: RoomInfo, receipts: set[str]) -> list[str]:
    """Rows in which a person stands beside a choice or beside a receipt."""
    who = persons(room)
    tells = [line for line in lines if "choices" in line or any(one in line for one in receipts)]
    return [line for line in tells if any(one in line for one in who)]


def published(room: RoomInfo) -> Any:
    return Entry.objects.get(room_id=room.id, verb="ballots").body["ballots"]


def test_after_the_close_no_row_joins_person_and_choice(room: RoomInfo) -> None:
    keys = secrets(room)
    log.append([said(room.id, "close")])
    receipts = {one[0] for one in published(room)}
    assert len(receipts) == PEOPLE
    lines = rows()
    assert any(one in line for one in receipts for line in lines)  # the search finds what is there
    assert any(one in line for one in persons(room) for line in lines)
    assert joined(lines, room, receipts) == []
    assert [line for line in lines if any(key in line for key in keys)] == []


def test_nothing_of_the_box_is_left_in_what_the_database_writes(room: RoomInfo) -> None:
    keys = secrets(room)
    assert len(keys) == PEOPLE + 2
    there = {key for key in keys if key in dumped()}
    assert len(there) >= PEOPLE + 1  # while the vote is open whoever has the files could tell
    log.append([said(room.id, "close")])
    whole = dumped()
    assert published(room)[0][0] in whole
    assert [key for key in keys if key in whole] == []


def test_control_without_overwriting_and_sweeping_the_bytes_are_there(
    room: RoomInfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a dump of PostgreSQL holds no deleted rows anyway")
    keys = secrets(room)
    monkeypatch.setattr(sweep, "begin", lambda: None)
    log.append([said(room.id, "close")])
    whole = dumped()
    assert [key for key in keys if key in whole]


def test_while_the_vote_is_open_the_log_holds_who_and_not_what(room: RoomInfo) -> None:
    bodies = Entry.objects.filter(room_id=room.id, verb="cast").values_list("body", flat=True)
    assert list(bodies) == [{"paper": 1}] * (PEOPLE + 6)
    receipts = set(Ballot.objects.values_list("receipt", flat=True))
    in_box = [line for line in joined(rows(), room, receipts) if '"live_ballot"' not in line]
    assert in_box == []


def test_a_mode_in_which_few_took_part_is_told_of_nobody(room: RoomInfo) -> None:
    log.append([a_cast(room, 50 + who, "a", mode="room") for who in range(4)])
    log.append([said(room.id, "close")])
    assert {one[1] for one in published(room)} == {"untold"}


def test_modes_are_told_where_each_has_five_people(room: RoomInfo) -> None:
    log.append([a_cast(room, 50 + who, "a", mode="room") for who in range(5)])
    log.append([said(room.id, "close")])
    told = [one[1] for one in published(room)]
    assert (told.count("room"), told.count("remote")) == (5, PEOPLE)
    receipts = [one[0] for one in published(room)]
    assert receipts == sorted(receipts)
