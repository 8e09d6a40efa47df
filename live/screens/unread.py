"""What is said where a room cannot be read now."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from live.reading import Unread

type Page = Callable[..., HttpResponse]


def told_when_unread(page: Page) -> Page:
    """A page that reads a whole room; where that fails, a sentence and 503."""

    @wraps(page)
    def read(request: HttpRequest, *args: object, **names: object) -> HttpResponse:
        try:
            return page(request, *args, **names)
        except Unread:
            response = render(request, "live/unread.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
            response["Retry-After"] = "5"
            return response

    return read
