"""Acts of all rooms on their way into the log: collected, judged, committed in batches, folded, answered.

An answer is given after commit and fold: acknowledged means committed and counted.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from msgspec import json

from live import batch, effects, log, measures, standing
from live.apart.calls import JUDGE, VERDICTS, Judged, Said, Verdict, Who
from live.ballots.box import Sealed
from live.ballots.receipts import new_receipt
from live.faults import told, trace
from live.gathering import Gathering
from live.hints import Hints
from live.pool import Pool
from live.refusals import sentence
from live.seats import Seat, alias, pseudonym
from live.wire.to_person import Ack, Answer, Busy
from live.wire.to_person import Refused as RefusedFrame
from live.wire.to_room import ROOM, Act

logger = logging.getLogger(__name__)

WINDOW = 0.025  # seconds acts are collected: one commit for all that arrive meanwhile, unfelt by a thumb
LARGEST = 2000  # acts in one transaction, so that a burst does not hold a room's row for long
MOST = 20_000  # acts that may wait: more would only be answered after people gave up
AFTER = 800  # ms after which a client may send again what is not known to be stored


@dataclass(frozen=True, eq=False)
class Waiting:
    """An act on its way, and where its answer goes."""

    here: Gathering
    seat: Seat
    act: Act
    answer: asyncio.Future[Answer]


class Writer:
    """The acts of one process. `spawn` runs what goes on beside the next batch."""

    def __init__(self, pool: Pool, hints: Hints, spawn: Callable[[Any], Any]):
        self.run, self._hints, self._spawn = pool.run, hints, spawn
        self._waiting: list[Waiting] = []
        self._arrived = asyncio.Event()
        self.unanswered = 0

    @property
    def waiting(self) -> int:
        """Acts that are in no batch yet."""
        return len(self._waiting)

    async def take(self, here: Gathering, seat: Seat, act: Act) -> Answer:
        """Take one act and wait for its answer."""
        if len(self._waiting) >= MOST:
            return busy(act)
        waiting = Waiting(here, seat, act, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        self._arrived.set()
        self.unanswered += 1
        try:
            return await waiting.answer
        finally:
            self.unanswered -= 1

    async def write(self) -> None:
        """For ever: collect, judge, commit; what follows a commit runs beside the next batch."""
        while True:
            await self._arrived.wait()
            await asyncio.sleep(WINDOW)
            some, self._waiting = self._waiting[:LARGEST], self._waiting[LARGEST:]
            if not self._waiting:
                self._arrived.clear()
            try:
                wishes = await self._admitted(some)
                places = await self.run(batch.commit, [wish for _, wish in wishes]) if wishes else []
            except Exception as error:
                measures.failures.labels("batch").inc()
                logger.warning("a batch of %s acts was not stored: %s", len(some), error, exc_info=trace(error))
                self._answer_busy(some)
                continue
            self._spawn(self._committed([one for one, _ in wishes], places))

    async def _admitted(self, some: Sequence[Waiting]) -> list[tuple[Waiting, batch.Wish]]:
        """What may be stored. What the door refuses is answered, a retry as it was the first time."""
        some = await self._as_signed_in(some)
        wishes: list[tuple[Waiting, batch.Wish]] = []
        refused: list[tuple[Waiting, log.Draft, Judged]] = []
        for here, acts in _by_room(some).items():
            try:
                judged = await self._judge(here, acts)
            except Exception as error:
                logger.warning("acts in room %s could not be judged", here.room.code, **told(error, here.room.code))
                self._answer_busy(acts)
                continue
            for one, verdict in zip(acts, judged, strict=True):
                draft = _draft(one, verdict)
                if verdict.body is not None:
                    wishes.append((one, batch.Wish(here.room, one.seat, draft)))
                else:
                    refused.append((one, draft, verdict))
        if refused:
            await self._answer_refused(refused)
        return wishes

    async def _as_signed_in(self, some: Sequence[Waiting]) -> Sequence[Waiting]:
        """People with an account, asked for with each batch: who signed out since is heard as anybody is."""
        accounts = {one.seat.signed for one in some if one.seat.account and one.seat.signed}
        gone = await self.run(standing.signed_out, accounts) if accounts else set()
        return [replace(one, seat=one.seat.signed_out()) if one.seat.signed in gone else one for one in some]

    async def _judge(self, here: Gathering, acts: Sequence[Waiting]) -> list[Judged]:
        """What the door says; before it refuses anything, it looks whether the log has gone on elsewhere."""
        said = [_said(one) for one in acts]
        judged = await here.log.ask(JUDGE, said)
        if any(one.body is None for one in judged):
            await here.log.catch_up()
            judged = await here.log.ask(JUDGE, said)
        return judged

    async def _answer_refused(self, refused: Sequence[tuple[Waiting, log.Draft, Judged]]) -> None:
        """A retry of what is in the log keeps its answer; anything else is refused and not stored."""
        places = await self.run(log.places, [draft for _, draft, _ in refused])
        again: list[tuple[Waiting, int]] = []
        for (one, _, verdict), place in zip(refused, places, strict=True):
            if place is None:
                _answer(one, _refused(one, Verdict(0, verdict.code, verdict.values)))
            else:
                again.append((one, place))
        if again:
            self._spawn(self._committed([one for one, _ in again], [place for _, place in again]))

    async def _committed(self, some: Sequence[Waiting], places: Sequence[int | str]) -> None:
        """After the commit: fold, answer, tell the others. A room that cannot be folded keeps no other waiting."""
        found = dict(zip(some, places, strict=True))
        for here, acts in _by_room(some).items():
            try:
                await self._answer_room(here, acts, found)
            except Exception as error:
                measures.failures.labels("fold").inc()
                logger.warning("room %s was stored, not folded yet", here.room.code, **told(error, here.room.code))
                self._answer_busy(acts)
        tops = {
            here: max((found[one] for one in acts if isinstance(found[one], int)), default=0)
            for here, acts in _by_room(some).items()
        }
        await asyncio.gather(*(self._hints.send(here.room.code, seq=top) for here, top in tops.items() if top))

    async def _answer_room(self, here: Gathering, acts: Sequence[Waiting], found: dict[Waiting, int | str]) -> None:
        stored = [place for one in acts if isinstance(place := found[one], int)]
        verdicts: dict[int, Verdict] = {}
        if stored:
            await here.log.catch_up(max(stored))
            verdicts = {verdict.seq: verdict for verdict in await here.log.ask(VERDICTS, stored)}
        for one in acts:
            place = found[one]
            if isinstance(place, str):
                _answer(one, _refused(one, Verdict(0, place)))
            elif place in verdicts:
                _answer(one, _refused(one, verdicts[place]))
            else:
                _answer(one, Ack(str(one.act.id), place))
        for one in acts:
            if one.act.activity == ROOM and isinstance(found[one], int) and found[one] not in verdicts:
                self._spawn(self._follow_up(one))

    async def _follow_up(self, one: Waiting) -> None:
        """What follows in other rooms of the house, tried until it is done: it may be done twice."""
        for pause in (1, 5, 30):
            try:
                return await self.run(effects.of_room, one.here.room.session, one.act.verb, one.seat.user)
            except Exception as error:
                logger.warning("room %s was told, its session not yet", one.here.room.code, exc_info=trace(error))
                await asyncio.sleep(pause)

    def _answer_busy(self, some: Sequence[Waiting]) -> None:
        for one in some:
            _answer(one, busy(one.act))


def busy(act: Act) -> Busy:
    """Not known to be stored: to be sent again."""
    return Busy(str(act.id), AFTER)


def _by_room(some: Sequence[Waiting]) -> dict[Gathering, list[Waiting]]:
    rooms: defaultdict[Gathering, list[Waiting]] = defaultdict(list)
    for one in some:
        rooms[one.here].append(one)
    return rooms


def _said(one: Waiting) -> Said:
    """An act as the child gets it: of the seat, only what the door asks."""
    source = one.here.log.sources.get(one.act.activity, "")
    there = _actor(one, source) if source and one.seat.role == "person" else ""
    who = Who(one.seat.side, one.seat.role, one.seat.trusted, there)
    try:
        body = json.encode(one.act.body)
    except UnicodeEncodeError:  # half of a letter: no database keeps it
        body = b"null"
    return Said(who, one.act.activity, one.act.verb, body)


def _actor(one: Waiting, activity: str) -> str:
    """The pseudonym of who acts, in an activity."""
    key = one.seat.key_in(one.here.log.accepts.get(activity, "anyone"))
    return pseudonym(one.here.room.secret, key, activity)


def _draft(one: Waiting, judged: Judged) -> log.Draft:
    seat, act, room = one.seat, one.act, one.here.room
    actor = _actor(one, act.activity)
    shown = {"name": seat.name, "pseudonym": alias(actor), "nothing": ""}
    by = {
        "name": seat.name if seat.role == "host" else shown[judged.names],
        "role": seat.role,
        "mode": seat.mode,
        "trust": seat.trusted,
        "language": seat.language,
        **({"voice": judged.voice} if judged.voice else {}),
    }
    body = judged.body or {}
    if not judged.boxed:
        return log.Draft(room.id, act.activity, actor, by, act.verb, body, act.id)
    sealed = Sealed(act.receipt or new_receipt(), seat.mode, act.verb, body) if judged.boxed == "cast" else None
    return log.Draft(room.id, act.activity, actor, by, judged.boxed, {"paper": judged.paper}, act.id, sealed)


def _refused(one: Waiting, verdict: Verdict) -> RefusedFrame:
    slug = one.here.log.formats.get(one.act.activity, "")
    why = sentence(verdict.code, verdict.values, language=one.seat.language, format=slug)
    stored = {"seq": verdict.seq} if verdict.seq else {}
    return RefusedFrame(str(one.act.id), verdict.code, why, **stored)


def _answer(one: Waiting, answer: Answer) -> None:
    if not one.answer.done():
        one.answer.set_result(answer)
