"""The hub of a process: acts in batches into the log, answers out, rooms kept current.

An answer is given after commit and fold: acknowledged means committed and counted. One hub lives on each event loop.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from weakref import WeakKeyDictionary

from django.db import DatabaseError, close_old_connections

from live import batch, door, effects, log, presence
from live.gathering import Gathering, Socket
from live.hints import Hints
from live.queries import RoomInfo
from live.refusals import sentence
from live.replicas import Verdict
from live.seats import Seat, pseudonym
from live.wire import codec
from live.wire.to_person import Ack, Answer, Busy, People
from live.wire.to_person import Refused as RefusedFrame
from live.wire.to_room import HOST_VERBS, ROOM, Act, Join
from plugins.contract import Refused

logger = logging.getLogger(__name__)

WINDOW = 0.025  # seconds acts are collected: one commit for all that arrive meanwhile, unfelt by a thumb
LARGEST = 2000  # acts in one transaction, so that a burst does not hold a room's row for long
AFTER = 800  # ms after which a client may send again what is not known to be stored
LOOK = 1.0  # seconds between looks at the log: what a lost hint costs
BEAT = 20  # looks between beats: under the 25 s of the protocol
EMPTY = 60.0  # seconds a room without sockets is kept folded, for plain pages
THREADS = 4  # database threads: SQLite has one writer, PostgreSQL locks a room's row; more would only wait

type Waiting = tuple[batch.Wish, asyncio.Future[Answer]]

_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, "Hub"] = WeakKeyDictionary()


class Hub:
    """Everything live in this process. Get it by `Hub.current()` on the running loop."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="hub")
        self._rooms: dict[str, Gathering] = {}
        self._presence: dict[str, presence.Presence] = {}
        self._waiting: list[Waiting] = []
        self._arrived = asyncio.Event()
        self._hints = Hints(self._hear)
        self._tasks: set[asyncio.Task[Any]] = set()
        for work in (self._write(), self._pulse(), self._hints.listen()):
            self._spawn(work)

    @classmethod
    def current(cls) -> "Hub":
        """The hub of the running loop, made when first asked for."""
        loop = asyncio.get_running_loop()
        if loop not in _hubs:
            _hubs[loop] = cls()
        return _hubs[loop]

    async def close(self) -> None:
        """End all work of this hub and close its connections."""
        _hubs.pop(asyncio.get_running_loop(), None)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._pool.shutdown(wait=True)

    def _spawn(self, work: Any) -> asyncio.Task[Any]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def run(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Do something with the database, on a thread of the hub's own bounded pool."""

        def with_connection() -> Any:
            close_old_connections()
            try:
                return work(*args, **kwargs)
            finally:
                close_old_connections()

        return await asyncio.get_running_loop().run_in_executor(self._pool, with_connection)

    # -------------------------------------------------- rooms
    async def gathering(self, room: RoomInfo) -> Gathering:
        """The room in this process, current enough to answer."""
        if room.code not in self._rooms:
            self._rooms[room.code] = Gathering(room, self.run)
            self._presence[room.code] = presence.Presence()
            await self._hints.follow(room.code)
        found = self._rooms[room.code]
        found.used = time.monotonic()
        if not found.sockets or not found.replica.rev:
            await found.catch_up()
        return found

    async def enter(self, room: RoomInfo, socket: Socket, join: Join) -> None:
        """Take a socket into a room; its first frame comes with the next tick, the counts within a second."""
        (await self.gathering(room)).enter(socket, join)

    def leave(self, room: RoomInfo, socket: Socket) -> None:
        """A socket is gone."""
        if found := self._rooms.get(room.code):
            found.leave(socket)

    def people(self, room: RoomInfo) -> People:
        """Who is in a room, as far as this process knows."""
        found, known = self._rooms.get(room.code), self._presence.get(room.code)
        seats = [socket.seat for socket in found.sockets] if found else []
        return (known or presence.Presence()).people(seats)

    # -------------------------------------------------- acts
    async def act(self, room: RoomInfo, seat: Seat, act: Act) -> Answer:
        """Take one act: refused at the door, or committed, folded and answered. It always gets an answer."""
        try:
            return await self._act(room, seat, act)
        except Exception as error:
            logger.warning("an act could not be judged: %s", error, exc_info=_exc(error))
            return Busy(str(act.id), AFTER)

    async def _act(self, room: RoomInfo, seat: Seat, act: Act) -> Answer:
        here = await self.gathering(room)
        try:
            wish = batch.Wish(room, seat, self._draft(here, seat, act))
        except Refused as refusal:
            return self._refused(here, seat, act, Verdict(0, refusal.code, refusal.values))
        try:
            self._foresee(here, act, wish.draft)
        except Refused as refusal:
            return await self._foreseen(here, wish, act, refusal)
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((wish, answer))
        self._arrived.set()
        return await answer

    def _draft(self, here: Gathering, seat: Seat, act: Act) -> log.Draft:
        body = door.admit(here.replica, seat, act)
        activity = here.replica.activities.get(act.activity)
        named = activity is not None and (activity.setup.names == "name" or seat.role == "host")
        by = {
            "name": seat.name if named else "",
            "role": seat.role,
            "mode": seat.mode,
            "trust": seat.trust,
            "language": seat.language,
        }
        actor = pseudonym(here.room.secret, seat.key, act.activity)
        return log.Draft(here.room.id, act.activity, actor, by, act.verb, body, act.id)

    def _foresee(self, here: Gathering, act: Act, draft: log.Draft) -> None:
        """Refuse now what is certain to be refused, so that it need not be stored."""
        if act.activity != ROOM and act.verb not in HOST_VERBS:
            here.replica.activities[act.activity].foresee(draft.verb, draft.body)

    async def _foreseen(self, here: Gathering, wish: batch.Wish, act: Act, refusal: Refused) -> Answer:
        """A retry of what is in the log keeps its answer; anything else is refused and not stored."""
        draft = wish.draft
        place = await self.run(log.place, room=draft.room, actor=draft.actor, op_id=draft.op_id)
        if place is None:
            return self._refused(here, wish.seat, act, Verdict(0, refusal.code, refusal.values))
        await here.catch_up(place)
        return self._answer(here, wish, place)

    def _refused(self, here: Gathering, seat: Seat, act: Act, verdict: Verdict) -> RefusedFrame:
        activity = here.replica.activities.get(act.activity)
        slug = activity.setup.format if activity else ""
        why = sentence(verdict.code, verdict.values, language=seat.language, format=slug)
        stored = {"seq": verdict.seq} if verdict.seq else {}
        return RefusedFrame(str(act.id), verdict.code, why, **stored)

    def _answer(self, here: Gathering, wish: batch.Wish, place: int) -> Answer:
        draft = wish.draft
        verdict = here.verdict(place)
        if verdict.code:
            act = Act(draft.op_id, draft.activity, draft.verb)
            return self._refused(here, wish.seat, act, verdict)
        return Ack(str(draft.op_id), place)

    # -------------------------------------------------- batches
    async def _write(self) -> None:
        while True:
            await self._arrived.wait()
            await asyncio.sleep(WINDOW)
            some, self._waiting = self._waiting[:LARGEST], self._waiting[LARGEST:]
            if not self._waiting:
                self._arrived.clear()
            try:
                places = await self.run(batch.commit, [wish for wish, _ in some])
            except Exception as error:
                logger.warning("a batch of %s acts was not stored: %s", len(some), error, exc_info=_exc(error))
                self._answer_all(some, None)
                continue
            self._spawn(self._committed(some, places))

    async def _committed(self, some: list[Waiting], places: list[int | str]) -> None:
        """After the commit: tell the others, fold, answer."""
        tops: dict[str, int] = {}
        for (wish, _), place in zip(some, places, strict=True):
            if isinstance(place, int):
                tops[wish.room.code] = max(place, tops.get(wish.room.code, 0))
        try:
            for code, top in tops.items():
                await self._rooms[code].catch_up(top)
        except Exception as error:
            logger.warning("what was committed could not be folded yet: %s", error, exc_info=_exc(error))
            return self._answer_all(some, None)
        self._answer_all(some, places)
        for code, top in tops.items():
            await self._hints.send(code, seq=top)
        await self._effects(some, places)

    def _answer_all(self, some: list[Waiting], places: list[int | str] | None) -> None:
        for index, (wish, future) in enumerate(some):
            if future.done():
                continue
            place = places[index] if places else None
            act = Act(wish.draft.op_id, wish.draft.activity, wish.draft.verb)
            if place is None:
                future.set_result(Busy(str(act.id), AFTER))
            elif isinstance(place, str):
                future.set_result(self._refused(self._rooms[wish.room.code], wish.seat, act, Verdict(0, place)))
            else:
                future.set_result(self._answer(self._rooms[wish.room.code], wish, place))

    async def _effects(self, some: list[Waiting], places: list[int | str]) -> None:
        for (wish, _), place in zip(some, places, strict=True):
            here = self._rooms.get(wish.room.code)
            if here and wish.draft.activity == ROOM and isinstance(place, int) and not here.verdict(place).code:
                await self.run(effects.of_room, wish.room.session, wish.draft.verb, wish.seat.user)

    # -------------------------------------------------- looking and listening
    def _hear(self, message: dict[str, Any]) -> None:
        here = self._rooms.get(message.get("room", ""))
        if here is None:
            return
        if "seq" in message and message["seq"] > here.replica.rev:
            self._spawn(self._follow(here, message["seq"]))
        if "people" in message:
            self._presence[here.room.code].heard(message["process"], message["people"])

    async def _follow(self, here: Gathering, seq: int) -> None:
        try:
            await here.catch_up(seq)
        except DatabaseError:
            logger.warning("room %s could not be read after a hint; the next look will", here.room.code)

    async def _pulse(self) -> None:
        looks = 0
        while True:
            await asyncio.sleep(LOOK)
            looks += 1
            busy = [here for here in self._rooms.values() if here.sockets]
            try:
                await self._look(busy)
            except Exception as error:
                logger.warning("the log was not read: %s", error, exc_info=_exc(error))
            for here in busy:
                await self._tell_people(here)
                if looks % BEAT == 0:
                    for socket in here.sockets:
                        socket.push(here.beat(socket))
            await self._drop_empty()

    async def _look(self, busy: list[Gathering]) -> None:
        if busy:
            known = {here: here.replica.rev for here in busy}
            heads = await self.run(log.heads, [here.room.id for here in busy])
            for here in busy:
                if here.room.id in heads:
                    await here.follow(heads[here.room.id], known=known[here])

    async def _tell_people(self, here: Gathering) -> None:
        mine = presence.counted(socket.seat for socket in here.sockets)
        await self._hints.send(here.room.code, people=mine, process=presence.PROCESS)
        people = self.people(here.room)
        text = codec.write(people)
        for socket in here.sockets:
            if socket.rev >= 0 and socket.people != people:
                socket.people = people
                socket.push(text)

    async def _drop_empty(self) -> None:
        since = time.monotonic() - EMPTY
        for code, here in list(self._rooms.items()):
            if not here.sockets and here.used < since:
                del self._rooms[code], self._presence[code]
                await self._hints.forget(code)


def _exc(error: Exception) -> Exception | None:
    """A database that is away is told in a line; anything else with its trace, for it is a fault of ours."""
    return None if isinstance(error, DatabaseError) else error
