"""The doorman of a socket: parse, admit, hand over, answer the id. Owns nothing; the hub does."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings
from django.db import DatabaseError

from live import admission, measures, seats
from live.attendance import Socket
from live.hub import Hub
from live.limits import FLOOD, SEAT, limits
from live.outlets import DIRECT, Outlet, Queued
from live.queries import RoomInfo
from live.refusals import sentence
from live.seats import Seat
from live.standing import NO_ROOM
from live.wire import codec
from live.wire.to_person import Busy, Error
from live.wire.to_room import Act, Join

PROTOCOL = "plenaria.1"
JOIN_WITHIN = 15.0  # seconds a socket may stay silent before it has joined
TRY_AGAIN, TOO_SLOW, TOO_FAST = 4412, 4408, 4429

type Send = Callable[[Any], Awaitable[None]]
type Receive = Callable[[], Awaitable[dict[str, Any]]]


async def room_socket(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """One socket of one room, as an ASGI application.

    Not Channels' consumer class: that one holds a channel of the layer and two tasks for each socket, and goes through
    a thread for each message.
    """
    doorman = Doorman(scope, send)
    try:
        while (message := await receive())["type"] != "websocket.disconnect":
            if message["type"] == "websocket.connect":
                await doorman.open()
            else:
                await doorman.hear(message.get("text"))
    finally:
        doorman.leave()


class Doorman:
    """Who stands at one socket, from its opening to its end."""

    __slots__ = ("address", "excess", "hub", "late", "outlet", "room", "scope", "seat", "send", "socket", "tasks")

    def __init__(self, scope: dict[str, Any], send: Send):
        self.scope, self.send, self.hub = scope, send, Hub.current()
        self.tasks = set[asyncio.Task[Any]]()
        self.socket: Socket | None = None
        self.seat: Seat | None = None  # none until admitted
        self.late: asyncio.TimerHandle | None = None
        self.address = ""  # once it was counted
        self.excess = 0  # frames that came too fast
        self.outlet = self._outlet()

    def _outlet(self) -> Outlet:
        """What the server offers for it, or a queue before the server's `send`."""
        if offered := self.scope.get("extensions", {}).get(DIRECT):
            return offered["outlet"]
        queued = Queued(self.send)
        self._spawn(queued.write_out())
        return queued

    async def open(self) -> None:
        """Accept first: a socket closed before is told nothing but 1006."""
        protocol = PROTOCOL if PROTOCOL in self.scope.get("subprotocols", ()) else None
        await self.send({"type": "websocket.accept", "subprotocol": protocol})
        if self.hub.leaving:
            return self.outlet.close(TRY_AGAIN)
        address = (self.scope.get("client") or ("unknown",))[0]
        if not (limits.may_try(address) or admission.is_seated(self.scope)) or not limits.connect(address):
            return self.outlet.close(TOO_FAST)
        self.address = address
        try:
            self.room, self.seat = await self._admitted()
        except admission.Turned as turned:
            return self.outlet.close(self._turned(turned.code))
        except DatabaseError:
            return self.outlet.close(TRY_AGAIN)
        self.late = asyncio.get_running_loop().call_later(JOIN_WITHIN, self.outlet.close, TOO_SLOW)

    async def _admitted(self) -> tuple[RoomInfo, Seat]:
        """At once where nothing need be asked of the database: a storm comes into a room that is open."""
        known = self.hub.known(admission.code_of(self.scope))
        if known is not None and not admission.asks_who(self.scope):
            return admission.admit(self.scope, known)
        return await self.hub.run(admission.admit, self.scope)

    def _turned(self, code: int) -> int:
        """Who tries one code after another has to wait, like at the pages that ask for one."""
        if code == NO_ROOM:
            limits.wrong_code(self.address)
        return code

    def leave(self) -> None:
        """The hub forgets; nothing here is waited for. Acts on their way are committed all the same."""
        if self.late is not None:
            self.late.cancel()
        if self.socket is not None:
            self._stand_up(self.socket)
        if self.address:
            limits.disconnect(self.address)
        for task in self.tasks:
            task.cancel()

    async def hear(self, text: str | None) -> None:
        """One frame: joined or acted upon, or answered with the reason why not."""
        if self.seat is None:
            return  # turned away; what still arrives is not heard
        wait = limits.of_seat(self.seat)
        if self._is_flood(wait):
            return
        wait = wait or limits.of_address(self.address)
        try:
            frame = codec.read(text)
        except codec.BadFrame as bad:
            return self._complain(bad.code)
        if wait:
            return self._slow_down(frame, wait)
        match frame:
            case Join():
                await self._join(frame, self.seat)
            case Act() if self.socket is None:
                self._complain("join_first")
            case Act():
                self._spawn(self._act(frame, self.seat))

    async def _join(self, join: Join, seat: Seat) -> None:
        if join.seat and seat.side == "person":
            brought = seats.from_token(join.seat, room=self.room.code, language=seat.language)
            if brought is None:
                return self._complain("bad_seat")
            self.seat = seat = brought
        if self.late is not None:
            self.late.cancel()
            self.late = None
        behind = self.socket.behind if self.socket is not None else 0.0
        if self.socket is not None:
            self._stand_up(self.socket)
        if not limits.sit(self.room.code, seat.key):
            return self.outlet.close(TOO_FAST)
        self.socket = Socket(seat, self.outlet, behind=behind)
        try:
            await self.hub.enter(self.room, self.socket, join)
        except DatabaseError:
            self.outlet.close(TRY_AGAIN)

    def _stand_up(self, socket: Socket) -> None:
        self.hub.leave(self.room, socket)
        limits.rise(self.room.code, socket.seat.key)
        self.socket = None

    def _is_flood(self, wait: float) -> bool:
        """Count what came too fast, and forgive it with what comes in time; who goes on all the same is closed."""
        self.excess = self.excess + 1 if wait else max(0, self.excess - 1)
        if self.excess == FLOOD:
            measures.closed.labels("flood").inc()
            self.outlet.close(TOO_FAST)
        return self.excess >= FLOOD

    def _slow_down(self, frame: Join | Act, wait: float) -> None:
        """Nothing is lost by being too fast: an act may be sent again after a while."""
        if isinstance(frame, Act):
            self.outlet.push(codec.write(Busy(str(frame.id), round(wait * 1000) + 1)))
        else:
            self._complain("too_fast", each=round(SEAT.each_second))

    async def _act(self, act: Act, seat: Seat) -> None:
        answer = await self.hub.act(self.room, seat, act)
        self.outlet.push(codec.write(answer))

    def _complain(self, code: str, **values: int) -> None:
        language = self.seat.language if self.seat else settings.LANGUAGE_CODE
        self.outlet.push(codec.write(Error(code, sentence(code, values, language=language))))

    def _spawn(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
