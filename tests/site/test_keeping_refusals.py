"""What stands in the way of a backup or a restore is one sentence, and nothing is lost."""

import json
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder

from live.models import Room
from plenaria.upkeep.keeping.archive import MANIFEST
from tests import database
from tests.live.conftest import a_room

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A backup of a database with one room, which is still there."""
    a_room("KEAAT7")
    call_command("backup", tmp_path / "kept.zip")
    return tmp_path / "kept.zip"


def refused(file: Path, **options: Any) -> str:
    """The sentence with which restoring `file` is refused; the room is there as before."""
    before = list(Room.objects.values())
    with pytest.raises(CommandError) as end:
        call_command("restore", file, **options)
    assert list(Room.objects.values()) == before != []
    return str(end.value)


def rewritten(file: Path, change: Callable[[dict[str, Any]], Any]) -> Path:
    """The same backup with another manifest."""
    other = file.with_name("other.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            manifest = name == MANIFEST
            told = json.loads(old.read(MANIFEST)) if manifest else {}
            if manifest:
                change(told)
            new.writestr(name, json.dumps(told) if manifest else old.read(name))
    return other


def test_rooms_are_not_overwritten_unasked(kept: Path) -> None:
    assert refused(kept) == (
        "This database holds 1 room. Restore into an empty one, or say --replace: then all that is here is lost."
    )


def test_a_file_that_is_not_there(kept: Path) -> None:
    assert "There is no file" in refused(kept.with_name("none.zip"), replace=True)


def test_a_file_of_something_else(kept: Path) -> None:
    text, zipped = kept.with_name("notes.txt"), kept.with_name("photos.zip")
    text.write_text("notes")
    with zipfile.ZipFile(zipped, "w") as file:
        file.writestr("photo.jpg", b"")
    for other in (text, zipped):
        assert "is no whole backup of Plenaria" in refused(other, replace=True)
    assert "is no backup of Plenaria" in refused(rewritten(kept, lambda told: told.pop("kind")), replace=True)


def test_a_file_cut_short(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes()[:-2000])
    assert "is no whole backup of Plenaria: it is damaged, or another file" in refused(kept, replace=True)


def test_a_byte_that_changed(kept: Path) -> None:
    raw = bytearray(kept.read_bytes())
    raw[len(raw) // 4] ^= 0xFF
    kept.write_bytes(raw)
    assert "is damaged: its part database." in refused(kept, replace=True)


def test_a_part_that_is_not_what_the_manifest_says(kept: Path) -> None:
    other = rewritten(kept, lambda told: told["parts"][0].update(sha256="0" * 64))
    assert "is damaged: its part database." in refused(other, replace=True)


def test_a_newer_version_is_named(kept: Path, tmp_path: Path) -> None:
    MigrationRecorder.Migration.objects.create(app="live", name="0099_later")
    call_command("backup", tmp_path / "newer.zip")
    MigrationRecorder.Migration.objects.filter(name="0099_later").delete()
    assert "does not know: live.0099_later. Restore with that version." in refused(tmp_path / "newer.zip", replace=True)
    newer = rewritten(kept, lambda told: told.update(form=2, version="9.1"))
    assert "was made by a newer Plenaria (9.1)" in refused(newer, replace=True)


def test_another_kind_of_database(kept: Path) -> None:
    other = rewritten(kept, lambda told: told.update(kind="oracle"))
    assert "A backup goes back into the kind it came from" in refused(other, replace=True)


def test_a_part_that_would_be_written_outside(kept: Path) -> None:
    stray = {"name": "media/../../elsewhere", "sha256": "", "bytes": 0}
    assert "names a file outside" in refused(rewritten(kept, lambda told: told["parts"].append(stray)), replace=True)


def test_a_backup_overwrites_no_file(kept: Path) -> None:
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", kept)


def limited(place: database.Place, *words: str) -> subprocess.CompletedProcess[str]:
    """A command that can write no file beyond 100 kB: to it the disk is full."""

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    command = [sys.executable, "manage.py", *words]
    return subprocess.run(
        command, cwd=database.ROOT, env=place.environment, capture_output=True, text=True, preexec_fn=little
    )


def test_a_full_disk_leaves_no_half_backup(kept: Path, place: database.Place, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    run = limited(place, "backup", str(tmp_path / "full" / "kept.zip"))
    assert run.returncode == 1
    assert "could not be written" in run.stderr and "make room or choose another place" in run.stderr
    assert "Traceback" not in run.stderr
    assert list((tmp_path / "full").iterdir()) == []


def test_a_full_disk_leaves_the_database_as_it_was(kept: Path, place: database.Place) -> None:
    before = list(Room.objects.values())
    run = limited(place, "restore", str(kept), "--replace")
    assert run.returncode == 1
    assert "could not be unpacked" in run.stderr and "The database is as it was" in run.stderr
    assert "Traceback" not in run.stderr
    assert list(Room.objects.values()) == before
    assert not list(place.folder.glob(".restoring-*"))


def test_a_control_the_same_commands_work_where_there_is_room(kept: Path) -> None:
    call_command("restore", kept, replace=True)
    assert Room.objects.get().code == "KEAAT7"
