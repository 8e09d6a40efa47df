"""PostgreSQL and Redis of one's own, from ordinary packages, on free ports: to run on, and to take away at will.

Each is a child of this process and listens on this machine alone. Its data stays in the folder it was given.
"""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PATIENCE = 60  # seconds; either starts in one, PostgreSQL after a crash in some more
OWNER = "postgres"  # PostgreSQL refuses root: then it runs as the user that its package makes


class Missing(Exception):
    """A program is not on this machine, or cannot run here; the sentence says what to do."""


def program(name: str, *, package: str, places: str = "") -> str:
    """The path of a program, also where Debian keeps it out of the path. Raises `Missing`."""
    beside = sorted(Path("/").glob(places.strip("/")), reverse=True) if places else []
    found = shutil.which(name, path=os.pathsep.join([*map(str, beside), os.environ.get("PATH", ""), "/usr/sbin"]))
    if found is None:
        raise Missing(f"{name} is not on this machine: apt-get install {package}.")
    return found


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Service:
    """A program that listens on a port of its own. It keeps its port and its data when it is started again."""

    name = ""
    tidy = signal.SIGTERM
    abrupt = signal.SIGKILL
    leaves = PATIENCE  # seconds it has to end when asked; then it is made to
    environment: dict[str, str] | None = None
    where = "/"  # its working folder

    def __init__(self, folder: Path):
        self.folder, self.port = folder, free_port()
        self.log = folder / f"{self.name}.log"
        self.process: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        raise NotImplementedError

    def answers(self) -> bool:
        raise NotImplementedError

    @property
    def user(self) -> str | None:
        """Who runs it; None is who runs this."""
        return None

    def start(self) -> None:
        """Start, and wait until it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                self.command(),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                cwd=self.where,
                env=self.environment,
                **_as(self.user),
            )
        until = time.monotonic() + PATIENCE
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > until:
                raise Missing(f"{self.name} did not start:\n{self.log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.05)

    def stop(self) -> None:
        """Ask it to end, and wait."""
        self._end(self.tidy)

    def kill(self) -> None:
        """Take it away in the middle of what it does."""
        self._end(self.abrupt)

    def pause(self) -> None:
        """Let it hang: connections stay open and nothing is answered, until `resume`."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on after a `pause`."""
        self._signal(signal.SIGCONT)

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def _signal(self, which: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(which)

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        self._signal(how)
        try:
            self.process.wait(timeout=self.leaves)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None


class Redis(Service):
    """A Redis that keeps nothing on the disk: what it holds can always be made again."""

    name = "redis"

    def command(self) -> list[str]:
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        return [program("redis-server", package="redis-server"), *options, "--dir", str(self.folder)]

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as line:
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"


class Postgres(Service):
    """A PostgreSQL cluster with one database and a password made at random."""

    name = "postgres"
    tidy = signal.SIGINT  # "fast": whoever is connected is sent away
    abrupt = signal.SIGQUIT  # what `pg_ctl stop -m immediate` sends: a crash, with recovery at the next start

    def __init__(self, folder: Path, database: str = "plenaria"):
        super().__init__(folder)
        self.data, self.database = folder / "postgres", database
        self.word = folder / "postgres-password"

    @property
    def user(self) -> str | None:
        return OWNER if os.geteuid() == 0 else None

    def start(self) -> None:
        if not (self.data / "PG_VERSION").exists():
            self._make()
        super().start()
        self._make_database()

    def command(self) -> list[str]:
        quiet = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
        return [self._program("postgres"), "-D", str(self.data), "-p", str(self.port), *quiet]

    def answers(self) -> bool:
        import psycopg  # the extra `production`: Redis and the search for programs do without

        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(self._address("postgres"), connect_timeout=1).close()
            return True
        return False

    @property
    def url(self) -> str:
        return self._address(self.database)

    def _address(self, database: str) -> str:
        return f"postgresql://plenaria:{self.word.read_text()}@127.0.0.1:{self.port}/{database}"

    def _program(self, name: str) -> str:
        return program(name, package="postgresql", places="/usr/lib/postgresql/*/bin")

    def _make(self) -> None:
        """Write the files of a new PostgreSQL. A half-made one is thrown away first."""
        make = self._program("initdb")
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(mode=0o700)
        self.word.touch(mode=0o600)
        self.word.write_text(secrets.token_hex(16))
        if self.user:
            self._give_away()
        options = [
            "-U",
            "plenaria",
            "-A",
            "scram-sha-256",
            "--pwfile",
            str(self.word),
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        ]
        made = subprocess.run([make, "-D", str(self.data), *options], cwd="/", capture_output=True, **_as(self.user))  # noqa: S603
        if made.returncode:
            raise Missing(f"PostgreSQL made no database in {self.data}: {made.stderr.decode(errors='replace')}")

    def _give_away(self) -> None:
        try:
            pwd.getpwnam(OWNER)
        except KeyError:
            raise Missing(
                f"Root may not run PostgreSQL, and there is no user {OWNER}: apt-get install postgresql."
            ) from None
        shutil.chown(self.data, OWNER)
        shutil.chown(self.word, OWNER)
        if subprocess.run(["/usr/bin/test", "-r", str(self.word)], cwd="/", **_as(OWNER)).returncode:  # noqa: S603
            raise Missing(
                f"The user {OWNER}, who runs PostgreSQL for root, cannot reach {self.folder}: choose a folder that all "
                "may enter, such as PLENARIA_DATA=/var/tmp/plenaria."
            )

    def _make_database(self) -> None:
        import psycopg
        from psycopg import sql

        with psycopg.connect(self._address("postgres"), autocommit=True) as line:
            if not line.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.database]).fetchone():
                line.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.database)))


def _as(user: str | None) -> dict[str, Any]:
    """How `subprocess` runs a program as somebody else."""
    return {"user": user, "group": user, "extra_groups": []} if user else {}


@contextlib.contextmanager
def running(folder: Path) -> Iterator[tuple[Postgres, Redis]]:
    """Both, inside the `with`, with their data in `folder`."""
    postgres, redis = Postgres(folder), Redis(folder)
    try:
        postgres.start()
        redis.start()
        yield postgres, redis
    finally:
        postgres.stop()
        redis.stop()
