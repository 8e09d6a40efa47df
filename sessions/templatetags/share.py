"""What the head of a page tells networks, search engines and feed readers, and how a programme is embedded."""

import json
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.models import Page

from events.models import EventPage
from sessions.poster import Poster
from sessions.share.facts import event_schema, session_schema
from sessions.share.preview import preview
from sessions.share.views import snippet

register = template.Library()

HARMLESS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.inclusion_tag("sessions/share/head.html", takes_context=True)
def share(context: dict[str, Any]) -> dict[str, Any]:
    """Open Graph, schema.org, feeds. Only published pages are shared; any other address says nothing."""
    page, request = context.get("page"), context.get("request")
    if not (isinstance(page, Page) and page.pk and page.live and request):
        return {}
    return {
        "shared": preview(page, request, get_language() or ""),
        "schema": as_data(_schema(page, request, context.get("facts"))),
        "event": page if isinstance(page, EventPage) else None,
        "request": request,
    }


def _schema(page: Page, request: HttpRequest, facts: Any) -> dict[str, Any]:
    """A session's page has read all of this already."""
    return session_schema(page, facts, request) if isinstance(facts, Poster) else event_schema(page, request)


def as_data(schema: dict[str, Any]) -> SafeString:
    """JSON that no text in it can end: a data block, which no browser runs."""
    return mark_safe(json.dumps(schema, ensure_ascii=False).translate(HARMLESS) if schema else "")  # noqa: S308


@register.inclusion_tag("sessions/share/take_along.html", takes_context=True)
def take_along(context: dict[str, Any], event: EventPage) -> dict[str, Any]:
    """The frame to paste and the feeds to follow, for a published event."""
    language = get_language() or ""
    return {"event": event, "snippet": snippet(event, context["request"], language) if event.live else ""}
