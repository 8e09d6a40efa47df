"""Taking a seat: as a cookie for browsers, as a token for other clients."""

import json
from dataclasses import replace
from http import HTTPStatus

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from live import seats
from live.barring import is_closed
from live.queries import RoomInfo
from live.screens.origin import same_origin_post
from live.screens.rooms import in_room, sentence
from live.screens.seating import as_mode, hand_over, new_seat, seat_of, take_back, tidy_name


@same_origin_post
@require_POST
@in_room()
async def sit(request: HttpRequest, room: RoomInfo) -> HttpResponse:
    """Take a seat, change its mode or name, or leave it; the answer is the room's page, or 204 for a script."""
    by_script = request.headers.get("X-Requested-With") == "fetch"
    response = HttpResponse(status=HTTPStatus.NO_CONTENT) if by_script else redirect("live_room", code=room.code)
    seat = seat_of(request, room)
    if "leave" in request.POST:
        if seat is None or not await sync_to_async(is_closed)(room, [seat.key]):  # else the next seat would be open
            take_back(response, room)
        return response
    mode = as_mode(request.POST.get("mode", "")) or (seat.mode if seat else None)
    if mode is None:
        return HttpResponse(_wrong_mode(), status=HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8")
    name = tidy_name(request.POST.get("name", seat.name if seat else ""))
    guessed = "guess" in request.POST or (seat is not None and seat.guessed and "mode" not in request.POST)
    seat = replace(seat or new_seat(room, mode), mode=mode, name=name, guessed=guessed)
    hand_over(response, request, seat)
    return response


@csrf_exempt
@require_POST
@in_room(missing=sentence)
async def seat(request: HttpRequest, room: RoomInfo) -> HttpResponse:
    """A seat for a client that is no browser: form or JSON in, a signed token out, no cookie set."""
    asked = _asked(request)
    mode = as_mode(asked.get("mode", ""))
    if mode is None:
        return JsonResponse({"code": "mode", "why": _wrong_mode()}, status=HTTPStatus.BAD_REQUEST)
    taken = new_seat(room, mode, asked.get("name", ""))
    return JsonResponse({"seat": seats.token(taken)}, status=HTTPStatus.CREATED)


def _asked(request: HttpRequest) -> dict[str, str]:
    """The text fields of a form or of a JSON object; anything else is as if nothing was sent."""
    if request.content_type != "application/json":
        return request.POST.dict()
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return {key: value for key, value in body.items() if isinstance(value, str)} if isinstance(body, dict) else {}


def _wrong_mode() -> str:
    return _("Say where you are: “room” in the room, “remote” far away.")
