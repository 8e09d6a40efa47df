"""What a process does once a second: look at the log, tell who is here, give signs of life, drop empty rooms."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from live import measures, standing
from live.ballots import sweep
from live.faults import told, trace
from live.gathering import TURN, Gathering
from live.hints import Hints
from live.presence import PROCESS, Presence, counted
from live.seats import Signed
from live.wire import codec

logger = logging.getLogger(__name__)

LOOK = 1.0  # seconds between looks at the log: what a lost hint costs
BEAT = 20  # looks between beats: under the 25 s of the protocol
EMPTY = 60.0  # seconds a room without sockets is kept folded, for plain pages

type Run = Callable[..., Awaitable[Any]]


class Pulse:
    """Once a second over the rooms of this process. `rooms` is the hub's own table; what is empty leaves it."""

    def __init__(self, rooms: dict[str, Gathering], hints: Hints, run: Run):
        self._rooms, self._hints, self._run = rooms, hints, run
        self._presence: dict[str, Presence] = {}
        self._looks = 0

    def presence_of(self, code: str) -> Presence:
        """The counts of one room."""
        return self._presence.setdefault(code, Presence())

    async def beat(self) -> None:
        """For ever, until cancelled."""
        while True:
            await asyncio.sleep(LOOK)
            self._looks += 1
            for work in (self._look, self._tell_all, self._drop_empty, self._sweep):
                try:
                    await work()
                except Exception as error:  # whatever fails, the next second comes
                    logger.warning("%s failed: %s", work.__name__.strip("_"), error, exc_info=trace(error))

    async def _tell_all(self) -> None:
        """Counts, signs of life, and who has read everything by now."""
        await asyncio.gather(*(self._tell_people(here) for here in list(self._rooms.values())))
        for here in list(self._rooms.values()):
            here.look_behind()
            here.beat_some(self._looks, BEAT)

    async def _look(self) -> None:
        """One statement for all rooms: who lost a hint is a second late, and who lost a right a second longer here."""
        busy = [here for here in self._rooms.values() if here.sockets]
        if not busy:
            return measures.lag.set(0)
        known = {here: here.log.rev for here in busy}
        accounts = {signed for here in busy for signed in here.accounts()}
        found: dict[int, standing.Standing] = await self._run(standing.look, [here.room.id for here in busy], accounts)
        measures.lag.set(
            max((one.head.seq - here.log.rev for here in busy if (one := found.get(here.room.id))), default=0)
        )
        await self._check_accounts(busy, accounts, next(iter(found.values()), None))
        for here in busy:
            try:
                await self._follow(here, found.get(here.room.id), known[here])
            except Exception as error:  # one room that cannot be folded keeps no other waiting
                logger.warning("room %s was not followed: %s", here.room.code, error, **told(error, here.room.code))

    async def _follow(self, here: Gathering, stands: standing.Standing | None, known: int) -> None:
        if stands is None:
            return here.dissolve()
        if stands.barred or here.barred:  # as many as before need not be the same
            here.turn_out(await self._run(standing.barred, here.room.id))
        await here.log.follow(stands.head, known=known)

    async def _check_accounts(
        self, busy: list[Gathering], accounts: set[Signed], stands: standing.Standing | None
    ) -> None:
        """Somebody may moderate no longer, or is signed out: asked one by one, and told at every desk."""
        sessions, users = {one.session for one in accounts}, {one.user for one in accounts}
        if stands and (stands.signed < len(sessions) or stands.allowed < len(users)):
            gone = await self._run(standing.may_stay, accounts)
            for here in busy:
                here.send_away(gone)

    async def _tell_people(self, here: Gathering) -> None:
        """The counts, to other processes and to people, when they changed; to processes now and then in any case."""
        known = self.presence_of(here.room.code)
        mine = counted(socket.seat for socket in here.sockets)
        if mine != known.told or (here.sockets and self._looks % BEAT == 0):
            new, known.told, known.new = known.new, mine, False
            await self._hints.send(here.room.code, people=mine, process=PROCESS, new=new)
        people, at_desks = known.people(mine), known.at_desks(mine)
        text, of_desks = codec.write(people), codec.write(at_desks)
        for at, socket in enumerate(list(here.sockets), 1):
            told, frame = (at_desks, of_desks) if socket.seat.side == "desk" else (people, text)
            if socket.rev >= 0 and socket.people != told:
                socket.people = told
                socket.outlet.push(frame)
            if at % TURN == 0:
                await asyncio.sleep(0)

    async def _sweep(self) -> None:
        """What is left of ballots that were counted, where it could not be swept at once."""
        if sweep.is_due():
            await self._run(sweep.sweep)

    async def _drop_empty(self) -> None:
        since = time.monotonic() - EMPTY
        for code, here in list(self._rooms.items()):
            if not here.sockets and here.used < since:
                del self._rooms[code]
                self._presence.pop(code, None)
                await self._hints.forget(code)
                await here.log.forget()
