"""Folds logs in a process of its own, without Django: `python -m plugins.testing.child <module> <class>`."""

import importlib
import os
import subprocess
import sys
from collections.abc import Sequence

import msgspec

from plugins.contract import Format
from plugins.testing.fold import Log, lived


def fold_elsewhere(kind: type[Format], logs: Sequence[Log], *, seed: int) -> bytes:
    """The same logs folded by a fresh process whose sets and hashes have another order."""
    command = [sys.executable, "-m", "plugins.testing.child", kind.__module__, kind.__qualname__]
    path = os.pathsep.join(each for each in sys.path if each)
    environment = {"PYTHONHASHSEED": str(seed), "PYTHONPATH": path, "PATH": os.environ.get("PATH", "")}
    done = subprocess.run(  # noqa: S603  (our own interpreter and module)
        command, input=msgspec.json.encode(list(logs)), env=environment, capture_output=True, check=False, timeout=60
    )
    if done.returncode:
        raise AssertionError(f"{kind.__qualname__} cannot be folded without Django:\n{done.stderr.decode()}")
    return done.stdout


def main() -> None:
    """Read logs, write what became of them."""
    module, name = sys.argv[1:]
    kind = getattr(importlib.import_module(module), name)
    logs = msgspec.json.decode(sys.stdin.buffer.read(), type=list[Log])
    sys.stdout.buffer.write(msgspec.json.encode([lived(kind, log) for log in logs]))


if __name__ == "__main__":
    main()
