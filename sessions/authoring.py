"""Wagtail's pages of our own for organisers: repeat a session, duplicate a session, a series, an event."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from events.models import EventPage
from sessions import words
from sessions.authoring_forms import (
    DuplicateEventForm,
    DuplicateForm,
    DuplicateSeriesForm,
    DuplicateSessionForm,
    SeriesForm,
)
from sessions.duplicates import duplicate_event, duplicate_series, duplicate_session, may_duplicate, series_of
from sessions.models import SessionPage
from sessions.series import Refused, make_series, may_make, why_not


def series(request: HttpRequest, page: int) -> HttpResponse:
    """Asks for the recipe, shows the days, and makes the meetings once they were seen."""
    session = get_object_or_404(SessionPage, pk=page)
    if not may_make(request.user, session):  # type: ignore[arg-type]  # nobody is anonymous in Wagtail
        raise PermissionDenied
    newest = session.get_latest_revision_as_object()
    may_publish = session.get_parent().permissions_for_user(request.user).can_publish_subpage()
    form = SeriesForm(request.POST or None, session=newest, may_publish=may_publish)
    if form.is_valid() and request.POST.get("seen") == form.seen:
        try:
            return _made_series(request, session, form)
        except Refused as refused:
            form.add_error(refused.field or None, refused.sentence)
    why = "" if form.is_bound else why_not(newest)
    context = {"session": newest, "form": form, "clock": words.clock_of(newest.zone), "refused": why}
    return render(request, "sessions/admin/series.html", context | _head(session, _("Make a series"), "calendar"))


def _head(page: Page, title: str, icon: str) -> dict[str, Any]:
    """The head of a page of ours in Wagtail: what it does, and the way back to the page it is about."""
    back = {"url": reverse("wagtailadmin_pages:edit", args=[page.pk]), "label": page.get_admin_display_title()}
    crumbs = [back, {"url": "", "label": title}]
    return {"page": page, "header_title": title, "page_title": title, "header_icon": icon, "breadcrumbs_items": crumbs}


def _made_series(request: HttpRequest, session: SessionPage, form: SeriesForm) -> HttpResponse:
    publish = form.cleaned_data.get("publish", False)
    made = make_series(session=session, plan=form.plan, by=request.user, publish=publish)  # type: ignore[arg-type]
    number = made.meetings.count()
    said = ngettext("A series of %(number)s meeting was made.", "A series of %(number)s meetings was made.", number)
    messages.success(request, said % {"number": number})
    return redirect("wagtailadmin_explore", session.get_parent().pk)


def duplicate_one(request: HttpRequest, page: int) -> HttpResponse:
    """A copy of one session."""
    session = get_object_or_404(SessionPage, pk=page)
    return _duplicate(request, session, DuplicateSessionForm, duplicate_session, "session")


def duplicate_all(request: HttpRequest, page: int) -> HttpResponse:
    """A copy of the series a session belongs to."""
    session = get_object_or_404(SessionPage, pk=page)

    def act(**said: Any) -> Page:
        return duplicate_series(**said)[0]

    return _duplicate(request, session, DuplicateSeriesForm, act, "session")


def duplicate_whole(request: HttpRequest, page: int) -> HttpResponse:
    """A copy of an event with its lines and sessions."""
    event = get_object_or_404(EventPage, pk=page)
    return _duplicate(request, event, DuplicateEventForm, duplicate_event, "event")


def _duplicate(
    request: HttpRequest, page: Any, asks: type[DuplicateForm], act: Callable[..., Page], noun: str
) -> HttpResponse:
    if not may_duplicate(request.user, page):  # type: ignore[arg-type]
        raise PermissionDenied
    form = asks(request.POST or None, page=page.get_latest_revision_as_object())
    if form.is_valid():
        try:
            made = act(**{noun: page}, by=request.user, **form.cleaned_data)
            return _made_copy(request, made)
        except Refused as refused:
            form.add_error(refused.field or None, refused.sentence)
    context = {"form": form, "series": noun == "session" and series_of(page)}
    return render(request, "sessions/admin/duplicate.html", context | _head(page, str(asks.heading), "copy"))


def _made_copy(request: HttpRequest, made: Page) -> HttpResponse:
    edit = messages.button(reverse("wagtailadmin_pages:edit", args=[made.pk]), _("Edit"))
    said = _("The copy “%(title)s” was made as a draft.") % {"title": made.title}
    messages.success(request, said, buttons=[edit])
    return redirect("wagtailadmin_explore", made.get_parent().pk)
