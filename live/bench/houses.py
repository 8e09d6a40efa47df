"""The two servers that joining and memory compare: Plenaria with an open room, and a consumer that only echoes."""

import contextlib
from dataclasses import dataclass

from live.rig.clients import Listeners
from live.rig.database import own_place
from live.rig.rooms import open_room
from live.rig.server import PRODUCT, Server, cores, running

ECHO = "live.bench.echo:application"
PLENARIA, BOUND = "Plenaria", "the bound: accept and echo"
WARM = 50  # sockets that come and go before anything is measured: what is made once is made then


@dataclass(frozen=True)
class House:
    """A running server and the address at which its sockets come in."""

    name: str
    server: Server
    url: str
    core: int | None

    def crowd(self, count: int, *, at_once: int = 100) -> Listeners:
        """So many clients on their way; each says `join` and is here when it has heard something."""
        return Listeners(self.url, count, at_once=at_once, core=self.core)


def both(stack: contextlib.ExitStack) -> tuple[House, House]:
    """Plenaria and the echo, warm, each on the same core."""
    core, away = cores()
    place = stack.enter_context(own_place())
    other = stack.enter_context(running(place=place, core=core, application=ECHO))
    return product(stack), _warm(House(BOUND, other, f"{other.sockets}/ws/", away))


def product(stack: contextlib.ExitStack, application: str = PRODUCT) -> House:
    """Plenaria with an open room, warm."""
    core, away = cores()
    server = stack.enter_context(running(core=core, application=application))
    room = open_room(server)
    return _warm(House(PLENARIA, server, f"{server.sockets}/ws/live/{room.code}/", away))


def _warm(house: House) -> House:
    with house.crowd(WARM) as crowd:
        crowd.wait()
    return house
