"""What a room costs, counted in one process: frames to sockets, hints on the layer, statements to the database.

Nothing here knows how a hub works inside: outlets count what is pushed, a layer what is sent, the database what it is
asked. `tests/live/test_cost_law.py` holds the law with it, `bench cost` prints it.
"""

import asyncio
import json
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from channels.layers import InMemoryChannelLayer, channel_layers
from django.db.backends.signals import connection_created

from live.attendance import Socket
from live.hub import Hub
from live.queries import RoomInfo
from live.seats import Seat
from live.wire.to_person import Ack
from live.wire.to_room import Act, Join

PATIENCE = 30.0  # seconds for everybody to have seen the last vote
TICKS = 10  # a second at most, whatever happens: live/README.md

SETTLED = 0.4  # seconds without a patch: four ticks


@dataclass(eq=False)
class Ear:
    """An outlet that counts what it is given and reads like a client that is quick."""

    frames: Counter[str] = field(default_factory=Counter)  # by tag
    bytes: int = 0  # of patches
    to: int = -1  # the place it stands on
    waiting: int = 0

    def push(self, text: str) -> int:
        frame = json.loads(text)
        self.frames[frame["t"]] += 1
        self.to = frame.get("to", frame.get("rev", self.to))
        if frame["t"] == "patch":
            self.bytes += len(text.encode())
        return self.waiting

    def close(self, code: int) -> None:
        raise AssertionError(f"The room closed a socket that reads: {code}.")


class Layer(InMemoryChannelLayer):
    """The layer of one process, which counts what is sent over it."""

    def __init__(self) -> None:
        super().__init__()
        self.hints = self.presence = 0

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        self.hints += "seq" in message
        self.presence += "seq" not in message
        await super().group_send(group, message)


class Asked:
    """Statements to the database, by verb and table; those that only begin and end transactions are none."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.split(None, 1)[0] in {"SELECT", "INSERT", "UPDATE", "DELETE"}:
            self.said.append(sql)  # one step of the interpreter, so threads need no lock
        return execute(sql, params, many, context)

    @property
    def commits(self) -> int:
        """Transactions that made a log longer: each moves the head of its room, once."""
        return sum(sql.startswith("UPDATE") and "live_room" in sql for sql in self.said)

    @property
    def looks(self) -> int:
        """Statements that ask how far rooms have come, without holding their rows."""
        return sum(sql.startswith("SELECT") and "live_room" in sql and "session" not in sql for sql in self.said)


@dataclass(frozen=True)
class Cost:
    """What one stretch of time cost."""

    people: int
    acts: int
    seconds: float
    frames: Counter[str]
    patch_bytes: int
    hints: int
    presence: int
    statements: int
    commits: int
    looks: int

    @property
    def ticks(self) -> float:
        """As many as there may have been: one at once, then ten a second."""
        return 1 + self.seconds * TICKS

    @property
    def writes(self) -> int:
        """Frames that the room pushed to sockets; the answer to each act is written by its own socket's door."""
        return sum(self.frames.values())


class House:
    """A hub with a counting layer and a counted database; use it by `async with`, on a loop of its own."""

    def __init__(self) -> None:
        self.layer, self.asked, self.ears = Layer(), Asked(), list[Ear]()
        self.sockets = list[Socket]()

    async def __aenter__(self) -> "House":
        self._before = channel_layers["default"]  # made now, if nobody asked for it yet: what is put back must be one
        channel_layers.set("default", self.layer)
        connection_created.connect(self._listen)
        self.hub = Hub()
        return self

    async def __aexit__(self, *_: Any) -> None:
        await self.hub.close()
        connection_created.disconnect(self._listen)
        channel_layers.set("default", self._before)

    def _listen(self, connection: Any, **_: Any) -> None:
        if self.asked not in connection.execute_wrappers:
            connection.execute_wrappers.append(self.asked)

    async def seat(self, room: RoomInfo, people: int) -> list[Seat]:
        """So many people at a socket each, all with their first picture."""
        seats = [Seat(room=room.code, key=str(uuid.uuid4())) for _ in range(people)]
        for seat in seats:
            self.ears.append(Ear())
            self.sockets.append(Socket(seat, self.ears[-1]))
            await self.hub.enter(room, self.sockets[-1], Join())
        await self._until(lambda: all(ear.to >= 0 for ear in self.ears))
        return seats

    def leave(self, room: RoomInfo) -> None:
        """Everybody goes."""
        for socket in self.sockets:
            self.hub.leave(room, socket)
        self.ears, self.sockets = [], []

    async def voting(self, room: RoomInfo, seats: Sequence[Seat], *, poll: str, votes: int, seconds: float) -> Cost:
        """So many votes at an even pace, by everybody in turn, and what they cost until all have seen the last."""

        async def vote(number: int) -> int:
            await asyncio.sleep(number * seconds / votes)
            act = Act(uuid.uuid4(), poll, "vote", {"choices": ["ab"[number // len(seats) % 2]]})
            answer = await self.hub.act(room, seats[number % len(seats)], act)
            assert isinstance(answer, Ack), f"A vote was not counted: {answer}."
            return answer.seq

        async def all_votes() -> None:
            await asyncio.gather(*map(vote, range(votes)))
            await self._settled()

        return await self._counted(len(seats), votes, all_votes())

    async def quiet(self, people: int, seconds: float) -> Cost:
        """What so many seconds cost in which nobody does anything."""
        return await self._counted(people, 0, asyncio.sleep(seconds))

    async def _counted(self, people: int, acts: int, work: Any) -> Cost:
        await asyncio.sleep(0.3)  # what came before is over: no tick and no hint is on its way
        ears, said = self.ears, len(self.asked.said)
        for ear in ears:
            ear.frames.clear()
            ear.bytes = 0
        commits, looks, hints, presence = self.asked.commits, self.asked.looks, self.layer.hints, self.layer.presence
        began = asyncio.get_running_loop().time()
        await work
        took = asyncio.get_running_loop().time() - began
        return Cost(
            people,
            acts,
            took,
            sum((ear.frames for ear in ears), Counter()),
            sum(ear.bytes for ear in ears),
            self.layer.hints - hints,
            self.layer.presence - presence,
            len(self.asked.said) - said,
            self.asked.commits - commits,
            self.asked.looks - looks,
        )

    async def _settled(self) -> None:
        """Nothing more comes. The last votes may have made up for each other, and then no patch tells of them."""
        before = None
        while before != (now := [(ear.to, ear.frames["patch"]) for ear in self.ears]):
            before = now
            await asyncio.sleep(SETTLED)

    async def _until(self, true: Any) -> None:
        async with asyncio.timeout(PATIENCE):
            while not true():  # noqa: ASYNC110  (what is waited for is counted by outlets, not by tasks)
                await asyncio.sleep(0.02)
