"""In Wagtail: sessions can be repeated and duplicated, events duplicated, and histories say so by name."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from events.models import EventPage
from sessions import authoring, history
from sessions.duplicates import may_duplicate, series_of
from sessions.models import SessionPage
from sessions.series import may_make


@hooks.register("register_log_actions")
def named_actions(actions: LogActionRegistry) -> None:
    history.register(actions)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("sessions/<int:page>/series/", authoring.series, name="session_series"),
        path("sessions/<int:page>/duplicate/", authoring.duplicate_one, name="session_duplicate"),
        path("sessions/<int:page>/duplicate-series/", authoring.duplicate_all, name="series_duplicate"),
        path("events/<int:page>/duplicate/", authoring.duplicate_whole, name="event_duplicate"),
    ]


@hooks.register("register_page_header_buttons")
def header_buttons(page: Page, user: AbstractBaseUser, view_name: str = "", **said: Any) -> Iterator[Button]:
    """Beside Move and Copy, to those who may."""
    if page.specific_class is EventPage and may_duplicate(user, page):
        yield Button(_("Duplicate event…"), reverse("event_duplicate", args=[page.pk]), icon_name="copy", priority=31)
    if page.specific_class is SessionPage:
        yield from _of_session(page.specific, user)


def _of_session(session: SessionPage, user: AbstractBaseUser) -> Iterator[Button]:
    series = series_of(session)
    if may_make(user, session) and not series and not session.translated:
        yield Button(
            _("Make a series…"), reverse("session_series", args=[session.pk]), icon_name="calendar", priority=32
        )
    if may_duplicate(user, session):
        address = reverse("session_duplicate", args=[session.pk])
        yield Button(_("Duplicate session…"), address, icon_name="copy", priority=33)
    if series and may_duplicate(user, session):
        address = reverse("series_duplicate", args=[session.pk])
        yield Button(_("Duplicate series…"), address, icon_name="copy", priority=34)
