"""Folds logs in a process of its own, without Django: `python -m plugins.testing.child <module> <class> <batches>`."""

import importlib
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import msgspec

from plugins.contract import Format
from plugins.testing.fold import Life, Log


def fold_elsewhere(kind: type[Format], logs: Sequence[Log], *, seed: int) -> bytes:
    """The same logs folded by a fresh process whose sets and hashes have another order, in batches of its own."""
    command = [sys.executable, "-m", "plugins.testing.child", kind.__module__, kind.__qualname__, str(seed)]
    path = os.pathsep.join(each for each in sys.path if each)
    environment = {"PYTHONHASHSEED": str(seed), "PYTHONPATH": path, "PATH": os.environ.get("PATH", "")}
    done = subprocess.run(  # noqa: S603  (our own interpreter and module)
        command, input=msgspec.json.encode(list(logs)), env=environment, capture_output=True, check=False, timeout=60
    )
    if done.returncode:
        raise AssertionError(f"{kind.__qualname__} cannot be folded without Django:\n{done.stderr.decode()}")
    return done.stdout


def batched(kind: type[Format], log: Log, batches: random.Random) -> Any:
    """What became of a log folded in batches, after each of which everybody looks, as a server publishes."""
    life, at, verdicts = Life(kind, log), 0, list[str]()
    while at < len(log.entries):
        many = batches.choice((1, 2, 3, 7, 25))
        verdicts += life.take_all(log.entries[at : at + many])
        at += many
        life.shown(log.actors)
    return {"verdicts": verdicts, "shown": life.shown(log.actors)}


def main() -> None:
    """Read logs, write what became of them."""
    module, name, seed = sys.argv[1:]
    kind = getattr(importlib.import_module(module), name)
    logs = msgspec.json.decode(sys.stdin.buffer.read(), type=list[Log])
    batches = random.Random(int(seed))  # noqa: S311  (no secret hangs on it)
    sys.stdout.buffer.write(msgspec.json.encode([batched(kind, log, batches) for log in logs]))


if __name__ == "__main__":
    main()
