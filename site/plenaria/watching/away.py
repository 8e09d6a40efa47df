"""What people are told while the database is away: that it is, and when to come back. Never a trace."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

AFTER = 10  # seconds: rooms are back within that time of the database's return


def handler500(request: HttpRequest) -> HttpResponse:
    """For whatever was not caught: 503 where the database is away, else Django's own page for a fault of ours."""
    if not isinstance(sys.exception(), OperationalError | InterfaceError):
        return server_error(request)
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": str(AFTER)})
