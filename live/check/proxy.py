"""A TCP line in between that can be cut: after so many bytes of what the server says, or for everybody at once."""

import asyncio
from contextlib import suppress

CHUNK = 65536


class Proxy:
    """Passes bytes between clients and a port of this machine. `address` is where clients go instead."""

    def __init__(self, port: int):
        self.port = port
        self.after: int | None = None  # bytes from the server after which each new line is cut
        self.passed = 0  # bytes from the server on the newest line
        self.refuses = False
        self._lines: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    async def open(self) -> "Proxy":
        self._server = await asyncio.start_server(self._join, "127.0.0.1", 0)
        return self

    @property
    def address(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def cut(self) -> None:
        """Every line at once, without a goodbye."""
        for line in self._lines:
            line.transport.abort()

    async def close(self) -> None:
        assert self._server is not None
        self._server.close()
        self.cut()
        await asyncio.sleep(0)  # lines are gone before the loop is

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.refuses:
            return writer.transport.abort()
        try:
            from_server, to_server = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            return writer.transport.abort()
        self._lines |= {writer, to_server}
        self.passed, most = 0, self.after
        try:
            await asyncio.gather(self._up(reader, to_server), self._down(from_server, writer, most))
        finally:
            for line in (writer, to_server):
                self._lines.discard(line)
                line.transport.abort()

    async def _up(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(CHUNK):
                writer.write(data)
                await writer.drain()
        writer.transport.abort()

    async def _down(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, most: int | None) -> None:
        """Writes what still fits into `most`, then is gone."""
        with suppress(OSError):
            while data := await reader.read(CHUNK):
                fits = data if most is None else data[: most - self.passed]
                self.passed += len(fits)
                writer.write(fits)
                await writer.drain()
                if len(fits) < len(data):
                    break
        writer.close()  # what fits is still sent
