"""Forms on cached pages: accepted by where the browser says they come from, for such pages hold no CSRF token."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, cast

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware, RejectRequest
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from live.origins import is_ours

type View = Callable[..., Awaitable[HttpResponse]]

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def same_origin_post(view: View) -> View:
    """Let a POST in from our own pages alone. A browser that does not say where it comes from is asked once more,
    by a page that carries every typed field and a token."""

    @wraps(view)
    async def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refusal = None if request.method in SAFE else await sync_to_async(_refusal)(request)
        return refusal or await view(request, *args, **kwargs)

    return cast(View, csrf_exempt(guarded))


def _refusal(request: HttpRequest) -> HttpResponse | None:
    ours = _from_us(request)
    if ours is None:
        return None if _holds_token(request) else _ask_again(request)
    return None if ours else HttpResponseForbidden(_("This form was sent from another site. Open the room's page."))


def _holds_token(request: HttpRequest) -> bool:
    """Whether Django's own token came back, in the form and in the cookie."""
    if getattr(request, "_dont_enforce_csrf_checks", False):  # Django's test client, unless told otherwise
        return True
    try:
        CsrfViewMiddleware(lambda _request: HttpResponse())._check_token(request)  # type: ignore[attr-defined]
    except RejectRequest:
        return False
    return True


def _from_us(request: HttpRequest) -> bool | None:
    """Whether the browser says that one of our pages sent this; None when it says nothing."""
    site, origin = request.headers.get("Sec-Fetch-Site", "none"), request.headers.get("Origin", "null")
    if site != "none":
        return site == "same-origin"
    if origin != "null":
        return is_ours(origin, host=request.get_host(), secure=request.is_secure())
    return None


def _ask_again(request: HttpRequest) -> HttpResponse:
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    carried = [(name, value) for name, value in fields if name != "csrfmiddlewaretoken"]
    return render(request, "live/ask_again.html", {"fields": carried})
