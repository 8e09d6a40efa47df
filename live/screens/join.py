"""The door: by code, by link, by QR."""

from http import HTTPStatus

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from live.queries import RoomInfo
from live.screens.guessing import TOO_MANY, may_ask, room_asked_for
from live.screens.meeting import coming, meeting_of
from live.screens.qr import qr_of
from live.screens.seating import seat_of
from sessions.models import SessionPage


@require_safe
async def by_code(request: HttpRequest) -> HttpResponse:
    """One field for the code. A wrong code gets a sentence, keeps what was typed and shows what is on."""
    typed = request.GET.get("code", "").strip()
    return await sync_to_async(_by_code)(request, typed)


@require_safe
async def at_the_door(request: HttpRequest, code: str) -> HttpResponse:
    """Straight in where there is one way to take part; one tap where there are two."""
    return await sync_to_async(_at_the_door)(request, code)


def _by_code(request: HttpRequest, typed: str) -> HttpResponse:
    room = room_asked_for(request, typed) if typed else None
    return redirect("join_code", code=room.code) if room else ask_code(request, typed)


def ask_code(request: HttpRequest, typed: str) -> HttpResponse:
    """The page that asks for a code, with what was wrong about the last one."""
    status, wait = HTTPStatus.NOT_FOUND if typed else HTTPStatus.OK, ""
    if typed and not may_ask(request, typed):
        status, wait = HTTPStatus.TOO_MANY_REQUESTS, _(TOO_MANY)
    return render(request, "live/join.html", {"typed": typed, "wait": wait, "meetings": coming()}, status=status)


def _at_the_door(request: HttpRequest, code: str) -> HttpResponse:
    room = room_asked_for(request, code)
    if room is None:
        return ask_code(request, code)
    if room.code != code:
        return redirect("join_code", code=room.code)
    try:
        return redirect("live_room", code=room.code) if _seated(request, room) else _ask_where(request, room)
    except SessionPage.DoesNotExist:  # deleted since
        return ask_code(request, code)


def _seated(request: HttpRequest, room: RoomInfo) -> bool:
    return seat_of(request, room) is not None or len(meeting_of(room).modes) == 1


def _ask_where(request: HttpRequest, room: RoomInfo) -> HttpResponse:
    address = request.build_absolute_uri()
    return render(request, "live/where.html", {"room": room, "meeting": meeting_of(room), "qr": qr_of(address)})
