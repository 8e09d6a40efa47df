"""Who asks for data: the person of the cookie, the desk of the account, or the screen of the key."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from live.queries import RoomInfo
from live.screens.desk import host_of
from live.screens.projector import screen_seat
from live.screens.seating import onlooker, seat_of
from live.seats import Seat


async def caller(request: HttpRequest, room: RoomInfo, side: str) -> Seat:
    """The seat from which `side` is asked for; refuses a desk without the right and a screen without the key."""
    if side == "desk":
        return await host_of(request, room) or _refuse()
    if side == "screen":
        return screen_seat(room, request.GET.get("key", "")) or _hide()
    return seat_of(request, room) or onlooker(room)


def _refuse() -> Seat:
    raise PermissionDenied


def _hide() -> Seat:
    raise Http404
