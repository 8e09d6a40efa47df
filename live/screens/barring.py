"""The desk's pages about closed seats: asked before one is closed, which ones are, and let in again. Plain forms."""

from collections.abc import Callable
from http import HTTPStatus

from asgiref.sync import sync_to_async
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from live import barring, doors
from live.barring import NoSeat
from live.queries import RoomInfo
from live.screens.desk import host_of, not_for_you
from live.screens.meeting import meeting_of
from live.screens.origin import same_origin_post
from live.screens.rooms import in_room
from plugins.contract import Text

type Titles = dict[str, Text]
type Page = Callable[[HttpRequest, RoomInfo, Titles, AbstractBaseUser], HttpResponse]


@same_origin_post
@require_http_methods(["GET", "HEAD", "POST"])
@in_room()
async def close_seat(request: HttpRequest, room: RoomInfo) -> HttpResponse:
    """Close the seat from which `?entry=` was written: a GET asks, a POST does it. Twice is once."""
    return await _for_moderators(request, room, _close if request.method == "POST" else _ask)


@require_safe
@in_room()
async def closed_seats(request: HttpRequest, room: RoomInfo) -> HttpResponse:
    """The closed seats of a room, each with what was written from it, when it was closed and by whom."""
    return await _for_moderators(request, room, _list)


@same_origin_post
@require_POST
@in_room()
async def let_in(request: HttpRequest, room: RoomInfo, seat: int) -> HttpResponse:
    """Open a closed seat again; twice is once."""

    def page(request: HttpRequest, room: RoomInfo, _titles: Titles, by: AbstractBaseUser) -> HttpResponse:
        if barring.let_in(room=room, seat=seat, by=by):
            messages.success(request, _("They were let in again. Their page has to be loaded anew."))
        else:
            messages.info(request, _("This seat is open. Somebody has let them in already."))
        return redirect("live_closed_seats", code=room.code)

    return await _for_moderators(request, room, page)


async def _for_moderators(request: HttpRequest, room: RoomInfo, page: Page) -> HttpResponse:
    seat = await host_of(request, room)
    if seat is None:
        return await sync_to_async(not_for_you)(request)
    activities = (await doors.snapshot(room, seat)).view["activities"]
    titles = {key: one["title"] for key, one in activities.items()}
    return await sync_to_async(page)(request, room, titles, await request.auser())  # type: ignore[arg-type]


def _entry(request: HttpRequest) -> int:
    typed = request.GET.get("entry", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0


def _ask(request: HttpRequest, room: RoomInfo, titles: Titles, by: AbstractBaseUser) -> HttpResponse:
    said = barring.said(room, _entry(request))
    if said is None:
        return _no_seat(request, room)
    about = {"room": room, "meeting": meeting_of(room), "said": said, "title": titles.get(said.activity, {})}
    return render(request, "live/close_seat.html", about)


def _close(request: HttpRequest, room: RoomInfo, titles: Titles, by: AbstractBaseUser) -> HttpResponse:
    try:
        closed = barring.close_seat(room=room, entry=_entry(request), by=by)
    except NoSeat:
        return _no_seat(request, room)
    if closed:
        messages.success(request, _("The seat is closed."))
    else:
        messages.info(request, _("This seat was closed already. Nothing was changed."))
    return redirect("live_closed_seats", code=room.code)


def _no_seat(request: HttpRequest, room: RoomInfo) -> HttpResponse:
    """An entry that nobody who takes part wrote, or whose seat is not known here."""
    about = {"room": room, "meeting": meeting_of(room)}
    return render(request, "live/close_seat.html", about, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _list(request: HttpRequest, room: RoomInfo, titles: Titles, by: AbstractBaseUser) -> HttpResponse:
    rows = [(one, titles.get(one.said.activity, {}) if one.said else {}) for one in barring.closed(room)]
    return render(request, "live/closed_seats.html", {"room": room, "meeting": meeting_of(room), "rows": rows})
