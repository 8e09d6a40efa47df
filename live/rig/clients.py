"""Clients so cheap that they are not what is measured: `wire.c` where there is a compiler, else the same in Python."""

import functools
import hashlib
import json
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple, Self
from urllib.parse import urlsplit

from live.rig import processes
from live.rig.database import ROOT
from live.rig.server import pin
from live.rig.trouble import Trouble

SOURCE = Path(__file__).with_name("wire.c")
CACHE = ROOT / ".cache"
COMPILERS = ("cc", "gcc", "clang")
PATIENCE, EACH = 30.0, 0.05  # seconds for all, and more for each: a crowded machine is slow, a dead server says so
JOIN = '{"t":"join"}'

type Language = Literal["C", "Python"]


class Fan(NamedTuple):
    """One fan-out: the place it brings, its first and last arrival on the monotonic clock, how many it reached."""

    to: int
    first: float
    last: float
    reached: int


@dataclass(frozen=True)
class Window:
    """What came in at all listeners in some seconds. `gaps` are patches that do not follow on the text before;
    `late` is p50 and p99 of ms after the first arrival of the same fan-out; `mixed` is 0 unless places were reused."""

    seconds: float
    cpu: float
    here: int
    gone: int
    texts: int
    bytes: int
    snapshots: int
    patches: int
    patch_bytes: int
    gaps: int
    mixed: int
    late: tuple[float, float]
    fans: tuple[Fan, ...]

    @property
    def frame(self) -> int:
        """Bytes of a patch, on average."""
        return round(self.patch_bytes / self.patches) if self.patches else 0

    @property
    def share(self) -> float:
        """How much of one processor the client itself took: near 1 it is what is measured."""
        return self.cpu / self.seconds if self.seconds else 0.0

    def whole(self, listeners: int) -> list[Fan]:
        """The fan-outs that reached every one of so many listeners."""
        return [fan for fan in self.fans if fan.reached == listeners]


def language() -> Language:
    """What the client is written in on this machine; every report says it."""
    return "C" if built(SOURCE) else "Python"


@functools.cache
def built(source: Path) -> Path | None:
    """The program made from one file of C, made anew when its text changed; None where nothing compiles it."""
    program = CACHE / f"{source.stem}-{hashlib.sha256(source.read_bytes()).hexdigest()[:12]}"
    if program.exists():
        return program
    CACHE.mkdir(exist_ok=True)
    for name in COMPILERS:
        compiler = shutil.which(name)
        if compiler and _compiles([compiler, "-O2", "-std=gnu11", "-o", f"{program}.new", str(source)]):
            Path(f"{program}.new").rename(program)
            return program
    return None


def _compiles(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True).returncode == 0  # noqa: S603


class Wire:
    """A process of the program: orders in, answers out."""

    def __init__(self, *words: str, core: int | None, written_in: Language | None = None):
        program_in_c = built(SOURCE) if written_in != "Python" else None
        self.language: Language = "C" if program_in_c else "Python"
        program = [str(program_in_c)] if program_in_c else [sys.executable, "-m", "live.rig.wire_in_python"]
        pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
        self.process: subprocess.Popen[str] = subprocess.Popen([*program, *words], **pipes)  # noqa: S603
        pin(self.process.pid, core)

    def order(self, *words: object) -> dict[str, Any]:
        """Give an order and wait for its answer."""
        assert self.process.stdin
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        return self.answer()

    def answer(self) -> dict[str, Any]:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise Trouble(f"The client of measurements ended ({self.process.wait()}): see live/rig/wire.c.")
        return json.loads(line)

    def cpu_seconds(self) -> float:
        """Processor time of this process so far."""
        return processes.cpu_seconds(self.process.pid)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()


class Listeners(Wire):
    """So many clients at one address that say `first` and listen. `at_once` of them may be on their way at a time."""

    def __init__(
        self,
        url: str,
        count: int,
        *,
        first: str = JOIN,
        at_once: int = 100,
        core: int | None = None,
        written_in: Language | None = None,
    ):
        parts = urlsplit(url)
        self.count = count
        host, port = parts.hostname or "127.0.0.1", parts.port or 80
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        words = ["listen", host, port, path, f"http://{host}:{port}", count, at_once, first]
        super().__init__(*map(str, words), core=core, written_in=written_in)

    def wait(self) -> float:
        """Wait until all are here; the seconds from the first connection to the last answer. Raises `Trouble`."""
        until = time.monotonic() + PATIENCE + self.count * EACH
        while True:
            told = self.order("here")
            if told["here"] == self.count:
                return told["seconds"]
            if time.monotonic() > until or told["failed"] or told["gone"]:
                raise Trouble(f"{told['here']} of {self.count} clients came in: {told}")
            time.sleep(0.02)

    def stall(self, count: int) -> None:
        """So many, spread among all, read nothing more."""
        self.order("stall", count)

    def drop(self, count: int) -> None:
        """Lose the next texts unseen, to show that it is noticed."""
        self.order("drop", count)

    def window(self) -> None:
        """Count anew."""
        self.order("window")

    def settle(self, *, quiet: float = 0.4, most: float = 60.0) -> Window:
        """Wait until no patch has come for `quiet` seconds, or `most` are over; what came since the window began."""
        until, before = time.monotonic() + most, -1
        while (window := self.report()).patches != before and time.monotonic() < until:
            before = window.patches
            time.sleep(quiet)
        return window

    def report(self) -> Window:
        """What came in since the window began."""
        told = self.order("report")
        fans = tuple(sorted(Fan(*one) for one in told.pop("fans")))
        return Window(**{**told, "late": tuple(told["late"]), "fans": fans})


class Bound(Wire):
    """The bound of fan-out: a server that writes one prepared frame to each client by one `send()`."""

    def __init__(self, *, core: int | None = None, written_in: Language | None = None):
        super().__init__("serve", core=core, written_in=written_in)
        self.sockets = f"ws://127.0.0.1:{self.answer()['port']}"

    def tell(self, *, times: int, size: int, every: int) -> dict[str, Any]:
        """So many frames of `size` bytes to everybody, one each `every` ms; returns when done."""
        return self.order("tell", times, size, every)
