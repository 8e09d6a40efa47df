"""The way out to one client: frames in, without waiting. Nobody is awaited before the next."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

DIRECT = "plenaria.direct"  # the extension of the ASGI scope by which a server offers an outlet of its own


class Outlet(Protocol):
    """What a room needs of a connection."""

    @property
    def waiting(self) -> int:
        """Bytes taken in and not yet handed to the network."""

    def push(self, text: str) -> int:
        """Take one frame and give back how many bytes wait now; never waits, never raises for a client that is gone."""

    def close(self, code: int) -> None:
        """Close the connection with a code of the protocol, after what was pushed before."""


class Queued:
    """An outlet over any ASGI server's `send`, which may wait for its client: it holds up this connection alone."""

    def __init__(self, send: Callable[[Any], Awaitable[None]]):
        self._send = send
        self._frames: asyncio.Queue[str | int] = asyncio.Queue()
        self._waiting = 0

    @property
    def waiting(self) -> int:
        return self._waiting

    def push(self, text: str) -> int:
        self._waiting += len(text)
        self._frames.put_nowait(text)
        return self._waiting

    def close(self, code: int) -> None:
        self._frames.put_nowait(code)

    async def write_out(self) -> None:
        """Write in order until closed or cancelled."""
        while True:
            frame = await self._frames.get()
            try:
                if isinstance(frame, int):
                    return await self._send({"type": "websocket.close", "code": frame})
                await self._send({"type": "websocket.send", "text": frame})
            except Exception:  # each server raises an error of its own for a socket that has just closed
                return
            self._waiting -= len(frame)
