"""A real server: the stock `daphne` command on a free port, on a copy of the database, that may be killed."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.database import ROOT, Place, fill, ready, remove

PATIENCE = 60  # seconds; Django with Wagtail starts in two, on a crowded machine in twenty


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Server:
    """One server process on the data of `place`; `address` is where browsers go, `sockets` where sockets do."""

    def __init__(self, place: Place):
        self.place, self.port = place, free_port()
        self.address, self.sockets = f"http://127.0.0.1:{self.port}", f"ws://127.0.0.1:{self.port}"
        self.log = place.folder / f"server-{self.port}.log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        return {**self.place.environment, "PLENARIA_TEST_URL": self.address, "PORT": str(self.port)}

    def start(self) -> None:
        """Start and wait until it can serve."""
        command = [str(Path(sys.executable).with_name("daphne")), "--ping-timeout", "20", "-b", "127.0.0.1"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "-p", str(self.port), "plenaria.asgi:application"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.wait()

    def wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while not self.answers():
            if self.process is None or self.process.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"The server did not start:\n{self.log.read_text(errors='replace')[-4000:]}")
            time.sleep(0.05)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Ask it to end, or with SIGKILL end it in the middle of what it does."""
        if self.process is None:
            return
        if self.process.poll() is None:
            os.killpg(self.process.pid, how)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None

    def kill(self) -> None:
        """kill -9: nothing gets the chance to be tidy."""
        self.stop(signal.SIGKILL)

    def restart(self) -> None:
        """Start again on the same port and data after a kill or a stop."""
        self.stop()
        self.start()

    def manage(self, *words: str) -> str:
        """Run a management command on the server's data and give back what it printed."""
        run = subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=self.environment, capture_output=True, text=True
        )
        assert run.returncode == 0, f"manage.py {' '.join(words)} failed:\n{run.stdout}{run.stderr}"
        return run.stdout


@pytest.fixture
def server(transactional_db: None, place: Place) -> Iterator[Server]:
    """A server on this test's own database: what the test writes by the ORM, the server serves."""
    one = Server(place)
    one.start()
    yield one
    one.stop()


@pytest.fixture(scope="session")
def demo_server(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Server]:
    """One server with the demo loaded, shared by all tests that only look and click: leave it as you found it."""
    folder = tmp_path_factory.mktemp("demo")
    ready()
    place = Place(folder, f"plenaria_demo_{os.getpid()}_{worker_id}" if os.environ.get("DATABASE_URL") else "")
    fill(place)
    one = Server(place)
    one.manage("demo")
    one.start()
    yield one
    one.stop()
    remove(place)
