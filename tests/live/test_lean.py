"""Outlets under real servers: whole frames, in order, straight to the socket or the stock way."""

import datetime
import ipaddress
import json
import os
import re
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, ClassVar

import pytest
from autobahn.twisted import websocket
from autobahn.websocket import protocol
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from daphne.cli import CommandLineInterface
from daphne.server import Server
from twisted.internet.abstract import FileDescriptor
from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode
from websockets.sync.client import ClientConnection, connect

from live import lean
from tests.database import ROOT
from tests.live.parrot import numbered

CAME = 40  # at once
LENGTHS = (1, 125, 126, 65_535, 65_536, 300_000)  # around both limits of a frame's header (RFC 6455, 5.2)


class Parrot:
    """A server of the parrot; with a certificate it speaks TLS."""

    def __init__(self, port: int, certificate: Path | None):
        self.port, self.certificate = port, certificate

    def connects(self, path: str = "/", **options: Any) -> ClientConnection:
        """A client with a small buffer that takes in few frames before they are read: soon it stalls. Once in a
        thousand times Daphne, also as it comes, leaves a handshake by TLS unanswered: who comes tries again."""
        try:
            return self._connects(path, **options)
        except TimeoutError:
            return self._connects(path, **options)

    def _connects(self, path: str, **options: Any) -> ClientConnection:
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16_384)
        line.connect(("127.0.0.1", self.port))
        if self.certificate:
            options["ssl"] = ssl.create_default_context(cafile=str(self.certificate))
        scheme = "wss" if self.certificate else "ws"
        options = {"max_queue": 4, "max_size": 1 << 22, "close_timeout": 5} | options
        return connect(f"{scheme}://127.0.0.1:{self.port}{path}", sock=line, **options)


def certificate(folder: Path) -> Path:
    """One file with a key and its self-signed certificate for 127.0.0.1."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    today, day = datetime.datetime.now(datetime.UTC), datetime.timedelta(days=1)
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, today - day, today + day)
    signed = made.add_extension(here, critical=True).sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "both.pem"
    file.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return file


@contextmanager
def daphne(folder: Path, *options: str, secret: bool = False, **environment: str) -> Iterator[Parrot]:
    """The stock command."""
    pem = certificate(folder) if secret else None
    where = f"ssl:0:privateKey={pem}:certKey={pem}:interface=127.0.0.1" if pem else "tcp:0:interface=127.0.0.1"
    with served(folder, "daphne", "-e", where, *options, **environment) as port:
        yield Parrot(port, pem)


@contextmanager
def uvicorn(folder: Path) -> Iterator[Parrot]:
    """With the options that live/README.md names."""
    options = ["--port", "0", "--ws", "websockets-sansio", "--ws-per-message-deflate", "false", "--lifespan", "off"]
    with served(folder, "uvicorn", *options) as port:
        yield Parrot(port, None)


@contextmanager
def served(folder: Path, program: str, *options: str, **environment: str) -> Iterator[int]:
    """The parrot at home, on a port the program finds free and tells."""
    told = folder / f"{program}-{time.monotonic_ns()}.log"
    with told.open("wb") as log:
        process = subprocess.Popen(
            [str(Path(sys.executable).with_name(program)), *options, "tests.live.parrot:application"],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]), **environment},
            stdout=log,
            stderr=log,
        )
    try:
        until = time.monotonic() + 30
        while not (found := re.search(r"(?:address |http://)127\.0\.0\.1:(\d+)", told.read_text())):
            assert process.poll() is None and time.monotonic() < until, f"{program} did not start:\n{told.read_text()}"
            time.sleep(0.05)
        yield int(found[1])
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Parrot]]:
    folder = tmp_path_factory.mktemp("lean")
    with ExitStack() as stack:
        yield {
            "plain": stack.enter_context(daphne(folder)),
            "tls": stack.enter_context(daphne(folder, secret=True)),
            "stock": stack.enter_context(daphne(folder, STOCK="1")),
            "uvicorn": stack.enter_context(uvicorn(folder)),
        }


@pytest.fixture(params=["plain", "tls", "stock", "uvicorn"])
def server(request: pytest.FixtureRequest, servers: dict[str, Parrot]) -> Parrot:
    return servers[request.param]


def report(line: ClientConnection) -> dict[str, Any]:
    line.send(json.dumps({"report": True}))
    return json.loads(line.recv(10))


def test_the_stock_command_offers_the_outlet(servers: dict[str, Parrot]) -> None:
    """The pin: fails when a new Daphne, Autobahn or Twisted is no longer the one `lean` was written for."""
    kinds = {}
    for name, one in servers.items():
        with one.connects() as line:
            kinds[name] = report(line)["kind"]
    assert kinds == {"plain": "direct", "tls": "direct", "stock": "queued", "uvicorn": "queued"}


def test_every_length_arrives_whole(server: Parrot) -> None:
    texts = ["x" * size for size in LENGTHS] + ["ñ" * 40_000, "🗳" * 31, "last"]
    with server.connects() as line:
        line.send(json.dumps({"texts": texts}))
        assert [line.recv(10) for _ in texts] == texts


def test_who_reads_nothing_holds_up_nobody(server: Parrot) -> None:
    """Six megabytes, more than a socket takes in: the server keeps them for the one, and answers the other."""
    with server.connects() as slow, server.connects() as quick:
        slow.send(json.dumps({"say": 300, "size": 10_000}))
        slow.send(json.dumps({"report": True}))
        assert report(quick)["most"] == 0
        heard = [slow.recv(10) for _ in range(300)]
        assert heard == [numbered(place, 10_000) for place in range(300)]
        assert json.loads(slow.recv(10))["most"] > 1_000_000


def heard_slowly(server: Parrot, count: int, size: int) -> tuple[list[str], int]:
    """What a client hears that reads nothing for a while, and the most bytes the server held meanwhile. Frames of the
    outlet, of `send` and pongs share one socket that takes in little at a time."""
    with server.connects() as line:
        line.send(json.dumps({"say": count, "size": size, "mixed": True}))
        pongs = [line.ping() for _ in range(3)]
        time.sleep(0.5)
        heard = [line.recv(10) for _ in range(count)]
        assert [pong.wait(10) for pong in pongs] == [True] * len(pongs)
        most = report(line)["most"]
    return [one.decode() if isinstance(one, bytes) else one for one in heard], most


@pytest.mark.parametrize("kind", ["plain", "tls"])
def test_a_slow_reader_gets_each_frame_once_and_in_order(servers: dict[str, Parrot], kind: str) -> None:
    heard, most = heard_slowly(servers[kind], 600, 2_000)
    assert heard == [numbered(place, 2_000) for place in range(600)]
    assert most > 500_000  # held, so the test went through what it is for


def test_control_an_outlet_that_does_not_look_what_is_held_breaks_the_order(tmp_path: Path) -> None:
    with daphne(tmp_path, CARELESS="1") as careless:
        try:
            heard, _ = heard_slowly(careless, 600, 2_000)
        except ConnectionClosed:  # frames cut into each other are no protocol any more
            heard = []
    assert heard != [numbered(place, 2_000) for place in range(600)]


def test_closing_comes_after_what_was_pushed_and_nothing_after_it(server: Parrot) -> None:
    with server.connects() as line:
        line.send(json.dumps({"say": 100, "size": 500}))
        line.send(json.dumps({"close": 4408}))
        heard = [line.recv(10) for _ in range(100)]
        with pytest.raises(ConnectionClosed) as end:
            line.recv(10)
    assert len(heard[-1]) >= 500
    assert end.value.rcvd is not None and end.value.rcvd.code == 4408


def test_who_is_turned_away_is_told_why(server: Parrot) -> None:
    with server.connects("/turned-away") as line, pytest.raises(ConnectionClosed) as end:
        line.recv(10)
    assert end.value.rcvd is not None and end.value.rcvd.code == 4429


def test_who_goes_in_the_middle_harms_nobody(server: Parrot) -> None:
    with server.connects() as line:
        line.send(json.dumps({"say": 600, "size": 2_000}))
        line.socket.shutdown(socket.SHUT_RDWR)
    with server.connects() as other:
        assert report(other)["most"] == 0


class Pinged(ClientConnection):
    """A client that notes when it is asked whether it is there."""

    times: ClassVar[dict[int, float]] = {}

    def process_event(self, event: Any) -> None:
        if isinstance(event, Frame) and event.opcode is Opcode.PING:
            self.times.setdefault(id(self), time.monotonic())
        super().process_event(event)


def crowded(folder: Path, **environment: str) -> float:
    """Of those who came at once, the largest part that is first asked within half a second; the interval is 4 s."""
    Pinged.times.clear()
    with daphne(folder, "--ping-interval", "4", **environment) as parrot, ExitStack() as lines:
        for _ in range(CAME):
            lines.enter_context(parrot.connects(create_connection=Pinged, ping_interval=None))
        until = time.monotonic() + 15
        while len(Pinged.times) < CAME and time.monotonic() < until:
            time.sleep(0.1)
        times = list(Pinged.times.values())
    assert len(times) == CAME
    return max(sum(one <= other < one + 0.5 for other in times) for one in times) / CAME


def test_a_hall_that_came_at_once_is_not_asked_at_once_whether_it_is_there(tmp_path: Path) -> None:
    assert crowded(tmp_path) < 0.35


def test_control_as_daphne_comes_it_is_asked_at_once(tmp_path: Path) -> None:
    assert crowded(tmp_path, STOCK="1") > 0.5


def test_compression_is_offered_and_not_taken(server: Parrot) -> None:
    """A frame made once for all cannot be compressed for each; and it costs memory and time (a window a socket)."""
    with server.connects(compression="deflate") as line:
        assert line.protocol.extensions == []
        assert "permessage-deflate" in line.request.headers["Sec-WebSocket-Extensions"]
        assert "Sec-WebSocket-Extensions" not in line.response.headers


def test_a_twisted_that_keeps_what_waits_elsewhere_is_noticed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(CommandLineInterface, "server_class", Server)
    monkeypatch.setattr(FileDescriptor, "write", lambda self, data: self._tempDataBuffer.append(data))
    lean.install()
    assert CommandLineInterface.server_class is Server
    assert [one.levelname for one in caplog.records] == ["WARNING"]


def test_a_twisted_without_the_field_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CommandLineInterface, "server_class", Server)
    monkeypatch.delattr(FileDescriptor, "offset")
    lean.install()
    assert CommandLineInterface.server_class is Server


def test_a_daphne_that_makes_its_server_otherwise_is_noticed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delattr(CommandLineInterface, "server_class")
    lean.install()
    assert not hasattr(CommandLineInterface, "server_class")
    assert [one.levelname for one in caplog.records] == ["WARNING"]


def test_control_the_installed_ones_are_those_we_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CommandLineInterface, "server_class", Server)
    lean.install()
    assert CommandLineInterface.server_class is lean.DirectServer


def test_autobahn_words_its_debugging_by_functions_that_are_ours() -> None:
    """The pin of a saving for each who joins and each frame read."""
    connected, received = protocol.WebSocketProtocol._connectionMade, websocket.WebSocketAdapterProtocol.dataReceived
    for name, words in (("pformat", connected), ("hltype", received), ("hlval", received)):
        assert name in words.__code__.co_names
        assert words.__globals__[name]("a thing") == ""
