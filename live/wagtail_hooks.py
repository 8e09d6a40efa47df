"""In Wagtail: a session's page offers to draw up its conclusions."""

from collections.abc import Iterator

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from live.conclude import conclude, results
from live.queries import room_of
from sessions.models import SessionPage


@hooks.register("register_page_header_buttons")
def conclude_button(
    page: Page, user: AbstractBaseUser, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Shown on sessions that have a room, to those who may add a page below."""
    session = page.specific_class is SessionPage and room_of(page.translation_key)
    if session and page.permissions_for_user(user).can_add_subpage():
        yield Button(
            _("Draw up conclusions"),
            reverse("conclude_session", args=[page.pk]),
            icon_name="doc-full-inverse",
            priority=12,
        )


@hooks.register("register_admin_urls")
def addresses() -> list:
    """The page of the button."""
    return [path("sessions/<int:page>/conclude/", conclude_session, name="conclude_session")]


def conclude_session(request: HttpRequest, page: int) -> HttpResponse:
    """Says what the log holds and asks once; then the draft, open in the editor."""
    session = get_object_or_404(SessionPage, pk=page)
    if not session.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    room = room_of(session.translation_key)
    if room and request.method == "POST":
        draft = conclude(room=room, by=request.user)  # type: ignore[arg-type]  # nobody is anonymous here
        return redirect("wagtailadmin_pages:edit", draft.pk)
    found = results(room) if room else []
    words = {"session": session, "results": found, "items": sum(len(s.items) for r in found for s in r.sections)}
    return render(request, "live_conclude/confirm.html", words)
