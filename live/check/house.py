"""What one run of scenarios shares: a database to throw away, its servers, rooms enough, and the way backstage."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field

from live.check.backstage import Backstage
from live.rig.database import Place, own_place
from live.rig.rooms import Room
from live.rig.server import PRODUCT, Server

ROOMS = 40  # for all scenarios of one run; a room costs some 50 ms


class Process(Server):
    """A server with more in its environment."""

    def __init__(self, place: Place, *, application: str = PRODUCT, environment: Mapping[str, str] | None = None):
        super().__init__(place, application=application)
        self.more = dict(environment or {})

    @property
    def environment(self) -> dict[str, str]:
        return {**super().environment, **self.more}


@dataclass
class House:
    """`sites` are the servers of one cluster: two where services join them, one on SQLite."""

    place: Place
    backstage: Backstage
    rooms: list[Room]
    application: str = PRODUCT
    environment: Mapping[str, str] = field(default_factory=dict)
    sites: list[Process] = field(default_factory=list)

    def process(self, *, application: str = "", environment: Mapping[str, str] | None = None) -> Process:
        """One more server of this cluster, not yet started."""
        more = {**self.environment, **(environment or {})}
        chosen = application if application and self.application == PRODUCT else self.application
        return Process(self.place, application=chosen, environment=more)


def kind() -> str:
    """What it runs on, in words."""
    stores = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
    return f"{stores} and {'Redis' if os.environ.get('REDIS_URL') else 'no Redis'}"


@contextlib.asynccontextmanager
async def open_house(
    *, application: str = PRODUCT, environment: Mapping[str, str] | None = None, rooms: int = ROOMS, sites: int = 0
) -> AsyncIterator[House]:
    """Everything started; everything gone afterwards."""
    with contextlib.ExitStack() as stack:
        place = await asyncio.to_thread(stack.enter_context, own_place())
        backstage = Backstage(place)
        house = House(place, backstage, [], application, dict(environment or {}))
        count = sites or (2 if os.environ.get("REDIS_URL") else 1)
        house.sites = [house.process() for _ in range(count)]
        try:
            told, *_ = await asyncio.gather(
                backstage.ask("rooms", count=rooms), *(asyncio.to_thread(site.start) for site in house.sites)
            )
            house.rooms = [Room(**{**one, "options": tuple(one["options"])}) for one in told]
            yield house
        finally:
            await asyncio.gather(*(asyncio.to_thread(site.stop) for site in house.sites))
            await backstage.end()
