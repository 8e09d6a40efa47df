"""Addresses of one session or one event: calendar files, and the door of the video call."""

from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from events.models import EventPage
from events.privacy import for_everybody, may_see
from events.queries import first_made
from sessions import calendar, calendar_entries, door, poster, queries
from sessions.models import SessionPage
from sessions.state import state_of


@require_safe
def session_file(request: HttpRequest, key: UUID) -> HttpResponse:
    """One session as a calendar file."""
    page = published(request, key)
    found = calendar_entries.entries(get_language() or "", Q(session=key), private=True)
    return calendar.as_file(request, found, name=page.localized.title)


@require_safe
def event_file(request: HttpRequest, key: UUID) -> HttpResponse:
    """All published sessions of an event as a calendar file, which calendars may subscribe to."""
    event = get_object_or_404(EventPage.objects.live().filter(for_everybody()), pk__in=first_made(key).values("pk"))
    inside = SessionPage.objects.live().descendant_of(event).values("translation_key")
    found = calendar_entries.entries(get_language() or "", Q(session__in=inside))
    return calendar.as_file(request, found, name=event.title)


@never_cache
@require_safe
def connect(request: HttpRequest, key: UUID) -> HttpResponse:
    """Through to the video call while the session is live; before and after, a sentence."""
    source, now = published(request, key), timezone.now()
    if not source.join_address:
        raise Http404
    state = state_of(source, now)
    if door.stands_open(source, state, now):
        return redirect(source.join_address)
    words = {"page": source.localized, "state": state, "when": poster.when(source)}
    return render(request, "sessions/closed_door.html", words, status=403)


def published(request: HttpRequest, key: UUID) -> SessionPage:
    """The published source page of a session that this reader may see; a page not found otherwise."""
    try:
        page = queries.source(key)
    except SessionPage.DoesNotExist:
        raise Http404 from None
    if not page.live or not may_see(request, page):
        raise Http404
    return page
