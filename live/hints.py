"""What travels between processes: "room R is at seq N" and how many are here. Hints only; a lost one costs a second."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from channels.layers import get_channel_layer

from live import measures

logger = logging.getLogger(__name__)

PAUSE = 1.0  # seconds a hint may take, and before listening again, when the layer is away


class Hints:
    """The channel layer as this house uses it: one group per room, never with truth in it."""

    def __init__(self, hear: Callable[[dict[str, Any]], None]):
        self._layer, self._hear = get_channel_layer(), hear
        self._channel = ""
        self._groups: set[str] = set()

    async def send(self, room: str, **what: Any) -> bool:
        """Tell every process that is in the room; whether it was told."""
        return self._layer is None or await self._try(
            self._layer.group_send(_group(room), {"type": "hint", "room": room, **what})
        )

    async def follow(self, room: str) -> None:
        """Hear of a room from now on."""
        self._groups.add(room)
        if self._layer is not None and self._channel:
            await self._try(self._add(room))

    async def forget(self, room: str) -> None:
        """Hear of a room no longer."""
        self._groups.discard(room)
        if self._layer is not None and self._channel:
            await self._try(self._layer.group_discard(_group(room), self._channel))

    async def _try(self, work: Awaitable[None]) -> bool:
        """A layer that is away, with errors of whatever kind its own library raises, stops nobody."""
        try:
            async with asyncio.timeout(PAUSE):
                await work
        except Exception as error:
            measures.failures.labels("layer").inc()
            logger.warning("no hint: %s", type(error).__name__)
            return False
        return True

    async def listen(self) -> None:
        """Hear hints until cancelled; when the layer is away, ask again every second."""
        while self._layer is not None:
            try:
                self._channel = await self._layer.new_channel()
                for room in self._groups:
                    await self._add(room)
                while True:
                    self._hear(await self._layer.receive(self._channel))
            except Exception as error:
                measures.failures.labels("layer").inc()
                logger.warning("hints are not heard: %s", type(error).__name__)
                await asyncio.sleep(PAUSE)

    async def _add(self, room: str) -> None:
        await self._layer.group_add(_group(room), self._channel)


def _group(room: str) -> str:
    return f"room.{room}"
