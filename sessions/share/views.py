"""What other places fetch: the card of a page, the programme to embed, and its description (oEmbed)."""

import hashlib
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, get_language_from_path, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe
from wagtail.models import Page

from events.models import EventPage
from sessions.share.cards import Card, draw
from sessions.share.facts import card_of
from sessions.share.feeds import published

DAY = 24 * 60 * 60  # seconds: a page published again has another address for its card
HEIGHT, WIDTH = 640, 720  # pixels of the frame, before a page says otherwise
FRAMED: dict[str, Any] = {**settings.SECURE_CSP, "frame-ancestors": ["*"]}


@require_safe
@cache_control(public=True, max_age=DAY)
def share_card(request: HttpRequest, key: UUID) -> HttpResponse:
    """The card of a published page in the reader's language, else in its first."""
    same = Page.objects.live().public().filter(translation_key=key).select_related("locale").order_by("pk")
    pages = {page.locale.language_code: page for page in reversed(same)}
    page = pages.get(get_language() or "") or same.first()
    if page is None:
        raise Http404
    return HttpResponse(_drawn(card_of(page.specific)), content_type="image/png")


def _drawn(card: Card) -> bytes:
    """Drawn once for what it says."""
    name = f"card-{hashlib.sha256(repr(card).encode()).hexdigest()}"
    picture: bytes | None = cache.get(name)
    if picture is None:
        picture = draw(card)
        cache.set(name, picture, DAY)
    return picture


@require_safe
@xframe_options_exempt
@csp_override(FRAMED)
@cache_control(public=True, max_age=60)
def embed_event(request: HttpRequest, key: UUID) -> HttpResponse:
    """The programme of an event to stand in a frame of any page: no masthead, no cookie, links leave the frame."""
    return render(request, "sessions/share/embed.html", {"page": published(key).localized})


@require_safe
@cache_control(public=True, max_age=DAY)
def oembed(request: HttpRequest) -> HttpResponse:
    """What a site that was given the address of an event needs to show its programme (oembed.com)."""
    if request.GET.get("format", "json") != "json":
        words = _("Only JSON is spoken here. Leave out “format” or say “json”.")
        return HttpResponse(words, status=HTTPStatus.NOT_IMPLEMENTED, content_type="text/plain; charset=utf-8")
    event = event_at(request, request.GET.get("url", ""))
    if event is None:
        raise Http404
    width, height = _size(request, "maxwidth", WIDTH), _size(request, "maxheight", HEIGHT)
    return JsonResponse(
        {
            "version": "1.0",
            "type": "rich",
            "title": event.title,
            "provider_name": settings.WAGTAIL_SITE_NAME,
            "provider_url": request.build_absolute_uri("/"),
            "cache_age": DAY,
            "html": snippet(event, request, event.locale.language_code, width=str(width), height=height),
            "width": width,
            "height": height,
        }
    )


def event_at(request: HttpRequest, url: str) -> EventPage | None:
    """The published event at one of our own addresses."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or parts.netloc != request.get_host():
        return None
    language = get_language_from_path(parts.path) or settings.LANGUAGE_CODE
    path = parts.path.removeprefix(f"/{language}/") if language != settings.LANGUAGE_CODE else parts.path
    with override(language):
        found = Page.route_for_request(request, path)
    page: Any = found.page.specific if found else None
    event = page if isinstance(page, EventPage) and page.live else None
    return event if event and not event.get_view_restrictions().exists() else None


def _size(request: HttpRequest, name: str, usual: int) -> int:
    asked = request.GET.get(name, "")
    return min(usual, max(int(asked[:6]), 1)) if asked.isdecimal() else usual


def snippet(event: EventPage, request: HttpRequest, language: str, *, width: str = "100%", height: int = HEIGHT) -> str:
    """The frame to paste into another page, in the language it was asked for in."""
    with override(language):
        address = reverse("embed_event", args=[event.translation_key])
    frame = {"title": event.title, "src": request.build_absolute_uri(address), "width": width, "height": height}
    return render_to_string("sessions/share/frame.html", frame).strip()
