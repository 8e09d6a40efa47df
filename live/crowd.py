"""A simulated crowd over real sockets: people who come, ask, vote, change their minds, lose the line and come back.

Everybody keeps an outbox: an act stays in it until it is answered, and goes out again with the same id.
"""

import asyncio
import json
import random
import statistics
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from live.phone import Phone, Return

PATIENCE = 60.0  # seconds somebody waits for the first picture
COMING = 0.25  # share of the time in which people arrive
QUESTIONS = (
    "¿Cuándo se publica el acta de hoy?",
    "¿Quién vigila que se cumpla lo acordado?",
    "¿Habrá intérprete de señas en las mesas?",
    "¿Se puede participar por teléfono, sin datos?",
    "¿Qué presupuesto tiene esta propuesta?",
    "¿Cómo entra la gente que trabaja de noche?",
    "¿Por qué el taller es en día de mercado?",
    "¿Qué pasó con lo que dijimos el año pasado?",
    "¿Los menores de edad también pueden opinar?",
    "¿Quién elige a quienes exponen?",
    "¿Darán constancia de asistencia?",
    "¿Se traducirá el acta al kichwa?",
    "¿Hay transporte desde las parroquias rurales?",
    "¿Cuánto pesa el voto de la sala frente al de la casa?",
    "¿Qué hace el municipio con lo que no acepta?",
    "¿Se puede revisar el conteo desde el celular?",
    "¿Quién paga los datos móviles de quien se conecta?",
    "¿Cuándo vuelve la comisión a nuestro barrio?",
    "¿Se publican los gastos de este proceso?",
    "¿Cómo se propone un tema para la próxima mesa?",
)


TURNS = 3  # acts of one person in activities that have habits

type Habit = Callable[[dict[str, Any], dict[str, Any], random.Random], tuple[str, dict[str, Any]] | None]
"""What somebody says in an activity of one format, seeing its view and what is theirs; None for nothing now."""


class NoServer(Exception):
    """Nobody answers at the address, or the room is not there."""


@dataclass
class Report:
    """What a crowd did and was answered. `acked` and `refused` are op ids with their places (0: not stored)."""

    people: int
    sent: dict[str, dict[str, Any]] = field(default_factory=dict)
    acked: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    returns: list[list[Return]] = field(default_factory=list)
    resent: int = 0
    behind: int = 0

    @property
    def reconnects(self) -> int:
        """How often anybody came back."""
        return sum(len(ways) - 1 for ways in self.returns if ways)

    def text(self) -> str:
        """The report in words; times in milliseconds."""
        unanswered = len(self.sent) - len(self.acked) - len(self.refused)
        lines = [
            f"{self.people} people, {len(self.sent)} acts: {len(self.acked)} counted, {len(self.refused)} refused, "
            f"{unanswered} without an answer",
            f"{self.resent} sent again, {self.reconnects} reconnections",
        ]
        if len(self.waits) > 1:
            cuts = statistics.quantiles(self.waits, n=100)
            lines.append(f"answered after p50 {cuts[49] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms")
        return "\n".join(lines)


@dataclass
class Crowd:
    """So many people in one room for so many seconds; a `seed` makes the same crowd again. Who is done listens on for
    `stay` seconds before leaving."""

    url: str
    code: str
    people: int
    seconds: float = 20
    seed: int | None = None
    stay: float = 0
    seats: Sequence[str] = ()  # tokens; asked for at the server where none are given
    habits: Mapping[str, Habit] = field(default_factory=dict)  # by format, beside polls and questions
    report: Report = field(init=False)
    phones: list[Phone] = field(default_factory=list, init=False)
    over: asyncio.Event = field(default_factory=asyncio.Event, init=False)  # set it, and who stays goes

    def __post_init__(self) -> None:
        self.report = Report(self.people)
        self._chance = random.Random(self.seed)  # noqa: S311  (a rehearsal, not a secret)
        self._asked: list[str] = []

    def run(self) -> Report:
        """Send everybody in and wait until all is answered. Raises `NoServer`."""
        return asyncio.run(self.gather())

    async def gather(self) -> Report:
        """The same on a running loop."""
        tokens = list(self.seats) or await self._take_seats()
        now = time.monotonic()
        await asyncio.gather(*(Person(self, token, now).take_part() for token in tokens))
        return self.report

    async def _take_seats(self) -> list[str]:
        """The first alone, so that a server which is not there is noticed once."""
        first = [await self._seat() for _ in range(min(1, self.people))]
        return first + await _few_at_once([self._seat() for _ in range(self.people - 1)])

    async def _seat(self) -> str:
        mode = "room" if self._chance.random() < 0.6 else "remote"
        return await asyncio.to_thread(self._ask_seat, mode)

    def _ask_seat(self, mode: str) -> str:
        body = json.dumps({"mode": mode}).encode()
        address = f"{self.url}/live/{self.code}/seat/"
        request = urllib.request.Request(address, body, {"Content-Type": "application/json"})  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                return json.loads(answer.read())["seat"]
        except urllib.error.HTTPError as error:
            raise NoServer(f"The room {self.code} gave no seat ({error.code}). Load the demo first.") from error
        except (urllib.error.URLError, TimeoutError, ConnectionError) as error:
            raise NoServer(f"No server answers at {self.url}. Start one with `make demo`.") from error

    def plan(self) -> list[tuple[float, str]]:
        """When one person does what, in seconds from now: everybody votes, some ask, join or change their minds. "" is
        whatever an activity with habits asks for."""
        dice, span = self._chance.random, self.seconds * (1 - COMING)
        acts = [(dice() * span, "vote")]
        acts += [
            (dice() * span, verb) for verb, share in (("vote", 0.3), ("ask", 0.08), ("upvote", 0.6)) if dice() < share
        ]
        acts += [(dice() * span, "") for _ in range(TURNS if self.habits else 0)]
        start = dice() * self.seconds * COMING
        return sorted((start + at, verb) for at, verb in acts)

    def op_id(self) -> str:
        return str(uuid.UUID(int=self._chance.getrandbits(128), version=4))

    def choose(self, options: list[str]) -> str:
        return self._chance.choice(options)

    def question(self) -> str:
        """One that was not asked yet, while there are any."""
        self._asked = self._asked or self._chance.sample(QUESTIONS, len(QUESTIONS))
        return self._asked.pop()

    def dice(self) -> random.Random:
        """Chance for one person, from the crowd's own."""
        return random.Random(self._chance.random())  # noqa: S311


async def _few_at_once(asked: list[Any], most: int = 20) -> list[Any]:
    gate = asyncio.Semaphore(most)

    async def one(work: Any) -> Any:
        async with gate:
            return await work

    return await asyncio.gather(*(one(work) for work in asked))


class Person:
    """One phone with a plan."""

    def __init__(self, crowd: Crowd, token: str, start: float):
        self.crowd, self.report, self.start = crowd, crowd.report, start
        self.phone = Phone(crowd.url, crowd.code, seat=token, chance=crowd.dice())
        crowd.phones.append(self.phone)
        self.report.returns.append(self.phone.returns)
        self.plan = crowd.plan()

    async def take_part(self) -> None:
        """Act as planned, wait until everything is answered, listen on, and go."""
        self.phone.start()
        try:
            async with asyncio.TaskGroup() as answers:
                for at, verb in self.plan:
                    await asyncio.sleep(max(0.0, self.start + at - time.monotonic()))
                    await self.phone.until(lambda: self.phone.view or self.phone.over, within=PATIENCE)
                    answers.create_task(self._say(verb))
            with suppress(TimeoutError):
                until = self.start + self.crowd.seconds + self.crowd.stay
                async with asyncio.timeout(until - time.monotonic() if self.crowd.stay else 0.0):
                    await self.crowd.over.wait()
        finally:
            self.report.resent += self.phone.resent
            self.report.behind += self.phone.behind
            await self.phone.stop()

    async def _say(self, verb: str) -> None:
        """Something of this kind in an activity that is open for it, if there is any."""
        wanted = {"": self.crowd.habits, "vote": ("polls",)}.get(verb, ("questions",))
        open_ones = {
            key: one
            for key, one in self.phone.view.get("activities", {}).items()
            if one["format"] in wanted and one["phase"] == "open" and verb in ("", one["view"].get("verb", verb))
        }
        if not open_ones:
            return
        key = self.crowd.choose(sorted(open_ones))
        said = self._said(verb, key, open_ones[key])
        if said is None:
            return
        verb, body = said
        op, begun = self.crowd.op_id(), time.monotonic()
        self.report.sent[op] = {"activity": key, "verb": verb, "body": body}
        answer = await self.phone.say(key, verb, body, op=op)
        if answer["t"] == "closed":
            return
        answers = self.report.acked if answer["t"] == "ack" else self.report.refused
        answers[op] = answer.get("seq", 0)
        self.report.waits.append(time.monotonic() - begun)

    def _said(self, verb: str, key: str, one: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
        """The verb and the body; None where there is nothing to say."""
        if not verb:
            return self.crowd.habits[one["format"]](one["view"], self.phone.mine.get(key, {}), self.crowd.dice())
        body = self._body(verb, one["view"])
        return (verb, body) if body else None

    def _body(self, verb: str, view: dict[str, Any]) -> dict[str, Any]:
        if verb == "vote":
            return {"choices": [self.crowd.choose(sorted(view["options"]))]} if view["options"] else {}
        if verb == "ask":
            return {"text": self.crowd.question()}
        return {"question": self.crowd.choose(sorted(view["items"]))} if view["items"] else {}
