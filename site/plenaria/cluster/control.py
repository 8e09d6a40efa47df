"""How a second terminal speaks to a running cluster: one line over a socket in its folder, sentences back."""

import select
import socket
from pathlib import Path

from live.rig.services import Missing
from plenaria.cluster.cluster import Cluster, Say

VERBS = ("stop", "kill", "pause", "resume", "start")
USAGE = "Say restart, or one of stop, kill, pause, resume, start with postgres, redis or daphne-1."


class NotRunning(Exception):
    """There is no cluster to speak to."""


def ask(folder: Path, words: list[str], say: Say) -> None:
    """Tell the cluster in `folder` what to do, and say what it answers. Raises `NotRunning`."""
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(str(folder / "control"))
        except OSError as error:
            raise NotRunning(f"No cluster runs in {folder}: start one with `make cluster`.") from error
        line.sendall(" ".join(words).encode() + b"\n")
        for answer in line.makefile(encoding="utf-8"):
            say(answer.rstrip())


def runs(folder: Path) -> bool:
    """Whether a cluster obeys in this folder."""
    with socket.socket(socket.AF_UNIX) as line:
        return line.connect_ex(str(folder / "control")) == 0


def obey(cluster: Cluster, words: list[str], say: Say) -> None:
    """Do what one line asks."""
    match words:
        case ["restart"]:
            cluster.restart(say)
        case [verb, name] if verb in VERBS and (one := cluster.service(name)):
            cluster.held.discard(name) if verb == "start" else cluster.held.add(name)
            getattr(one, verb)()
            say(f"{name}: {verb} done")
        case _:
            say(USAGE)


def serve(cluster: Cluster, say: Say) -> None:
    """Obey who asks, and keep the processes alive, until Ctrl-C."""
    path = cluster.folder / "control"
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(path))
        path.chmod(0o600)
        door.listen()
        try:
            while True:
                if select.select([door], [], [], 0.5)[0]:
                    _answer(cluster, door, say)
                cluster.revive(say)
        finally:
            path.unlink(missing_ok=True)


def _answer(cluster: Cluster, door: socket.socket, say: Say) -> None:
    line, _ = door.accept()
    with line:
        line.settimeout(5)

        def both(text: str) -> None:
            say(text)
            line.sendall(text.encode() + b"\n")

        try:
            if words := line.makefile(encoding="utf-8").readline().split():
                obey(cluster, words, both)
        except (Missing, OSError) as error:
            say(str(error))
