"""Codes that are asked for: a network that tries one wrong code after another has to wait."""

from django.http import HttpRequest
from django.utils.translation import gettext_noop

from live import queries, seats
from live.limits import limits
from live.queries import RoomInfo
from live.screens.seating import language

TOO_MANY = gettext_noop("Too many wrong codes came from your network. Wait a minute, then try again.")


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, as the server in front tells it."""
    return request.META.get("REMOTE_ADDR", "")


def may_ask(request: HttpRequest, code: str) -> bool:
    """Whether this network may ask for a code; who sits in that room already always may."""
    cookie = request.COOKIES.get(seats.COOKIE.format(code=queries.tidy_code(code)), "")
    if cookie and seats.from_token(cookie, room=queries.tidy_code(code), language=language()):
        return True
    return limits.may_try(address_of(request))


def room_asked_for(request: HttpRequest, code: str) -> RoomInfo | None:
    """The room of a code; None where there is none, and where nobody is told."""
    if not may_ask(request, code):
        return None
    room = queries.room_by_code(code)
    if room is None:
        limits.wrong_code(address_of(request))
    return room
