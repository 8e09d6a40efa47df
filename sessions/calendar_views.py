"""The pages of the calendar: agenda, day, week and month, each narrowed by the filters of its address."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sessions import calendar_entries, filters, words
from sessions.calendar_entries import Entry
from sessions.calendar_periods import Day, Month, Period, Week
from sessions.filter_words import Vocabulary, vocabulary
from sessions.meetings import by_day, meetings

PAGE = 50  # meetings on one page: a forum of two days fits, and a phone still draws it at once
VIEWS: tuple[type[Period], ...] = (Day, Week, Month)


@dataclass(frozen=True)
class View:
    """One way to look at the calendar, as the row of views shows it."""

    name: str
    address: str
    current: bool


@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """Sessions under their days: what comes, or with `?past=1` what has passed, latest first."""
    past, coming = "past" in request.GET, calendar_entries.coming()
    reading = Reading(request, ~coming if past else coming, None)
    if reading.wordy:
        return reading.tidied()
    found = reading.found[::-1] if past else reading.found
    part = Paginator(found, PAGE).get_page(request.GET.get("page"))
    days = by_day(reading.meetings(list(part)))
    return reading.shown("sessions/calendar.html", past=past, part=part, days=days)


@require_safe
def day(request: HttpRequest, period: Day) -> HttpResponse:
    """The sessions of one day."""
    return within(request, period, "sessions/calendar_day.html")


@require_safe
def week(request: HttpRequest, period: Week) -> HttpResponse:
    """Seven days side by side."""
    return within(request, period, "sessions/calendar_week.html")


@require_safe
def month(request: HttpRequest, period: Month) -> HttpResponse:
    """A month as a table of weeks."""
    return within(request, period, "sessions/calendar_month.html")


def within(request: HttpRequest, period: Period, template: str) -> HttpResponse:
    """A stretch of days, all of them, with and without sessions."""
    reading = Reading(request, calendar_entries.between(period.first, period.last), period)
    if reading.wordy:
        return reading.tidied()
    listed = {one.day: one.meetings for one in by_day(reading.meetings(reading.found))}
    cells = {one: {"day": one, "inside": True, "meetings": listed.get(one, [])} for one in period.days}
    rows = [
        [cells.get(one, {"day": one, "inside": False, "meetings": []}) for one in some]
        for some in getattr(period, "weeks", [period.days])
    ]
    clocks = sorted({one.clock for some in listed.values() for one in some})
    return reading.shown(template, rows=rows, clocks=clocks)


class Reading:
    """One reading of the calendar: entries of a stretch of time, what the address asks of them, what is left."""

    def __init__(self, request: HttpRequest, among: Q, period: Period | None):
        self.request, self.period = request, period
        self.language = get_language() or ""
        self.known: Vocabulary = vocabulary(self.language)
        self.asked = filters.read(request.GET, self.known)
        self.all = self.in_period(calendar_entries.entries(self.language, among))
        self.found = filters.narrow(self.all, self.asked, self.known)
        self.today = words.on_the_wall(timezone.now(), self.known.zone).date()

    def in_period(self, entries: list[Entry]) -> list[Entry]:
        if self.period is None:
            return entries
        return [entry for entry in entries if self.period.first <= entry.day <= self.period.last]

    @property
    def wordy(self) -> bool:
        """Whether the address carries the empty fields of a form just sent."""
        return any(not value for name in filters.NAMES for value in self.request.GET.getlist(name))

    def tidied(self) -> HttpResponse:
        """To the same address without empty fields, short enough to be read aloud."""
        left = self.request.GET.copy()
        for name, values in self.request.GET.lists():
            left.setlist(name, [value for value in values if value])
        ending = left.urlencode()
        return redirect(f"{self.request.path}?{ending}" if ending else self.request.path)

    def meetings(self, entries: list[Entry]) -> list[Any]:
        return meetings([one.page for one in calendar_entries.opened(entries)], self.request)

    def views(self) -> list[View]:
        """Agenda, day, week and month around what is shown, with the same filters."""
        anchor = self.anchor()
        kinds = {kind: kind.around(anchor) for kind in VIEWS}
        query, names = self.asked.query(), {Day: _("Day"), Week: _("Week"), Month: _("Month")}
        agenda = View(_("Agenda"), reverse("calendar") + query, self.period is None)
        return [agenda] + [
            View(names[kind], period.address + query, isinstance(self.period, kind)) for kind, period in kinds.items()
        ]

    def anchor(self) -> Any:
        """The day other views open at: today if it is shown, else the first day with a session, else the first."""
        if self.period is None:
            return self.found[0].day if self.found and "past" not in self.request.GET else self.today
        if self.period.first <= self.today <= self.period.last:
            return self.today
        return self.found[0].day if self.found else self.period.first

    def shown(self, template: str, **more: Any) -> HttpResponse:
        """The page, with what every view shows around it."""
        period, query = self.period, self.asked.query()
        host = self.request.get_host()
        feed = reverse("calendar_feed") + query
        frame = {
            "period": period,
            "earlier": period and period.previous,
            "later": period and period.next,
            "now": type(period).around(self.today) if period else None,
            "today": self.today,
            "views": self.views(),
            "filters": filters.offer(self.all, self.asked, self.known),
            "chips": filters.chips(self.asked, self.known),
            "warnings": filters.sentences(self.asked),
            "query": query,
            "count": len(self.found),
            "whole": len(self.all),
            "feed": feed,
            "subscription": f"webcal://{host}{feed}",
        }
        return render(self.request, template, {**frame, **more})
