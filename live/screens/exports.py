"""Downloads of one activity: a page that says what there is, and the files. For everybody what everybody may know, for
the desk all of it."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

import msgspec
from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from live import rules
from live.exports.entries import entries_of
from live.exports.files import CSV, JSON, XLSX, csv_of, json_of, xlsx_of
from live.exports.tables import Download, download
from live.queries import RoomInfo
from live.screens.join import ask_code
from live.screens.meeting import meeting_of
from live.screens.rooms import in_room
from live.screens.unread import told_when_unread
from plugins.contract import Text
from plugins.words import in_language

SHOWN = 10  # rows of a table on the page: the rest is in the files

type Answer = Callable[..., HttpResponse]


def for_a_reader(answer: Answer) -> Callable[..., object]:
    """Hand a view the room, the activity's id and whether the desk asks; who may not know of it is asked for a code."""

    @told_when_unread
    def read(request: HttpRequest, room: RoomInfo, activity: str, **names: str) -> HttpResponse:
        try:
            return answer(request, room, activity, rules.may_moderate(request.user, room), **names)
        except _Unknown:
            return ask_code(request, room.code)

    @require_safe
    @in_room()
    @wraps(answer)
    async def view(request: HttpRequest, room: RoomInfo, **names: str) -> HttpResponse:
        return await sync_to_async(read)(request, room, **names)

    return view


class _Unknown(Exception):
    """This reader may not know of the activity, or there is none."""


def _download(room: RoomInfo, activity: str, host: bool) -> Download:
    found = download(room, activity, host=host)
    if found is None:
        raise _Unknown
    return found


@for_a_reader
def page(request: HttpRequest, room: RoomInfo, activity: str, host: bool) -> HttpResponse:
    """The tables of an activity, their first rows, and the ways to take them along."""
    return _page(request, room, _download(room, activity, host), HTTPStatus.OK)


def _page(request: HttpRequest, room: RoomInfo, found: Download, status: HTTPStatus) -> HttpResponse:
    context = {"room": room, "meeting": meeting_of(room), "found": found, "shown": SHOWN}
    return render(request, "live/export.html", context, status=status)


@for_a_reader
def table(request: HttpRequest, room: RoomInfo, activity: str, host: bool, table: str) -> HttpResponse:
    """One table as CSV."""
    found = _download(room, activity, host)
    one = next((one for one in found.tables if one.key == table), None)
    if one is None:
        return _page(request, room, found, HTTPStatus.NOT_FOUND)
    return _file(csv_of(one), CSV, _name(room, found.title, f"{one.key}.csv"))


@for_a_reader
def workbook(request: HttpRequest, room: RoomInfo, activity: str, host: bool) -> HttpResponse:
    """All tables as XLSX, which is no file without any."""
    found = _download(room, activity, host)
    if not found.tables:
        return _page(request, room, found, HTTPStatus.NOT_FOUND)
    return _file(xlsx_of(found.tables), XLSX, _name(room, found.title, "tables.xlsx"))


@for_a_reader
def data(request: HttpRequest, room: RoomInfo, activity: str, host: bool) -> HttpResponse:
    """All of it as JSON."""
    found = _download(room, activity, host)
    record = request.build_absolute_uri(reverse("live_record", args=[room.code]))
    return _file(json_of(found, record=record), JSON, _name(room, found.title, "tables.json"))


@for_a_reader
def entries(request: HttpRequest, room: RoomInfo, activity: str, host: bool) -> HttpResponse:
    """Its entries as the record has them."""
    told = entries_of(room, activity, host=host)
    if told is None:
        raise _Unknown
    return _file(msgspec.json.encode(told), JSON, _name(room, told["title"], "entries.json"))


def _name(room: RoomInfo, title: Text, rest: str) -> str:
    words = slugify(in_language(title))[:40].strip("-")
    return "-".join(part for part in (room.code, words, rest) if part)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    response["Cache-Control"] = "private, no-cache"  # the desk's holds more than anybody else's
    response["X-Robots-Tag"] = "noindex"
    return response
