"""What clients ask for as data: the snapshot without a socket, more items of a long list, places left."""

import hashlib
from http import HTTPStatus
from typing import Any

import msgspec
from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from live import doors
from live.queries import RoomInfo
from live.registration import queries as registration
from live.screens.caller import caller, turned_away
from live.screens.rooms import in_room, sentence


@require_safe
@in_room(missing=sentence)
async def snapshot(request: HttpRequest, room: RoomInfo) -> HttpResponse:
    """The snapshot of the caller; unchanged, it is 304 and no body."""
    side = request.GET.get("as", "person")
    seat = await caller(request, room, side)
    if seat is None:
        return await turned_away(request, side, room.code)
    shown = await doors.snapshot(room, seat)
    whose = (shown.epoch, shown.rev, shown.audience, msgspec.json.encode(shown.mine).decode())
    return _fresh(request, shown, "-".join(map(str, whose)), private=True)


@require_safe
@in_room(missing=sentence)
async def items(request: HttpRequest, room: RoomInfo) -> HttpResponse:
    """The next items of a collection, as the caller's class may see them."""
    side = request.GET.get("as", "person")
    seat = await caller(request, room, side)
    if seat is None:
        return await turned_away(request, side, room.code)
    asked = {name: request.GET.get(name, "") for name in ("activity", "collection", "after")}
    found = await doors.items(room, seat, **asked)
    return _fresh(request, found, "", private=True)


@require_safe
@in_room(missing=sentence)
async def places(request: HttpRequest, room: RoomInfo) -> HttpResponse:
    """Places taken and there are, by mode; the same for everyone."""
    found = await sync_to_async(registration.places)(room.session)
    return _fresh(request, found, "", private=False)


def _fresh(request: HttpRequest, found: Any, state: str, *, private: bool) -> HttpResponse:
    """JSON with an ETag of its state (its bytes where none is given), or 304 where the caller has it.

    With a state nothing is written as JSON for a caller who has it: clients without a socket ask every two seconds.
    """
    tag = f'"{hashlib.sha256(state.encode() or msgspec.json.encode(found)).hexdigest()[:20]}"'
    known = [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]
    response: HttpResponse = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
    if tag not in known:
        response = HttpResponse(msgspec.json.encode(found), content_type="application/json")
    response["ETag"], response["Cache-Control"] = tag, "private, no-cache" if private else "no-cache"
    return response
