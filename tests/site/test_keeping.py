"""A backup taken while a crowd votes, restored elsewhere: nothing acknowledged before it is missing, nothing half."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import websockets
from channels.db import database_sync_to_async
from django.conf import settings
from django.core.management import call_command

from live.crowd import Crowd
from live.models import Room
from live.queries import room_by_code
from plenaria.demo.voices import Said, Voice, speak
from tests import database
from tests.live.conftest import POLL, QUESTIONS, a_room
from tests.server import Server

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services, pytest.mark.timeout(180)]

PEOPLE, SECONDS = 30, 5.0

TOLD = """
import django, json
django.setup()
from live.models import Entry, Room, Seat
from live.seats import pseudonym
room = Room.objects.get(code="KEAAT7")
seats = {pseudonym(room.secret, str(seat.key), "poll-1") for seat in Seat.objects.filter(room=room)}
entries = Entry.objects.filter(room=room)
print(json.dumps({
    "epoch": room.epoch,
    "ops": [str(op) for op in entries.values_list("op_id", flat=True)],
    "voters without a seat": sorted(set(entries.filter(verb="vote").values_list("actor", flat=True)) - seats),
    "voters": entries.filter(verb="vote").values("actor").distinct().count(),
}))
"""


@pytest.fixture
def code(transactional_db: None) -> str:
    """An open room, there before the server starts."""
    room = a_room("KEAAT7")
    speak(room, [Said(None, POLL, "open"), Said(None, QUESTIONS, "open")], script="open")
    return room.code


@pytest.fixture
def elsewhere(tmp_path: Path, place: database.Place) -> Iterator[database.Place]:
    """A folder and, on PostgreSQL, a database with nothing in it, not even tables."""
    (tmp_path / "elsewhere").mkdir()
    other = database.Place(tmp_path / "elsewhere", f"{place.database}_elsewhere" if place.database else "")
    if other.database:
        with database.maintenance() as run:
            run(f'CREATE DATABASE "{other.database}"')
    yield other
    database.remove(other)


def manage(place: database.Place, *words: str) -> subprocess.CompletedProcess[str]:
    """A management command on the data of `place`."""
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=database.ROOT, env=place.environment, capture_output=True, text=True)


def told(place: database.Place) -> Any:
    """What stands in the room there."""
    run = subprocess.run([sys.executable, "-c", TOLD], cwd=database.ROOT, env=place.environment, capture_output=True)
    assert run.returncode == 0, run.stderr.decode()
    return json.loads(run.stdout)


async def hear(line: Any, wanted: set[str], within: float = 10) -> Any:
    """The next frame of one of these tags."""
    async with asyncio.timeout(within):
        while (frame := json.loads(await line.recv()))["t"] not in wanted:
            continue
    return frame


async def come(server: Server, **join: Any) -> Any:
    """A socket that has said `join`."""
    line = await websockets.connect(f"{server.sockets}/ws/live/KEAAT7/", subprotocols=["plenaria.1"])  # type: ignore[list-item]
    await line.send(json.dumps({"t": "join", **join}))
    return line


def votes(code: str, choices: str, script: str) -> None:
    """Somebody for each letter votes for it."""
    room = room_by_code(code)
    assert room is not None
    said = [Said(Voice(f"{script}{n}", "room"), POLL, "vote", {"choices": [one]}) for n, one in enumerate(choices)]
    speak(room, said, script=script)


async def test_what_was_acknowledged_before_a_backup_under_load_is_in_it_whole(
    code: str, server: Server, elsewhere: database.Place, tmp_path: Path
) -> None:
    picture = Path(settings.MEDIA_ROOT) / "images" / "mesa ñandú.png"
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_bytes(b"a picture")
    crowd = Crowd(url=server.address, code=code, people=PEOPLE, seconds=SECONDS, seed=5)
    at_work = asyncio.create_task(crowd.gather())
    while len(crowd.report.acked) < PEOPLE // 2:
        await asyncio.sleep(0.02)
        assert not at_work.done()
    before = set(crowd.report.acked)
    await database_sync_to_async(call_command)("backup", tmp_path / "kept.zip")
    report = await asyncio.wait_for(at_work, 60)
    picture.unlink()

    restored = await asyncio.to_thread(manage, elsewhere, "restore", str(tmp_path / "kept.zip"))
    assert restored.returncode == 0, restored.stdout + restored.stderr
    verified = json.loads((await asyncio.to_thread(manage, elsewhere, "verify", "--json")).stdout)
    there = await asyncio.to_thread(told, elsewhere)
    assert verified["right"] is True
    assert verified["rooms"][0]["entries"] == len(there["ops"])
    assert before <= set(there["ops"])
    assert len(there["ops"]) == len(set(there["ops"]))
    assert there["voters without a seat"] == []
    assert set(report.acked) - set(there["ops"]), "the backup was made after everything"
    assert (elsewhere.folder / "media" / "images" / "mesa ñandú.png").read_bytes() == b"a picture"
    assert (tmp_path / "kept.zip").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("raised", [True, False], ids=["raised", "control-epoch-put-back"])
async def test_who_knew_the_old_server_gets_a_snapshot_from_the_restored_one(
    code: str, server: Server, elsewhere: database.Place, tmp_path: Path, raised: bool
) -> None:
    line = await come(server)
    known = await hear(line, {"snapshot"})
    await line.close()
    await database_sync_to_async(call_command)("backup", tmp_path / "kept.zip")
    assert (await asyncio.to_thread(manage, elsewhere, "restore", str(tmp_path / "kept.zip"))).returncode == 0
    if not raised:
        put_back = "import django; django.setup(); from live.models import Room; Room.objects.update(epoch=1)"
        await asyncio.to_thread(
            subprocess.run, [sys.executable, "-c", put_back], cwd=database.ROOT, env=elsewhere.environment, check=True
        )
    other = Server(elsewhere)
    await asyncio.to_thread(other.start)
    try:
        line = await come(other, epoch=known["epoch"], rev=known["rev"], audience=known["audience"])
        frame = await hear(line, {"snapshot", "beat"})
        await line.close()
    finally:
        await asyncio.to_thread(other.stop)
    assert frame["t"] == ("snapshot" if raised else "beat")
    if raised:
        assert frame["epoch"] != known["epoch"]
        assert frame["view"] == known["view"]


async def test_an_older_state_put_under_a_running_server_reaches_who_is_there(
    code: str, server: Server, tmp_path: Path
) -> None:
    line = await come(server)
    first = await hear(line, {"snapshot"})
    await database_sync_to_async(call_command)("backup", tmp_path / "kept.zip")
    await database_sync_to_async(votes)(code, "aab", "later")
    while (frame := await hear(line, {"patch"}))["to"] < first["rev"] + 3:
        continue
    await database_sync_to_async(call_command)("restore", tmp_path / "kept.zip", replace=True)
    again = await hear(line, {"snapshot"})
    await line.close()
    assert (again["rev"], again["view"]) == (first["rev"], first["view"])
    assert again["epoch"] != first["epoch"]
    assert frame["to"] > again["rev"]


def test_each_restoring_begins_another_epoch(code: str, tmp_path: Path) -> None:
    call_command("backup", tmp_path / "kept.zip")
    epochs = [Room.objects.get(code=code).epoch]
    for _ in range(2):
        call_command("restore", tmp_path / "kept.zip", replace=True)
        epochs.append(Room.objects.get(code=code).epoch)
    assert epochs == sorted(set(epochs))
