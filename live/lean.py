"""Writing straight to the socket under the stock `daphne` command: one system call a frame where Daphne makes three.

As it comes, Daphne has Autobahn make the frame anew for every reader, and Twisted wait until the socket is ready before
it writes. `install` gives the command a server that offers each WebSocket's `Direct` to the application, as an
extension of the ASGI scope. It reads fields of Twisted that are private (`held`); where they are not as we know them,
nothing is installed and all is written the stock way.
"""

import functools
import logging
import time
from collections.abc import Sequence
from typing import Any

import autobahn.twisted.websocket
import autobahn.websocket.protocol
from daphne.cli import CommandLineInterface
from daphne.server import Server
from twisted.internet import reactor
from twisted.internet.abstract import FileDescriptor
from twisted.protocols.policies import ProtocolWrapper

from live.outlets import DIRECT

LOOK, PARTS = 2.0, 16  # seconds for a look at all connections, and in how many parts it is taken
GOLDEN = 0.618  # so that however many came one after the other are spread evenly over an interval
HEAD_WITHIN = 12.0  # seconds for the head of a request, also over the worst of networks

logger = logging.getLogger(__name__)

WORDS = {"hltype", "hlval", "pformat"}
"""By these Autobahn words and colours, for each connection and each frame read, lines of debugging nobody reads."""

TEXT = b"\x81"  # one whole, unmasked text frame (RFC 6455, 5.2)
RECENT = 32  # frames kept ready: one per audience of a tick, and the answers between them


@functools.lru_cache(maxsize=RECENT)
def framed(text: str) -> bytes:
    """The frame of a text (RFC 6455, 5.2), made once for all its readers."""
    payload = text.encode()
    size = len(payload)
    if size < 126:
        return TEXT + bytes((size,)) + payload
    if size < 1 << 16:
        return TEXT + b"\x7e" + size.to_bytes(2, "big") + payload
    return TEXT + b"\x7f" + size.to_bytes(8, "big") + payload


def held(transport: Any) -> int:
    """Bytes Twisted has taken from us and not yet given to the kernel."""
    return int(transport._tempDataLen + len(transport.dataBuffer) - transport.offset)


class Direct:
    """The outlet of one WebSocket of Daphne. It shares the transport with Daphne's own writing: what Twisted holds goes
    first, so frames, pongs and the closing frame keep their order."""

    __slots__ = ("_protocol", "_secret", "_tcp")

    def __init__(self, protocol: Any):
        self._protocol = protocol
        self._secret = isinstance(protocol.transport, ProtocolWrapper)  # TLS, which has to see every byte
        self._tcp = protocol.transport.transport if self._secret else protocol.transport

    @property
    def waiting(self) -> int:
        return held(self._tcp)

    def push(self, text: str) -> int:
        protocol, tcp = self._protocol, self._tcp
        if protocol.state != protocol.STATE_OPEN:
            return 0
        frame = framed(text)
        if self._secret or held(tcp):
            protocol.transport.write(frame)
            return held(tcp)
        try:
            sent = tcp.socket.send(frame)
        except OSError:  # full, or broken: Twisted meets it again and knows what to do
            sent = 0
        if sent == len(frame):
            return 0
        tcp.write(frame[sent:])
        return held(tcp)

    def close(self, code: int) -> None:
        """As soon as it is open: one that is turned away is told so right after it was accepted."""
        self._protocol.is_open.addCallback(lambda _: self._protocol.sendClose(code))


class DirectServer(Server):
    """Daphne's server; its WebSockets bring their own outlet, and are asked one after the other whether they are there.

    As it comes, Daphne looks at all connections every two seconds, and pings each so long after it came: a hall that
    came at once is pinged at once, and everybody's vote waits for that."""

    _phase = 0.0  # of the last WebSocket, in intervals between pings
    _unseen: Sequence[Any] = ()  # connections that were not looked at in this round

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Any:
        if scope["type"] == "websocket":
            scope["extensions"] = {DIRECT: {"outlet": Direct(protocol)}}
            self._phase = (self._phase + GOLDEN) % 1
            protocol.last_ping -= self._phase * self.ping_interval
        return super().create_application(protocol, scope)

    def timeout_checker(self) -> None:
        """Daphne's look at each connection every `LOOK` seconds, a part of them at a time."""
        part = -(-len(self.connections) // PARTS)
        unseen = self._unseen or list(self.connections)
        self._unseen = unseen[part:]
        for protocol in unseen[:part]:
            if protocol in self.connections:
                protocol.check_timeouts()
        reactor.callLater(LOOK / PARTS, self.timeout_checker)  # type: ignore[arg-type]

    def application_checker(self) -> None:
        """Daphne's look each second; who sends the head of a request letter by letter is hung up on. A body may be
        long, a head is not."""
        super().application_checker()
        late = time.time() - HEAD_WITHIN
        for request, known in list(self.connections.items()):
            if known["connected"] < late and getattr(request, "content", self) is None:
                request.channel.transport.abortConnection()


class _Probe(FileDescriptor):
    """A transport to nowhere, which takes two bytes at a time."""

    connected = 1

    def startWriting(self) -> None:
        """No reactor has to know."""

    def stopWriting(self) -> None:
        """No reactor has to know."""

    def writeSomeData(self, data: bytes) -> int:
        return min(2, len(data))


def knows_twisted() -> bool:
    """Whether the installed Twisted keeps what waits where we read it, tried on a transport to nowhere."""
    probe, seen = _Probe(), []
    try:
        seen.append(held(probe))
        for more in (b"abc", b"d", b""):
            probe.write(more)
            seen.append(held(probe))
            probe.doWrite()
            seen.append(held(probe))
    except (AttributeError, TypeError):
        return False
    return seen == [0, 3, 1, 2, 0, 0, 0]


def install() -> None:
    """Let the `daphne` command offer `Direct`, where it can be. `asgi.py` calls it: then the server is not made yet."""
    if not knows_twisted():
        logger.warning("This Twisted keeps what waits elsewhere than known: frames are written the stock, slower way.")
    elif not hasattr(CommandLineInterface, "server_class"):
        logger.warning("This Daphne makes its server otherwise than known: frames are written the stock, slower way.")
    else:
        CommandLineInterface.server_class = DirectServer
    for module in (autobahn.websocket.protocol, autobahn.twisted.websocket):
        for name in WORDS & vars(module).keys():
            setattr(module, name, _unsaid)


def _unsaid(_value: Any) -> str:
    return ""
