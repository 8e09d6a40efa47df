"""The seat of a browser: read from its cookie, written to it."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from live import seats
from live.queries import RoomInfo
from live.seats import Seat
from plugins.contract import MODES, Mode

NAME_LENGTH = 40  # letters of a shown name: fits one line of a phone


def language() -> str:
    """The reader's language, as the room's sentences are asked for."""
    return (get_language() or "es").split("-")[0]


def seat_of(request: HttpRequest, room: RoomInfo) -> Seat | None:
    """The seat in this browser's cookie, if it is of this room."""
    text = request.COOKIES.get(seats.COOKIE.format(code=room.code), "")
    return seats.from_token(text, room=room.code, language=language())


async def as_signed_in(request: HttpRequest, seat: Seat) -> Seat:
    """The seat, heard as its account where somebody is signed in; the session is asked again with every request."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return seat
    user = await request.auser()
    return seats.of_account(seat, user=user) if user.is_authenticated else seat


def onlooker(room: RoomInfo) -> Seat:
    """Someone who reads and has no seat."""
    return Seat(room=room.code, key="", language=language())


def new_seat(room: RoomInfo, mode: Mode, name: str = "") -> Seat:
    """A seat for someone who has just come."""
    return Seat(room=room.code, key=seats.new_key(), mode=mode, name=tidy_name(name), language=language())


def tidy_name(typed: str) -> str:
    """A name as it is shown: one line of letters that can be seen, no more than fits."""
    seen = "".join(letter if letter.isprintable() else " " for letter in typed)
    return " ".join(seen.split())[:NAME_LENGTH]


def as_mode(text: str) -> Mode | None:
    """The mode a person may give themselves; "assisted" is the facilitator's to say."""
    return cast(Mode, text) if text in MODES and text != "assisted" else None


def hand_over(response: HttpResponse, request: HttpRequest, seat: Seat) -> None:
    """Put the seat into the browser's cookie."""
    response.set_cookie(
        seats.COOKIE.format(code=seat.room),
        seats.token(seat),
        max_age=seats.DAYS * 86400,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def take_back(response: HttpResponse, room: RoomInfo) -> None:
    """Forget the seat in this browser; what it said stays in the record."""
    response.delete_cookie(seats.COOKIE.format(code=room.code), samesite="Lax")
