"""Who sits where: a seat as it is carried about, and its signed token."""

import hashlib
import hmac
import uuid
from dataclasses import dataclass
from typing import Any, Literal

from django.core import signing

from plugins.contract import Mode

SALT = "plenaria.seat"
COOKIE = "plenaria_seat_{code}"
DAYS = 30  # a series of meetings over a month keeps its seats


@dataclass(frozen=True)
class Seat:
    """Someone in a room. `key` is secret to the person; the log knows only pseudonyms made from it."""

    room: str  # the code
    key: str
    side: Literal["person", "desk", "screen"] = "person"
    mode: Mode = "remote"
    name: str = ""
    role: Literal["person", "host"] = "person"
    trust: Literal["open", "registered", "account"] = "open"
    language: str = "es"
    user: int | None = None  # the account behind a desk seat, asked again for each batch
    guessed: bool = False  # nobody said yet where this person is; the page still asks


def new_key() -> str:
    """A key for a new seat."""
    return str(uuid.uuid4())


def token(seat: Seat) -> str:
    """The seat as signed text, for a cookie or a client that is no browser."""
    told = [seat.room, seat.key, seat.mode, seat.name, seat.trust, seat.guessed]
    return signing.dumps(told, salt=SALT, compress=True)


def from_token(text: str, *, room: str, language: str) -> Seat | None:
    """The seat in `text`, if it is ours, of this room and not too old."""
    try:
        code, key, mode, name, trust, guessed = signing.loads(text, salt=SALT, max_age=DAYS * 86400)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if code != room:
        return None
    return Seat(room=code, key=key, mode=mode, name=name, trust=trust, language=language, guessed=guessed)


def pseudonym(secret: str, key: str, activity: str) -> str:
    """The actor of a seat in one activity: the same seat has another in the next one, so acts cannot be joined."""
    return hmac.new(secret.encode(), f"{key}/{activity}".encode(), hashlib.sha256).hexdigest()[:24]


def of_host(*, room: str, user: Any, language: str) -> Seat:
    """The seat of an account at the desk."""
    name = user.get_full_name() or user.get_username().partition("@")[0]
    return Seat(room, f"user:{user.pk}", "desk", "room", name, "host", "account", language, user.pk)
