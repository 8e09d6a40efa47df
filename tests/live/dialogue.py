"""Sockets as people talk: who says what, and what everybody hears. Shares no code with the product's wire."""

import asyncio
import json
import uuid
from typing import Any

from channels.testing import WebsocketCommunicator

from plenaria.asgi import application

PATIENCE = 20.0  # seconds; an answer comes in well under one, but for a machine that has much else to do


def merged(target: Any, patch: Any) -> Any:
    """RFC 7396, written from the RFC."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result


class Voice:
    """One person at one socket, holding what a client holds: view, rev, what is mine."""

    def __init__(
        self, code: str, *, side: str = "person", key: str = "", cookies: str = "", origin: str = "", lang: str = ""
    ):
        query = f"as={side}" + (f"&key={key}" if key else "") + (f"&lang={lang}" if lang else "")
        headers = [(b"host", b"testserver"), (b"origin", (origin or "http://testserver").encode())]
        if cookies:
            headers.append((b"cookie", cookies.encode()))
        path = f"/ws/live/{code}/?{query}"
        self.line = WebsocketCommunicator(application, path, headers, ["plenaria.1"])
        self.heard: list[dict[str, Any]] = []
        self.view: dict[str, Any] = {}
        self.mine: dict[str, Any] = {}
        self.rev, self.epoch, self.audience = -1, "", ""
        self.gaps = 0

    async def connects(self) -> "Voice":
        connected, protocol = await self.line.connect(PATIENCE)
        assert connected, "the socket was not accepted"
        assert protocol == "plenaria.1"
        return self

    async def joins(self, **fields: Any) -> "Voice":
        """Connect, join, and wait for the first picture."""
        await self.connects()
        await self.sends({"t": "join", **fields})
        await self.hears("snapshot")
        return self

    async def sends(self, frame: Any) -> None:
        await self.line.send_to(text_data=frame if isinstance(frame, str) else json.dumps(frame))

    async def says(self, activity: str, verb: str, /, _id: str = "", **body: Any) -> dict[str, Any]:
        """Act, and give back the answer to this very act."""
        op = _id or str(uuid.uuid4())
        await self.sends({"t": "act", "id": op, "activity": activity, "verb": verb, "body": body})
        return await self.hears("ack", "refused", "busy", id=op)

    async def hears(self, *tags: str, **fields: Any) -> dict[str, Any]:
        """The next frame of one of these tags with these fields; others are taken in on the way."""
        for frame in self.heard:
            if frame["t"] in tags and all(frame.get(name) == value for name, value in fields.items()):
                self.heard.remove(frame)
                return frame
        while True:
            frame = await self._next(PATIENCE)
            if frame["t"] in tags and all(frame.get(name) == value for name, value in fields.items()):
                self.heard.remove(frame)
                return frame

    async def hears_nothing(self, *tags: str, within: float = 0.4) -> None:
        """No frame of these tags comes."""
        until = asyncio.get_running_loop().time() + within
        while (left := until - asyncio.get_running_loop().time()) > 0:
            try:
                frame = await self._next(left)
            except TimeoutError:
                return
            assert frame["t"] not in tags, f"heard {frame}"

    async def sees(self, truth: Any) -> None:
        """Wait until `truth(view)` holds; what is not there yet does not."""

        def holds() -> bool:
            try:
                return bool(truth(self.view))
            except KeyError:
                return False

        until = asyncio.get_running_loop().time() + PATIENCE
        while not holds():
            left = until - asyncio.get_running_loop().time()
            assert left > 0, f"never seen; the view is {json.dumps(self.view)[:2000]}"
            try:
                await self._next(min(left, 0.2))
            except TimeoutError:
                continue

    async def _next(self, patience: float) -> dict[str, Any]:
        # `receive_nothing` keeps the application alive where `receive_from` would cancel it on a timeout
        if await self.line.receive_nothing(patience, 0.005):
            raise TimeoutError
        message = await self.line.receive_output(1)
        if message["type"] == "websocket.close":
            raise ConnectionError(message.get("code"))
        frame = json.loads(message["text"])
        self._take(frame)
        self.heard.append(frame)
        return frame

    def _take(self, frame: dict[str, Any]) -> None:
        match frame["t"]:
            case "snapshot":
                self.view, self.mine = frame["view"], frame["mine"]
                self.rev, self.epoch, self.audience = frame["rev"], frame["epoch"], frame["audience"]
            case "patch":
                if frame["from"] != self.rev:
                    self.gaps += 1
                    return
                self.view, self.rev = merged(self.view, frame["patch"]), frame["to"]
                self.audience = frame.get("audience", self.audience)
            case "mine":
                self.mine[frame["activity"]] = frame["mine"]

    async def closed_with(self) -> int:
        """The code the room closed this socket with."""
        try:
            while True:
                await self._next(PATIENCE)
        except ConnectionError as end:
            return int(end.args[0])

    async def leaves(self) -> None:
        await self.line.disconnect()
