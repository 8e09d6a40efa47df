"""Writes of the house itself: a room for a published session, and its activities set up in the log."""

import uuid
from typing import Any

import msgspec

from live import log
from live.apart.line import HOUSE, Line
from live.models import Room
from live.queries import RoomInfo, room_of
from live.wire.to_room import ROOM
from plugins.blocks import missing, setups
from plugins.contract import Text
from plugins.setup import Setup, with_words
from sessions.models import SessionPage
from sessions.queries import source


def open_room(*, session_key: uuid.UUID, code: str = "", now: float | None = None) -> RoomInfo:
    """The room of a session, made on its first publication; its log is told what the page says now.

    Time, settings and choices are those of the source page; a translation adds words."""
    chosen = {"code": code} if code else {}
    Room.objects.get_or_create(session=session_key, defaults=chosen)
    room = room_of(session_key)
    assert room is not None
    drafts = _news(room, source(session_key), _translations(session_key))
    if drafts:
        log.append(drafts, now=now)
    return room


def _translations(session_key: uuid.UUID) -> list[SessionPage]:
    pages = SessionPage.objects.filter(translation_key=session_key, live=True).select_related("locale").order_by("pk")
    return list(pages.exclude(pk=source(session_key).pk))


def _news(room: RoomInfo, page: SessionPage, others: list[SessionPage]) -> list[log.Draft]:
    """What the page says that the log does not know yet."""
    known = _known(room)
    wanted: dict[str, tuple[str, dict[str, Any]]] = {ROOM: ("setup", {"title": _title(page, others)})}
    places = {child.id: place for place, child in enumerate(page.activities, 1)}
    for key, setup in _setups(page, others).items():
        wanted[key] = ("setup", {"setup": msgspec.to_builtins(setup), "place": places[key]})
    kept = missing(page.activities)  # not set up while their format is away, and not taken off the page either
    for key, (verb, _body) in known.items():
        if key not in wanted and key not in kept and verb == "setup":
            wanted[key] = ("retire", {})
    return [_draft(room, key, verb, body) for key, (verb, body) in wanted.items() if known.get(key) != (verb, body)]


def _known(room: RoomInfo) -> dict[str, tuple[str, dict[str, Any]]]:
    """What the house last wrote of each activity."""
    lines: list[Line] = log.read(room.id, by=HOUSE)
    return {line.activity: (line.verb, line.body) for line in lines}


def _title(page: SessionPage, others: list[SessionPage]) -> Text:
    """The source's own words first: they are what a reader of any other language gets."""
    return {one.locale.language_code: one.title for one in [page, *others]}


def _setups(page: SessionPage, others: list[SessionPage]) -> dict[str, Setup]:
    found = setups(page.activities, page.locale.language_code)
    for other in others:
        words = setups(other.activities, other.locale.language_code)
        found = {key: with_words(one, of=words[key]) if key in words else one for key, one in found.items()}
    return found


def _draft(room: RoomInfo, key: str, verb: str, body: dict[str, Any]) -> log.Draft:
    return log.Draft(room.id, key, HOUSE, log.by_house(), verb, body, uuid.uuid4())
