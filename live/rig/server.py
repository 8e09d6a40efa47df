"""A real server: the stock `daphne` command on a free port, on a database of its own, that may be killed."""

import contextlib
import os
import resource
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, Protocol

from live.rig import processes
from live.rig.database import ROOT, Place, own_place
from live.rig.trouble import Trouble

PATIENCE = 60  # seconds; Django with Wagtail starts in two, on a crowded machine in twenty
PRODUCT = "plenaria.asgi:application"

type Program = Literal["daphne", "uvicorn"]


class Process(Protocol):
    """What is asked of a server's process."""

    @property
    def pid(self) -> int: ...
    def poll(self) -> int | None: ...
    def wait(self, timeout: float = ...) -> int: ...


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Server:
    """One server process on the data of `place`; `address` is where browsers go, `sockets` where sockets do.

    Several servers on one place are the processes of one cluster. `core` is the only processor it may use, where the
    machine has more than one; `application` may name another ASGI application, to compare with.
    """

    def __init__(
        self, place: Place, program: Program = "daphne", *, core: int | None = None, application: str = PRODUCT
    ):
        self.place, self.program, self.core, self.application = place, program, core, application
        self.port = free_port()
        self.address, self.sockets = f"http://127.0.0.1:{self.port}", f"ws://127.0.0.1:{self.port}"
        self.log = place.folder / f"server-{self.port}.log"
        self.process: Process | None = None

    @property
    def environment(self) -> dict[str, str]:
        return {**self.place.environment, "PORT": str(self.port)}

    @property
    def pid(self) -> int:
        if self.process is None:
            raise Trouble("The server is not running: call start().")
        return self.process.pid

    @property
    def command(self) -> list[str]:
        """As an operator would type it."""
        port = str(self.port)
        if self.program == "daphne":
            options = ["-v", "0", "--ping-interval", "15", "--ping-timeout", "20", "-b", "127.0.0.1", "-p", port]
        else:
            options = ["--ws", "websockets-sansio", "--host", "127.0.0.1", "--port", port, "--log-level", "warning"]
        return [str(Path(sys.executable).with_name(self.program)), *options, self.application]

    def start(self, *, wait: bool = True) -> None:
        """Start; and wait until it can serve, unless told otherwise."""
        allow_many_files()
        self.process = self.begin()
        pin(self.process.pid, self.core)
        if wait:
            self.wait()

    def begin(self) -> Process:
        """The process, from the command."""
        with self.log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603  (our own command)
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while not self.answers():
            if self.process is None or self.process.poll() is not None or time.monotonic() > until:
                raise Trouble(f"The server did not start:\n{self.said()[-4000:]}")
            time.sleep(0.05)

    def answers(self) -> bool:
        """Whether it serves; another application than ours need only answer, whatever it says."""
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=5) as answer:  # noqa: S310
                return answer.status == 200
        except urllib.error.HTTPError:
            return self.application != PRODUCT
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def said(self) -> str:
        """What it has written to its log."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Ask it to end, or with SIGKILL end it and its children in the middle of what they do."""
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
        return self.run("manage.py", *words)

    def run(self, *words: str) -> str:
        """Run Python with these arguments on the server's data and give back what it printed."""
        command = [sys.executable, *words]
        run = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)  # noqa: S603
        if run.returncode:
            raise Trouble(f"python {' '.join(words)} failed:\n{run.stdout}{run.stderr}")
        return run.stdout

    def cpu_seconds(self) -> float:
        """Processor time spent so far, children included."""
        return processes.cpu_seconds(self.pid)

    def rss(self) -> int:
        """Bytes of memory in use, children included."""
        return processes.rss(self.pid)


def cores() -> tuple[int | None, int | None]:
    """A processor for the server and another for its clients; with only one there is nothing to choose."""
    if not hasattr(os, "sched_getaffinity"):
        return None, None
    mine = sorted(os.sched_getaffinity(0))
    return (mine[0], mine[1]) if len(mine) > 1 else (None, None)


def allow_many_files() -> int:
    """Let this process, and all it starts, open as many files as the machine allows: a socket is one. How many."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most


def pin(pid: int, core: int | None) -> None:
    """Keep a process that has just started, and all it will start, on one processor."""
    if core is not None:
        with contextlib.suppress(ProcessLookupError):
            os.sched_setaffinity(pid, {core})


@contextlib.contextmanager
def running(
    *, place: Place | None = None, program: Program = "daphne", core: int | None = None, application: str = PRODUCT
) -> Iterator[Server]:
    """A server that runs inside the `with`, on a place of its own unless one is given."""
    with contextlib.ExitStack() as stack:
        server = Server(place or stack.enter_context(own_place()), program=program, core=core, application=application)
        stack.callback(server.stop)
        server.start()
        yield server
