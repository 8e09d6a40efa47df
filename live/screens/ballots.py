"""The published ballots of a secret vote: a list to read, to search for one's receipt, to download and count again."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from live import reading
from live.ballots import published, receipts
from live.ballots.published import Published
from live.ballots.words import in_words
from live.queries import RoomInfo
from live.screens.meeting import meeting_of
from live.screens.origin import same_origin_post
from live.screens.rooms import in_room
from live.screens.seating import language

PAGE = 500  # ballots on one page: a few screens of a phone, and nobody reads on from there


@dataclass(frozen=True)
class Line:
    """One ballot as it is read; `mode` is "" where it is not told."""

    receipt: str
    mode: str
    words: str


@same_origin_post
@require_http_methods(["GET", "HEAD", "POST"])
@in_room()
async def page(request: HttpRequest, room: RoomInfo, activity: str) -> HttpResponse:
    """The list of a round: the newest, or `?round=`. A POST looks for a ballot in it: servers write addresses into
    their logs, beside whoever asked for them, so no receipt may stand in one."""
    return await sync_to_async(_told)(request, room, activity, _page)


@require_safe
@in_room()
async def text(request: HttpRequest, room: RoomInfo, activity: str) -> HttpResponse:
    """The list as the text of which the SHA-256 is told."""
    return await sync_to_async(_told)(request, room, activity, _text)


@require_safe
@in_room()
async def data(request: HttpRequest, room: RoomInfo, activity: str) -> HttpResponse:
    """The list as `recount_ballots.py` reads it."""
    return await sync_to_async(_told)(request, room, activity, _json)


type Answer = Callable[[HttpRequest, RoomInfo, Published], HttpResponse]


def _told(request: HttpRequest, room: RoomInfo, activity: str, answer: Answer) -> HttpResponse:
    try:
        found = published.of_round(room, activity, _number(request, "round"))
    except reading.Unread:
        why = _("The ballots cannot be read right now. Try again in a moment.")
        return HttpResponse(why, status=HTTPStatus.SERVICE_UNAVAILABLE, content_type="text/plain; charset=utf-8")
    return answer(request, room, found) if found else _none(request, room)


def _none(request: HttpRequest, room: RoomInfo) -> HttpResponse:
    context = {"room": room, "meeting": meeting_of(room)}
    return render(request, "live/ballots_none.html", context, status=HTTPStatus.NOT_FOUND)


def _number(request: HttpRequest, name: str) -> int:
    given = request.POST.get(name, request.GET.get(name, ""))
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 0


def _page(request: HttpRequest, room: RoomInfo, found: Published) -> HttpResponse:
    pages = max(1, -(-len(found.ballots) // PAGE))
    number = min(max(_number(request, "page"), 1), pages)
    typed = request.POST.get("receipt", "").strip()
    context = {
        "room": room,
        "meeting": meeting_of(room),
        "vote": found,
        "votes": [(found.labels.get(option, {}), option, votes) for option, votes in _counted(found)],
        "lines": _lines(found, found.ballots[(number - 1) * PAGE : number * PAGE]),
        "number": number,
        "pages": pages,
        "typed": typed,
        "mine": _lines(found, found.found(receipts.tidy(typed))),
    }
    return render(request, "live/ballots.html", context)


def _counted(found: Published) -> list[tuple[str, int]]:
    """The options the result tells, in the ballot's order; of other votes nothing is counted here."""
    return [(option, found.counted[option]) for option in found.results]


def _lines(found: Published, ballots: "tuple[published.Ballot, ...] | list[published.Ballot]") -> list[Line]:
    spoken = language()
    return [
        Line(one.receipt, "" if one.mode == "untold" else one.mode, in_words(one.body, found.labels, spoken))
        for one in ballots
    ]


def _text(request: HttpRequest, room: RoomInfo, found: Published) -> HttpResponse:
    return _file(found.text.encode(), "text/plain; charset=utf-8", "ballots.txt")


def _json(request: HttpRequest, room: RoomInfo, found: Published) -> HttpResponse:
    return _file(found.json, "application/json", "ballots.json")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
