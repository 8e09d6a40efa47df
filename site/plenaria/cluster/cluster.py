"""All parts of a cluster, started in order, restarted one by one, taken away by name."""

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from live.rig.services import Missing, Postgres, Redis, Service, program
from plenaria.cluster.proxy import Proxy

ROOT = Path(__file__).resolve().parents[3]
DRAIN = 15  # seconds a process has to say goodbye; it takes ten at most

type Say = Callable[[str], object]


class Daphne(Service):
    """One process of ours."""

    leaves = DRAIN

    def __init__(self, folder: Path, number: int, environment: dict[str, str]):
        self.name = f"daphne-{number}"
        super().__init__(folder)
        self.environment, self.where = environment, str(ROOT)

    def command(self) -> list[str]:
        program = Path(sys.executable).with_name("daphne")
        options = [
            "--ping-interval",
            "15",
            "--ping-timeout",
            "20",
            "--proxy-headers",
            "-b",
            "127.0.0.1",
            "-p",
            str(self.port),
        ]
        return [str(program), "-v", "0", *options, "plenaria.asgi:application"]

    def answers(self) -> bool:
        """Whether it can serve."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


def refuse_a_taken_port(port: int) -> None:
    with socket.socket() as one:
        if one.connect_ex(("127.0.0.1", port)) == 0:
            raise Missing(f"Port {port} is in use. Choose another: PORT={port + 1} make cluster")


class Cluster:
    """PostgreSQL, Redis, processes and a proxy with their data in `folder`; people come to `address`."""

    def __init__(self, folder: Path, *, port: int, bind: str = "127.0.0.1", processes: int = 2):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.port, self.bind = folder, port, bind
        self.address = f"http://127.0.0.1:{port}"
        self.postgres, self.redis = Postgres(folder), Redis(folder)
        self.number = processes
        self.processes: list[Daphne] = []
        self.proxy: Proxy | None = None
        self.held: set[str] = set()  # names of what was taken away on purpose

    @property
    def environment(self) -> dict[str, str]:
        """The variables of production, for a process of this cluster."""
        own = {
            "DJANGO_SETTINGS_MODULE": "plenaria.settings.cluster",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
            "PLENARIA_DATA": str(self.folder),
            "PLENARIA_URL": self.address.replace("http://", "https://", 1),
            "SECRET_KEY": self._secret(),
            "ALLOWED_HOSTS": f"127.0.0.1,localhost,{self.bind}",
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": self.redis.url,
            "MAIL_URL": "smtp://127.0.0.1",  # not used: mails are files
            "MAIL_FROM": "Plenaria <no-reply@plenaria.example>",
        }
        return {**os.environ, **own}

    def _secret(self) -> str:
        file = self.folder / "secret-key"
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(50))
        return file.read_text()

    def start(self, say: Say) -> None:
        """Start everything that people need. Raises `Missing` with a sentence."""
        program("nginx", package="nginx-light")  # said before anything is made, as is a port that is taken
        refuse_a_taken_port(self.port)
        self.start_services(say)
        say("Preparing the database and the demo (the first time takes about a minute)")
        self.manage("migrate", "--verbosity", "0")
        self.manage("collectstatic", "--no-input", "--verbosity", "0")
        say(self.manage("demo"))
        self.start_processes(say)
        self.proxy = Proxy(self.folder, [one.port for one in self.processes], bind=self.bind, port=self.port)
        self.proxy.start()
        say(f"nginx on {self.address} in front of them")

    def start_services(self, say: Say) -> None:
        """PostgreSQL and Redis alone."""
        self.postgres.start()
        say(f"PostgreSQL on port {self.postgres.port}")
        self.redis.start()
        say(f"Redis on port {self.redis.port}")

    def start_processes(self, say: Say) -> None:
        """As many Daphne processes as were asked for."""
        self.processes = [Daphne(self.folder, n + 1, self.environment) for n in range(self.number)]
        for one in self.processes:
            one.start()
            say(f"{one.name} on port {one.port}")

    def manage(self, *words: str) -> str:
        """Run a management command on the cluster's data; gives back what it printed."""
        command = [sys.executable, "manage.py", *words]
        run = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)  # noqa: S603
        if run.returncode:
            raise Missing(f"manage.py {' '.join(words)} failed:\n{run.stdout}{run.stderr}")
        return run.stdout

    def restart(self, say: Say) -> None:
        """One process at a time: it drains, ends, starts again and is ready before the next one goes."""
        for one in self.processes:
            say(f"{one.name} drains")
            one.stop()
            one.start()
            say(f"{one.name} is ready again")

    def revive(self, say: Say) -> None:
        """Start a process again that ended by itself, as a service manager would."""
        for one in self.processes:
            if not one.runs and one.name not in self.held:
                say(f"{one.name} ended by itself; starting it again")
                with contextlib.suppress(Missing):  # while PostgreSQL is away it cannot get ready; asked again
                    one.start()

    def service(self, name: str) -> Service | None:
        """PostgreSQL, Redis or a process, by the name that the log files have."""
        every: list[Any] = [self.postgres, self.redis, *self.processes]
        return next((one for one in every if one.name == name), None)

    def stop(self) -> None:
        """End everything, from the front to the back."""
        for one in (self.proxy, *self.processes, self.redis, self.postgres):
            if one is not None:
                one.stop()
