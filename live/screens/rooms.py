"""The room behind an address, or what is said where there is none."""

from collections.abc import Awaitable, Callable
from functools import wraps
from http import HTTPStatus

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from live.screens.guessing import TOO_MANY, may_ask, room_asked_for
from live.screens.join import ask_code
from sessions.models import SessionPage

type View = Callable[..., Awaitable[HttpResponse]]
type Missing = Callable[[HttpRequest, str], HttpResponse]


def sentence(request: HttpRequest, code: str) -> HttpResponse:
    """For clients that read data."""
    if not may_ask(request, code):
        return JsonResponse({"code": "too_fast", "why": _(TOO_MANY)}, status=HTTPStatus.TOO_MANY_REQUESTS)
    why = _("There is no room with that code. Check the code and try again.")
    return JsonResponse({"code": "no_room", "why": why}, status=HTTPStatus.NOT_FOUND)


def in_room(missing: Missing = ask_code) -> Callable[[View], View]:
    """Hand a view the room instead of its code; where there is none, the answer is `missing`'s."""

    def decorate(view: View) -> View:
        @wraps(view)
        async def entered(request: HttpRequest, code: str, **names: str) -> HttpResponse:
            room = await sync_to_async(room_asked_for)(request, code)
            try:
                return await view(request, room, **names) if room else await sync_to_async(missing)(request, code)
            except SessionPage.DoesNotExist:  # the page was deleted: its log stays, and there is no way into it
                return await sync_to_async(missing)(request, code)

        return entered

    return decorate
