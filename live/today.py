"""The panel “Today” of Wagtail's first page: today's sessions by the clock of their places."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from live.models import Room
from live.registration.models import Registration, Status
from live.reports import editable
from live.reports_registrations import SEE_PEOPLE
from live.rules import MODERATE
from sessions import queries
from sessions.meetings import Meeting, meetings
from sessions.models import SessionPage
from sessions.state import State

FURTHEST = timedelta(hours=26)  # zones reach from UTC-12 to UTC+14: what is today somewhere lies this near


@dataclass(frozen=True)
class Row:
    """A session of today with the ways to it that are open to who looks; "" is a way that is not."""

    meeting: Meeting
    edit: str
    desk: str
    people: str
    seats: int


def today(user: AbstractBaseUser, now: datetime | None = None) -> list[Row]:
    """Sessions whose place has today's date, and those still live, soonest first. Six queries, however many."""
    now = now or timezone.now()
    near = queries.sources().filter(starts__lt=now + FURTHEST, ends__gt=now - FURTHEST) | _still_open(now)
    pages = list(near.order_by("starts", "pk"))
    shown = [
        (page, one) for page, one in zip(pages, meetings(pages, None, now), strict=True) if _is_today(page, one, now)
    ]
    keys = [meeting.key for _, meeting in shown]
    rooms = dict(Room.objects.filter(session__in=keys).values_list("session", "code"))
    taken = _taken(keys)
    mine = set(editable(user).filter(pk__in=[page.pk for page, _ in shown]).values_list("pk", flat=True))
    return [_row(user, page, one, rooms.get(one.key, ""), taken.get(one.key, 0), mine) for page, one in shown]


def _still_open(now: datetime) -> Any:
    """Sessions of earlier days whose room nobody closed."""
    return queries.sources().filter(opened_at__gt=now - FURTHEST, closed_at__isnull=True)


def _is_today(page: SessionPage, meeting: Meeting, now: datetime) -> bool:
    there = now.astimezone(ZoneInfo(page.source_zone)).date()  # type: ignore[attr-defined]  # annotated by the query
    return meeting.state is State.LIVE or meeting.starts.date() <= there <= meeting.ends.date()


def _taken(keys: list[Any]) -> dict[Any, int]:
    found = Registration.objects.filter(session__in=keys, status=Status.CONFIRMED).values_list("session", flat=True)
    return {key: list(found).count(key) for key in keys}


def _row(user: AbstractBaseUser, page: SessionPage, meeting: Meeting, code: str, seats: int, mine: set[int]) -> Row:
    may_see = user.has_perm(SEE_PEOPLE) and page.pk in mine  # type: ignore[attr-defined]
    return Row(
        meeting=meeting,
        edit=reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.pk in mine else "",
        desk=reverse("live_desk", args=[code]) if code and user.has_perm(MODERATE) else "",  # type: ignore[attr-defined]
        people=f"{reverse('people_report')}?session={meeting.key}" if may_see else "",
        seats=seats,
    )


class TodayPanel(Component):
    """First on the page: on the day itself nothing else matters."""

    name = "today"
    order = 50
    template_name = "live_admin/today.html"

    class Media:
        css: ClassVar = {"all": ["live/today.css"]}

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        assert parent_context is not None
        return {"rows": today(parent_context["request"].user)}
