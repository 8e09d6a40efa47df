"""The projector: what is on stage, readable at ten metres, for whoever holds the secret link."""

from secrets import compare_digest

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from live import doors
from live.queries import RoomInfo
from live.screens.join import ask_code
from live.screens.meeting import meeting_of
from live.screens.parts import parts
from live.screens.qr import qr_of
from live.screens.rooms import in_room
from live.screens.seating import language
from live.seats import Seat
from live.wire.to_person import People, Snapshot


def screen_seat(room: RoomInfo, key: str) -> Seat | None:
    """The seat of a projector, for who holds the room's secret key."""
    if not compare_digest(key.encode(), room.screen_key.encode()):
        return None
    return Seat(room=room.code, key="", side="screen", language=language())


@require_safe
@in_room()
async def screen(request: HttpRequest, room: RoomInfo, key: str) -> HttpResponse:
    """The screen of a room; a wrong key is told nothing, not even that the room exists."""
    seat = screen_seat(room, key)
    if seat is None:
        return await sync_to_async(ask_code)(request, room.code)
    shown = await doors.snapshot(room, seat)
    return await sync_to_async(_page)(request, room, shown, await doors.people(room))


def _page(request: HttpRequest, room: RoomInfo, snapshot: Snapshot, people: People) -> HttpResponse:
    short = request.build_absolute_uri(reverse("join"))
    context = {
        "room": room,
        "meeting": meeting_of(room),
        "view": snapshot.view["room"],
        "people": people,
        "stage": next((part for part in parts(snapshot, side="screen", act_url="") if part.staged), None),
        "where": short.split("//", 1)[1].rstrip("/"),
        "qr": qr_of(request.build_absolute_uri(reverse("join_code", args=[room.code]))),
    }
    response = render(request, "live/screen.html", context)
    response["Referrer-Policy"] = "no-referrer"  # the address is a secret
    return response
