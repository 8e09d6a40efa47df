"""A cluster loses nothing: not when Redis or PostgreSQL goes for some seconds, not when its processes start anew.

It brings its own PostgreSQL and Redis, two processes of ours and, where nginx is installed, the proxy before them.
"""

import asyncio
import json
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import websockets

from live.crowd import COMING, Crowd, Report
from live.rig.services import Missing
from plenaria.cluster.cluster import Cluster
from plenaria.cluster.control import NotRunning, ask, obey, runs, serve
from plenaria.cluster.proxy import Proxy
from tests import database
from tests.server import free_port

pytestmark = [
    pytest.mark.services,
    pytest.mark.skipif(not database.URL, reason="a cluster is PostgreSQL and Redis: make test-services runs it"),
    pytest.mark.timeout(300),
]

CODE, PEOPLE = "KEAAT7", 24
GONE = 4.0  # seconds a service is away here; `manage.py livecheck --only F07,F08` takes its time

OPEN_ROOM = """
import django; django.setup()
from plenaria.demo.voices import Said, speak
from tests.live.conftest import POLL, QUESTIONS, a_room
speak(a_room("KEAAT7"), [Said(None, POLL, "open"), Said(None, QUESTIONS, "open")], script="open")
"""


def quiet(text: str) -> None:
    """Nobody listens."""


def run(cluster: Cluster, command: list[str], **more: Any) -> None:
    subprocess.run(command, cwd=database.ROOT, env=cluster.environment, check=True, **more)


def collect(folder: Path, *names: str) -> None:
    """As `collectstatic` would, but only what the page for a database that is away links to."""
    folder.mkdir()
    paths = {f"plenaria/{name}": f"plenaria/{name}" for name in names}
    (folder / "staticfiles.json").write_text(json.dumps({"version": "1.1", "paths": paths, "hash": ""}))


@pytest.fixture(scope="module")
def cluster(django_test_environment: None) -> Iterator[Cluster]:
    """Two processes on services of their own, with one open room; behind nginx where it is."""
    database.ready()
    with tempfile.TemporaryDirectory(prefix="plenaria-cluster-") as name:
        folder = Path(name)
        folder.chmod(0o711)  # PostgreSQL's own user must be able to enter
        one = Cluster(folder, port=free_port())
        try:
            one.start_services(quiet)
            template = database.URL.rpartition("/")[0] + f"/plenaria_template_{database.fingerprint()}"
            dump = subprocess.run(["pg_dump", "--no-owner", template], capture_output=True, check=True).stdout
            run(one, ["psql", "-X", "-q", one.postgres.url], input=dump, stdout=subprocess.DEVNULL)
            run(one, [sys.executable, "-c", OPEN_ROOM])
            collect(folder / "static", "tokens.css", "components.css", "entrance.css")
            one.start_processes(quiet)
            one.proxy = Proxy(folder, [process.port for process in one.processes], bind="127.0.0.1", port=one.port)
            try:
                one.proxy.start()
            except Missing:
                one.proxy = None
            yield one
        finally:
            one.stop()


class Noted(dict[str, int]):
    """What was acknowledged, and when: a moment for each place."""

    def __init__(self, moments: dict[int, float]):
        super().__init__()
        self.moments = moments

    def __setitem__(self, op: str, place: int) -> None:
        super().__setitem__(op, place)
        self.moments.setdefault(place, time.monotonic())


class Told:
    """When people were told what: each place acknowledged, and each picture on two screens, one a process."""

    def __init__(self, cluster: Cluster):
        self.acks: dict[int, float] = {}
        self.pictures: list[list[tuple[float, int]]] = [[] for _ in cluster.processes]
        self.closed = 0

    async def watch(self, port: int, pictures: list[tuple[float, int]]) -> None:
        """A screen of one process, which never acts."""
        address = f"ws://127.0.0.1:{port}/ws/live/{CODE}/"
        async with websockets.connect(address, subprotocols=["plenaria.1"]) as line:  # type: ignore[list-item]
            await line.send(json.dumps({"t": "join"}))
            async for text in line:
                frame = json.loads(text)
                if frame["t"] in ("snapshot", "patch"):
                    pictures.append((time.monotonic(), frame["rev"] if frame["t"] == "snapshot" else frame["to"]))
        self.closed += 1

    def late(self, since: float, until: float) -> list[float]:
        """For each act acknowledged between these moments, how long until the last screen showed it."""
        asked = [(place, at) for place, at in self.acks.items() if since < at < until]
        return [
            max(min((when - at for when, to in one if to >= place), default=999.0) for one in self.pictures)
            for place, at in asked
        ]


@asynccontextmanager
async def crowd_at_work(cluster: Cluster, seconds: float, seed: int, told: Told | None = None) -> Any:
    """Everybody is in the room, half at each process unless a proxy spreads them; all is answered at the end."""
    addresses = (
        [cluster.address] * 2 if cluster.proxy else [f"http://127.0.0.1:{one.port}" for one in cluster.processes]
    )
    crowds = [
        Crowd(url=url, code=CODE, people=PEOPLE // 2, seconds=seconds, seed=seed + n) for n, url in enumerate(addresses)
    ]
    for one in crowds if told else ():
        one.report.acked = Noted(told.acks)
    work = asyncio.gather(*(one.gather() for one in crowds))
    while sum(len(one.report.acked) for one in crowds) < PEOPLE // 4:
        await asyncio.sleep(0.02)
    await asyncio.sleep(seconds * COMING)
    yield [one.report for one in crowds]
    await asyncio.wait_for(work, 120)


def faults(cluster: Cluster, reports: list[Report]) -> list[str]:
    """Where what people were told and what is stored differ."""
    import psycopg

    with psycopg.connect(cluster.postgres.url) as line:
        rows = line.execute("SELECT op_id::text, seq FROM live_entry ORDER BY seq").fetchall()
    places = dict(rows)
    wrong = [] if [seq for _, seq in rows] == list(range(1, len(rows) + 1)) else ["the log has a gap"]
    wrong += [f"{op} is stored twice" for op in places if sum(op == other for other, _ in rows) > 1]
    for report in reports:
        wrong += [f"{op} was lost" for op, place in report.acked.items() if places.get(op) != place]
        wrong += [f"{op} was not answered" for op in set(report.sent) - set(report.acked) - set(report.refused)]
    return wrong


def asked(cluster: Cluster, path: str) -> tuple[int, str]:
    """What a process answers to who reads; before any page it asks Redis for the generation of what is published."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{cluster.processes[0].port}{path}", timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


async def aside(work: Callable[..., Any], *words: Any) -> None:
    await asyncio.to_thread(work, *words)


async def test_without_redis_votes_count_and_screens_follow(cluster: Cluster) -> None:
    told = Told(cluster)
    watching = [asyncio.create_task(told.watch(one.port, told.pictures[n])) for n, one in enumerate(cluster.processes)]
    async with crowd_at_work(cluster, GONE + 3, seed=10, told=told) as reports:
        await aside(cluster.redis.kill)
        since = time.monotonic()
        assert (await asyncio.to_thread(asked, cluster, "/calendar/feed.ics"))[0] == 200
        ready, parts = await asyncio.to_thread(asked, cluster, "/readyz")
        assert (ready, json.loads(parts)["layer"]) == (200, "does not answer")
        await asyncio.sleep(GONE)
        until = time.monotonic()
        await aside(cluster.redis.start)
    await asyncio.sleep(5)
    for one in watching:
        one.cancel()
    assert faults(cluster, reports) == []
    late = told.late(since, until)
    assert len(late) > 5
    assert max(late) <= 5
    assert told.closed == 0
    assert sum(report.reconnects for report in reports) == 0


async def test_without_postgresql_nothing_is_acknowledged_and_all_comes_after(cluster: Cluster) -> None:
    told = Told(cluster)
    watching = [asyncio.create_task(told.watch(one.port, told.pictures[n])) for n, one in enumerate(cluster.processes)]
    async with crowd_at_work(cluster, GONE + 4, seed=20, told=told) as reports:
        said = cluster.processes[0].log.stat().st_size
        await aside(cluster.postgres.kill)  # as `pg_ctl stop -m immediate`
        since = time.monotonic()
        pages = [await asyncio.to_thread(asked, cluster, "/calendar/feed.ics") for _ in range(10)]
        assert {status for status, _ in pages} == {503}
        ready, parts = await asyncio.to_thread(asked, cluster, "/readyz")
        assert (ready, json.loads(parts)["database"]) == (503, "does not answer")
        await asyncio.sleep(GONE)
        until = time.monotonic()
        await aside(cluster.postgres.start)
        back = time.monotonic()
    log = cluster.processes[0].log.read_bytes()[said:].decode()
    assert 0 < log.count("was not stored") <= (time.monotonic() - since) / 10 + 1, "one line in ten seconds"
    assert "Traceback" not in log
    assert (await asyncio.to_thread(asked, cluster, "/readyz"))[0] == 200
    for one in watching:
        one.cancel()
    assert faults(cluster, reports) == []
    assert [at for at in told.acks.values() if since + 0.5 < at < until] == []
    assert min(at for at in told.acks.values() if at > until) - back <= 10
    assert told.closed == 0
    assert sum(report.reconnects for report in reports) == 0


async def test_a_rolling_restart_under_load_loses_nothing(cluster: Cluster) -> None:
    before = [one.process.pid for one in cluster.processes if one.process]
    async with crowd_at_work(cluster, 12, seed=30) as reports:
        await aside(cluster.restart, quiet)
    assert faults(cluster, reports) == []
    assert sum(report.reconnects for report in reports) > 0  # it was felt
    assert not set(before) & {one.process.pid for one in cluster.processes if one.process}
    verified = json.loads(await asyncio.to_thread(cluster.manage, "verify", "--json"))
    assert verified["right"] is True


def test_the_proxy_hands_over_pictures_and_no_document(cluster: Cluster) -> None:
    if cluster.proxy is None:
        pytest.skip("nginx is not installed: apt-get install nginx-light")
    media = cluster.folder / "media"
    for folder in ("images", "documents"):
        (media / folder).mkdir(parents=True)
        (media / folder / "one.svg").write_text("<svg/>")
    with urllib.request.urlopen(f"{cluster.address}/media/images/one.svg", timeout=20) as answer:
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for hidden in ("/media/documents/one.svg", "/metrics"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{cluster.address}{hidden}", timeout=20)
    assert asked(cluster, "/metrics")[0] == 200, "control: the process itself tells this machine"


def test_a_backup_knows_the_password_without_saying_it(cluster: Cluster) -> None:
    assert "the database and " in cluster.manage("backup")


def test_a_process_that_dies_comes_back_and_one_that_was_stopped_does_not(cluster: Cluster) -> None:
    first, second = cluster.processes
    first.kill()
    cluster.revive(quiet)
    assert first.answers()
    obey(cluster, ["stop", "daphne-2"], quiet)
    cluster.revive(quiet)
    assert not second.runs
    obey(cluster, ["start", "daphne-2"], quiet)
    assert second.answers()


def test_a_word_that_is_not_understood_is_told_the_words_there_are(cluster: Cluster) -> None:
    said: list[str] = []
    obey(cluster, ["stop", "everything"], said.append)
    assert said == ["Say restart, or one of stop, kill, pause, resume, start with postgres, redis or daphne-1."]


def test_a_second_terminal_is_heard(tmp_path: Path) -> None:
    one, said = Cluster(tmp_path, port=free_port()), []

    class Over(Exception):
        """Ends the endless loop of `serve`."""

    def end(say: Any) -> None:
        if said:
            raise Over

    one.revive = end  # type: ignore[method-assign]
    with ThreadPoolExecutor() as other:
        serving = other.submit(serve, one, said.append)
        while not runs(tmp_path):
            time.sleep(0.01)
        heard: list[str] = []
        ask(tmp_path, ["dance"], heard.append)
        with pytest.raises(Over):
            serving.result(10)
    assert (
        heard
        == said[-1:]
        == ["Say restart, or one of stop, kill, pause, resume, start with postgres, redis or daphne-1."]
    )
    assert not runs(tmp_path)


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Missing, match=f"Port {port} is in use. Choose another: PORT={port + 1} make cluster"):
            Cluster(tmp_path, port=port).start(quiet)


def test_where_no_cluster_runs_nobody_is_spoken_to(tmp_path: Path) -> None:
    with pytest.raises(NotRunning, match="start one with `make cluster`"):
        ask(tmp_path, ["restart"], quiet)


def test_a_program_that_is_missing_is_named_with_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name, path=None: None)
    with pytest.raises(Missing, match="nginx is not on this machine: apt-get install nginx-light"):
        Cluster(tmp_path, port=free_port()).start(quiet)
