"""Who sits where: a seat as it is carried about, and its signed token."""

import hashlib
import hmac
import uuid
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

from django.core import signing
from django.utils.crypto import salted_hmac

from plugins.contract import Mode
from plugins.setup import Accepts

SALT = "plenaria.seat"
ACCOUNT_SALT = "plenaria.seat.account"
COOKIE = "plenaria_seat_{code}"
CONSONANTS, VOWELS = "bdfklmnprstv", "aeiou"  # that every language of the house says alike
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
    trust: Literal["open", "registered", "account"] = "open"  # of the seat itself, whoever is signed in
    language: str = "es"
    user: int | None = None  # the account behind a desk seat, asked again for each batch
    guessed: bool = False  # nobody said yet where this person is; the page still asks
    account: str = ""  # of who takes part and is signed in: the key of their account in this room
    signed: "Signed | None" = field(default=None, repr=False)  # of a socket, which outlives a request: asked again

    @property
    def trusted(self) -> Literal["open", "registered", "account"]:
        """As whom it is heard: an account raises what the seat itself may do."""
        return "account" if self.account else self.trust

    @property
    def keys(self) -> frozenset[str]:
        """Every key it may speak by."""
        return frozenset(filter(None, (self.key, self.account)))

    def key_in(self, accepts: Accepts) -> str:
        """The key it speaks by in an activity. Where not everybody is heard an account speaks by its own: once, however
        many devices it is signed in on. Everywhere else signing in changes no key, so that nobody votes twice by it."""
        own = accepts == "account" or (accepts == "registered" and self.trust == "open")
        return self.account if own and self.account else self.key

    def signed_out(self) -> "Seat":
        """The same seat without its account."""
        return replace(self, account="", signed=None)


class Signed(NamedTuple):
    """An account: its session, and its password's hash as it was, since a new password ends all sessions."""

    user: int
    session: str
    password: str


def new_key() -> str:
    """A key for a new seat."""
    return str(uuid.uuid4())


def token(seat: Seat) -> str:
    """The seat as signed text, for a cookie or a client that is no browser."""
    told = [seat.room, seat.key, seat.mode, seat.name, seat.trust, seat.guessed]
    return signing.dumps(told, salt=SALT, compress=True)


def from_token(text: str, *, room: str, language: str) -> Seat | None:
    """The seat in `text`, if it is ours, of this room and not too old. Who is signed in is never read from it."""
    try:
        code, key, mode, name, trust, guessed = signing.loads(text, salt=SALT, max_age=DAYS * 86400)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if code != room:
        return None
    trusted: Literal["open", "registered"] = "registered" if trust == "registered" else "open"
    return Seat(room=code, key=key, mode=mode, name=name, trust=trusted, language=language, guessed=guessed)


def of_account(seat: Seat, *, user: Any, session: str = "") -> Seat:
    """The seat of somebody who takes part and is signed in; `session` is that of a socket, which outlives a request."""
    made = salted_hmac(ACCOUNT_SALT, f"{seat.room}/{user.pk}", algorithm="sha256").digest()[:16]
    signed = Signed(user.pk, session, user.password) if session else None
    return replace(seat, account=str(uuid.UUID(bytes=made, version=4)), signed=signed)


def pseudonym(secret: str, key: str, activity: str) -> str:
    """The actor of a seat in one activity: the same seat has another in the next one, so acts cannot be joined."""
    return hmac.new(secret.encode(), f"{key}/{activity}".encode(), hashlib.sha256).hexdigest()[:24]


def alias(actor: str) -> str:
    """A name to read aloud in the place of one's own, the same for all an actor says: two words without a meaning in
    any language, one of 13 million."""
    number, letters = int(actor[:8], 16), ""
    for _syllable in range(4):
        number, consonant = divmod(number, len(CONSONANTS))
        number, vowel = divmod(number, len(VOWELS))
        letters += CONSONANTS[consonant] + VOWELS[vowel]
    return f"{letters[:4]} {letters[4:]}".title()


def of_host(*, room: str, user: Any, language: str, session: str = "") -> Seat:
    """The seat of an account at the desk; `session` is that of a socket, which outlives a request."""
    name = user.get_full_name() or user.get_username().partition("@")[0]
    signed = Signed(user.pk, session, user.password) if session else None
    return Seat(room, f"user:{user.pk}", "desk", "room", name, "host", "account", language, user.pk, signed=signed)
