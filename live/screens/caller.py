"""Who asks for data: the person of the cookie, the desk of the account, or the screen of the key."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse

from live.queries import RoomInfo
from live.refusals import sentence as said
from live.screens.desk import host_of
from live.screens.projector import screen_seat
from live.screens.rooms import sentence
from live.screens.seating import as_signed_in, language, onlooker, seat_of
from live.seats import Seat


async def caller(request: HttpRequest, room: RoomInfo, side: str) -> Seat | None:
    """The seat from which `side` is asked for; None for a desk without the right and a screen without the key."""
    if side == "desk":
        return await host_of(request, room)
    if side == "screen":
        return screen_seat(room, request.GET.get("key", ""))
    return await as_signed_in(request, seat_of(request, room) or onlooker(room))


async def turned_away(request: HttpRequest, side: str, code: str) -> HttpResponse:
    """The answer to who may not ask for that side; of a screen not even that it exists is told."""
    if side != "desk":
        return sentence(request, code)
    user = await request.auser()
    status = HTTPStatus.FORBIDDEN if user.is_authenticated else HTTPStatus.UNAUTHORIZED
    why = said("not_allowed", {}, language=language())
    return JsonResponse({"code": "not_allowed", "why": why}, status=status)
