"""A room's log, followed into the child where it is folded: kept current, begun anew when lost, halted when cut off."""

import asyncio
import itertools
import logging
import time
import uuid
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

from live import log, measures
from live.apart.calls import BEGIN, FOLD, FORGET, Call, Fault, Folded, Lines
from live.apart.host import Cut, Host, Lost, Unanswered
from live.apart.line import HOUSE, Line
from live.queries import RoomInfo
from plugins.setup import Accepts

logger = logging.getLogger(__name__)

CHUNK = 2000  # lines read at a time
TOLD = 200  # faults told of one room
TRIES = 20  # beginnings in a row: each one either folds the room or halts one more activity

_lives = itertools.count(1)  # of this process: no two foldings of any room share a name in the child

type Run = Callable[..., Awaitable[Any]]


class Following:
    """One room as folded in the child. `on_folded` hears of each slice, `on_anew` when the room was folded from
    nothing and whatever was published before is void."""

    def __init__(
        self, room: RoomInfo, run: Run, host: Host, on_folded: Callable[[Folded], None], on_anew: Callable[[], None]
    ):
        self.room, self._run, self._host = room, run, host
        self._on_folded, self._on_anew = on_folded, on_anew
        self._lock = asyncio.Lock()
        self.life = 0  # how often the room was begun: a question may have been asked of an earlier one
        self._told: set[str] = set()
        self._working: set[asyncio.Future[None]] = set()
        self.cuts: list[Fault] = []  # found while folding; the next tick halts them
        self.rev = 0
        self._read = 0.0  # when the last look began that found nothing further
        self.formats: dict[str, str] = {}  # activity: slug
        self.accepts: dict[str, Accepts] = {}  # activity: whom it hears
        self.sources: dict[str, str] = {}  # activity: whose items it takes
        self._versions = ""

    @property
    def epoch(self) -> str:
        """Of the room's own epoch and its formats' versions: another epoch, another fold."""
        return f"{self.room.epoch}-{self._versions}"

    async def ask[A, R](self, call: Call[A, R], asked: A, *, again: bool = True) -> R:
        """The child's answer about this room, begun anew first where it was lost; then `Lost` unless asked again."""
        for _ in range(TRIES):
            life = self.life
            try:
                return await self._host.ask(self._key, call, asked)
            except (Lost, Cut) as error:
                await self._begin_anew(life, error)
                if not again:
                    raise Lost from error
        raise Unanswered(f"{call.name}: the room was lost {TRIES} times in a row")

    @property
    def _key(self) -> str:
        return f"{self.room.code}/{self.life}"

    async def catch_up(self, to: int | None = None) -> None:
        """Fold what the log has beyond this room; with `to`, nothing to do once that place is folded. Many who ask at
        once, as a hall that comes back does, wait for one look.

        Who asked may go away in the middle: it goes on, or child and server would stand at different places."""
        work = asyncio.ensure_future(self._catch_up(to))
        self._working.add(work)
        work.add_done_callback(self._working.discard)
        work.add_done_callback(lambda done: done.cancelled() or done.exception())
        await asyncio.shield(work)

    async def _catch_up(self, to: int | None) -> None:
        asked = time.monotonic()
        async with self._lock:
            if not self.life:
                await self._begin()
            while self._read < asked if to is None else self.rev < to:
                began = time.monotonic()
                lines = await self._run(log.read, self.room.id, after=self.rev, limit=CHUNK)
                if not lines:
                    self._read = began
                    return
                await self._fold(lines)

    async def follow(self, head: log.Head, *, known: int) -> None:
        """What the once-a-second look found: catch up, or start again in a new epoch. `known` is the place folded
        before the look: only a log that ends before it was restored, for this room may have moved on meanwhile."""
        if head.epoch != self.room.epoch or head.seq < known:
            async with self._lock:
                await self._begin(epoch=head.epoch)
        elif head.seq > self.rev:
            await self.catch_up(head.seq)

    async def forget(self) -> None:
        """Let the child drop the room."""
        if self.life:
            with suppress(Lost, Cut, Unanswered, OSError):
                await self._host.ask(self._key, FORGET, None)

    # -------------------------------------------------- folding
    async def _fold(self, lines: list[Line]) -> None:
        while lines:
            try:
                folded = await self._host.ask(self._key, FOLD, Lines(lines, mine=True))
            except (Lost, Unanswered):  # what child and server hold may differ: neither is trusted
                return await self._begin()
            except Cut as cut:
                await self.halt(cut.activity, cut.place, cut.why)
                return await self._begin()
            if folded.again:
                return await self._begin()
            lines = lines[folded.rev - self.rev :]
            self.cuts += self.heed(folded.faults)
            self._stand_at(folded)
            self._on_folded(folded)

    async def _begin_anew(self, life: int, error: Lost | Cut) -> None:
        async with self._lock:
            if isinstance(error, Cut):  # while looking or judging: what is folded stays counted
                await self.halt(error.activity, max(error.place, self.rev + 1), error.why)
            if life == self.life:
                await self._begin()

    async def _begin(self, *, epoch: int | None = None) -> None:
        """Fold from nothing beside the room that answers, then change over: nobody meets half a room."""
        life = next(_lives)
        key = f"{self.room.code}/{life}"
        for _ in range(TRIES):
            try:
                folded = await self._whole(key)
                break
            except Lost:
                continue
            except Cut as cut:
                await self.halt(cut.activity, cut.place, cut.why)
        else:
            raise Unanswered(f"room {self.room.code} could not be folded")
        if self.life:
            await self.forget()
        self.life = life
        self.room = self.room if epoch is None else replace(self.room, epoch=epoch)
        self._stand_at(folded)
        self._on_anew()

    async def _whole(self, key: str) -> Folded:
        """Fold the whole log under a key."""
        await self._host.ask(key, BEGIN, await self._run(log.halts, self.room.id))
        folded = await self._host.ask(key, FOLD, Lines([], mine=False))
        while lines := await self._run(log.read, self.room.id, after=folded.rev, limit=CHUNK):
            while lines:
                start = folded.rev
                folded = await self._host.ask(key, FOLD, Lines(lines, mine=False))
                self.cuts += self.heed(folded.faults)
                if folded.again:  # a halt was written while this was read
                    raise Lost
                lines = lines[folded.rev - start :]
        return folded

    def _stand_at(self, folded: Folded) -> None:
        self.rev, self._versions = folded.rev, folded.versions
        self.formats, self.accepts, self.sources = folded.formats, folded.accepts, folded.sources

    # -------------------------------------------------- formats that do wrong
    async def halt(self, activity: str, place: int, why: str) -> None:
        """Write into the log that a format is cut off from `place` on; every process may, and it stands there once."""
        if not activity:
            raise Unanswered(f"room {self.room.code}: nobody knows what ran")
        slug = self.formats.get(activity, "")
        measures.formats_cut.labels(slug, why).inc()
        told = ("format %r cut off (%s): activity %s of room %s", slug, why, activity, self.room.code)
        logger.error(*told, extra={"room": self.room.code})
        op_id = uuid.uuid5(self.room.session, f"halt/{self.room.epoch}/{activity}/{place}")
        body = {"from": place, "why": why}
        await self._run(log.append, [log.Draft(self.room.id, activity, HOUSE, log.by_house(), "halt", body, op_id)])

    def heed(self, faults: list[Fault]) -> list[Fault]:
        """Tell the operator of each fault once, by name; those that cut a format off are given back."""
        for fault in faults:
            if len(self._told) < TOLD and f"{fault.activity} {fault.why}" not in self._told:
                self._told.add(f"{fault.activity} {fault.why}")
                slug = self.formats.get(fault.activity, "")
                told = ("format %r, activity %s, room %s: %s", slug, fault.activity, self.room.code, fault.why)
                logger.error(*told, extra={"room": self.room.code})
        return [fault for fault in faults if fault.cuts]
