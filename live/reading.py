"""Rooms read as a whole (conclusions, the record, downloads): folded in a second child, apart from the server.

What runs in it is other people's code, and whoever reads waits for it. A format that does not come back is cut off
here, by name and for this reading alone: nothing is written into the log, and all others are read on.
"""

import asyncio
import atexit
import itertools
import logging
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from threading import Lock, Thread
from typing import Any

from django.conf import settings

from live import log, measures
from live.apart.calls import (
    BEGIN,
    CONCLUDE,
    FOLD,
    FORGET,
    ITEMS,
    RECORD,
    SHEETS,
    Call,
    Lines,
    Listed,
    Outcome,
    Passage,
    Told,
    Whole,
)
from live.apart.host import Cut, Host, Lost, Unanswered
from live.apart.line import HOUSE, Line
from live.queries import RoomInfo

logger = logging.getLogger(__name__)

CHUNK = 2000  # lines read at a time
KEPT = 8  # rooms kept folded for the next reader
TRIES = 20  # each one either answers or leaves one more format alone
BEHIND = 2**62  # a place behind every log: an activity cut off while folding stays so to the end
WAIT = 30.0  # seconds for one answer, the start of a child on a crowded machine included


class Unread(Exception):
    """The room could not be read now."""


def concluded(room: RoomInfo) -> list[Outcome]:
    """What each activity came to, in the order of the page."""
    return _ask(room, CONCLUDE, lambda without: Whole("", without))


def tables(room: RoomInfo, activity: str) -> Outcome | None:
    """The tables of one activity; None where the room has none of this id."""
    return next(iter(_ask(room, SHEETS, lambda without: Whole(activity, without))), None)


def record(room: RoomInfo, side: str, entries: list[tuple[int, str]]) -> Told:
    """These entries, each with its activity, as a side reads them now."""
    return _ask(room, RECORD, lambda without: Passage(side, entries, without))


def items(room: RoomInfo, side: str, format: str) -> dict[str, dict[str, Any]]:
    """By activity, all items of a format's lists as a side sees them now."""
    return _ask(room, ITEMS, lambda without: Listed(side, format, without))


def _ask[A, R](room: RoomInfo, call: Call[A, R], asked: Callable[[dict[str, str]], A]) -> R:
    return _reader(tuple(settings.PLENARIA_FORMAT_PACKAGES)).ask(room, call, asked)


@lru_cache(maxsize=4)
def _reader(formats: tuple[str, ...]) -> "Reader":
    """Of this process, for these formats: started when somebody first reads."""
    reader = Reader()
    atexit.register(reader.close)
    return reader


class Reader:
    """The child, the thread in which it is asked, and the rooms it holds."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._host = Host()
        self._rooms: OrderedDict[tuple[str, int], ReadRoom] = OrderedDict()
        self._lives = itertools.count(1)
        self._lock = Lock()
        Thread(target=self._loop.run_forever, name="room-reader", daemon=True).start()

    def ask[A, R](self, room: RoomInfo, call: Call[A, R], asked: Callable[[dict[str, str]], A]) -> R:
        """The answer about the room as its log stands. One reader at a time in each room; rooms take turns."""
        read = self._room(room)
        with read.lock:
            for _ in range(TRIES):
                try:
                    read.follow()
                    return self.put(read.name, call, asked(read.without(call)))
                except Lost:
                    read.begun = False
                except Cut as cut:
                    read.leave_alone(call, cut)
                except (Unanswered, OSError, EOFError, TimeoutError) as error:
                    read.begun = False
                    raise Unread(str(error)) from error
        raise Unread(f"room {room.code} was lost {TRIES} times in a row")

    def put[A, R](self, name: str, call: Call[A, R], asked: A) -> R:
        """A question to the child, from any thread but its own."""
        return asyncio.run_coroutine_threadsafe(self._host.ask(name, call, asked), self._loop).result(WAIT)

    def _room(self, room: RoomInfo) -> "ReadRoom":
        key = (room.secret, log.heads([room.id])[room.id].epoch)
        with self._lock:
            read = self._rooms.pop(key, None) or ReadRoom(self, room, f"{room.code}/{next(self._lives)}")
            self._rooms[key] = read
            gone = self._rooms.popitem(last=False)[1] if len(self._rooms) > KEPT else None
        if gone is not None:
            gone.drop()
        return read

    def close(self) -> None:
        """End the child and the thread."""
        asyncio.run_coroutine_threadsafe(self._host.close(), self._loop).result(WAIT)
        self._loop.call_soon_threadsafe(self._loop.stop)


class ReadRoom:
    """One room as the child holds it: how far it is folded, and which formats are left alone in which question."""

    def __init__(self, reader: Reader, room: RoomInfo, name: str):
        self._reader, self._room, self.name = reader, room, name
        self.lock = Lock()
        self.begun, self._rev = False, 0
        self._formats: dict[str, str] = {}
        self._cuts: list[Line] = []  # found while folding
        self._alone: dict[str, dict[str, str]] = {}  # call: activity: why

    def follow(self) -> None:
        """Fold what the log has beyond what is folded. Raises `Lost` where it has to begin anew."""
        if not self.begun or log.heads([self._room.id])[self._room.id].seq < self._rev:
            self._reader.put(self.name, BEGIN, [*log.halts(self._room.id), *self._cuts])
            self.begun, self._rev = True, 0
        while lines := log.read(self._room.id, after=self._rev, limit=CHUNK):
            while lines:
                lines = lines[self._fold(lines) :]

    def _fold(self, lines: list[Line]) -> int:
        """How many of the lines were folded in this turn."""
        try:
            folded = self._reader.put(self.name, FOLD, Lines(lines, mine=False))
        except Cut as cut:
            self.leave_alone(FOLD, cut)
            body = {"from": cut.place, "why": cut.why}
            self._cuts.append(Line(BEHIND + len(self._cuts), cut.activity, HOUSE, log.by_house(), "halt", body, 0.0))
            raise Lost from cut
        if folded.again:  # cut off since, from a place that was folded already
            raise Lost
        before, self._rev, self._formats = self._rev, folded.rev, folded.formats
        return self._rev - before

    def without(self, call: Call[Any, Any]) -> dict[str, str]:
        """The activities whose format is not asked this, and why."""
        return {**self._alone.get(FOLD.name, {}), **self._alone.get(call.name, {})}

    def leave_alone(self, call: Call[Any, Any], cut: Cut) -> None:
        """Ask this format no more; its name is told to the operator."""
        self.begun = False
        self._alone.setdefault(call.name, {})[cut.activity] = cut.why
        slug = self._formats.get(cut.activity, "")
        measures.formats_cut.labels(slug, cut.why).inc()
        told = ("format %r left out (%s, %s): activity %s of room %s", slug, call.name, cut.why, cut.activity)
        logger.error(*told, self._room.code, extra={"room": self._room.code})

    def drop(self) -> None:
        """Let the child forget the room, once nobody reads in it."""
        with self.lock:
            if self.begun:
                self.begun = False
                with suppress(Lost, Cut, Unanswered, OSError, EOFError, TimeoutError):
                    self._reader.put(self.name, FORGET, None)
