"""Answers compressed on their way out, where nobody has done it before: a phone's first visit is mostly text."""

import gzip
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils.cache import patch_vary_headers


class Compression(GZipMiddleware):
    """Django's own, but for pages of who signed in: what is secret on them stands beside words of other people, and
    the length of both, compressed together, would help to guess it (BREACH). Other pages hold no secret but masked
    tokens. Static files are compressed for everybody; `collectstatic` does it once, and then this does nothing."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path.startswith(urlsplit(settings.STATIC_URL).path):
            return _file(request, response)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            return response
        return super().process_response(request, response)


_packed: dict[tuple[str, str], bytes] = {}
"""Files by address and tag, compressed once a process."""


def _file(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A static file in one piece, without the padding of pages: it holds nothing to guess. Django's own would empty the
    compressor every four kilobytes and say no length."""
    if not isinstance(response, StreamingHttpResponse) or response.is_async or response.status_code != 200:
        return response
    if response.has_header("Content-Encoding"):
        return response
    patch_vary_headers(response, ["Accept-Encoding"])
    if not re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")):
        return response
    key = request.path, response.headers.get("ETag", "")
    if key not in _packed:
        _packed[key] = gzip.compress(response.getvalue(), 9, mtime=0)
    response.streaming_content = [_packed[key]]
    response.headers["Content-Length"] = str(len(_packed[key]))
    response.headers["Content-Encoding"] = "gzip"
    return response
