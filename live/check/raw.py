"""A socket spoken by hand, so that it may say what no client would say, read slowly, or not at all (RFC 6455)."""

import asyncio
import base64
import os
import struct
from contextlib import suppress
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec

TEXT, BINARY, CLOSE, PING, PONG = 0x1, 0x2, 0x8, 0x9, 0xA
GONE = 1006  # what a client calls a line that ended without a closing frame


class Heard(NamedTuple):
    """One frame; `data` is unmasked."""

    opcode: int
    data: bytes


class Raw:
    """One line. `status` is what the handshake was answered with."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
        self.reader, self.writer = reader, writer
        self.status = 0

    @classmethod
    async def dial(
        cls, site: str, code: str, *, query: str = "as=person", headers: dict[str, str] | None = None, **how: Any
    ) -> "Raw":
        """Connect and shake hands; `how` goes to asyncio's `open_connection`."""
        parts = urlsplit(site)
        line = cls(*await asyncio.open_connection(parts.hostname, parts.port, **how))
        lines = {
            "Host": parts.netloc,
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Protocol": "plenaria.1",
            **(headers or {}),
        }
        head = f"GET /ws/live/{code}/?{query} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in lines.items())
        line.writer.write(head.encode("latin1") + b"\r\n")
        with suppress(OSError, asyncio.IncompleteReadError):
            answer = await line.reader.readuntil(b"\r\n\r\n")
            line.status = int(answer.split(b" ", 2)[1])
        return line

    def send(self, data: bytes, opcode: int = TEXT, *, last: bool = True, masked: bool = True) -> None:
        """One frame."""
        size, mask = len(data), os.urandom(4) if masked else b""
        first, bit = (0x80 if last else 0) | opcode, 0x80 if masked else 0
        if size < 126:
            head = struct.pack("!BB", first, bit | size)
        elif size < 65536:
            head = struct.pack("!BBH", first, bit | 126, size)
        else:
            head = struct.pack("!BBQ", first, bit | 127, size)
        body = _mask(data, mask) if masked else data
        with suppress(OSError):
            self.writer.write(head + mask + body)

    def say(self, frame: dict[str, Any]) -> None:
        """A frame of the protocol."""
        self.send(msgspec.json.encode(frame))

    async def hear(self) -> Heard:
        """The next frame. Raises `EOFError` or `OSError` where the line ended."""
        first, second = await self.reader.readexactly(2)
        size = second & 0x7F
        if size > 125:
            size = int.from_bytes(await self.reader.readexactly(2 if size == 126 else 8), "big")
        return Heard(first & 0x0F, await self.reader.readexactly(size))

    async def ended(self, within: float) -> tuple[int, list[dict[str, Any]]]:
        """Listen until it is closed: with which code (0 if it was not), and the frames heard on the way."""
        frames: list[dict[str, Any]] = []
        try:
            async with asyncio.timeout(within):
                while True:
                    heard = await self.hear()
                    if heard.opcode == CLOSE:
                        return int.from_bytes(heard.data[:2] or b"\x03\xed", "big"), frames
                    if heard.opcode == TEXT:
                        frames.append(msgspec.json.decode(heard.data))
        except TimeoutError:
            return 0, frames
        except (EOFError, OSError):
            return GONE, frames

    async def until(self, *tags: str, within: float = 5.0) -> dict[str, Any]:
        """The next frame of the protocol with one of these tags; {"t": "closed", "code": …} where none comes."""
        try:
            async with asyncio.timeout(within):
                while True:
                    heard = await self.hear()
                    if heard.opcode == CLOSE:
                        return {"t": "closed", "code": int.from_bytes(heard.data[:2], "big")}
                    if heard.opcode == TEXT and (frame := msgspec.json.decode(heard.data))["t"] in tags:
                        return frame
        except (TimeoutError, EOFError, OSError) as end:
            return {"t": "closed", "code": 0 if isinstance(end, TimeoutError) else GONE}

    def hang_up(self) -> None:
        self.writer.transport.abort()


def _mask(data: bytes, mask: bytes) -> bytes:
    size = len(data)
    key = int.from_bytes((mask * (size // 4 + 1))[:size], "big")
    return (int.from_bytes(data, "big") ^ key).to_bytes(size, "big")
