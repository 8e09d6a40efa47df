"""A participant's page: everything the room shows a person, and every act as a plain form."""

from dataclasses import replace
from http import HTTPStatus

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from live import doors
from live.barring import is_closed
from live.queries import RoomInfo
from live.screens import record_query
from live.screens.guessing import address_of
from live.screens.meeting import meeting_of
from live.screens.origin import same_origin_post
from live.screens.parts import Receipt, parts
from live.screens.rooms import in_room
from live.screens.said import act_of, receipt_of
from live.screens.seating import as_signed_in, hand_over, new_seat, onlooker, seat_of
from live.seats import Seat
from live.wire.to_person import People, Snapshot

STATUS = {
    "counted": HTTPStatus.OK,
    "refused": HTTPStatus.UNPROCESSABLE_ENTITY,
    "waiting": HTTPStatus.SERVICE_UNAVAILABLE,
}


@same_origin_post
@require_http_methods(["GET", "HEAD", "POST"])
@in_room()
async def room(request: HttpRequest, room: RoomInfo) -> HttpResponse:
    """The room for a person. A POST is one act; its answer is the same page with the receipt in its place."""
    if request.method == "POST":
        return await _act(request, room)
    address = reverse("live_room", args=[room.code])
    if request.path != address:
        return redirect(address)
    seat = await as_signed_in(request, seat_of(request, room) or onlooker(room))
    shown = await doors.snapshot(room, seat)
    return await sync_to_async(_page)(request, room, seat, shown, await doors.people(room))


async def _act(request: HttpRequest, room: RoomInfo) -> HttpResponse:
    seat = await as_signed_in(request, seat_of(request, room) or await sync_to_async(_first_seat)(room))
    before = await doors.snapshot(room, seat)
    act = act_of(request, _format(before, request.POST.get("activity", "")))
    receipt = receipt_of(act, await doors.act(room, seat, act, address=address_of(request)))
    after = await doors.snapshot(room, seat)
    response = await sync_to_async(_page)(request, room, seat, after, await doors.people(room), receipt)
    hand_over(response, request, seat)
    return response


def _first_seat(room: RoomInfo) -> Seat:
    """Who acts without having said where they are is far away, unless all meet in the room."""
    modes = meeting_of(room).modes
    return replace(new_seat(room, modes[-1]), guessed=len(modes) > 1)


def _format(snapshot: Snapshot, activity: str) -> str:
    return snapshot.view["activities"].get(activity, {}).get("format", "")


def seat_context(room: RoomInfo, seat: Seat | None, snapshot: Snapshot) -> dict[str, object]:
    """What the panel of one's own seat is drawn from."""
    entries = record_query.mine(room, seat, snapshot.view["activities"]) if seat else []
    return {"room": room, "meeting": meeting_of(room), "seat": seat, "entries": entries}


def _page(
    request: HttpRequest,
    room: RoomInfo,
    looks: Seat,
    snapshot: Snapshot,
    people: People,
    receipt: Receipt | None = None,
) -> HttpResponse:
    seat = looks if looks.key else None
    shown = parts(snapshot, side="person", act_url=reverse("live_room", args=[room.code]), receipt=receipt)
    context = {
        **seat_context(room, seat, snapshot),
        "view": snapshot.view["room"],
        "people": people,
        "asks_where": seat is None or seat.guessed,
        "stage": next((part for part in shown if part.staged), None),
        "parts": shown,
        "receipt": receipt,
        "lost": receipt if receipt and receipt.activity not in snapshot.view["activities"] else None,
        "trusted": looks.trusted,
        "barred": is_closed(room, looks.keys),
    }
    return render(request, "live/person.html", context, status=STATUS[receipt.state] if receipt else HTTPStatus.OK)
