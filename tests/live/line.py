"""A voice over a real socket: what `dialogue.Voice` says in process goes through a server and the network."""

import asyncio
from typing import Any

import websockets

from tests.live.dialogue import Voice
from tests.server import Server


class Line:
    """A socket, with the few methods of Channels' communicator that a voice uses."""

    def __init__(self, url: str):
        self.url = url
        self._heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def connect(self, patience: float) -> tuple[bool, str | None]:
        protocol = websockets.Subprotocol("plenaria.1")
        self.socket = await websockets.connect(self.url, subprotocols=[protocol], open_timeout=patience)
        self._listening = asyncio.create_task(self._listen())
        return True, self.socket.subprotocol

    async def _listen(self) -> None:
        try:
            async for text in self.socket:
                self._heard.put_nowait({"type": "websocket.send", "text": text})
        except websockets.ConnectionClosed:
            pass
        self._heard.put_nowait({"type": "websocket.close", "code": self.socket.close_code})

    async def send_to(self, text_data: str) -> None:
        await self.socket.send(text_data)

    async def receive_nothing(self, patience: float, interval: float) -> bool:
        until = asyncio.get_running_loop().time() + patience
        while self._heard.empty() and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(interval)
        return self._heard.empty()

    async def receive_output(self, patience: float) -> dict[str, Any]:
        return await asyncio.wait_for(self._heard.get(), patience)

    async def disconnect(self) -> None:
        await self.socket.close()
        await self._listening


def a_voice(server: Server, code: str, side: str = "person") -> Voice:
    """Somebody at a real socket of this server."""
    voice = Voice(code)
    voice.line = Line(f"{server.sockets}/ws/live/{code}/?as={side}")  # type: ignore[assignment]
    return voice
