"""Plays the workshop of Eugenio Espejo through the real door: nine tables, 126 phones, 24 people without a device."""

import asyncio
import json
import random
import urllib.request
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from live.phone import Phone
from live.wire.to_room import ROOM
from plenaria.demo.quito_notes import NOTES, TO_PLENARY, Note
from plenaria.demo.quito_tables import FIRST, REMOTE_TABLES, ROOM_TABLES, SEATS, SECTORS, TABLES, axis, pillar

PHONES_IN_ROOM = 13  # at each table in the room; far away everybody has one, and all seats are taken
WITHOUT_DEVICE = 4  # at each table in the room
JOIN = 0.38  # the share of a table that joins a note, on average
PEOPLE = ROOM_TABLES * (PHONES_IN_ROOM + WITHOUT_DEVICE) + REMOTE_TABLES * SEATS


class Refused(Exception):
    """The room did not take what the play says: one of the two is wrong."""


@dataclass
class Table:
    """One table: its phones, the first of which facilitates and the second of which reports."""

    number: int
    phones: list[Phone] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # their ids, in the order in which they were written

    @property
    def near(self) -> bool:
        return self.number <= ROOM_TABLES

    @property
    def facilitator(self) -> Phone:
        return self.phones[0]

    @property
    def rapporteur(self) -> Phone:
        return self.phones[1]

    @property
    def script(self) -> list[Note]:
        return [note for note in NOTES if note.table == self.number]


class Workshop:
    """The whole play in one room. `chapters` are the places of the log at which each part of it begins."""

    def __init__(self, site: str, code: str, host: str, seed: int = 0):
        self.site, self.code = site, code
        self.chance = random.Random(seed)  # noqa: S311  (a play, no secret)
        self.host = Phone(site, code, query="as=desk", headers={"Cookie": host, "Origin": site})
        self.tables = [Table(number) for number in range(1, ROOM_TABLES + REMOTE_TABLES + 1)]
        self.chapters: list[int] = []

    async def play(self) -> None:
        """From seating to the last dot. Raises `Refused`."""
        self.host.start()
        await self._chapter(self._arrive)
        await self._chapter(self._work)
        await self._chapter(self._present)
        await self._chapter(self._put_first)
        for phone in [self.host, *(phone for table in self.tables for phone in table.phones)]:
            await phone.stop()

    async def _chapter(self, part: Callable[[], Awaitable[None]]) -> None:
        await self.host.until(lambda: self.host.rev >= 0)
        self.chapters.append(self.host.rev + 1)
        await part()

    # -------------------------------------------------- the parts
    async def _arrive(self) -> None:
        """The doors open; everybody sits down, one facilitates and one reports."""
        await self._say(self.host, "start", activity=ROOM)
        await self._say(self.host, "open")
        await self._say(self.host, "stage", {"activity": TABLES}, activity=ROOM)
        await asyncio.gather(*map(self._sit_down, self.tables))

    async def _sit_down(self, table: Table) -> None:
        for _ in range(PHONES_IN_ROOM if table.near else SEATS):
            seat = await asyncio.to_thread(self._seat, "room" if table.near else "remote")
            phone = Phone(self.site, self.code, seat=seat).start()
            table.phones.append(phone)
            sector = self.chance.choices(list(SECTORS), weights=(6, 2, 1, 1))[0]
            await self._say(phone, "sit", {"table": str(table.number), "sector": sector})
        await self._say(table.facilitator, "take_role", {"role": "facilitator"})
        await self._say(table.rapporteur, "take_role", {"role": "rapporteur"})
        if table.near:
            await self._say(table.facilitator, "heads", {"people": WITHOUT_DEVICE})

    def _seat(self, mode: str) -> str:
        address, body = f"{self.site}/live/{self.code}/seat/", json.dumps({"mode": mode}).encode()
        request = urllib.request.Request(address, body, {"Content-Type": "application/json"})  # noqa: S310
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return json.loads(answer.read())["seat"]

    async def _work(self) -> None:
        """The round: notes, who joins them, what is said twice, what goes to the plenary."""
        await self._say(self.host, "begin_round")
        await asyncio.gather(*map(self._fill_a_board, self.tables))
        await self._say(self.host, "end_round")

    async def _fill_a_board(self, table: Table) -> None:
        for note in table.script:
            author = table.facilitator if note.aloud else self.chance.choice(table.phones[2:])
            body = {"text": note.text, "why": note.why, "allies": note.allies, "doer": note.who, "aloud": note.aloud}
            body |= {"axis": axis(note.axis), "pillar": pillar(note.pillar)}
            table.notes.append(str(await self._say(author, "write", body)))
            await self._join(table, author, table.notes[-1])
        for note, id in zip(table.script, table.notes, strict=True):
            if note.alike:
                into = table.notes[note.alike - 1]
                await self._say(table.facilitator, "merge", {"note": id, "into": into})
        for number, place in TO_PLENARY:
            if number == table.number:
                await self._say(table.rapporteur, "choose", {"note": table.notes[place - 1]})
        await self._say(table.rapporteur, "hand_in")

    async def _join(self, table: Table, author: Phone, note: str) -> None:
        liked = self.chance.uniform(0.1, 2 * JOIN)
        for phone in table.phones:
            if phone is not author and self.chance.random() < liked:
                await self._say(phone, "support", {"note": note})
        if table.near and self.chance.random() < liked:
            people = self.chance.randint(1, WITHOUT_DEVICE)
            await self._say(table.facilitator, "hands", {"note": note, "people": people})

    async def _present(self) -> None:
        """The plenary: one voice a table."""
        for table in self.tables:
            await self._say(self.host, "call", {"table": str(table.number)})
        await self._say(self.host, "end_plenary")

    async def _put_first(self) -> None:
        """Each table gives its five dots to what others and itself presented."""
        await self._say(self.host, "open", activity=FIRST)
        await self._say(self.host, "stage", {"activity": FIRST}, activity=ROOM)
        for table in self.tables:
            seen = table.rapporteur
            await seen.until(lambda seen=seen: seen.view["activities"][FIRST]["phase"] == "open")
            proposals = sorted(seen.view["activities"][FIRST]["view"]["proposals"])
            chosen = self.chance.sample(proposals, 4)
            dots = dict(zip(chosen, (2, 1, 1, 1), strict=True))
            await self._say(table.rapporteur, "give_as_table", {"dots": dots}, activity=FIRST)
        await self._say(self.host, "close", activity=FIRST)
        await self._say(self.host, "close")
        await self._say(self.host, "end", activity=ROOM)

    async def _say(self, phone: Phone, verb: str, body: Any = None, *, activity: str = TABLES) -> int:
        """Say something and wait until it is counted; its place."""
        answer = await phone.say(activity, verb, body or {})
        if answer["t"] != "ack":
            raise Refused(f"{verb} {body}: {answer.get('code')} {answer.get('why', '')}")
        return answer["seq"]
