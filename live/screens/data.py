"""What clients ask for as data: the snapshot without a socket, more items of a long list, places left."""

import hashlib
from http import HTTPStatus

import msgspec
from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from live import doors
from live.registration import queries as registration
from live.screens.caller import caller
from live.screens.rooms import room_or_404


@require_safe
async def snapshot(request: HttpRequest, code: str) -> HttpResponse:
    """The snapshot of the caller; unchanged, it is 304 and no body."""
    room = await room_or_404(code)
    seat = await caller(request, room, request.GET.get("as", "person"))
    shown = await doors.snapshot(room, seat)
    whose = (shown.epoch, shown.rev, shown.audience, msgspec.json.encode(shown.mine).decode())
    return _fresh(request, msgspec.json.encode(shown), "-".join(map(str, whose)), private=True)


@require_safe
async def items(request: HttpRequest, code: str) -> HttpResponse:
    """The next items of a collection, as the caller's class may see them."""
    room = await room_or_404(code)
    seat = await caller(request, room, request.GET.get("as", "person"))
    asked = {name: request.GET.get(name, "") for name in ("activity", "collection", "after")}
    found = await doors.items(room, seat, **asked)
    if not found and not asked["after"]:
        why = _("There is no such list in this room.")
        return JsonResponse({"code": "unknown", "why": why}, status=HTTPStatus.NOT_FOUND)
    return _fresh(request, msgspec.json.encode(found), "", private=True)


@require_safe
async def places(request: HttpRequest, code: str) -> HttpResponse:
    """Places taken and there are, by mode; the same for everyone."""
    room = await room_or_404(code)
    found = await sync_to_async(registration.places)(room.session)
    return _fresh(request, msgspec.json.encode(found), "", private=False)


def _fresh(request: HttpRequest, body: bytes, state: str, *, private: bool) -> HttpResponse:
    """JSON with an ETag of its state (its bytes where none is given), or 304 where the caller has it."""
    tag = f'"{hashlib.sha256(state.encode() or body).hexdigest()[:20]}"'
    known = [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]
    response: HttpResponse = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
    if tag not in known:
        response = HttpResponse(body, content_type="application/json")
    response["ETag"], response["Cache-Control"] = tag, "private, no-cache" if private else "no-cache"
    return response
