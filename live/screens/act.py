"""An act by plain HTTP, for scripts where no socket gets through: the wire's own frame in, its answer out."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from live import doors
from live.queries import RoomInfo
from live.refusals import sentence as said
from live.screens.caller import caller, turned_away
from live.screens.guessing import address_of
from live.screens.origin import same_origin_post
from live.screens.rooms import in_room, sentence
from live.screens.seating import language
from live.wire import codec
from live.wire.to_person import Error, Frame
from live.wire.to_room import Act


@same_origin_post
@require_POST
@in_room(missing=sentence)
async def act(request: HttpRequest, room: RoomInfo) -> HttpResponse:
    """One frame `act`, answered as on a socket; the same id gets the same answer by either way.

    Who has no seat is told to take one (409): a seat made here would be lost with the answer, and the retry be counted
    as another's.
    """
    side = request.GET.get("as", "person")
    seat = await caller(request, room, side)
    if seat is None:
        return await turned_away(request, side, room.code)
    if side == "person" and not seat.key:
        return _error("bad_seat", HTTPStatus.CONFLICT)
    try:
        frame = codec.read(request.body.decode("utf-8", "surrogateescape"))
    except codec.BadFrame as bad:
        return _error(bad.code, HTTPStatus.BAD_REQUEST)
    if not isinstance(frame, Act):
        return _error("unknown_tag", HTTPStatus.BAD_REQUEST)
    return _answer(await doors.act(room, seat, frame, address=address_of(request)), HTTPStatus.OK)


def _error(code: str, status: HTTPStatus) -> HttpResponse:
    return _answer(Error(code, said(code, {}, language=language())), status)


def _answer(frame: Frame, status: HTTPStatus) -> HttpResponse:
    response = HttpResponse(codec.write(frame), status=status, content_type="application/json")
    response["Cache-Control"] = "no-store"
    return response
