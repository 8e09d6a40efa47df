"""The public record as a page."""

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from live.queries import RoomInfo
from live.screens import record_query
from live.screens.meeting import meeting_of
from live.screens.rooms import in_room
from live.screens.unread import told_when_unread


@require_safe
@in_room()
async def record(request: HttpRequest, room: RoomInfo) -> HttpResponse:
    """What was said in a room, entry by entry; `?entry=` opens the page that holds it."""
    return await sync_to_async(_page)(request, room)


@told_when_unread
def _page(request: HttpRequest, room: RoomInfo) -> HttpResponse:
    wanted = _number(request.GET.get("page", ""))
    entry = _number(request.GET.get("entry", ""))
    number = (entry - 1) // record_query.PAGE + 1 if entry else wanted
    context = {"room": room, "meeting": meeting_of(room), "record": record_query.record(room, number)}
    return render(request, "live/record.html", context)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
