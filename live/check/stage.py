"""What a scenario is handed: rooms, servers, phones, chance of its own, and a place to say what it found."""

import asyncio
import random
import statistics
import time
from collections.abc import Mapping, Sequence
from typing import Any

from live.check.house import House, Process
from live.check.proxy import Proxy
from live.check.scenario import Claim, Figure, Finding, Scenario
from live.phone import Phone
from live.rig.rooms import Room

FELT = 0.1  # seconds: an answer within a tenth is felt as at once, so doubling less than that harms nobody


class Stage:
    """One scenario under way. What it opens is closed by `end`."""

    def __init__(self, house: House, scenario: Scenario, seed: int, *, clients: int, long: bool):
        self.house, self.clients, self.long = house, clients, long
        self.chance = random.Random(f"{scenario.id}/{seed}")  # noqa: S311  (the same seed plays the same)
        self.finding = Finding(scenario, seed)
        self._phones: list[Phone] = []
        self._servers: list[Process] = []
        self._tasks: list[asyncio.Task[Any]] = []
        self._proxies: list[Proxy] = []

    # -------------------------------------------------- what was found
    def must(self, expected: str, held: object, got: object = "") -> None:
        """Claim something; `got` is said where it does not hold."""
        self.finding.claims.append(Claim(expected, bool(held), str(got)))

    def figure(self, name: str, value: Figure) -> None:
        """Keep a figure; times in seconds."""
        self.finding.figures[name] = round(value, 3) if isinstance(value, float) else value

    # -------------------------------------------------- what it may use
    @property
    def site(self) -> Process:
        """The shared server; a scenario that harms it takes one of its own."""
        return self.house.sites[0]

    def room(self) -> Room:
        """An open room that nobody else uses."""
        return self.house.rooms.pop()

    async def server(self, *, application: str = "", environment: Mapping[str, str] | None = None) -> Process:
        """A server of this scenario's own, on the shared database."""
        server = self.house.process(application=application, environment=environment)
        self._servers.append(server)
        await asyncio.to_thread(server.start)
        return server

    async def proxy(self, to: Process) -> Proxy:
        """A line to a server that can be cut."""
        proxy = await Proxy(to.port).open()
        self._proxies.append(proxy)
        return proxy

    async def ask(self, _do: str, /, **given: Any) -> Any:
        """See or do something on the database (live/check/backstage.py)."""
        return await self.house.backstage.ask(_do, **given)

    async def seats(self, room: Room, count: int) -> list[str]:
        return await self.ask("seats", code=room.code, count=count)

    def phone(self, room: Room, site: Process | str | None = None, **how: Any) -> Phone:
        """A phone, not yet dialled."""
        address = site if isinstance(site, str) else (site or self.site).address
        phone = Phone(address, room.code, chance=random.Random(self.chance.random()), **how)  # noqa: S311
        self._phones.append(phone)
        return phone

    async def phones(self, room: Room, count: int, site: Process | str | None = None) -> list[Phone]:
        """So many people, in the room."""
        phones = [self.phone(room, site, seat=seat) for seat in await self.seats(room, count)]
        await arrived([phone.start() for phone in phones])
        return phones

    async def desk(self, room: Room, site: Process | str | None = None, cookie: str = "") -> Phone:
        """The moderator's desk, in the room."""
        phone = self.phone(room, site, query="as=desk", headers={"Cookie": cookie or room.host}).start()
        await arrived([phone])
        return phone

    def beside(self, work: Any) -> asyncio.Task[Any]:
        """Something that goes on while the scenario does; it ends with it."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.append(task)
        return task

    async def end(self) -> None:
        """Hang up and stop what is this scenario's own."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, *(phone.stop() for phone in self._phones), return_exceptions=True)
        await asyncio.gather(
            *(proxy.close() for proxy in self._proxies),
            *(asyncio.to_thread(server.kill) for server in self._servers),
        )


async def arrived(phones: Sequence[Phone], within: float = 30.0) -> None:
    """Wait until everybody is in the room. Raises `AssertionError` for who is not."""
    there = await asyncio.gather(*(phone.until(lambda phone=phone: phone.here, within) for phone in phones))
    missing = there.count(False)
    assert not missing, f"{missing} of {len(phones)} did not come into the room within {within:.0f} s."


async def vote(phone: Phone, room: Room, choice: str, op: str = "") -> dict[str, Any]:
    """Vote, and give back the answer."""
    return await phone.say(room.poll, "vote", {"choices": [choice]}, op=op)


async def vote_anew(stage: Stage, phone: Phone, room: Room) -> dict[str, Any]:
    """Vote for something else than before, so that everybody has something new to see."""
    mine = phone.mine.get(room.poll, {}).get("choices", [])
    return await vote(phone, room, stage.chance.choice([one for one in room.options if one not in mine]))


async def paced(phone: Phone, room: Room, seconds: float, pause: float = 0.3) -> list[float]:
    """How long each answer took while somebody votes again and again, slower than any limit."""
    took: list[float] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        begun = time.monotonic()
        await vote(phone, room, room.options[len(took) % 2])
        took.append(time.monotonic() - begun)
        await asyncio.sleep(pause)
    return took


def p95(took: Sequence[float]) -> float:
    return quantile(took, 0.95)


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of them lie; 0 of none."""
    if len(values) < 2:
        return max(values, default=0.0)
    return statistics.quantiles(values, n=1000, method="inclusive")[round(share * 1000) - 1]


def unharmed(before: Sequence[float], now: Sequence[float]) -> bool:
    """Whether answers come as they did: at most twice as late, or still at once."""
    return bool(now) and p95(now) <= max(2 * p95(before), FELT)


def votes(phone: Phone, room: Room) -> dict[str, int]:
    """The tally as this phone sees it."""
    poll = phone.view["activities"][room.poll]
    counts = poll.get("results", {}).get("options", {})
    return {name: option["votes"] for name, option in counts.items()}


async def fresh(stage: Stage, room: Room, like: Phone, site: Process | str | None = None) -> Phone:
    """A new phone on the same seat: what it is sent is the truth of now."""
    phone = stage.phone(room, site, seat=like.seat).start()
    await arrived([phone])
    return phone
