"""Public pages kept ready for people without an account: no cookie, no token, never older than what is published."""

import gzip
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import re_accepts_gzip
from django.utils import timezone
from django.utils.cache import has_vary_header, patch_vary_headers
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import get_language_from_request

from live.templatetags import live_door
from plenaria import generation
from sessions import door, queries

LONGEST = 60  # seconds: what the clock alone changes, such as a room nobody closed, is at most so late
PAGES = frozenset({"wagtail_serve"})
LISTS = frozenset({"calendar", "calendar_day", "calendar_week", "calendar_month"})
"""Names of the addresses that are kept: pages of the tree without a question mark, lists with theirs."""

PERSONAL = ("messages", settings.SESSION_COOKIE_NAME)
"""Cookies of who may see something of their own. A seat in a room changes no public page."""


@dataclass(frozen=True)
class Kept:
    """A page as it was sent, and compressed once for all who take it so: it holds no secret to guess by its length."""

    body: bytes
    headers: dict[str, str]
    packed: bytes

    def answer(self, request: HttpRequest) -> HttpResponse:
        if not re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")):
            return HttpResponse(self.body, headers=self.headers)
        packed = {"Content-Encoding": "gzip", "Content-Length": str(len(self.packed))}
        return HttpResponse(self.packed, headers=self.headers | packed)


def keep(response: HttpResponse) -> Kept:
    return Kept(response.content, dict(response.headers), gzip.compress(response.content, compresslevel=6))


class PublicPages(MiddlewareMixin):
    """Answers with a kept page, or keeps the answer. Stands before sessions, so that a kept page touches none."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        if request.method != "GET" or any(name in request.COOKIES for name in PERSONAL):
            return None
        now = generation.current()
        key = _key(request, now)
        kept: Kept | None = cache.get(key)
        if kept is not None:
            return kept.answer(request)
        request.kept_as = (now, key)  # type: ignore[attr-defined]  # where the answer is put
        return None

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        place = getattr(request, "kept_as", None)
        if place is None or not isinstance(response, HttpResponse) or not _may_be_kept(request, response):
            return response
        patch_vary_headers(response, ["Cookie", "Accept-Encoding"])
        seconds = _seconds(place[0], timezone.now())
        if seconds > 0:
            cache.set(place[1], keep(response), seconds)
        return response


def _key(request: HttpRequest, now: str) -> str:
    """Everything an anonymous answer depends on."""
    language = get_language_from_request(request, check_path=True)
    parts = (now, request.scheme or "", request.get_host(), request.get_full_path(), language)
    return f"page-{hashlib.sha256('\n'.join(parts).encode()).hexdigest()}"


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else ""
    return (
        response.status_code == 200
        and (name in LISTS or (name in PAGES and not request.META.get("QUERY_STRING")))
        and not response.cookies
        and not response.has_header("Cache-Control")
        and not has_vary_header(response, "*")
        and b"csrfmiddlewaretoken" not in response.content
    )


def _seconds(now: str, moment: datetime) -> float:
    """How long a page made at `moment` stays true: until the next session begins, ends or opens its door."""
    key = f"change-{now}"
    change = cache.get(key)
    if change is None or change <= moment:
        change = queries.next_change(moment, early=(door.EARLY, live_door.EARLY)) or datetime.max.replace(tzinfo=UTC)
        cache.set(key, change, LONGEST)
    return min(LONGEST, (change - moment).total_seconds())
