"""The child's own loop: a question in, an answer out, one at a time. Started by `host`; ends when the server does.

python -m live.apart.child <socket's number> <number of the watched file> <megabytes> <package of formats>…
"""

import contextlib
import ctypes
import gc
import mmap
import resource
import signal
import socket
import struct
import sys
from typing import Any

import msgspec

from live.apart import calls
from live.apart.hosted import Room
from live.apart.watch import SIZE, watch
from plugins import registry

HEAD = struct.Struct("<I")

_read = msgspec.msgpack.Decoder(calls.Question)
_write = msgspec.msgpack.Encoder()
_asked = {name: msgspec.msgpack.Decoder(call.asks) for name, call in calls.CALLS.items()}

rooms: dict[str, Room] = {}


def answer(message: bytes) -> bytes:
    """One question answered; whatever happens, there is a reply."""
    try:
        question = _read.decode(message)
    except msgspec.DecodeError as error:
        return _write.encode(calls.Reply(_NOTHING, error=str(error)))
    reply = calls.Reply(_NOTHING, question.turn)
    try:
        return _write.encode(reply._replace(answer=msgspec.Raw(_write.encode(_found(question)))))
    except _Lost:
        return _write.encode(reply._replace(lost=True))
    except MemoryError:
        return _write.encode(reply._replace(cut="memory"))
    except Exception as error:
        return _write.encode(
            reply._replace(error=type(error).__name__ + f": {error}"[:300].encode(errors="replace").decode())
        )
    except BaseException:  # a format that asks the process to end
        return _write.encode(reply._replace(cut="died"))


class _Lost(Exception):
    """The room is not here."""


_NOTHING = msgspec.Raw(_write.encode(None))


def _found(question: calls.Question) -> Any:
    asked = _asked[question.call].decode(question.asked)
    if question.call == calls.BEGIN.name:
        rooms[question.room] = Room(asked)
        return None
    if question.call == calls.FORGET.name:
        rooms.pop(question.room, None)
        return None
    if question.room not in rooms:
        raise _Lost
    room = rooms[question.room]
    watch.place = room.place  # what hangs from here on hangs in this room
    return getattr(room, question.call)(asked)


def serve(line: socket.socket) -> None:
    """Answer until the server hangs up, in whatever way."""
    with contextlib.suppress(ConnectionError), line, line.makefile("rb", buffering=1 << 16) as questions:
        while head := questions.read(HEAD.size):
            reply = answer(questions.read(*HEAD.unpack(head)))
            line.sendall(HEAD.pack(len(reply)) + reply)


def die_with_the_server() -> None:
    """Linux ends this process with its server, even while a format keeps it from reading that nobody is there."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG, see prctl(2)


def main(number: str, watched: str, megabytes: str, *packages: str) -> None:
    """Set up and serve. Signals to the server's group are the server's affair."""
    die_with_the_server()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    watch.memory = mmap.mmap(int(watched), SIZE)
    most = int(megabytes) << 20
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    registry.load(list(packages))
    gc.freeze()  # what is imported stays; later collections need not look at it
    serve(socket.socket(fileno=int(number)))


if __name__ == "__main__":
    main(*sys.argv[1:])
