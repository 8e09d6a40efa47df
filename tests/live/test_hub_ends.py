"""A hub ends with its loop, also where nobody says `close`: no child and no connection is left behind."""

import asyncio
import threading
from pathlib import Path

import pytest
from django.db import connection

from live.hub import Hub
from live.models import Room
from live.pool import NAME

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


def threads() -> list[str]:
    return [one.name for one in threading.enumerate() if one.name.startswith(NAME)]


async def at_work() -> int:
    """A hub whose child answers and whose threads have asked the database; the child's number."""
    hub = Hub.current()
    assert await hub.reaches() == [True, True]
    assert await hub.run(Room.objects.count) == 0
    assert threads()
    return hub.held().child


@pytest.mark.parametrize("closed", [True, False], ids=["closed", "left"])
def test_nothing_is_left_of_it(transactional_db: None, closed: bool) -> None:
    async def live() -> int:
        child = await at_work()
        if closed:
            await Hub.current().close()
        return child

    connection.close()
    child = asyncio.run(live())
    assert child and not Path(f"/proc/{child}").exists()
    assert threads() == []


def test_one_that_was_only_just_made_is_closed(transactional_db: None) -> None:
    async def live() -> None:
        hub = Hub()
        await hub.close()
        with pytest.raises(RuntimeError):
            await hub.run(Room.objects.count)

    asyncio.run(live())
