"""One part of a page, drawn again: fetched when an activity appears, begins a round, or the desk's columns move."""

from http import HTTPStatus

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from live import doors
from live.queries import RoomInfo
from live.screens.caller import caller, turned_away
from live.screens.desk import desk_context
from live.screens.parts import parts
from live.screens.person import seat_context
from live.screens.rooms import in_room, sentence
from live.seats import Seat
from live.wire.to_person import Snapshot
from live.wire.to_room import ROOM

SEAT = "seat"  # where an activity is asked for: the panel of one's own seat
ACT_URL = {"person": "live_room", "desk": "live_desk"}


@require_safe
@in_room(missing=sentence)
async def part(request: HttpRequest, room: RoomInfo, activity: str) -> HttpResponse:
    """The section of one activity as the caller's side shows it; `room` at the desk is its run of show."""
    side = request.GET.get("side", "person")
    seat = await caller(request, room, side)
    if seat is None:
        return await turned_away(request, side, room.code)
    shown = await doors.snapshot(room, seat)
    if activity == SEAT and side == "person":
        return await sync_to_async(_seat)(request, room, seat, shown)
    if activity == ROOM and side == "desk":
        return await sync_to_async(_run)(request, room, shown)
    return await sync_to_async(_part)(request, room, seat, shown, activity)


def _seat(request: HttpRequest, room: RoomInfo, seat: Seat, shown: Snapshot) -> HttpResponse:
    return render(request, "live/my_seat.html", seat_context(room, seat if seat.key else None, shown))


def _run(request: HttpRequest, room: RoomInfo, shown: Snapshot) -> HttpResponse:
    return render(request, "live/desk_state.html", desk_context(request, room, shown))


def _part(request: HttpRequest, room: RoomInfo, seat: Seat, shown: Snapshot, activity: str) -> HttpResponse:
    act_url = reverse(ACT_URL[seat.side], args=[room.code]) if seat.side in ACT_URL else ""
    for one in parts(shown, side=seat.side, act_url=act_url):
        if one.id == activity:
            return render(request, "live/part.html", {"part": one, "trusted": seat.trusted})
    return HttpResponse(status=HTTPStatus.NOT_FOUND)
