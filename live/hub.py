"""The hub of a process: its rooms, kept current; what is said goes to the writer. One lives on each event loop."""

import asyncio
import logging
import time
from collections import Counter
from typing import Any
from weakref import WeakKeyDictionary

from django.db import DatabaseError

from live import leaving, measures, standing
from live.apart.host import Host
from live.attendance import Socket
from live.faults import told
from live.gathering import Gathering
from live.hints import Hints
from live.pool import Pool
from live.presence import counted
from live.pulse import Pulse
from live.queries import RoomInfo
from live.seats import Seat
from live.wire.to_person import Answer, People
from live.wire.to_room import Act, Join
from live.writer import Writer, busy

logger = logging.getLogger(__name__)

GOING = 4412  # the code of going away for an update

_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, "Hub"] = WeakKeyDictionary()


class Hub:
    """Everything live in this process. Get it by `Hub.current()` on the running loop."""

    def __init__(self) -> None:
        self._pool = Pool()
        self.run = self._pool.run
        self._host = Host()
        self._rooms: dict[str, Gathering] = {}
        self._hints = Hints(self._hear)
        self._pulse = Pulse(self._rooms, self._hints, self.run)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._writer = Writer(self._pool, self._hints, self._spawn)
        self.leaving = False
        self._undo = leaving.on_term(self.drain)
        for work in (self._writer.write(), self._pulse.beat(), self._hints.listen()):
            self._spawn(work)
        self._end = self._spawn(self._stay())

    @classmethod
    def current(cls) -> "Hub":
        """The hub of the running loop, made when first asked for."""
        loop = asyncio.get_running_loop()
        if loop not in _hubs:
            _hubs[loop] = cls()
        return _hubs[loop]

    async def close(self) -> None:
        """End all work of this hub, its child and its connections."""
        _hubs.pop(asyncio.get_running_loop(), None)
        await asyncio.sleep(0)  # also where it was only just made: what has not begun could not end anything
        self._end.cancel()
        await asyncio.wait({self._end})

    async def _stay(self) -> None:
        """Until it is closed or its loop ends, whichever way: then its child and its connections end with it."""
        try:
            await asyncio.Event().wait()
        finally:
            self._undo()
            others = self._tasks - {self._end}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
            for here in self._rooms.values():
                here.stop()
            await self._host.close()
            await asyncio.to_thread(self._pool.close)

    async def drain(self) -> None:
        """Before the server goes: answer what was taken, send everyone away to come back, let the last frames out."""
        self.leaving = True
        await leaving.until(lambda: not self._writer.unanswered, leaving.COMMITS)
        sockets = [socket for here in self._rooms.values() for socket in here.sockets]
        for socket in sockets:
            socket.outlet.close(GOING)
        await leaving.until(lambda: not any(socket.outlet.waiting for socket in sockets), leaving.LAST)

    def _spawn(self, work: Any) -> asyncio.Task[Any]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    # -------------------------------------------------- for who watches
    def held(self) -> measures.Held:
        """What is held now."""
        sockets = [socket for here in self._rooms.values() for socket in here.sockets]
        sides, behind = Counter[str](one.seat.side for one in sockets), sum(1 for one in sockets if one.behind)
        return measures.Held(sides, len(self._rooms), behind, self._writer.waiting, self._host.pid, self.leaving)

    async def reaches(self) -> tuple[bool, bool]:
        """Whether the child answers, and whether the layer between processes does."""
        return await asyncio.gather(self._host.answers(), self._hints.send("none"))

    # -------------------------------------------------- rooms
    def known(self, code: str) -> RoomInfo | None:
        """A room this process has open, so that nobody need ask the database who comes in."""
        found = self._rooms.get(code)
        return found.room if found and found.sockets else None

    async def gathering(self, room: RoomInfo) -> Gathering:
        """The room in this process, current enough to answer."""
        if room.code not in self._rooms:
            self._rooms[room.code] = Gathering(room, self.run, self._host)
            await self._hints.follow(room.code)
        found = self._rooms[room.code]
        found.used = time.monotonic()
        if not found.sockets or not found.log.rev:
            await found.log.catch_up()
        return found

    async def enter(self, room: RoomInfo, socket: Socket, join: Join) -> None:
        """Take a socket into a room; its first frame comes with the next tick, the counts within a second."""
        here = await self.gathering(room)
        if not here.barred.isdisjoint(socket.seat.keys):  # let in again since the last look?
            here.turn_out(await self.run(standing.barred, room.id))
        here.join(socket, join)

    def leave(self, room: RoomInfo, socket: Socket) -> None:
        """A socket is gone."""
        if found := self._rooms.get(room.code):
            found.leave(socket)

    def people(self, room: RoomInfo) -> People:
        """Who is in a room, as far as this process knows."""
        found = self._rooms.get(room.code)
        mine = counted(socket.seat for socket in found.sockets) if found else {}
        return self._pulse.presence_of(room.code).people(mine)

    # -------------------------------------------------- acts
    @measures.answered
    async def act(self, room: RoomInfo, seat: Seat, act: Act) -> Answer:
        """Take one act: refused at the door, or committed, folded and answered. It always gets an answer."""
        if self.leaving:
            return busy(act)
        try:
            here = await self.gathering(room)
        except Exception as error:
            logger.warning("room %s could not be read: %s", room.code, error, **told(error, room.code))
            return busy(act)
        return await self._writer.take(here, seat, act)

    # -------------------------------------------------- listening
    def _hear(self, message: dict[str, Any]) -> None:
        here = self._rooms.get(message.get("room", ""))
        if here is None:
            return
        if message.get("seq", 0) > here.log.rev:
            self._spawn(self._follow(here, message["seq"]))
        if "people" in message:
            presence = self._pulse.presence_of(here.room.code)
            presence.heard(message["process"], message["people"], new=message["new"])

    async def _follow(self, here: Gathering, seq: int) -> None:
        try:
            await here.log.catch_up(seq)
        except DatabaseError:
            code = here.room.code
            logger.warning("room %s could not be read after a hint; the next look will", code, **told(None, code))
