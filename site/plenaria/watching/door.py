"""Watchers ask each process by its own port, where it has no public name and no https: so they are answered before
either is asked for. A person who is asked for cookies and languages comes behind them."""

from collections.abc import Callable, Coroutine
from inspect import iscoroutinefunction
from typing import Any

from asgiref.sync import async_to_sync
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_and_async_middleware

from plenaria.watching.health import healthz, readyz
from plenaria.watching.metrics import metrics

ADDRESSES: dict[str, Callable[[HttpRequest], Coroutine[Any, Any, HttpResponse]]] = {
    "/healthz": healthz,
    "/readyz": readyz,
    "/metrics": metrics,
}


@sync_and_async_middleware
def watchers(answers: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Answer what is asked at one of these addresses, and let everything else in."""
    if iscoroutinefunction(answers):

        async def later(request: HttpRequest) -> Any:
            return await ADDRESSES.get(request.path, answers)(request)

        return later

    def now(request: HttpRequest) -> Any:
        view = ADDRESSES.get(request.path)
        return async_to_sync(view)(request) if view else answers(request)

    return now
