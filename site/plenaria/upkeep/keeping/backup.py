"""Makes a backup: the database at one moment, then the uploaded files."""

import shutil
import tempfile
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from plenaria.upkeep.keeping import databases
from plenaria.upkeep.keeping.archive import Manifest, Writer, writing

MEDIA = "media"
SECRET = "secret-key"  # noqa: S105  (the name of a file)


def version() -> str:
    """The version of Plenaria that runs from this tree."""
    return str(tomllib.loads((settings.ROOT / "pyproject.toml").read_text())["project"]["version"])


def default_path() -> Path:
    """Where a backup goes when no file is named."""
    return Path(settings.DATA) / "backups" / f"plenaria-{datetime.now(UTC):%Y%m%d-%H%M%S}.zip"


def back_up(path: Path) -> int:
    """Write a backup to `path`, and give back how many uploaded files are in it. Raises `archive.Wrong`.

    Files come after the database, so that everything the database names is there: what is uploaded meanwhile is one
    file too many, never one too few."""
    kind = databases.own()
    with writing(path) as archive:
        migrations = sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
        manifest = Manifest(
            version(), datetime.now(UTC).isoformat("T", "seconds"), kind.name, kind.version(), migrations
        )
        with (
            tempfile.TemporaryDirectory(prefix=".plenaria-backup-", dir=path.parent) as scratch,
            archive.part(kind.part, packs=kind.packs) as out,
        ):
            kind.dump(out, scratch=Path(scratch))
        files = _add_media(archive)
        _add_secret(archive)
        archive.finish(manifest)
    return files


def _add_media(archive: Writer) -> int:
    root, added = Path(settings.MEDIA_ROOT), 0
    for file in sorted(root.rglob("*")):
        added += file.is_file() and _add(archive, file, f"{MEDIA}/{file.relative_to(root).as_posix()}")
    return added


def _add_secret(archive: Writer) -> None:
    """The secret that a local installation made for itself: without it every seat in a room would be lost."""
    file = Path(settings.DATA) / SECRET
    if file.exists() and file.read_text() == settings.SECRET_KEY:
        _add(archive, file, SECRET)


def _add(archive: Writer, file: Path, name: str) -> bool:
    """Add a file, unless it was taken away since it was listed."""
    try:
        source = file.open("rb")
    except FileNotFoundError:
        return False
    with source, archive.part(name) as out:
        shutil.copyfileobj(source, out)
    return True
