"""A real server on a copy of the test's database: the rig's, with the settings of the tests."""

from collections.abc import Iterator

import pytest

from live.rig import server as rig
from live.rig.server import Process, Program, free_port
from tests.database import ROOT, Place
from tests.nursery import Nursery

__all__ = ["Program", "Server", "free_port"]


class Server(rig.Server):
    """One server process on the data of `place`; `address` is where browsers go, `sockets` where sockets do."""

    @property
    def environment(self) -> dict[str, str]:
        return {**super().environment, "PLENARIA_TEST_URL": self.address}


class QuickServer(Server):
    """A server from a nursery of its own, which may be started again and again, each time in a moment."""

    nursery: Nursery | None = None

    def begin(self) -> Process:
        self.nursery = self.nursery or Nursery(self.environment, ROOT)
        return self.nursery.fork(self.command, self.log)

    def close(self) -> None:
        if self.nursery:
            self.nursery.close()


@pytest.fixture(scope="session")
def quick_server(place: Place) -> Iterator[QuickServer]:
    """The one server of this process, on its database; it stands still between the tests that ask for `server`."""
    one = QuickServer(place)
    yield one
    one.close()


@pytest.fixture
def server(transactional_db: None, quick_server: QuickServer) -> Iterator[Server]:
    """A server on this test's own database: what the test writes by the ORM, the server serves."""
    quick_server.log.unlink(missing_ok=True)
    quick_server.start()
    yield quick_server
    quick_server.stop()
