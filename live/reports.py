"""What every report of ours is: rows of plain values, only of sessions one may edit, exported without formulas."""

import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any

import django_filters
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.encoding import force_str
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page
from wagtail.permissions import policy_registry

from events.models import EventPage
from sessions import queries as sessions
from sessions.models import SessionPage

FORMULA = frozenset("=+-@＝＋－＠﹦﹢﹣﹫−")
"""A cell that begins so is run, not read, by a spreadsheet that opens a CSV file; also as written in East Asia."""

BREAKS = ("\t", "\r", "\n")
"""Begin a cell or a row anew in a spreadsheet that does not heed quotes."""

UNPRINTABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
"""What no XLSX file may hold (XML 1.0, 2.2)."""


def harmless(text: str) -> str:
    """Text as a spreadsheet reads it: a name like “=HYPERLINK(…)” gets an apostrophe before it, also where it hides
    behind characters nobody sees."""
    first = next((letter for letter in text if not letter.isspace() and unicodedata.category(letter) != "Cf"), "")
    return f"'{text}" if first in FORMULA or text.startswith(BREAKS) else text


def editable(user: AbstractBaseUser | AnonymousUser) -> QuerySet[Page]:
    """The pages this account may change."""
    return policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")


def sessions_of(user: AbstractBaseUser | AnonymousUser) -> QuerySet[SessionPage]:
    """Published sessions this account may change, latest first."""
    return sessions.sources().filter(pk__in=editable(user).values("pk")).order_by("-starts", "pk")


def events_of(request: HttpRequest | None) -> QuerySet[EventPage]:
    """The events to choose from."""
    found = EventPage.objects.order_by("-first_day", "title")
    return found.filter(pk__in=editable(request.user).values("pk")) if request else found


class SessionFilters(django_filters.FilterSet):
    """Which sessions: of one event, from one day to another."""

    event = django_filters.ModelChoiceFilter(label=_("Event"), queryset=events_of, method="below")
    first = django_filters.DateFilter(label=_("From"), field_name="day", lookup_expr="gte", widget=AdminDateInput)
    last = django_filters.DateFilter(label=_("Until"), field_name="day", lookup_expr="lte", widget=AdminDateInput)

    class Meta:
        model = SessionPage
        fields: Sequence[str] = []

    def below(self, queryset: QuerySet[SessionPage], name: str, event: EventPage) -> QuerySet[SessionPage]:
        return queryset.filter(path__startswith=event.path)


class HouseReport(ReportView):
    """A report of the house; `export_headings` names every column of `list_export`."""

    any_permission_required = ["change"]

    @property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(Page)

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        value = super().preprocess_field_value(field, value, export_format)
        if isinstance(value, str | Promise):
            text = force_str(value).translate(UNPRINTABLE)
            return harmless(text) if export_format == self.FORMAT_CSV else text
        return value

    def get_heading(self, queryset: Any, field: str) -> str:
        return force_str(self.export_headings[field])


class SessionsReport(HouseReport, ABC):
    """A report with rows made of the sessions that are left after filtering."""

    filterset_class = SessionFilters

    def get_queryset(self) -> Any:
        return sessions_of(self.request.user)

    def get_filtered_queryset(self) -> Any:
        return list(self.rows(self.filter_queryset(self.get_queryset())))

    @abstractmethod
    def rows(self, found: QuerySet[SessionPage]) -> Iterable[Any]:
        """The rows the filtered sessions make."""
