"""The people who write at tables note what happened: every note, on every screen of its table."""

import asyncio

import pytest

from live.bench import tables
from live.bench.writers import Notes, wrote
from live.rig.server import running

pytestmark = pytest.mark.timeout(300)  # a server is started


@pytest.mark.long
def test_every_note_is_answered_and_on_each_screen_of_its_table() -> None:
    with running() as server:
        code = server.run("-m", "live.bench.tables_room", "2", "3").strip()
        url = f"{server.sockets}/ws/live/{code}/"
        noted = asyncio.run(wrote(url, people=6, seats=3, notes=12, seconds=1.0))
    assert (noted.sent, len(noted.waits), noted.refused) == (12, 12, 0)
    assert len(noted.shown) == noted.screens == 36
    assert all(0 < wait < 20_000 for wait in [*noted.waits, *noted.shown])


def test_a_note_that_did_not_come_and_a_frame_too_large_are_missed() -> None:
    whole = Notes(sent=2, waits=[9.0, 9.0], shown=[9.0] * 4, frames=[800], screens=4)
    lost = Notes(sent=2, waits=[9.0, 9.0], shown=[9.0] * 3, frames=[4000], screens=4)
    assert [row.met for row in tables._rows(whole, [1.0, 1.0])] == [None, True, True, True]
    assert [row.met for row in tables._rows(lost, [1.0, 1.0])] == [None, True, False, False]
