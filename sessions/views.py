"""The pages of sessions that stand in no tree: the calendar, its files, the door of the video call."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from events.models import EventPage
from events.queries import first_made
from sessions import calendar, door, poster, queries
from sessions.meetings import by_day, meetings
from sessions.models import SessionPage
from sessions.state import state_of

PAGE = 50  # meetings on one page: a forum of two days fits, and a phone still draws it at once


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Sessions under their days: what comes, or with `?past=1` what has passed."""
    past, now = "past" in request.GET, timezone.now()
    pages = queries.read_in(get_language() or "")
    if past:
        pages = pages.exclude(queries.coming(now)).order_by("-starts", "-pk")
    else:
        pages = pages.filter(queries.coming(now)).order_by("starts", "pk")
    part = Paginator(pages, PAGE).get_page(request.GET.get("page"))
    words: dict[str, Any] = {"past": past, "part": part, "days": by_day(meetings(part, request, now))}
    return render(request, "sessions/calendar.html", words)


@require_safe
def session_file(request: HttpRequest, key: UUID) -> HttpResponse:
    """One session as a calendar file."""
    page = published(key)
    return as_file(request, [page], page.localized.title)


@require_safe
def event_file(request: HttpRequest, key: UUID) -> HttpResponse:
    """All published sessions of an event as a calendar file, which calendars may subscribe to."""
    event = get_object_or_404(EventPage.objects.live(), pk__in=first_made(key).values("pk"))
    return as_file(request, queries.in_event(event), event.title)


@never_cache
@require_safe
def connect(request: HttpRequest, key: UUID) -> HttpResponse:
    """Through to the video call while the session is live; before and after, a sentence."""
    source, now = published(key), timezone.now()
    if not source.join_address:
        raise Http404
    state = state_of(source, now)
    if door.stands_open(source, state, now):
        return redirect(source.join_address)
    words = {"page": source.localized, "state": state, "when": poster.when(source)}
    return render(request, "sessions/closed_door.html", words, status=403)


def published(key: UUID) -> SessionPage:
    """The published source page of a session; a page not found otherwise."""
    try:
        page = queries.source(key)
    except SessionPage.DoesNotExist:
        raise Http404 from None
    if not page.live:
        raise Http404
    return page


def as_file(request: HttpRequest, pages: Any, name: str) -> HttpResponse:
    """A calendar file to open or to subscribe to."""
    made = calendar.calendar(pages, name=name, base=f"{request.scheme}://{request.get_host()}")
    return HttpResponse(
        made,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="plenaria.ics"'},
    )
