"""The demo of a run: made once by `manage.py demo`, copied wherever a test begins with it."""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connections

from live.rig.database import copy_database
from tests.database import URL, Place, fill, ready, remove
from tests.server import Server

NOWHERE = "http://testserver"


@dataclass(frozen=True)
class Demo:
    """The demo at rest: nobody serves it or writes to it. `printed` is what the command said when it made it."""

    place: Place
    printed: str

    def fill(self, place: Place) -> None:
        """Make the database at `place` that of the demo."""
        if place.database:
            copy_database(template=self.place.database, to=place.database)
        else:
            mine = sqlite3.connect(self.place.file)
            with closing(mine), closing(sqlite3.connect(place.file, timeout=20)) as theirs:
                mine.backup(theirs)

    def printed_at(self, address: str) -> str:
        """What the command says of a server at this address."""
        return self.printed.replace(NOWHERE, address)


def made_at(place: Place) -> Demo:
    """The demo in this folder; who comes first makes it, and the others wait."""
    place.folder.mkdir(exist_ok=True)
    printed = place.folder / "printed.txt"
    with (place.folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not printed.exists():
            ready()
            fill(place)
            server = Server(place)
            printed.write_text(server.manage("demo").replace(server.address, NOWHERE))
    return Demo(place, printed.read_text())


def place_of(folder: Path, name: str) -> Place:
    """A folder and, with PostgreSQL, a database of this name."""
    return Place(folder, f"plenaria_{folder.parent.name}_{name}".replace("-", "_") if URL else "")


@pytest.fixture(scope="session")
def demo_made(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Demo]:
    """One for all processes of the run; with PostgreSQL each has its own."""
    own = tmp_path_factory.getbasetemp()
    place = place_of((own if URL or worker_id == "master" else own.parent) / "demo-made", f"made_{worker_id}")
    yield made_at(place)
    remove(place)


@pytest.fixture
def demo(transactional_db: None, place: Place, demo_made: Demo) -> Demo:
    """This test begins with the demo loaded."""
    connections.close_all()
    demo_made.fill(place)
    return demo_made


@pytest.fixture(scope="session")
def demo_server(tmp_path_factory: pytest.TempPathFactory, demo_made: Demo, worker_id: str) -> Iterator[Server]:
    """One server with the demo loaded, shared by all tests that only look and click: leave it as you found it."""
    place = place_of(tmp_path_factory.mktemp("demo"), f"demo_{worker_id}")
    demo_made.fill(place)
    one = Server(place)
    one.start()
    yield one
    one.stop()
    remove(place)


@pytest.fixture
def demo_printed(demo_server: Server, demo_made: Demo) -> str:
    """What `manage.py demo` printed, with the addresses of the server."""
    return demo_made.printed_at(demo_server.address)
