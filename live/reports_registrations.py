"""Reports of registrations: how many by session and mode for who edits, who for those who may see names."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn

from live.registration.models import Mode, Registration, Status
from live.registration.rules import capacity, modes
from live.reports import HouseReport, SessionsReport, sessions_of
from sessions.meetings import Meeting, meetings
from sessions.models import SessionPage

SEE_PEOPLE = "live.view_registration"


@dataclass(frozen=True)
class Seats:
    """The registrations of one mode of one session; `capacity` None is no limit."""

    key: UUID
    session: str
    event: str
    day: date
    hour: time
    clock: str
    mode: str
    confirmed: int
    cancelled: int
    capacity: int | None


class RegistrationsReport(SessionsReport):
    """By session and mode. It holds no person."""

    page_title = _("Registrations")
    header_icon = "group"
    verbose_name, verbose_name_plural = _("row"), _("rows")
    index_url_name = "registrations_report"
    index_results_url_name = "registrations_report_results"
    export_filename = "registrations"
    list_export = ["event", "session", "day", "hour", "clock", "mode", "confirmed", "capacity", "cancelled"]
    export_headings = {
        "event": _("Event"),
        "session": _("Session"),
        "day": _("Day"),
        "hour": _("Begins"),
        "clock": _("Clock"),
        "mode": _("How people take part"),
        "confirmed": _("Seats taken"),
        "capacity": _("Seats"),
        "cancelled": _("Given back"),
    }

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("session", label=_("Session"), get_url=self.people_of),
            Column("event", label=_("Event")),
            Column("day", label=_("Day")),
            Column("mode", label=_("How people take part")),
            NumberColumn("confirmed", label=_("Seats taken")),
            NumberColumn("capacity", label=_("Seats")),
            NumberColumn("cancelled", label=_("Given back")),
        ]

    def people_of(self, row: Seats) -> str | None:
        """The names behind a number, for those who may see them."""
        if not self.request.user.has_perm(SEE_PEOPLE):
            return None
        return f"{reverse('people_report')}?session={row.key}"

    def rows(self, found: QuerySet[SessionPage]) -> Iterator[Seats]:
        pages = list(found)
        counted = Registration.objects.filter(session__in=[page.translation_key for page in pages])
        grouped = counted.values_list("session", "mode", "status").annotate(Count("pk")).order_by()
        numbers = Counter({(key, mode, status): number for key, mode, status, number in grouped})
        for page, meeting in zip(pages, meetings(pages, None), strict=True):
            for mode in modes(page):
                yield _seats(page, meeting, mode, numbers)


def _seats(page: SessionPage, meeting: Meeting, mode: Mode, numbers: Counter[tuple[UUID, str, str]]) -> Seats:
    return Seats(
        key=meeting.key,
        session=meeting.title,
        event=meeting.event,
        day=meeting.day,
        hour=meeting.starts.time(),
        clock=meeting.clock,
        mode=str(mode.label),
        confirmed=numbers[meeting.key, mode.value, Status.CONFIRMED.value],
        cancelled=numbers[meeting.key, mode.value, Status.CANCELLED.value],
        capacity=capacity(page, mode),
    )


def _registered(request: HttpRequest | None) -> QuerySet[SessionPage]:
    """Sessions somebody registered for, among those this account may change."""
    mine = sessions_of(request.user) if request else SessionPage.objects.none()
    return mine.filter(translation_key__in=Registration.objects.values("session"))


class PeopleFilters(WagtailFilterSet):
    """Of which session, in which mode, with a seat or without."""

    session = django_filters.ModelChoiceFilter(
        label=_("Session"), queryset=_registered, to_field_name="translation_key", method="of_session"
    )
    mode = django_filters.ChoiceFilter(label=_("How people take part"), choices=Mode.choices)
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Status.choices)

    class Meta:
        model = Registration
        fields = ["session", "mode", "status"]

    def of_session(self, queryset: QuerySet[Registration], name: str, page: SessionPage) -> QuerySet[Registration]:
        return queryset.filter(session=page.translation_key)


class PeopleReport(HouseReport):
    """Registered people by name and address, for those who hold the right to see them."""

    page_title = _("Registered people")
    header_icon = "user"
    verbose_name, verbose_name_plural = _("registration"), _("registrations")
    index_url_name = "people_report"
    index_results_url_name = "people_report_results"
    export_filename = "registered-people"
    filterset_class = PeopleFilters
    is_searchable = True
    search_fields = ["name", "email"]
    default_ordering = "-created_at"
    list_export = ["title", "name", "email", "get_mode_display", "get_status_display", "created_at"]
    export_headings = {
        "title": _("Session"),
        "name": _("Name"),
        "email": _("E-mail"),
        "get_mode_display": _("How people take part"),
        "get_status_display": _("Status"),
        "created_at": _("Registered at"),
    }
    columns = [
        Column("name", label=_("Name"), sort_key="name"),
        Column("email", label=_("E-mail"), sort_key="email"),
        Column("title", label=_("Session"), sort_key="title"),
        Column("get_mode_display", label=_("How people take part")),
        Column("get_status_display", label=_("Status")),
        Column("created_at", label=_("Registered at"), sort_key="created_at"),
    ]

    def user_has_any_permission(self, permissions: list[str]) -> bool:
        return super().user_has_any_permission(permissions) and self.request.user.has_perm(SEE_PEOPLE)

    def get_base_queryset(self) -> Any:
        mine = sessions_of(self.request.user).order_by()
        title = SessionPage.objects.filter(translation_key=OuterRef("session")).order_by("pk").values("title")[:1]
        found = Registration.objects.filter(session__in=mine.values("translation_key"))
        return found.annotate(title=Subquery(title))
