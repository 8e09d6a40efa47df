"""Who is in one room of this process: their sockets, the way to them from a pseudonym, and who must go."""

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from live.outlets import Outlet
from live.seats import Seat, Signed, pseudonym
from live.standing import NO_ROOM, NOT_ALLOWED
from live.wire.to_person import People
from plugins.setup import Accepts


@dataclass(eq=False)
class Socket:
    """One connection. `rev` is the place last sent on it, -1 while it waits for a snapshot."""

    seat: Seat
    outlet: Outlet
    actors: dict[str, str] = field(default_factory=dict)
    audience: str = ""
    rev: int = -1
    people: People | None = None  # the counts last sent
    mine: set[str] = field(default_factory=set)  # activities in which something of this seat's was sent
    turn: int = 0  # counted up for each that comes: who gets a sign of life when
    behind: float = 0.0  # since when it is skipped because it does not read


class Attendance:
    """The sockets of one room."""

    def __init__(self) -> None:
        self.sockets: set[Socket] = set()
        self.used = time.monotonic()
        self.barred: set[str] = set()  # keys of seats that were closed
        self._by_actor: defaultdict[tuple[str, str], set[Socket]] = defaultdict(set)
        self._desks: set[Socket] = set()
        self._turn = 0

    def enter(self, socket: Socket) -> bool:
        """Take a socket in; a seat that was closed is turned away."""
        if not self.barred.isdisjoint(socket.seat.keys):
            socket.outlet.close(NOT_ALLOWED)
            return False
        self._turn += 1
        socket.turn = self._turn
        self.sockets.add(socket)
        if socket.seat.signed and socket.seat.side == "desk":
            self._desks.add(socket)
        return True

    def leave(self, socket: Socket) -> None:
        """Forget a socket."""
        self.sockets.discard(socket)
        self._desks.discard(socket)
        self.index(socket, {})
        self.used = time.monotonic()

    def index(self, socket: Socket, actors: dict[str, str]) -> None:
        """Keep the way from a pseudonym to its sockets."""
        for key, actor in socket.actors.items():
            self._by_actor[key, actor].discard(socket)
            if not self._by_actor[key, actor]:
                del self._by_actor[key, actor]
        socket.actors = actors
        for key, actor in actors.items():
            self._by_actor[key, actor].add(socket)

    def of(self, activity: str, actor: str) -> Iterable[Socket]:
        """The sockets of a pseudonym."""
        return self._by_actor.get((activity, actor), ())

    def accounts(self) -> set[Signed]:
        """The accounts at the desks of this room."""
        return {socket.seat.signed for socket in self._desks if socket.seat.signed}

    def turn_out(self, barred: set[str]) -> None:
        """These seats were closed: their sockets are, and they come in no more."""
        self.barred = barred
        for socket in [one for one in self.sockets if not barred.isdisjoint(one.seat.keys)]:
            self._close(socket, NOT_ALLOWED)

    def send_away(self, gone: dict[Signed, int]) -> None:
        """These accounts may stay at no desk, each with its closing code."""
        for socket in [one for one in self._desks if one.seat.signed in gone]:
            self._close(socket, gone[socket.seat.signed])  # type: ignore[index]

    def dissolve(self) -> None:
        """The room is no more."""
        for socket in list(self.sockets):
            self._close(socket, NO_ROOM)

    def _close(self, socket: Socket, code: int) -> None:
        self.leave(socket)  # nothing more goes out on it, whenever its end is heard of
        socket.outlet.close(code)


def pseudonyms(seat: Seat, secret: str, activities: Mapping[str, Accepts]) -> dict[str, str]:
    """The pseudonyms of a seat, by activity and whom it hears; a screen has none."""
    if seat.side == "screen":
        return {}
    return {key: pseudonym(secret, seat.key_in(accepts), key) for key, accepts in activities.items()}
