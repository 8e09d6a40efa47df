"""What a process and its children cost, read from /proc: processor time and memory."""

import os
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


def family(pid: int) -> list[int]:
    """The process and all that descend from it and still run."""
    parents = {one: int(_stat(one)[1]) for one in _running()}
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def cpu_seconds(pid: int) -> float:
    """Processor time, user and system, of the process, its running children and those that have ended."""
    return sum(_own(one) + sum(map(int, _stat(one)[13:15])) / TICKS for one in family(pid))


def rss(pid: int) -> int:
    """Bytes of memory in use by the process and its children; what they share counts for each."""
    return sum(int(_read(one, "statm", "0 0").split()[1]) * PAGE for one in family(pid))


def _own(pid: int) -> float:
    """By the clock of that process, numbered as clock_getcpuclockid(3) does it: `stat` counts in 10 ms only."""
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:
        return 0.0


def _running() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _stat(pid: int) -> list[str]:
    """The fields of `stat` after the name (which may hold spaces): state, parent, … as proc(5) numbers them from 3."""
    return _read(pid, "stat", ") X 0" + " 0" * 20).rpartition(")")[2].split()


def _read(pid: int, name: str, gone: str) -> str:
    """A file of a process, or `gone` when it has just ended."""
    try:
        return Path(f"/proc/{pid}/{name}").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return gone
