"""A proxy before a test's server that spoils lines as networks do: holds bytes back, or lets no socket through."""

import asyncio
import contextlib
import threading
from collections.abc import Iterator

from tests.server import free_port

BLOCKED = b"HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nContent-Length: 7\r\nConnection: close\r\n\r\nblocked"


class TcpProxy:
    """Bytes from `port` to `behind` and back, in a thread of its own. `blocks_sockets`: addresses of sockets get a page
    of the proxy's own. `freeze()`: the connections there are stay open and carry nothing any more; new ones do."""

    def __init__(self, behind: int):
        self.behind, self.port = behind, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.blocks_sockets, self.sockets_asked, self._age = False, 0, 0
        self._thread = threading.Thread(target=asyncio.run, args=[self._serve()], daemon=True)
        self._up = threading.Event()

    def start(self) -> None:
        self._thread.start()
        assert self._up.wait(10), "The proxy did not start."

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._done.set)
        self._thread.join(10)

    def freeze(self) -> None:
        self._age += 1

    async def _serve(self) -> None:
        self._loop, self._done = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._carry, "127.0.0.1", self.port)
        self._up.set()
        await self._done.wait()
        server.close()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        age = self._age
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            if head.startswith(b"GET /ws/"):
                self.sockets_asked += 1
                if self.blocks_sockets:
                    writer.write(BLOCKED)
                    await writer.drain()
                    return writer.close()
            back_reader, back_writer = await asyncio.open_connection("127.0.0.1", self.behind)
            back_writer.write(head)
            try:
                await asyncio.gather(self._pump(reader, back_writer, age), self._pump(back_reader, writer, age))
            finally:
                writer.transport.abort()
                back_writer.transport.abort()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, age: int) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65536):
                if age == self._age:
                    writer.write(data)
                    await writer.drain()
        if age == self._age:
            writer.close()


@contextlib.contextmanager
def before(port: int) -> Iterator[TcpProxy]:
    """A proxy before the server on `port`."""
    proxy = TcpProxy(port)
    proxy.start()
    try:
        yield proxy
    finally:
        proxy.stop()
