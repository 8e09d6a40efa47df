"""Who asks for data: the person of the cookie, the desk of the account, or the screen of the key."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from live.queries import RoomInfo
from live.screens.desk import host_of
from live.screens.projector import screen_seat
from live.screens.seating import onlooker, seat_of
from live.seats import Seat


async def caller(request: HttpRequest, room: RoomInfo, side: str) -> Seat | None:
    """The seat from which `side` is asked for; None for a desk without the right and a screen without the key."""
    if side == "desk":
        return await host_of(request, room)
    if side == "screen":
        return screen_seat(room, request.GET.get("key", ""))
    return seat_of(request, room) or onlooker(room)


def turned_away(side: str) -> HttpResponse:
    """The answer to who may not ask for that side; of a screen not even that it exists is told."""
    return HttpResponse(status=HTTPStatus.FORBIDDEN if side == "desk" else HTTPStatus.NOT_FOUND)
