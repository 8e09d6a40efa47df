"""Who comes in at a socket: the room, the side of it, and the seat."""

import hmac
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.utils.translation import get_supported_language_variant

from live import rules, seats
from live.origins import is_ours
from live.queries import RoomInfo, room_by_code, tidy_code
from live.seats import Seat
from live.standing import NO_ROOM, NOT_ALLOWED, SIGNED_OUT


class Turned(Exception):
    """Turned away at the door, with the closing code."""

    def __init__(self, code: int):
        super().__init__(code)
        self.code = code


def code_of(scope: Mapping[str, Any]) -> str:
    """The room's code, as it is asked for."""
    return tidy_code(scope["url_route"]["kwargs"]["code"])


def asks_who(scope: Mapping[str, Any]) -> bool:
    """Whether the database must be asked who comes in: at the desk, and where somebody may be signed in."""
    return _side(scope) == "desk" or settings.SESSION_COOKIE_NAME in _cookies(_headers(scope).get("cookie", ""))


def _side(scope: Mapping[str, Any]) -> str:
    """The side of the room a socket asks for."""
    return parse_qs(scope["query_string"].decode("latin1")).get("as", ["person"])[-1]


def _headers(scope: Mapping[str, Any]) -> dict[str, str]:
    return {key.decode("latin1"): value.decode("latin1") for key, value in scope["headers"]}


def is_seated(scope: Mapping[str, Any]) -> bool:
    """Whether this browser sits in the room already: it did not guess the code."""
    kept = _cookies(_headers(scope).get("cookie", "")).get(seats.COOKIE.format(code=code_of(scope)), "")
    return bool(kept) and seats.from_token(kept, room=code_of(scope), language="") is not None


def admit(scope: Mapping[str, Any], room: RoomInfo | None = None) -> tuple[RoomInfo, Seat]:
    """The room and the seat a socket asks for; a person's seat may be replaced by the one in `join`. A `room` that is
    open already is not asked for again."""
    headers = _headers(scope)
    query = {key: values[-1] for key, values in parse_qs(scope["query_string"].decode("latin1")).items()}
    secure = scope.get("scheme") == "wss" or headers.get("x-forwarded-proto") == "https"
    if not is_ours(headers.get("origin"), host=headers.get("host", ""), secure=secure):
        raise Turned(NOT_ALLOWED)
    room = room or room_by_code(code_of(scope))
    if room is None:
        raise Turned(NO_ROOM)
    cookies = _cookies(headers.get("cookie", ""))
    language = _language(query.get("lang", ""))
    match _side(scope):
        case "person":
            return room, _person(room, cookies, language)
        case "desk":
            return room, _host(room, cookies, language)
        case "screen" if hmac.compare_digest(query.get("key", "").encode(), room.screen_key.encode()):
            return room, Seat(room=room.code, key="screen", side="screen", language=language)
    raise Turned(NOT_ALLOWED)


def _person(room: RoomInfo, cookies: Mapping[str, str], language: str) -> Seat:
    kept = cookies.get(seats.COOKIE.format(code=room.code), "")
    seat = seats.from_token(kept, room=room.code, language=language) if kept else None
    seat = seat or Seat(room=room.code, key=seats.new_key(), language=language)
    if settings.SESSION_COOKIE_NAME not in cookies:
        return seat
    user, session = _signed_in(cookies)
    return seats.of_account(seat, user=user, session=session) if user.is_authenticated else seat


def _signed_in(cookies: Mapping[str, str]) -> tuple[Any, str]:
    """Who is signed in, and the session's key."""
    request = HttpRequest()
    store = import_module(settings.SESSION_ENGINE).SessionStore
    request.session = store(cookies.get(settings.SESSION_COOKIE_NAME))
    return get_user(request), request.session.session_key or ""


def _host(room: RoomInfo, cookies: Mapping[str, str], language: str) -> Seat:
    """The desk's seat of the account that is signed in; rights are asked again for each batch of acts."""
    user, session = _signed_in(cookies)
    if not user.is_authenticated:
        raise Turned(SIGNED_OUT)
    if not rules.may_moderate(user, room):
        raise Turned(NOT_ALLOWED)
    return seats.of_host(room=room.code, user=user, language=language, session=session)


def _cookies(header: str) -> dict[str, str]:
    try:
        return {key: morsel.value for key, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}


def _language(asked: str) -> str:
    try:
        return get_supported_language_variant(asked)
    except LookupError:
        return settings.LANGUAGE_CODE
