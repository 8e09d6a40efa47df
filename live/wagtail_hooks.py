"""In Wagtail: conclusions of a session, today's sessions, reports of the rooms, and histories that say so by name."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.permissions import policy_registry

from live import named_actions
from live.conclude import results, unshown
from live.queries import room_of
from live.reports_questions import UnansweredReport
from live.reports_registrations import SEE_PEOPLE, PeopleReport, RegistrationsReport
from live.screens.conclude import open_draft
from live.screens.unread import told_when_unread
from live.today import TodayPanel
from sessions.models import SessionPage

REPORTS = {
    "registrations_report": RegistrationsReport,
    "people_report": PeopleReport,
    "unanswered_report": UnansweredReport,
}


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
def addresses() -> list[URLPattern]:
    """The page of the button, and each report with its list alone, which filters fetch."""
    found = [path("sessions/<int:page>/conclude/", conclude_session, name="conclude_session")]
    for name, report in REPORTS.items():
        address = f"reports/{name.removesuffix('_report')}/"
        found.append(path(address, report.as_view(), name=name))
        found.append(path(f"{address}results/", report.as_view(results_only=True), name=f"{name}_results"))
    return found


@hooks.register("register_log_actions")
def named(actions: LogActionRegistry) -> None:
    named_actions.register(actions)


@hooks.register("construct_homepage_panels")
def today_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(TodayPanel())


class ReportItem(MenuItem):
    """A report in the menu of those who may edit pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return policy_registry.get_by_type(Page).user_has_any_permission(request.user, ["change"])


class PeopleItem(ReportItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return super().is_shown(request) and request.user.has_perm(SEE_PEOPLE)


@hooks.register("register_reports_menu_item")
def registrations_item() -> MenuItem:
    return ReportItem(
        RegistrationsReport.page_title,
        reverse("registrations_report"),
        name="registrations",
        icon_name="group",
        order=100,
    )


@hooks.register("register_reports_menu_item")
def people_item() -> MenuItem:
    return PeopleItem(PeopleReport.page_title, reverse("people_report"), name="people", icon_name="user", order=110)


@hooks.register("register_reports_menu_item")
def unanswered_item() -> MenuItem:
    return ReportItem(
        UnansweredReport.page_title, reverse("unanswered_report"), name="unanswered", icon_name="help", order=120
    )


@told_when_unread
def conclude_session(request: HttpRequest, page: int) -> HttpResponse:
    """Says what the log holds and asks once; then the draft, open in the editor."""
    session = get_object_or_404(SessionPage, pk=page)
    if not session.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    room = room_of(session.translation_key)
    if room and request.method == "POST":
        return open_draft(request, room)
    found = results(room) if room else []
    items = sum(len(section.items) for one in found for section in one.sections)
    words = {"session": session, "results": found, "items": items, "unshown": unshown(room) if room else []}
    return render(request, "live_conclude/confirm.html", words)
