"""Requests that only read ask the database once for what several parts of a page show."""

from collections.abc import Awaitable, Callable
from inspect import iscoroutinefunction
from typing import Any, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import sync_and_async_middleware

from events.reading import reading
from plenaria.policy import ADMIN_PATH

type Answers = Callable[[HttpRequest], HttpResponseBase | Awaitable[HttpResponseBase]]


@sync_and_async_middleware
def read_once_a_request(answers: Answers) -> Callable[[HttpRequest], Any]:
    """Not in the editor: what is previewed there is not what is published."""
    if iscoroutinefunction(answers):

        async def later(request: HttpRequest) -> HttpResponseBase:
            if not reads(request):
                return await cast(Awaitable[HttpResponseBase], answers(request))
            with reading():
                return await cast(Awaitable[HttpResponseBase], answers(request))

        return later

    def now(request: HttpRequest) -> HttpResponseBase:
        if not reads(request):
            return cast(HttpResponseBase, answers(request))
        with reading():
            return cast(HttpResponseBase, answers(request))

    return now


def reads(request: HttpRequest) -> bool:
    return request.method in {"GET", "HEAD"} and not request.path.startswith(ADMIN_PATH)
