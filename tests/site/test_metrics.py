"""A process counts what happens in it, and tells whoever watches it, and nobody else."""

import json
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from live import log
from live.apart.line import HOUSE
from live.queries import RoomInfo
from plenaria.cluster.proxy import CONFIGURATION
from tests.live.conftest import POLL, a_room

TOKEN = "a-token-of-the-tests-own-made-at-random"


@pytest.fixture
def room(transactional_db: None) -> RoomInfo:
    room = a_room("MESA77")
    log.append([log.Draft(room.id, POLL, HOUSE, log.by_house(), "open", {}, uuid.uuid4())])
    return room


def told(server: Any) -> dict[str, float]:
    """Every figure by its name and labels, such as `plenaria_sockets{side=person}`."""
    with urllib.request.urlopen(f"{server.address}/metrics", timeout=20) as answer:
        assert answer.headers["Cache-Control"].endswith("private")
        text = answer.read().decode()
    found = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return {_name(sample.name, sample.labels): sample.value for sample in found}


def _name(name: str, labels: dict[str, str]) -> str:
    return f"{name}{{{','.join(f'{key}={value}' for key, value in sorted(labels.items()))}}}" if labels else name


def in_time(server: Any, truth: Callable[[dict[str, float]], bool]) -> dict[str, float]:
    """The figures once something holds of them, or as they are after a while."""
    for _ in range(50):
        found = told(server)
        if truth(found):
            break
        time.sleep(0.1)
    return found


class Line:
    """A person's socket."""

    def __init__(self, line: Any):
        self.line = line

    def says(self, activity: str, verb: str, **body: Any) -> dict[str, Any]:
        op = str(uuid.uuid4())
        self.line.send(json.dumps({"t": "act", "id": op, "activity": activity, "verb": verb, "body": body}))
        return self.hears(lambda frame: frame.get("id") == op)

    def hears(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while not wanted(frame := json.loads(self.line.recv(timeout=20))):
            pass
        return frame


@pytest.fixture
def line(room: RoomInfo, server: Any) -> Iterator[Line]:
    with connect(f"{server.sockets}/ws/live/{room.code}/", subprotocols=["plenaria.1"]) as socket:
        here = Line(socket)
        socket.send('{"t": "join"}')
        here.hears(lambda frame: frame["t"] == "snapshot")
        yield here


def test_what_happened_is_counted_and_nothing_else(room: RoomInfo, line: Line, server: Any) -> None:
    before = told(server)
    assert before["plenaria_sockets{side=person}"] == before["plenaria_rooms"] == 1
    assert before["plenaria_sockets{side=desk}"] == 0
    assert line.says(POLL, "vote", choices=["a"])["t"] == "ack"
    assert line.says(POLL, "vote", choices=["nothing of the kind"])["t"] == "refused"
    assert line.says(POLL, "open", name="Canaria")["t"] == "refused"
    assert line.says(POLL, "a verb made up", name="Canaria")["t"] == "refused"
    after = in_time(server, lambda found: found["plenaria_tick_seconds_count"] > before["plenaria_tick_seconds_count"])
    grown = {name: after[name] - before.get(name, 0) for name in after if after[name] != before.get(name, 0)}
    assert grown["plenaria_answers_total{code=,kind=ack}"] == grown["plenaria_ack_seconds_count"] == 1
    refused = {name: much for name, much in grown.items() if "kind=refused" in name}
    codes = ("format", "not_allowed", "unknown_verb")  # the poll's own, and the house's
    assert refused == {f"plenaria_answers_total{{code={code},kind=refused}}": 1 for code in codes}
    assert grown["plenaria_batch_acts_sum"] == grown["plenaria_commit_seconds_count"] == 1
    assert 0 < after["plenaria_ack_seconds_sum"] < 20
    assert after["plenaria_child_memory_bytes"] > 5_000_000
    kept = ("formats_cut", "limits_hit", "sockets_closed", "failures", "child_restarts")
    assert [name for name in grown if name.startswith(tuple(f"plenaria_{one}" for one in kept))] == []
    assert after["plenaria_replica_lag_entries"] == after["plenaria_readers_behind"] == 0
    assert after["plenaria_acts_waiting"] == after["plenaria_leaving"] == 0
    named = (room.code, POLL, "Canaria", "made up", str(room.session))
    assert [one for one in named if one in " ".join(after)] == [], "no figure names a person or a room"


def test_a_flood_is_counted_when_it_is_closed_and_who_has_gone_no_more(line: Line, server: Any) -> None:
    assert told(server)["plenaria_sockets{side=person}"] == 1
    for _ in range(100):
        line.line.send("no frame")
    with pytest.raises(ConnectionClosed) as end:
        line.hears(lambda frame: False)
    assert end.value.rcvd and end.value.rcvd.code == 4429
    found = in_time(server, lambda found: found["plenaria_sockets{side=person}"] == 0)
    assert found["plenaria_sockets{side=person}"] == 0
    assert found["plenaria_sockets_closed_total{why=flood}"] == 1
    assert found["plenaria_limits_hit_total{limit=seat}"] >= 60


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 200),
        ({"headers": {"Host": "127.0.0.1:8000"}}, 200),
        ({"REMOTE_ADDR": "::1"}, 200),
        ({"REMOTE_ADDR": "192.0.2.7"}, 403),
        ({"REMOTE_ADDR": ""}, 403),
        ({"headers": {"Host": "plenaria.example"}}, 403),
        ({"headers": {"X-Forwarded-For": "127.0.0.1"}}, 403),
        ({"headers": {"X-Forwarded-Proto": "https"}}, 403),
        ({"headers": {"Forwarded": "for=127.0.0.1"}}, 403),
        ({"REMOTE_ADDR": "192.0.2.7", "headers": {"Authorization": f"Bearer {TOKEN}"}}, 200),
        ({"REMOTE_ADDR": "192.0.2.7", "headers": {"Authorization": f"Bearer {TOKEN}x"}}, 403),
        ({"REMOTE_ADDR": "192.0.2.7", "headers": {"Authorization": "Bearer "}}, 403),
        ({"REMOTE_ADDR": "192.0.2.7", "headers": {"Authorization": "Bearer ñ"}}, 403),
    ],
)
def test_figures_are_for_this_machine_and_for_the_token(settings: Any, asked: dict[str, Any], status: int) -> None:
    settings.PLENARIA_METRICS_TOKEN = TOKEN
    asked["headers"] = {"Host": "localhost", **asked.get("headers", {})}
    answer = Client().get("/metrics", **asked)
    assert (answer.status_code, b"plenaria_rooms" in answer.content) == (status, status == 200)
    assert "no-store" in answer["Cache-Control"]


def test_without_a_token_set_no_token_opens(settings: Any) -> None:
    settings.PLENARIA_METRICS_TOKEN = ""
    for brought in ("Bearer ", "Bearer", ""):
        answer = Client().get("/metrics", REMOTE_ADDR="192.0.2.7", headers={"Authorization": brought})
        assert answer.status_code == 403


def test_our_proxy_hands_them_to_nobody() -> None:
    assert "location = /metrics {{ return 404; }}" in CONFIGURATION
