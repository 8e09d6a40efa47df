"""Databases to throw away: one migrated template, made when a migration changed, and cheap copies of it."""

import fcntl
import functools
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import django
import wagtail
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "databases"
SETTINGS = "plenaria.settings.rig"
DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Place:
    """Where one copy lives: a data folder and, with PostgreSQL, a database. Several servers may share it."""

    folder: Path
    database: str = ""

    @property
    def file(self) -> Path:
        return self.folder / "plenaria.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which a process of ours works on this copy."""
        own = {
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "PLENARIA_DATA": str(self.folder),
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
        }
        if self.database:
            own["DATABASE_URL"] = urlsplit(url())._replace(path=f"/{self.database}").geturl()
        return {**os.environ, **own}


def url() -> str:
    """The PostgreSQL server that the environment names, or "" for SQLite."""
    return os.environ.get("DATABASE_URL", "")


@contextmanager
def own_place() -> Iterator[Place]:
    """A data folder with a migrated, empty database of its own; both are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="plenaria-rig-") as folder:
        name = Path(folder).name.replace("-", "_").lower()
        place = Place(Path(folder), name if url() else "")
        ready()
        fill(place)
        try:
            yield place
        finally:
            remove(place)


@functools.cache
def fingerprint() -> str:
    """Changes when a migration, an app or the framework does; an edit while it runs waits for the next run."""
    digest = hashlib.sha256(f"{django.VERSION} {wagtail.VERSION} {sys.version_info[:2]}".encode())
    for app in apps.get_app_configs():
        digest.update(app.name.encode())
        for file in sorted(Path(app.path).glob("migrations/*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def fill(place: Place) -> None:
    """Make the copy at `place` equal to the template, whatever stood there; readers of it need not be stopped."""
    name = fingerprint()
    if place.database:
        copy_database(template=f"plenaria_template_{name}", to=place.database)
    else:
        template = sqlite3.connect(CACHE / f"{name}.sqlite3")
        with closing(template), closing(sqlite3.connect(place.file, timeout=20)) as copy:
            template.backup(copy)


def remove(place: Place) -> None:
    """Drop a database of PostgreSQL; a file goes with its folder."""
    if place.database:
        with maintenance() as run:
            run(f'DROP DATABASE IF EXISTS "{place.database}" WITH (FORCE)')


def ready() -> None:
    """Make the template if this state of the migrations has none yet."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        name = fingerprint()
        if url():
            _ready_postgresql(f"plenaria_template_{name}")
        elif not (CACHE / f"{name}.sqlite3").exists():
            _ready_sqlite(CACHE / f"{name}.sqlite3")


def _ready_sqlite(template: Path) -> None:
    place = Place(CACHE / "making")
    place.folder.mkdir(exist_ok=True)
    for left in place.folder.glob("plenaria.sqlite3*"):
        left.unlink()
    _migrate(place)
    with closing(sqlite3.connect(place.file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    place.file.rename(template)
    for old in CACHE.glob("*.sqlite3"):
        if old.stat().st_mtime < time.time() - DAY:
            old.unlink()


def _ready_postgresql(template: str) -> None:
    with maintenance() as run:
        if run("SELECT 1 FROM pg_database WHERE datname = %s", [template]):
            return
        place = Place(CACHE / "making", f"plenaria_making_{os.getpid()}")
        place.folder.mkdir(exist_ok=True)
        run(f'CREATE DATABASE "{place.database}"')
        _migrate(place)
        run(f'ALTER DATABASE "{place.database}" RENAME TO "{template}"')


def _migrate(place: Place) -> None:
    print("Migrating a template database: about 20 s, once for each change of migrations.", file=sys.stderr, flush=True)
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=place.environment, check=True)  # noqa: S603


def copy_database(*, template: str, to: str) -> None:
    with maintenance() as run:
        run(f'DROP DATABASE IF EXISTS "{to}" WITH (FORCE)')
        run(f'CREATE DATABASE "{to}" TEMPLATE "{template}"')


@contextmanager
def maintenance() -> Iterator[Callable[..., list[tuple]]]:
    """Statements for the PostgreSQL server itself."""
    import psycopg  # the extra `production`; a run on SQLite has no need of it

    with psycopg.connect(urlsplit(url())._replace(path="/postgres").geturl(), autocommit=True) as connection:

        def run(statement: str, values: list[str] | None = None) -> list[tuple]:
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

        yield run
