"""A watcher learns whether the process lives and whether it can serve, within two seconds and part by part."""

import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import AsyncClient

from live.hub import Hub
from plenaria.watching import health
from tests import database

ALL_WELL = {
    "ready": True,
    "database": "ok",
    "migrations": "ok",
    "formats": "ok",
    "leaving": False,
    "layer": "ok",
}


@pytest.fixture
async def hub(transactional_db: None) -> AsyncIterator[Hub]:
    yield Hub.current()
    await Hub.current().close()


async def ready() -> tuple[int, dict[str, Any]]:
    """What a watcher is told, and how it differs from all being well."""
    begun = time.monotonic()
    answer = await AsyncClient().get("/readyz")
    assert time.monotonic() - begun < 2
    assert "no-store" in answer["Cache-Control"]
    told = answer.json()
    assert list(told) == list(ALL_WELL)
    return answer.status_code, {part: said for part, said in told.items() if said != ALL_WELL[part]}


def test_a_process_says_it_lives_without_asking_anything(client):
    answer = client.get("/healthz")  # no database is allowed to this test
    assert (answer.status_code, answer.json()) == (200, {"alive": True})
    assert "no-store" in answer["Cache-Control"]


async def test_a_migrated_house_is_ready(hub):
    assert await ready() == (200, {})


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_is_missing_is_counted():
    assert health.missing() == 0
    MigrationRecorder(connection).record_unapplied("contenttypes", "0002_remove_content_type_name")
    try:
        assert health.missing() == 1
    finally:
        MigrationRecorder(connection).record_applied("contenttypes", "0002_remove_content_type_name")


async def test_a_house_with_a_migration_missing_is_not_ready(hub, monkeypatch):
    monkeypatch.setattr(health, "missing", lambda: 3)
    assert await ready() == (503, {"ready": False, "migrations": "3 missing"})


async def test_a_house_whose_database_is_away_is_not_ready_and_tells_no_secret(hub, monkeypatch):
    def away() -> int:
        raise OperationalError("could not connect to server at db.example, user plenaria")

    monkeypatch.setattr(health, "missing", away)
    assert await ready() == (503, {"ready": False, "database": "does not answer", "migrations": "unknown"})


async def test_a_database_that_hangs_is_told_in_time_by_one_thread_however_often_one_asks(hub, monkeypatch):
    asked = []

    def hangs() -> int:
        asked.append(1)
        time.sleep(4)
        return 0

    monkeypatch.setattr(health, "missing", hangs)
    for _ in range(2):
        assert await ready() == (503, {"ready": False, "database": "does not answer", "migrations": "unknown"})
    assert len(asked) == 1
    monkeypatch.setattr(health, "probe", health.Probe())


async def test_a_process_that_leaves_takes_nobody_more(hub, monkeypatch):
    monkeypatch.setattr(hub, "leaving", True)
    assert await ready() == (503, {"ready": False, "leaving": True})


async def test_a_house_whose_formats_do_not_run_is_not_ready(hub, monkeypatch):
    monkeypatch.setattr("live.apart.host.sys.executable", "/bin/false")
    assert await ready() == (503, {"ready": False, "formats": "does not answer"})


async def test_without_the_layer_a_house_serves_on_and_says_so(hub, monkeypatch):
    async def away(*args: Any) -> None:
        raise ConnectionError("redis.example")

    monkeypatch.setattr(hub._hints._layer, "group_send", away)
    assert await ready() == (200, {"layer": "does not answer"})


async def test_watchers_need_no_public_name_and_no_https(hub, settings):
    settings.ALLOWED_HOSTS = ["plenaria.example"]
    assert await ready() == (200, {})
    assert (await AsyncClient().get("/j/")).status_code == 400, "control: others do"


def got(address: str) -> tuple[int, str, dict[str, str]]:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status, answer.read().decode(), dict(answer.headers)
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode(), dict(refused.headers)


@pytest.mark.skipif(bool(database.URL), reason="takes the file of SQLite away; test_cluster takes PostgreSQL away")
def test_while_the_database_is_away_pages_say_so_and_the_log_says_it_once(server):
    assert got(f"{server.address}/j/NO")[0] == 404, "control: the database is asked"
    file, aside = server.place.file, server.place.folder / "aside"
    file.rename(aside)
    file.mkdir()
    try:
        pages = [
            got(f"{server.address}{where}") for where in ["/j/NO", "/live/MESA77/", "/calendar/", "/en/calendar/"] * 4
        ]
        health_told = got(f"{server.address}/readyz")
        alive = got(f"{server.address}/healthz")[0]
    finally:
        file.rmdir()
        aside.rename(file)
    assert {status for status, _, _ in pages} == {503}
    assert {headers["Retry-After"] for _, _, headers in pages} == {"10"}
    assert all("<h1>" in text and "Traceback" not in text for _, text, _ in pages)
    assert (health_told[0], alive) == (503, 200)
    log = server.said()
    assert "Traceback" not in log
    assert log.count("OperationalError") == 1
    assert got(f"{server.address}/j/NO")[0] == 404, "it serves again by itself"
