"""Who is in one room of this process, and what they are sent: joins, ticks, what is only theirs."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace

from live import log
from live.publisher import Audience, Publisher, frame, name_of
from live.queries import RoomInfo
from live.replicas import Replica, Verdict
from live.seats import Seat, pseudonym
from live.wire import codec
from live.wire.to_person import Beat, Mine, People, Snapshot
from live.wire.to_room import Join
from plugins.contract import Json

TICK = 0.1  # seconds: ten pictures a second is as fast as a count can be read
CROWD = 1000  # sockets above which the tick grows coarser, so that a tick never costs more than it lasts
CHUNK = 2000  # lines folded before others get their turn: about 20 ms

type Run = Callable[..., Awaitable[object]]


@dataclass(eq=False)
class Socket:
    """One connection. `push` queues a frame without waiting; nobody is awaited before the next."""

    seat: Seat
    push: Callable[[str], None]
    actors: dict[str, str] = field(default_factory=dict)
    audience: Audience = ()
    rev: int = -1
    people: People | None = None  # the counts last sent
    mine: set[str] = field(default_factory=set)  # activities in which something of this seat's was sent


class Gathering:
    """One room: its replica, its sockets, its clock."""

    def __init__(self, room: RoomInfo, run: Run):
        self.room, self._run = room, run
        self.sockets: set[Socket] = set()
        self._by_actor: defaultdict[tuple[str, str], set[Socket]] = defaultdict(set)
        self.used = time.monotonic()
        self._lock = asyncio.Lock()
        self._due: asyncio.TimerHandle | None = None
        self._ticked = 0.0
        self._stand_on(Replica())

    def _stand_on(self, replica: Replica) -> None:
        self.replica = replica
        self.publisher = Publisher(replica)
        self._touched: set[str] = set()
        self._regrouped: set[str] = set()
        self._mine: set[tuple[str, str]] = set()
        self._joining: list[tuple[Socket, Join]] = []

    # -------------------------------------------------- following the log
    @property
    def epoch(self) -> str:
        """Of the room's own epoch and its formats' versions: another epoch, another fold."""
        return f"{self.room.epoch}-{self.replica.versions()}"

    async def catch_up(self, to: int | None = None) -> None:
        """Fold what the log has beyond this replica; with `to`, nothing to do once that place is folded."""
        async with self._lock:
            while to is None or self.replica.rev < to:
                lines = await self._run(log.read, self.room.id, after=self.replica.rev, limit=CHUNK)
                if not lines:
                    return
                self._fold(lines)  # type: ignore[arg-type]

    def _fold(self, lines: list[log.Line]) -> None:
        folded = self.replica.fold(lines)
        self._touched |= folded.touched
        self._regrouped |= folded.regrouped | folded.renewed
        self._mine |= folded.mine
        self._send_mine(folded.mine, folded.renewed)
        if folded.touched:
            self.wake()

    async def follow(self, head: log.Head, *, known: int) -> None:
        """What the once-a-second look found: catch up, or start again in a new epoch. `known` is the place folded
        before the look: only a log that ends before it was restored, for this replica may have moved on meanwhile."""
        if head.epoch != self.room.epoch or head.seq < known:
            await self._start_again(head.epoch)
        elif head.seq > self.replica.rev:
            await self.catch_up(head.seq)

    async def _start_again(self, epoch: int) -> None:
        """Fold from nothing beside the replica that answers, then change over: nobody meets half a room."""
        async with self._lock:
            fresh = Replica()
            while lines := await self._run(log.read, self.room.id, after=fresh.rev, limit=CHUNK):
                fresh.fold(lines)  # type: ignore[arg-type]
            self.room = replace(self.room, epoch=epoch)
            self._stand_on(fresh)
            for socket in self.sockets:
                socket.rev = -1
                self._joining.append((socket, Join()))
        self.wake()

    def verdict(self, place: int) -> Verdict:
        """What became of an entry that is folded."""
        return self.replica.verdict(place)

    # -------------------------------------------------- who is here
    def actors(self, seat: Seat) -> dict[str, str]:
        """The pseudonyms of a seat, by activity."""
        if seat.side == "screen":
            return {}
        return {key: pseudonym(self.room.secret, seat.key, key) for key in self.replica.activities}

    def enter(self, socket: Socket, join: Join) -> None:
        """Take a socket in; it is answered at the next tick, when everything folded is published."""
        self.sockets.add(socket)
        self._joining.append((socket, join))
        self.wake()

    def leave(self, socket: Socket) -> None:
        """Forget a socket."""
        self.sockets.discard(socket)
        self._index(socket, {})
        self.used = time.monotonic()

    def _index(self, socket: Socket, actors: dict[str, str]) -> None:
        """Keep the way from a pseudonym to its sockets."""
        for key, actor in socket.actors.items():
            self._by_actor[key, actor].discard(socket)
            if not self._by_actor[key, actor]:
                del self._by_actor[key, actor]
        socket.actors = actors
        for key, actor in actors.items():
            self._by_actor[key, actor].add(socket)

    def picture(self, seat: Seat) -> Snapshot:
        """The snapshot of a seat as folded now, for a page; nothing is published by it."""
        self.used = time.monotonic()
        actors = self.actors(seat)
        audience = self.replica.classes(seat.side, actors)
        return self._snapshot(audience, self.replica.rev, self.publisher.preview(audience), actors)

    def _snapshot(self, audience: Audience, rev: int, view: Json, actors: Mapping[str, str]) -> Snapshot:
        mine = self.replica.mine(actors)
        now = int(time.time() * 1000)
        return Snapshot(self.epoch, rev, name_of(audience), now, view, mine)

    # -------------------------------------------------- ticks
    def wake(self) -> None:
        """Ask for a tick: at once if the last is long enough ago, else as soon as it is."""
        if self._due is None:
            pause = TICK * max(1.0, len(self.sockets) / CROWD)
            wait = max(0.0, self._ticked + pause - time.monotonic())
            self._due = asyncio.get_running_loop().call_later(wait, self._tick)

    def _tick(self) -> None:
        self._due, self._ticked = None, time.monotonic()
        self._publish()
        joining, self._joining = self._joining, []
        for socket, join in joining:
            self._welcome(socket, join)

    def _publish(self) -> None:
        if not self._touched:
            return
        moves = {socket: self._move(socket) for socket in self.sockets if socket.rev >= 0}
        pieces = self.publisher.tick(self._touched, set(moves.values()))
        frames: dict[tuple[object, int], str] = {}
        for socket, move in moves.items():
            if pieces[move] or move[0] != move[1]:
                key = (move, socket.rev)
                if key not in frames:
                    audience = name_of(move[1]) if move[0] != move[1] else None
                    frames[key] = frame(
                        start=socket.rev, end=self.publisher.rev, audience=audience, fragments=pieces[move]
                    )
                socket.audience, socket.rev = move[1], self.publisher.rev
                socket.push(frames[key])
        self._touched, self._regrouped, self._mine = set(), set(), set()

    def _move(self, socket: Socket) -> tuple[Audience, Audience]:
        """A socket's audience before and now; asked anew only where it may have changed."""
        if len(socket.actors) != len(self.replica.activities) and socket.seat.side != "screen":
            self._index(socket, self.actors(socket.seat))
        grown = len(socket.audience) != len(self.replica.activities)
        if grown or self._regrouped or any((key, actor) in self._mine for key, actor in socket.actors.items()):
            return socket.audience, self.replica.classes(socket.seat.side, socket.actors)
        return socket.audience, socket.audience

    def _welcome(self, socket: Socket, join: Join) -> None:
        if socket not in self.sockets:
            return
        self._index(socket, self.actors(socket.seat))
        socket.audience = self.replica.classes(socket.seat.side, socket.actors)
        socket.rev = self.publisher.rev
        view = self.publisher.snapshot(socket.audience)  # for a beat too: what the next patch starts from is held
        if self._is_current(socket, join):
            socket.push(self.beat(socket))
            socket.mine = set(self.replica.mine(socket.actors))
            return
        snapshot = self._snapshot(socket.audience, socket.rev, view, socket.actors)
        socket.mine = set(snapshot.mine)
        socket.push(codec.write(snapshot))

    def _is_current(self, socket: Socket, join: Join) -> bool:
        """Whether a returning client already stands on what is published."""
        here = (self.epoch, self.publisher.rev, name_of(socket.audience))
        return here == (join.epoch, join.rev, join.audience)

    def beat(self, socket: Socket) -> str:
        """A sign of life, with the place last sent on this socket."""
        return codec.write(Beat(socket.rev, int(time.time() * 1000)))

    # -------------------------------------------------- what is only mine
    def _send_mine(self, changed: set[tuple[str, str]], renewed: set[str]) -> None:
        for key, actor in changed:
            for socket in self._by_actor.get((key, actor), ()):
                self._tell_mine(socket, key, self.replica.activities[key].mine(actor))
        for socket in self.sockets if renewed else ():
            for key in renewed & socket.mine:
                self._tell_mine(socket, key, {})

    def _tell_mine(self, socket: Socket, key: str, mine: Json) -> None:
        (socket.mine.add if mine else socket.mine.discard)(key)
        socket.push(codec.write(Mine(key, self.replica.rev, mine)))
