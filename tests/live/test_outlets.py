"""A queue before any server's `send`: in order, counted, and nobody waits for anybody."""

import asyncio
from typing import Any

import pytest

from live import consumers
from live.consumers import Doorman
from live.hub import Hub
from live.outlets import DIRECT, Queued
from live.queries import RoomInfo
from tests.live.conftest import POLL
from tests.live.dialogue import Voice


class Reader:
    """A server's `send` whose client reads only while `open` is set."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.open = asyncio.Event()

    async def send(self, message: dict[str, Any]) -> None:
        await self.open.wait()
        self.heard.append(message)


async def settled() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_frames_are_written_in_order_and_the_end_after_them() -> None:
    reader = Reader()
    outlet = Queued(reader.send)
    for frame in ("a", "b"):
        outlet.push(frame)
    outlet.close(4408)
    outlet.push("after the end")
    reader.open.set()
    await asyncio.wait_for(outlet.write_out(), 5)
    sent = [{"type": "websocket.send", "text": text} for text in ("a", "b")]
    assert reader.heard == [*sent, {"type": "websocket.close", "code": 4408}]


async def test_what_waits_is_known_until_it_is_written() -> None:
    reader = Reader()
    outlet = Queued(reader.send)
    writing = asyncio.create_task(outlet.write_out())
    outlet.push("x" * 100)
    outlet.push("x" * 11)
    await settled()
    assert outlet.waiting == 111
    reader.open.set()
    await settled()
    assert outlet.waiting == 0
    writing.cancel()


async def test_a_reader_who_stalls_holds_up_nobody_else() -> None:
    slow, quick = Reader(), Reader()
    quick.open.set()
    outlets = [Queued(slow.send), Queued(quick.send)]
    writing = [asyncio.create_task(one.write_out()) for one in outlets]
    for outlet in outlets:
        outlet.push("a")
    await settled()
    assert (len(slow.heard), len(quick.heard)) == (0, 1)
    for task in writing:
        task.cancel()


async def test_a_socket_that_is_gone_is_no_error() -> None:
    async def gone(message: Any) -> None:
        raise ConnectionError

    outlet = Queued(gone)
    outlet.push("a")
    await asyncio.wait_for(outlet.write_out(), 5)


async def test_the_outlet_the_server_offers_is_taken_and_needs_no_task() -> None:
    offered, reader = object(), Reader()
    try:
        with_offer = Doorman({"extensions": {DIRECT: {"outlet": offered}}}, reader.send)
        without = Doorman({"extensions": {}}, reader.send)
        assert (with_offer.outlet, len(with_offer.tasks)) == (offered, 0)
        assert (type(without.outlet), len(without.tasks)) == (Queued, 1)
        without.leave()
    finally:
        await Hub.current().close()


async def test_who_does_not_join_in_time_is_sent_away_and_who_does_stays(
    room: RoomInfo, people: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumers, "JOIN_WITHIN", 0.3)
    silent = await Voice(room.code).connects()
    ben = await people(room)
    assert await silent.closed_with() == consumers.TOO_SLOW
    assert (await ben.says(POLL, "vote", choices=["a"]))["t"] == "refused"  # heard: the poll is not open
    await silent.leaves()
