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
from live.queries import RoomInfo, room_by_code
from live.seats import Seat

# Closing codes of the protocol: from 4500 on, do not come back.
NOT_ALLOWED, NO_ROOM = 4503, 4504


class Turned(Exception):
    """Turned away at the door, with the closing code."""

    def __init__(self, code: int):
        super().__init__(code)
        self.code = code


def admit(scope: Mapping[str, Any]) -> tuple[RoomInfo, Seat]:
    """The room and the seat a socket asks for; a person's seat may be replaced by the one in `join`."""
    headers = {key.decode("latin1"): value.decode("latin1") for key, value in scope["headers"]}
    query = {key: values[-1] for key, values in parse_qs(scope["query_string"].decode("latin1")).items()}
    secure = scope.get("scheme") == "wss" or headers.get("x-forwarded-proto") == "https"
    if not is_ours(headers.get("origin"), host=headers.get("host", ""), secure=secure):
        raise Turned(NOT_ALLOWED)
    room = room_by_code(scope["url_route"]["kwargs"]["code"])
    if room is None:
        raise Turned(NO_ROOM)
    cookies = _cookies(headers.get("cookie", ""))
    language = _language(query.get("lang", ""))
    match query.get("as", "person"):
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
    return seat or Seat(room=room.code, key=seats.new_key(), language=language)


def _host(room: RoomInfo, cookies: Mapping[str, str], language: str) -> Seat:
    """The desk's seat of the account that is signed in; rights are asked again for each batch of acts."""
    request = HttpRequest()
    store = import_module(settings.SESSION_ENGINE).SessionStore
    request.session = store(cookies.get(settings.SESSION_COOKIE_NAME))
    user = get_user(request)
    if not rules.may_moderate(user, room):
        raise Turned(NOT_ALLOWED)
    return seats.of_host(room=room.code, user=user, language=language)


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
