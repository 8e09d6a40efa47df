"""One room of this process and what its people are sent: pictures, patches, what is only theirs."""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Mapping
from itertools import islice

from msgspec import json

from live import measures
from live.apart.calls import PREVIEW, TICK, Face, Fault, Folded, Tick, Ticked, Viewer
from live.apart.host import Host, Lost
from live.attendance import Attendance, Socket, pseudonyms
from live.following import Following, Run
from live.queries import RoomInfo
from live.seats import Seat
from live.wire import codec
from live.wire.to_person import Beat, Snapshot
from live.wire.to_room import Join

logger = logging.getLogger(__name__)

PAUSE = 0.1  # seconds between ticks: ten pictures a second is as fast as a count can be read
WELCOME = 0.04  # seconds between ticks that only newcomers wait for: they have nothing to read yet
CROWD = 1000  # sockets above which the tick grows coarser, so that a tick never costs more than it lasts
WAITING = 64 * 1024  # bytes; a reader with more than these unread is skipped
TURN = 250  # readers written to before acts that arrived get theirs: a few milliseconds
NEWCOMERS = 500  # at a tick: a hall that comes back is let in within a second or two, and none waits for all others
PATIENCE = 60.0  # seconds a reader may stay behind before it is closed
TOO_SLOW = 4408


class Gathering(Attendance):
    """One room of this process: its sockets and its clock, over a log that is followed."""

    def __init__(self, room: RoomInfo, run: Run, host: Host):
        super().__init__()
        self.log = Following(room, run, host, self._on_folded, self._on_anew)
        self._due: asyncio.TimerHandle | asyncio.Task[None] | None = None
        self._ticked = 0.0
        self._changed = self._regrouped = False
        self._acted: set[Socket] = set()
        self._joining: dict[Socket, Join] = {}
        self._behind: set[Socket] = set()

    @property
    def room(self) -> RoomInfo:
        return self.log.room

    # -------------------------------------------------- following the log
    def _on_folded(self, folded: Folded) -> None:
        self._regrouped |= folded.regrouped
        self._send_mine(folded)
        if folded.changed:
            self._changed = True
            self.wake()

    def _on_anew(self) -> None:
        """What was published is void: everyone gets a snapshot with the next tick."""
        for socket in self.sockets:
            socket.rev = -1
            if not socket.behind:
                self._joining.setdefault(socket, Join())
        self._changed = self._regrouped = False
        self._acted.clear()
        self.wake()

    # -------------------------------------------------- who is here
    def actors(self, seat: Seat) -> dict[str, str]:
        """The pseudonyms of a seat, by activity."""
        return pseudonyms(seat, self.room.secret, self.log.accepts)

    def join(self, socket: Socket, join: Join) -> None:
        """Take a socket in; it is answered at the next tick, when everything folded is published."""
        if not self.enter(socket):
            return
        if socket.outlet.waiting > WAITING:  # who does not read gets no further picture by asking for one
            return self._skip(socket)
        self._joining[socket] = join
        self.wake()

    def leave(self, socket: Socket) -> None:
        """Forget a socket."""
        super().leave(socket)
        self._behind.discard(socket)
        self._joining.pop(socket, None)

    async def picture(self, seat: Seat) -> Snapshot:
        """The snapshot of a seat as folded now, for a page; nothing is published by it."""
        self.used = time.monotonic()
        shown = await self.log.ask(PREVIEW, Viewer(seat.side, list(self.actors(seat).values())))
        mine = {key: json.decode(text) for key, text in shown.face.mine.items()}
        now = int(time.time() * 1000)
        return Snapshot(self.log.epoch, shown.rev, shown.face.audience, now, json.decode(shown.view), mine)

    # -------------------------------------------------- ticks
    def wake(self) -> None:
        """Ask for a tick: at once if the last is long enough ago, else as soon as it is."""
        if self._due is None:
            pause = (PAUSE if self._changed else WELCOME) * max(1.0, len(self.sockets) / CROWD)
            wait = max(0.0, self._ticked + pause - time.monotonic())
            self._due = asyncio.get_running_loop().call_later(wait, self._begin_tick)

    def stop(self) -> None:
        """No more ticks."""
        if self._due is not None:
            self._due.cancel()

    def _begin_tick(self) -> None:
        self._due = asyncio.get_running_loop().create_task(self._tick())

    async def _tick(self) -> None:
        self._ticked = time.monotonic()
        try:
            await self._publish()
        except Lost:
            pass  # begun anew: everyone who is here joins again
        except Exception:
            logger.warning("room %s could not be shown", self.room.code, exc_info=True, extra={"room": self.room.code})
            self._on_anew()
            self._ticked = time.monotonic() + 1.0
        else:
            measures.tick_seconds.observe(time.monotonic() - self._ticked)
        self._due = None
        if self._changed or self._joining:
            self.wake()

    async def _publish(self) -> None:
        """One question to the child, one frame for each socket whose view changed, a snapshot for each newcomer."""
        joining = dict(islice(self._joining.items(), NEWCOMERS))
        self._joining = {one: join for one, join in self._joining.items() if one not in joining}
        groups: defaultdict[tuple[str, int], list[Socket]] = defaultdict(list)
        for socket in self.sockets:
            if socket.rev >= 0:
                groups[socket.audience, socket.rev].append(socket)
        for socket in joining:
            self.index(socket, self.actors(socket.seat))
        asked = self._to_ask()
        self._changed = self._regrouped = False
        self._acted.clear()
        tick = Tick(
            list({audience for audience, _ in groups}),
            [(socket.audience, self._viewer(socket)) for socket in asked],
            [self._viewer(socket) for socket in joining],
        )
        ticked = await self.log.ask(TICK, tick, again=False)
        now = dict(zip(asked, ticked.now, strict=True))
        moved = {socket for socket, after in now.items() if after != socket.audience}
        await self._send_patches(groups, moved, now, ticked)
        for (socket, join), face in zip(joining.items(), ticked.faces, strict=True):
            if socket in self.sockets:
                self._welcome(socket, join, face, ticked)
        await self._heed(ticked.faults)

    def _to_ask(self) -> list[Socket]:
        """Whose audience may have changed: who acted; everyone where a host or the house did, or where an activity
        was added, in which nobody has a pseudonym yet."""
        here = [socket for socket in (self.sockets if self._regrouped else self._acted) if socket.rev >= 0]
        for socket in here:
            known = len(socket.actors) == len(self.log.formats) and not socket.seat.account
            if socket.seat.side != "screen" and not known:
                self.index(socket, self.actors(socket.seat))
        return here

    def _viewer(self, socket: Socket) -> Viewer:
        return Viewer(socket.seat.side, list(socket.actors.values()))

    async def _send_patches(
        self,
        groups: Mapping[tuple[str, int], list[Socket]],
        moved: set[Socket],
        now: Mapping[Socket, str],
        ticked: Ticked,
    ) -> None:
        """One text for all who stand at the same place with the same eyes, pushed to each without waiting for it. In a
        crowd what else arrives gets its turn between; who began anew meanwhile is left out."""
        pieces = {(before, after): parts for before, after, parts in ticked.frames}
        for (audience, rev), sockets in groups.items():
            if parts := pieces[audience, audience]:
                text = codec.patch(start=rev, end=ticked.rev, audience=None, fragments=parts)
                for at, socket in enumerate(sockets, 1):
                    if socket.rev == rev and socket not in moved:
                        socket.rev = ticked.rev
                        if socket.outlet.push(text) > WAITING:
                            self._skip(socket)
                    if at % TURN == 0:
                        await asyncio.sleep(0)
        for socket in moved:
            if socket.rev < 0:
                continue
            parts = pieces[socket.audience, now[socket]]
            text = codec.patch(start=socket.rev, end=ticked.rev, audience=now[socket], fragments=parts)
            socket.audience, socket.rev = now[socket], ticked.rev
            if socket.outlet.push(text) > WAITING:
                self._skip(socket)

    def _welcome(self, socket: Socket, join: Join, face: Face, ticked: Ticked) -> None:
        """A beat for who stands on what is published already, a snapshot for everyone else."""
        socket.audience, socket.rev, socket.mine = face.audience, ticked.rev, set(face.mine)
        if self._is_current(socket, join):
            socket.outlet.push(self.beat(socket))
            return
        now, view = int(time.time() * 1000), ticked.views[face.audience]
        picture: dict[str, str | int] = {
            "epoch": self.log.epoch,
            "rev": ticked.rev,
            "audience": face.audience,
            "now": now,
        }
        if socket.outlet.push(codec.snapshot(picture, view=view, mine=face.mine)) > WAITING:
            self._skip(socket)

    def _is_current(self, socket: Socket, join: Join) -> bool:
        """Whether a returning client already stands on what is published."""
        return (join.epoch, join.rev, join.audience) == (self.log.epoch, socket.rev, socket.audience)

    async def _heed(self, faults: list[Fault]) -> None:
        self.log.cuts += self.log.heed(faults)
        while self.log.cuts:
            fault = self.log.cuts[0]
            await self.log.halt(fault.activity, fault.place, "output")
            self.log.cuts.pop(0)
            await self.log.catch_up()

    def beat(self, socket: Socket) -> str:
        """A sign of life, with the place last sent on this socket."""
        return codec.write(Beat(socket.rev, int(time.time() * 1000)))

    def beat_some(self, look: int, every: int) -> None:
        """A sign of life to everyone once in so many looks, and never to a whole hall at once."""
        for socket in self.sockets:
            if socket.turn % every == look % every and socket.rev >= 0:
                socket.outlet.push(self.beat(socket))

    # -------------------------------------------------- readers who do not keep up
    def _skip(self, socket: Socket) -> None:
        """So much waits for this reader that it is left out until it has read."""
        if socket in self.sockets:
            socket.rev, socket.behind = -1, socket.behind or time.monotonic()
            self._behind.add(socket)

    def look_behind(self) -> None:
        """Who has read everything gets a snapshot; who has not for a minute is closed."""
        for socket in list(self._behind):
            if socket.outlet.waiting == 0:
                socket.behind = 0.0
                self._behind.discard(socket)
                self.join(socket, Join())
            elif time.monotonic() - socket.behind > PATIENCE:
                self._behind.discard(socket)
                measures.closed.labels("slow").inc()
                socket.outlet.close(TOO_SLOW)

    # -------------------------------------------------- what is only mine
    def _send_mine(self, folded: Folded) -> None:
        for key, actor, text in folded.mine:
            for socket in self.of(key, actor):
                self._acted.add(socket)
                self._tell_mine(socket, key, text)
        for socket in self.sockets if folded.renewed else ():
            for key in socket.mine.intersection(folded.renewed):
                self._tell_mine(socket, key, "{}")

    def _tell_mine(self, socket: Socket, key: str, text: str) -> None:
        (socket.mine.discard if text == "{}" else socket.mine.add)(key)
        if not socket.behind:
            socket.outlet.push(codec.mine(activity=key, seq=self.log.rev, mine=text))
