"""What went wrong is counted where it happens: once, by its name, and never by how many people were told."""

import asyncio
import os
import signal
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from prometheus_client import REGISTRY

from live import gathering, measures
from live.hub import Hub
from live.queries import RoomInfo
from live.wire.to_person import Ack, Busy
from tests.live.test_apart import WRONG, host, hub, room, told, vote  # noqa: F401  (fixtures)
from tests.live.test_room_laws import a_person, at

pytestmark = [pytest.mark.django_db(transaction=True)]


class Grown:
    """How much figures have grown since this was made."""

    def __init__(self) -> None:
        self.before = self._now()

    def _now(self) -> dict[tuple[str, Any], float]:
        found = (sample for family in REGISTRY.collect() for sample in family.samples)
        return {(one.name, frozenset(one.labels.values())): one.value for one in found}

    def __call__(self, name: str, *labels: str) -> float:
        key = (f"plenaria_{name}", frozenset(labels))
        return self._now().get(key, 0) - self.before.get(key, 0)


async def holds(truth: Callable[[], bool]) -> None:
    for _ in range(100):
        if truth():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it never came to be")


async def test_a_format_cut_off_is_counted_by_its_name_and_reason(hub: Hub, room: RoomInfo) -> None:  # noqa: F811
    grown = Grown()
    await hub.act(room, a_person(room, 1), told("loop"))
    assert grown("formats_cut_total", "harmful", "time") == 1
    assert grown("child_restarts_total") == 1
    assert grown("answers_total", "refused", "unavailable") == 1
    await vote(hub, room, 2)
    assert grown("formats_cut_total", "harmful", "time") == grown("child_restarts_total") == 1


async def test_a_child_that_dies_is_counted_and_the_next_is_measured(hub: Hub, room: RoomInfo) -> None:  # noqa: F811
    grown, first = Grown(), hub.held().child
    os.kill(first, signal.SIGKILL)
    assert isinstance((await vote(hub, room, 1))[0], Ack)
    held = hub.held()
    assert grown("child_restarts_total") == 1
    assert held.child not in (0, first)
    measures.show(held)
    assert REGISTRY.get_sample_value("plenaria_child_memory_bytes") > 5_000_000  # type: ignore[operator]


async def test_a_batch_that_is_not_stored_is_counted_and_acknowledges_nothing(
    hub: Hub,  # noqa: F811
    room: RoomInfo,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(*args: Any) -> None:
        raise OperationalError("the database is away")

    grown = Grown()
    with monkeypatch.context() as patch:
        patch.setattr("live.log.append", away)
        assert isinstance((await vote(hub, room, 1))[0], Busy)
    assert (grown("failures_total", "batch"), grown("answers_total", "busy", "")) == (1, 1)
    assert grown("ack_seconds_count") == grown("batch_acts_count") == 0
    assert isinstance((await vote(hub, room, 1))[0], Ack)
    assert grown("failures_total", "batch") == grown("ack_seconds_count") == grown("batch_acts_sum") == 1


async def test_a_tick_is_one_figure_however_many_are_told(hub: Hub, room: RoomInfo) -> None:  # noqa: F811
    ears = [await at(room, hub, a_person(room, number)) for number in range(12)]
    grown, heard = Grown(), [len(ear[1]) for ear in ears]
    await vote(hub, room, 99)
    await holds(lambda: all(len(ear[1]) > before for ear, before in zip(ears, heard, strict=True)))
    assert 1 <= grown("tick_seconds_count") <= 3


async def test_readers_behind_are_seen_and_counted_when_they_are_closed(
    hub: Hub,  # noqa: F811
    room: RoomInfo,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    socket, _ = await at(room, hub, a_person(room, 1))
    quick, _ = await at(room, hub, a_person(room, 2))
    socket.outlet.waiting = gathering.WAITING + 1  # type: ignore[misc]
    grown = Grown()
    await vote(hub, room, 3)
    await holds(lambda: hub.held().behind == 1)
    assert (hub.held().sockets["person"], quick.behind) == (2, 0)
    assert grown("sockets_closed_total", "slow") == 0
    monkeypatch.setattr(gathering, "PATIENCE", -1)
    await holds(lambda: grown("sockets_closed_total", "slow") == 1)
