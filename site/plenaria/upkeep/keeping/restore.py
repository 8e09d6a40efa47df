"""Puts a backup in the place of what is here, after asking everything that can be asked before."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from live.models import Room
from plenaria import generation
from plenaria.upkeep.keeping import databases
from plenaria.upkeep.keeping.archive import Reader, Wrong, reading
from plenaria.upkeep.keeping.backup import MEDIA, SECRET, version


def restore(path: Path, *, replace: bool = False, say: Callable[[str], object] = lambda text: None) -> None:
    """Restore the backup at `path`; with `replace` what is here is lost. Raises `archive.Wrong`.

    What may fail for want of room comes first, the database last and in one transaction: until then nothing that was
    here is lost."""
    with reading(path) as backup:
        _refuse_misfits(backup)
        _refuse_to_overwrite(replace)
        say(f"Checking {path}, made {backup.manifest.made} by Plenaria {backup.manifest.version}")
        backup.check()
        try:
            _bring_in(backup, say)
        except OSError as error:
            raise Wrong(
                f"The backup could not be unpacked in {settings.DATA}: {error.strerror}. The database is as it was; "
                "make room and try again."
            ) from error
    say("Migrating")
    call_command("migrate", verbosity=0, interactive=False)
    generation.turn()


def _refuse_misfits(backup: Reader) -> None:
    said, kind = backup.manifest, databases.own()
    if said.kind != kind.name:
        raise Wrong(
            f"{backup.path} is of a {said.kind} database and this one is {kind.name}. A backup goes back into the kind "
            "it came from: choose settings with such a database."
        )
    if said.kind == "postgresql" and _major(said.server) > _major(kind.version()):
        raise Wrong(
            f"{backup.path} is of PostgreSQL {said.server} and this one is {kind.version()}: restore into "
            f"{_major(said.server)} or newer."
        )
    unknown = sorted(set(said.migrations) - _known_migrations())
    if unknown:
        raise Wrong(
            f"{backup.path} was made by Plenaria {said.version}, with migrations that this version, {version()}, does "
            f"not know: {', '.join(unknown[:3])}{', …' if len(unknown) > 3 else ''}. Restore with that version."
        )


def _known_migrations() -> set[str]:
    """Those of this version, and those that were squashed into them."""
    there = MigrationLoader(None).disk_migrations or {}
    replaced = {one for migration in there.values() for one in migration.replaces}
    return {f"{app}.{name}" for app, name in {*there, *replaced}}


def _major(server: str) -> int:
    return int(server.split(".")[0])


def _refuse_to_overwrite(replace: bool) -> None:
    rooms = Room.objects.count() if Room._meta.db_table in connection.introspection.table_names() else 0
    if rooms and not replace:
        raise Wrong(
            f"This database holds {rooms} room{'s' if rooms > 1 else ''}. Restore into an empty one, or say --replace: "
            "then all that is here is lost."
        )


def _bring_in(backup: Reader, say: Callable[[str], object]) -> None:
    kind, media = databases.own(), Path(settings.MEDIA_ROOT)
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=settings.DATA) as scratch:
        dump = Path(scratch) / kind.part
        backup.take_out(kind.part, dump)
        files = backup.names(MEDIA)
        say(f"Unpacking {len(files)} uploaded files")
        for name in files:
            backup.take_out(name, media / name.removeprefix(f"{MEDIA}/"), mode=0o644)  # the web server reads them
        say("Loading the database")
        kind.load(dump)
        if backup.has(SECRET):
            backup.take_out(SECRET, Path(settings.DATA) / SECRET)
    _drop_strangers(media, {media / name.removeprefix(f"{MEDIA}/") for name in files})


def _drop_strangers(media: Path, ours: set[Path]) -> None:
    """Uploaded files that the restored database does not know belong to what was replaced."""
    for file in media.rglob("*"):
        if file.is_file() and file not in ours:
            file.unlink()
