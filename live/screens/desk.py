"""The moderator's desk: run of show, queue, what is on screen. Every act is a plain form as well."""

from http import HTTPStatus

from asgiref.sync import sync_to_async
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from live import doors, rules, seats
from live.queries import RoomInfo
from live.screens.guessing import address_of
from live.screens.meeting import meeting_of
from live.screens.origin import same_origin_post
from live.screens.parts import Receipt, parts
from live.screens.person import STATUS
from live.screens.rooms import in_room
from live.screens.said import act_of, receipt_of
from live.screens.seating import language
from live.seats import Seat
from live.wire.to_person import People, Snapshot
from live.wire.to_room import HOST_VERBS, ROOM

SHORTCUTS = {
    "j": _("Next"),
    "k": _("Previous"),
    "z": _("Undo"),
    "i": _("Start the session"),
    "o": pgettext_lazy("button", "Open"),
    "c": _("Close"),
    "v": _("Show or hide results"),
    "n": _("New round"),
    "s": _("Put on screen or take off"),
}
"""Keys of what every room has, as its buttons are given them; those of formats are found on the page."""


async def host_of(request: HttpRequest, room: RoomInfo) -> Seat | None:
    """The seat of a moderator, or None for everybody else."""
    return await sync_to_async(_host_of)(request, room)


def _host_of(request: HttpRequest, room: RoomInfo) -> Seat | None:
    if not rules.may_moderate(request.user, room):
        return None
    return seats.of_host(room=room.code, user=request.user, language=language())


@same_origin_post
@require_http_methods(["GET", "HEAD", "POST"])
@in_room()
async def desk(request: HttpRequest, room: RoomInfo) -> HttpResponse:
    """The desk of a room, for those who may moderate it."""
    seat = await host_of(request, room)
    if seat is None:
        return await sync_to_async(not_for_you)(request)
    receipt = await _act(request, room, seat) if request.method == "POST" else None
    shown = await doors.snapshot(room, seat)
    return await sync_to_async(_page)(request, room, shown, await doors.people(room), receipt)


async def _act(request: HttpRequest, room: RoomInfo, seat: Seat) -> Receipt:
    before = await doors.snapshot(room, seat)
    activity = before.view["activities"].get(request.POST.get("activity", ""), {})
    act = act_of(request, activity.get("format", ""))
    return receipt_of(act, await doors.act(room, seat, act, address=address_of(request)))


def not_for_you(request: HttpRequest) -> HttpResponse:
    """For whoever may not moderate: to sign in, or the sentence that says so."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return render(request, "live/not_for_you.html", status=HTTPStatus.FORBIDDEN)


def _page(
    request: HttpRequest, room: RoomInfo, snapshot: Snapshot, people: People, receipt: Receipt | None
) -> HttpResponse:
    context = desk_context(request, room, snapshot, receipt)
    context |= {"people": people, "meeting": meeting_of(room), "shortcuts": SHORTCUTS.items()}
    return render(request, "live/desk.html", context, status=STATUS[receipt.state] if receipt else HTTPStatus.OK)


def desk_context(
    request: HttpRequest, room: RoomInfo, snapshot: Snapshot, receipt: Receipt | None = None
) -> dict[str, object]:
    """What the desk's columns are drawn from."""
    shown = parts(snapshot, side="desk", act_url=reverse("live_desk", args=[room.code]), receipt=receipt)
    begun = [part for part in shown if part.phase != "draft"]
    screen = reverse("live_screen", args=[room.code, room.screen_key])
    return {
        "room": room,
        "view": snapshot.view["room"],
        "parts": shown,
        "stage": next((part for part in shown if part.staged), None),
        "queues": [part for part in begun if not part.tallied],
        "tallies": sorted((part for part in begun if part.tallied), key=lambda part: not part.staged),
        "act_url": reverse("live_desk", args=[room.code]),
        "screen_url": request.build_absolute_uri(screen),
        "receipt": receipt,
        "lost": receipt if receipt and (receipt.activity == ROOM or receipt.verb in HOST_VERBS) else None,
    }
