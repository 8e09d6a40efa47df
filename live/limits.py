"""How much one seat and one address may say: enough for a hasty person and for a whole hall behind one address, too
little to be felt by others. Per process: a limit that is shared would itself be a thing to wait for.

Figures: OWASP's WebSocket cheat sheet starts at 100 messages a minute; a hand that votes in haste makes 3 a second.
"""

import ipaddress
import random
import time
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from live import measures
from live.seats import Seat


@dataclass(frozen=True)
class Rate:
    """So many at once, and so many a second for ever."""

    burst: float
    each_second: float


SEAT = Rate(20, 5)
HOST = Rate(120, 40)  # a desk that hides a page of questions, one after the other
ADDRESS = Rate(2000, 400)  # a hall of a thousand that votes behind one address
WRONG_CODES = Rate(60, 20 / 60)  # a hall mistypes; a code has more than 29 bits, so guessing one takes years
FLOOD = 60  # times too fast before a socket is closed
SOCKETS_OF_A_SEAT = 20
KEPT = 120.0  # seconds a bucket nobody draws from is remembered; by then it is full again


class Bucket:
    """A token bucket: `take` gives the seconds to wait, 0 where there was a token."""

    __slots__ = ("at", "left", "rate")

    def __init__(self, rate: Rate, now: float):
        self.rate, self.left, self.at = rate, rate.burst, now

    def has(self, now: float) -> bool:
        """Whether there is a token."""
        self.left = min(self.rate.burst, self.left + (now - self.at) * self.rate.each_second)
        self.at = now
        return self.left >= 1

    def take(self, now: float) -> float:
        """One token, or how long until there is one."""
        if self.has(now):
            self.left -= 1
            return 0.0
        return (1 - self.left) / self.rate.each_second

    def charge(self, now: float) -> None:
        """Take one token in any case: who owes some waits the longer, though not for ever."""
        self.has(now)
        self.left = max(-self.rate.burst, self.left - 1)


class Limits:
    """Every bucket and count of this process."""

    def __init__(self) -> None:
        self._buckets: dict[tuple[str, ...], Bucket] = {}
        self._sockets: Counter[tuple[str, ...]] = Counter()
        self._swept = time.monotonic()

    def said(self, seat: Seat, address: str) -> float:
        """Someone says something: the seconds to wait first, 0 for none."""
        return self.of_seat(seat) or self.of_address(address)

    def of_seat(self, seat: Seat) -> float:
        """The seconds this seat must wait for its own haste."""
        return self._take(("seat", seat.room, seat.key), HOST if seat.role == "host" else SEAT)

    def of_address(self, address: str) -> float:
        """The seconds everybody at this address must wait, each some others, so that they do not come back together."""
        wait = 0.0 if spared(address) else self._take(("address", address), ADDRESS)
        return wait and wait + 0.5 + random.random()  # noqa: S311  (spread, not secret)

    def wrong_code(self, address: str) -> None:
        """A code was asked for that no room has."""
        if not spared(address):
            self._bucket(("codes", address), WRONG_CODES).charge(time.monotonic())

    def may_try(self, address: str) -> bool:
        """Whether this address may ask for another code; who has asked for too many wrong ones must wait a minute."""
        bucket = self._buckets.get(("codes", address))
        if bucket is None or bucket.has(time.monotonic()):
            return True
        measures.limits_hit.labels("codes").inc()
        return False

    def connect(self, address: str) -> bool:
        """Count one more socket of an address in; False, and none was counted, where it has too many."""
        return self._enter(("address", address), 0 if spared(address) else settings.PLENARIA_SOCKETS_OF_AN_ADDRESS)

    def sit(self, room: str, seat: str) -> bool:
        """The same for a seat, which may be open in several windows."""
        return self._enter(("seat", room, seat), SOCKETS_OF_A_SEAT)

    def disconnect(self, address: str) -> None:
        """Count a socket of an address out."""
        self._leave(("address", address))

    def rise(self, room: str, seat: str) -> None:
        """Count a socket of a seat out."""
        self._leave(("seat", room, seat))

    def _enter(self, key: tuple[str, ...], most: int) -> bool:
        if most and self._sockets[key] >= most:
            measures.limits_hit.labels(f"sockets of {key[0]}").inc()
            return False
        self._sockets[key] += 1
        return True

    def _leave(self, key: tuple[str, ...]) -> None:
        self._sockets[key] -= 1
        if not self._sockets[key]:
            del self._sockets[key]

    def _take(self, key: tuple[str, ...], rate: Rate) -> float:
        wait = self._bucket(key, rate).take(time.monotonic())
        if wait:
            measures.limits_hit.labels(key[0]).inc()
        return wait

    def _bucket(self, key: tuple[str, ...], rate: Rate) -> Bucket:
        now = time.monotonic()
        if now > self._swept + KEPT:
            self._buckets = {name: one for name, one in self._buckets.items() if one.at > now - KEPT}
            self._swept = now
        return self._buckets.setdefault(key, Bucket(rate, now))


limits = Limits()
"""Of this process."""


def spared(address: str) -> bool:
    """Whether an address has no limit of its own: this machine, where the settings say so, or one we do not know."""
    here = _is_this_machine(address)
    return here is None or (here and settings.PLENARIA_SPARES_LOOPBACK)


@lru_cache(maxsize=1024)
def _is_this_machine(address: str) -> bool | None:
    """None for what is no address. Asked with every act, so kept."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return None
