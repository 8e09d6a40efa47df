"""The doorman of a socket: parse, admit, hand over, answer the id. Owns nothing; the hub does."""

import asyncio
from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.db import DatabaseError

from live import admission, seats
from live.gathering import Socket
from live.hub import Hub
from live.refusals import sentence
from live.seats import Seat
from live.wire import codec
from live.wire.to_person import Error
from live.wire.to_room import Act, Join

PROTOCOL = "plenaria.1"
JOIN_WITHIN = 15.0  # seconds a socket may stay silent before it has joined
TRY_AGAIN, TOO_SLOW = 4412, 4408


class RoomConsumer(AsyncWebsocketConsumer):
    """One socket of one room."""

    socket: Socket | None = None
    seat: Seat | None = None  # none until admitted

    async def connect(self) -> None:
        """Accept first: a socket closed before is told nothing but 1006."""
        self.hub, self.tasks = Hub.current(), set[asyncio.Task[Any]]()
        self.outbox: asyncio.Queue[str] = asyncio.Queue()
        await self.accept(PROTOCOL if PROTOCOL in self.scope.get("subprotocols", ()) else None)
        try:
            self.room, self.seat = await self.hub.run(admission.admit, self.scope)
        except admission.Turned as turned:
            return await self.close(turned.code)
        except DatabaseError:
            return await self.close(TRY_AGAIN)
        self._spawn(self._send_out())
        self._spawn(self._expect_join())

    async def disconnect(self, code: int) -> None:
        """The hub forgets; nothing here is waited for. Acts on their way are committed all the same."""
        if self.socket is not None:
            self.hub.leave(self.room, self.socket)
        for task in self.tasks:
            task.cancel()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """One frame: joined or acted upon, or answered with the reason why not."""
        if self.seat is None:
            return  # turned away; what still arrives is not heard
        try:
            frame = codec.read(text_data)
        except codec.BadFrame as bad:
            return self._complain(bad.code)
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
        if self.socket is not None:
            self.hub.leave(self.room, self.socket)
        self.socket = Socket(seat, self.outbox.put_nowait)
        try:
            await self.hub.enter(self.room, self.socket, join)
        except DatabaseError:
            await self.close(TRY_AGAIN)

    async def _act(self, act: Act, seat: Seat) -> None:
        answer = await self.hub.act(self.room, seat, act)
        self.outbox.put_nowait(codec.write(answer))

    def _complain(self, code: str) -> None:
        language = self.seat.language if self.seat else settings.LANGUAGE_CODE
        self.outbox.put_nowait(codec.write(Error(code, sentence(code, {}, language=language))))

    async def _send_out(self) -> None:
        """Write in order. A server whose `send` waits for the client holds up this socket alone."""
        while True:
            text = await self.outbox.get()
            try:
                await self.send(text_data=text)
            except Exception:  # each server raises an error of its own for a socket that has just closed
                return

    async def _expect_join(self) -> None:
        await asyncio.sleep(JOIN_WITHIN)
        if self.socket is None:
            await self.close(TOO_SLOW)

    def _spawn(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
