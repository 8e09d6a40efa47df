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
from dataclasses import dataclass, field
from typing import Any

import websockets

LONGEST_WAIT = 8.0  # seconds between two tries, as browsers do it (wire.md, Back-off)
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
    resent: int = 0
    reconnects: int = 0

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
    report: Report = field(init=False)

    def __post_init__(self) -> None:
        self.report = Report(self.people)
        self._chance = random.Random(self.seed)  # noqa: S311  (a rehearsal, not a secret)
        self._asked: list[str] = []

    def run(self) -> Report:
        """Send everybody in and wait until all is answered. Raises `NoServer`."""
        return asyncio.run(self.gather())

    async def gather(self) -> Report:
        """The same on a running loop."""
        tokens = [await self._seat() for _ in range(min(1, self.people))]
        rest = [self._seat() for _ in range(self.people - 1)]
        tokens += await _few_at_once(rest)
        now = time.monotonic()
        await asyncio.gather(*(Person(self, token, now).live() for token in tokens))
        return self.report

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

    @property
    def socket(self) -> str:
        return self.url.replace("http", "ws", 1) + f"/ws/live/{self.code}/"

    def plan(self) -> list[tuple[float, str]]:
        """When one person does what, in seconds from now: everybody votes, some ask, join or change their minds."""
        dice, span = self._chance.random, self.seconds * (1 - COMING)
        acts = [(dice() * span, "vote")]
        acts += [
            (dice() * span, verb) for verb, share in (("vote", 0.3), ("ask", 0.08), ("upvote", 0.6)) if dice() < share
        ]
        start = dice() * self.seconds * COMING
        return sorted((start + at, verb) for at, verb in acts)

    def choose(self, options: list[str]) -> str:
        return self._chance.choice(options)

    def question(self) -> str:
        """One that was not asked yet, while there are any."""
        self._asked = self._asked or self._chance.sample(QUESTIONS, len(QUESTIONS))
        return self._asked.pop()

    def jitter(self) -> float:
        return self._chance.random()


async def _few_at_once(asked: list[Any], most: int = 20) -> list[Any]:
    gate = asyncio.Semaphore(most)

    async def one(work: Any) -> Any:
        async with gate:
            return await work

    return await asyncio.gather(*(one(work) for work in asked))


class Person:
    """One phone: a seat, a view, an outbox."""

    def __init__(self, crowd: Crowd, token: str, start: float):
        self.crowd, self.report, self.token, self.start = crowd, crowd.report, token, start
        self.outbox: dict[str, dict[str, Any]] = {}
        self.since: dict[str, float] = {}
        self.view: dict[str, Any] = {}
        self.plan = crowd.plan()

    async def live(self) -> None:
        """Connect, act, and come back until the plan is done and everything is answered."""
        tries = 0
        while not self._is_done():
            try:
                async with websockets.connect(self.crowd.socket, subprotocols=["plenaria.1"], open_timeout=10) as line:  # type: ignore[list-item]
                    await line.send(json.dumps({"t": "join", "seat": self.token}))
                    acting = asyncio.create_task(self._act(line))
                    try:
                        tries = await self._hear(line) or tries
                    finally:
                        acting.cancel()
            except (OSError, TimeoutError, websockets.WebSocketException):
                pass
            if not self._is_done():
                self.report.reconnects += 1
                tries += 1
                await asyncio.sleep(self.crowd.jitter() * min(LONGEST_WAIT, 2 ** (tries - 1)))

    async def _hear(self, line: Any) -> int:
        """Until all is answered. Gives back 0 tries once a picture came, so that the next back-off starts anew."""
        tries = -1
        async for text in line:
            frame = json.loads(text)
            match frame["t"]:
                case "snapshot":
                    self.view, tries = frame["view"], 0
                    await self._resend(line)
                case "ack" | "refused":
                    self._answered(frame)
                case "busy":
                    await asyncio.sleep(frame["after"] / 1000)
                    await self._resend(line)
            if self._is_done():
                return 0
        return max(tries, 0)

    def _is_done(self) -> bool:
        """Whether all was said and answered, and the time to listen is over."""
        over = time.monotonic() > self.start + self.crowd.seconds + self.crowd.stay
        return not self.plan and not self.outbox and (over or not self.crowd.stay)

    async def _resend(self, line: Any) -> None:
        self.report.resent += len(self.outbox)
        for frame in list(self.outbox.values()):
            await line.send(json.dumps(frame))

    def _answered(self, frame: dict[str, Any]) -> None:
        if self.outbox.pop(frame["id"], None) is None:
            return
        answers = self.report.acked if frame["t"] == "ack" else self.report.refused
        answers[frame["id"]] = frame.get("seq", 0)
        self.report.waits.append(time.monotonic() - self.since[frame["id"]])

    async def _act(self, line: Any) -> None:
        while self.plan:
            await asyncio.sleep(max(0.0, self.start + self.plan[0][0] - time.monotonic()))
            if not self.view:
                await asyncio.sleep(0.1)
                continue
            frame = self._frame(self.plan[0][1])
            self.plan.pop(0)
            if frame:
                self.outbox[frame["id"]] = self.report.sent[frame["id"]] = frame
                self.since[frame["id"]] = time.monotonic()
                await line.send(json.dumps(frame))

    def _frame(self, verb: str) -> dict[str, Any] | None:
        """An act of this kind in some activity that is open for it, or None where there is none."""
        wanted = "polls" if verb == "vote" else "questions"
        open_ones = {
            key: one
            for key, one in self.view["activities"].items()
            if one["format"] == wanted and one["phase"] == "open"
        }
        if not open_ones:
            return None
        key = self.crowd.choose(sorted(open_ones))
        body = self._body(verb, open_ones[key]["view"])
        frame = {"t": "act", "id": str(uuid.uuid4()), "activity": key, "verb": verb, "body": body}
        return frame if body else None

    def _body(self, verb: str, view: dict[str, Any]) -> dict[str, Any]:
        if verb == "vote":
            return {"choices": [self.crowd.choose(sorted(view["options"]))]}
        if verb == "ask":
            return {"text": self.crowd.question()}
        return {"question": self.crowd.choose(sorted(view["items"]))} if view["items"] else {}
