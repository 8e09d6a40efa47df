"""Servers in a tenth of the time: one process imports the product once and makes each server by forking.

`python -m tests.nursery` reads one line of JSON for each server, `{"words": [the words of the command], "log": path}`,
forks, and answers with the process's number. The fork is what the `daphne` command is from its first line on: the same
entry point with the same words, in a session of its own. What is imported before is what touches neither the database
nor the event loop.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import ModuleType

REACTOR = "daphne.server"  # makes an event loop where it is imported; two forks of one loop hear each other's sockets
STEP = 0.01


class Forked:
    """A process that is no child of ours, as `subprocess` would show it; how it ended is not known."""

    def __init__(self, pid: int):
        self.pid = pid

    def poll(self) -> int | None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, 0)
            return None
        return 0

    def wait(self, timeout: float = 60.0) -> int:
        until = time.monotonic() + timeout
        while (ended := self.poll()) is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired("a forked server", timeout)
            time.sleep(STEP)
        return ended


class Nursery:
    """The process that forks, in the environment that all its servers have."""

    def __init__(self, environment: dict[str, str], folder: Path):
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.nursery"],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def fork(self, words: list[str], log: Path) -> Forked:
        """A server that was started by these words and writes to this log."""
        asked, told = self._process.stdin, self._process.stdout
        assert asked and told
        print(json.dumps({"words": words, "log": str(log)}), file=asked, flush=True)
        return Forked(int(told.readline()))

    def close(self) -> None:
        self._process.communicate()


def bring_up() -> None:
    """Import what every server imports, short of the event loop."""
    sys.modules[REACTOR] = ModuleType(REACTOR)  # `daphne.apps` imports it for what it does at once
    import django

    django.setup()
    from importlib import import_module

    from django.conf import settings
    from django.db import connections
    from django.urls import get_resolver
    from django.utils import translation

    for name in (settings.ROOT_URLCONF, "live.routing", "channels.routing", "autobahn.websocket.protocol"):
        import_module(name)
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            get_resolver()._populate()
            translation.gettext("")
    del sys.modules[REACTOR]
    assert "twisted.internet.reactor" not in sys.modules
    assert threading.active_count() == 1
    assert all(one.connection is None for one in connections.all(initialized_only=True))


def serve(words: list[str], log: str) -> None:
    """Become the server."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for one, standard in ((nothing, 0), (file, 1), (file, 2)):
        os.dup2(one, standard)
    os.close(nothing)
    os.close(file)
    sys.argv = words
    from daphne.cli import CommandLineInterface

    CommandLineInterface.entrypoint()


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who has ended is gone at once
    bring_up()
    for line in sys.stdin:
        asked = json.loads(line)
        if not (pid := os.fork()):
            serve(**asked)
            return
        print(pid, flush=True)


if __name__ == "__main__":
    main()
