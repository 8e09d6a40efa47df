"""A whole database out and in again, by the means of its own kind, while others work on it."""

import os
import sqlite3
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any, Protocol

from django.db import connection

from live.rig.services import Missing, program
from plenaria.upkeep.keeping.archive import CHUNK, Wrong

YEAR_2026 = 1_767_225_600
"""Epochs of restored rooms count seconds from here: they differ however often the same backup is restored."""


class Kind(Protocol):
    """How one kind of database is kept."""

    name: str
    part: str
    packs: bool

    def version(self) -> str:
        """The version of the database server or library."""

    def dump(self, out: IO[bytes], *, scratch: Path) -> None:
        """Write the database as it stands at one moment; writers need not wait. `scratch` is a folder to work in."""

    def load(self, dump: Path) -> None:
        """Put what `dump` holds in the place of everything here, with every room in a new epoch: all or nothing."""


def own() -> Kind:
    """The kind of the database of these settings."""
    return Sqlite() if connection.vendor == "sqlite" else Postgresql()


def epoch_floor() -> int:
    """What every epoch must be above: those that stand here, and those given by restoring before."""
    told = 0
    if "live_room" in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute("SELECT MAX(epoch) FROM live_room")
            told = cursor.fetchone()[0] or 0
    return max(told, int(time.time()) - YEAR_2026)


class Sqlite:
    """By the online backup API of SQLite."""

    name, part, packs = "sqlite", "database.sqlite3", True

    def version(self) -> str:
        return sqlite3.sqlite_version

    def dump(self, out: IO[bytes], *, scratch: Path) -> None:
        copy = scratch / self.part
        with _told(), closing(sqlite3.connect(_file(), timeout=20)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)  # all pages in one step: one moment, and in WAL mode nobody waits for it
        with copy.open("rb") as file:
            while some := file.read(CHUNK):
                out.write(some)

    def load(self, dump: Path) -> None:
        floor = epoch_floor()
        connection.close()
        with _told(), closing(sqlite3.connect(dump)) as source, closing(sqlite3.connect(_file(), timeout=20)) as target:
            source.execute("UPDATE live_room SET epoch = MAX(epoch, ?) + 1", [floor])
            source.commit()
            source.backup(target)  # into the file itself, under its lock: a server that runs goes on with what is new


class Postgresql:
    """By pg_dump, pg_restore and psql, which get the address by the environment: a command line is seen by all."""

    name, part, packs = "postgresql", "database.dump", False

    def version(self) -> str:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            return str(cursor.fetchone()[0]).split()[0]

    def dump(self, out: IO[bytes], *, scratch: Path) -> None:
        command = [_client("pg_dump"), "-Fc", "--no-owner", "--no-privileges", "--lock-wait-timeout=30s"]
        with subprocess.Popen(command, env=_address(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:  # noqa: S603
            assert run.stdout is not None
            assert run.stderr is not None
            try:
                while some := run.stdout.read(CHUNK):
                    out.write(some)
            except BaseException:
                run.kill()
                raise
            complaint = run.stderr.read()
        _refuse_failure("back up", run.returncode, complaint)

    def load(self, dump: Path) -> None:
        script = dump.with_suffix(".sql")
        _run("read", [_client("pg_restore"), "--no-owner", "--no-privileges", "-f", str(script), str(dump)])
        raised = f"UPDATE public.live_room SET epoch = GREATEST(epoch, {epoch_floor():d}) + 1"  # noqa: S608
        connection.close()
        before = ["SET lock_timeout = '30s'", "DROP SCHEMA public CASCADE", "CREATE SCHEMA public"]
        before.append("GRANT USAGE ON SCHEMA public TO PUBLIC")
        says = [word for one in before for word in ("-c", one)]
        psql = [_client("psql"), "-X", "-q", "--single-transaction", "-v", "ON_ERROR_STOP=1"]
        _run("restore", [*psql, *says, "-f", str(script), "-c", raised])


def _file() -> Path:
    return Path(connection.settings_dict["NAME"])


@contextmanager
def _told() -> Iterator[None]:
    """SQLite's word on a disk that is full or broken, as that of any other file."""
    try:
        yield
    except sqlite3.Error as error:
        raise OSError(0, str(error)) from error


def _client(name: str) -> str:
    try:
        return program(name, package="postgresql-client", places="/usr/lib/postgresql/*/bin")
    except Missing as error:
        raise Wrong(str(error)) from error


def _address() -> dict[str, str]:
    """The environment that libpq reads."""
    said: dict[str, Any] = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    return {**os.environ, **{key: str(said[name]) for key, name in names.items() if said.get(name)}}


def _run(does: str, command: Sequence[str]) -> None:
    run = subprocess.run(command, env=_address(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)  # noqa: S603
    _refuse_failure(does, run.returncode, run.stderr)


def _refuse_failure(does: str, code: int, complaint: bytes) -> None:
    if code:
        said = complaint.decode(errors="replace").strip().splitlines()
        raise Wrong(f"PostgreSQL did not {does} the database, and nothing was changed: {' '.join(said[-3:])}")
