"""Headers of every answer that keep a browser from doing more than a page needs. Sources of code: plenaria.policy."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

UNUSED = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
)
"""What no page of ours asks a device for. Full screen, the clipboard and a lit screen are used."""

PERMISSIONS = ", ".join(f"{name}=()" for name in UNUSED)
FOR_OTHERS = frozenset({"share_card", "embed_event", "oembed", "feed_atom", "feed_json", "event_atom", "event_json"})
"""Addresses made for pages of other sites; static files too, for a programme may stand there in a sandboxed frame."""

NO_PAGES = frozenset({"text/css", "text/javascript"})
"""What asks a device for nothing by itself: the page it is loaded by does. A phone loads thirty of them."""


class SafeHeaders(MiddlewareMixin):
    """Stands before whatever answers by itself, so that files carry them too."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        match = request.resolver_match
        theirs = match.view_name in FOR_OTHERS if match else request.path.startswith(settings.STATIC_URL)
        if response.headers.get("Content-Type", "").partition(";")[0] not in NO_PAGES:
            response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if theirs else "same-origin")
        return response
