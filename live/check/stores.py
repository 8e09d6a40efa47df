"""Databases that lock or go away: F06 SQLite, F07 PostgreSQL."""

import asyncio
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from urllib.parse import urlsplit

from live.check.backstage import Backstage
from live.check.house import Process
from live.check.intruding import fetch
from live.check.scenario import scenario
from live.check.stage import Stage, vote, votes
from live.phone import Phone
from live.rig.database import Place
from live.rig.rooms import Room
from live.rig.services import Postgres, program

BUSY = 6.0  # seconds after which who waits for the database is told so


@scenario(
    "F06",
    "SQLite locked by another program",
    promise="G1",
    expected="2 s: waited for. Longer: busy within 6 s, pages and pictures go on, the vote counts once in the end",
    needs="SQLite",
    alone=True,
    within=90,
)
async def locked(stage: Stage) -> None:
    """Somebody holds the write lock, as a backup or a shell does."""
    room = stage.room()
    one, two = await stage.phones(room, 2)
    begun = time.monotonic()
    held = stage.beside(asyncio.to_thread(_hold, stage.house.place.file, 2.0))
    await asyncio.sleep(0.2)
    answer = await vote(one, room, "a")
    took = time.monotonic() - begun
    stage.must("a lock of 2 s is waited for", answer["t"] == "ack" and not one.heard.get("busy"), (answer, one.heard))
    stage.figure("after 2 s answered after s", took)
    await held
    seconds = 30.0 if stage.long else 8.0
    held = stage.beside(asyncio.to_thread(_hold, stage.house.place.file, seconds))
    await asyncio.sleep(0.2)
    begun = time.monotonic()
    saying = stage.beside(vote(two, room, "b"))
    busy = await two.until(lambda: two.heard.get("busy"), seconds - 1)
    waited = time.monotonic() - begun
    stage.must(f"busy is said within {BUSY:.0f} s", busy and waited <= BUSY, f"{waited:.1f} s" if busy else "never")
    status, _page = await fetch(f"{stage.site.address}/live/{room.code}/")
    stage.must("the page can be read meanwhile", status == 200, status)
    begun = time.monotonic()
    late = stage.phone(room, seat=one.seat).start()
    seen = await late.until(lambda: votes(late, room)["a"] == 1, 3)
    stage.must("who comes meanwhile sees the room", seen, late.closed)
    stage.must("nobody is sent away", not one.closed and not two.closed, (one.closed, two.closed))
    answer = await saying
    await held
    rows = [row for row in await stage.ask("rows", room=room.id) if row["verb"] == "vote"]
    stage.must("the vote counts in the end, once", answer["t"] == "ack" and len(rows) == 2, (answer, len(rows)))
    stage.must("no trace in the server's log", "Traceback" not in stage.site.said(), stage.site.said()[-800:])
    stage.figure("busy after s", waited)


def _hold(file: Path, seconds: float) -> None:
    """Hold the write lock of a database."""
    with closing(sqlite3.connect(file, timeout=20, isolation_level=None)) as line:
        line.execute("BEGIN IMMEDIATE")
        time.sleep(seconds)
        line.execute("ROLLBACK")


class Votes:
    """People who vote all the time; what they were acknowledged, and when."""

    def __init__(self, stage: Stage, room: Room, phones: list[Phone]):
        self.acked: dict[str, float] = {}
        self.next = asyncio.Event()
        self.stage, self.room = stage, room
        self.tasks = [stage.beside(self._vote(one)) for one in phones]

    async def _vote(self, phone: Phone) -> None:
        while True:
            answer = await vote(phone, self.room, self.stage.chance.choice(self.room.options))
            if answer["t"] == "ack":
                self.acked[answer["id"]] = time.monotonic()
                self.next.set()
            await asyncio.sleep(0.3)

    async def goes_on(self, within: float) -> None:
        """Wait for one more to be acknowledged."""
        self.next = asyncio.Event()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.next.wait(), within)

    async def stop(self) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    def since(self, begun: float) -> list[float]:
        return [at - begun for at in self.acked.values() if at > begun]


@scenario(
    "F07",
    "PostgreSQL crashes and stays away",
    promise="G1",
    expected="nothing is acknowledged meanwhile, sockets stay, and 10 s after its return all goes on without a restart",
    needs="PostgreSQL",
    within=150,
)
async def without_postgres(stage: Stage) -> None:
    """A PostgreSQL of our own is stopped as by a crash; before, its connections are killed."""
    with ExitStack() as stack:
        postgres = Postgres(_open_to_all(stack))
        stack.callback(postgres.stop)
        await asyncio.to_thread(postgres.start)
        await asyncio.to_thread(_copy, stage.house.place, postgres)
        backstage = Backstage(Elsewhere(stage.house.place.folder, stage.house.place.database, postgres.url))
        server = Process(stage.house.place, environment={**stage.house.environment, "DATABASE_URL": postgres.url})
        stack.callback(server.kill)
        await asyncio.to_thread(server.start)
        try:
            await _away_and_back(stage, postgres, server, backstage)
        finally:
            await backstage.end()


class Elsewhere(Place):
    """The same data folder with another database."""

    def __init__(self, folder: Path, database: str, url: str):
        super().__init__(folder, database)
        object.__setattr__(self, "url", url)

    @property
    def environment(self) -> dict[str, str]:
        return {**super().environment, "DATABASE_URL": self.url}  # type: ignore[attr-defined]


async def _away_and_back(stage: Stage, postgres: Postgres, server: Process, backstage: Backstage) -> None:
    room = stage.room()
    phones = await stage.phones(room, 10, server)
    voting = Votes(stage, room, phones)
    await asyncio.sleep(1.5)
    stage.must("votes are taken before", voting.acked, "none")
    begun = time.monotonic()
    await asyncio.to_thread(_end_connections, postgres)
    await asyncio.sleep(3)
    stage.must("killed connections are made anew", voting.since(begun), "no vote was acknowledged")
    away = 20.0 if stage.long else 5.0
    await asyncio.to_thread(postgres.kill)
    gone = time.monotonic()
    await asyncio.sleep(away)
    stage.must("nothing is acknowledged while it is away", not voting.since(gone), voting.since(gone)[:3])
    stage.must("those who vote are told busy", any(one.heard.get("busy") for one in phones), "nobody was")
    stage.must("sockets stay", not any(one.closed for one in phones), [one.closed for one in phones])
    await asyncio.to_thread(postgres.start)
    back = time.monotonic()
    await voting.goes_on(within=20)
    took = min(voting.since(back), default=99.0)
    stage.must("10 s after its return votes are taken again", took <= 10, f"{took:.1f} s")
    await asyncio.sleep(1.5)
    await voting.stop()
    places = {row["op_id"] for row in await backstage.ask("rows", room=room.id)}
    lost = set(voting.acked) - places
    stage.must("what was acknowledged is stored", not lost, f"{len(lost)} of {len(voting.acked)} are not")
    stage.figure("taken again after s", took)
    stage.figure("lost", len(lost))


def _open_to_all(stack: ExitStack) -> Path:
    """A folder that the user of PostgreSQL may enter too."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="plenaria-pg-", dir="/var/tmp")))
    folder.chmod(0o755)
    return folder


def _end_connections(postgres: Postgres) -> None:
    import psycopg

    with psycopg.connect(postgres.url, autocommit=True) as line:
        line.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")


def _copy(place: Place, postgres: Postgres) -> None:
    """The house's database as it is, rooms and all, in a PostgreSQL that may be stopped."""
    dump = program("pg_dump", package="postgresql-client", places="/usr/lib/postgresql/*/bin")
    load = shutil.which("psql") or program("psql", package="postgresql-client", places="/usr/lib/postgresql/*/bin")
    source = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{place.database}").geturl()
    text = subprocess.run([dump, "--no-owner", source], check=True, capture_output=True).stdout  # noqa: S603
    subprocess.run([load, "-q", postgres.url], input=text, check=True, capture_output=True)  # noqa: S603
