"""A day, a week or a month: its days, its neighbours, its name and how it stands in an address. Pure."""

import re
from abc import ABC, abstractmethod
from calendar import Calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from django.urls import reverse
from django.utils import dateformat, formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

FIRST_YEAR, LAST_YEAR = 1990, 2199
"""Beyond these nobody meets; without an end, a search engine would walk from month to month for ever."""


@dataclass(frozen=True)
class Period(ABC):
    """The days from `first` to `last`, both included."""

    first: date
    last: date
    kind: ClassVar[str]

    @property
    def address(self) -> str:
        return reverse(f"calendar_{self.kind}", args=[self])

    @property
    def exists(self) -> bool:
        return self.first.year >= FIRST_YEAR and self.last.year <= LAST_YEAR

    @property
    def previous(self) -> "Period | None":
        return self._beside(self.first - timedelta(days=1))

    @property
    def next(self) -> "Period | None":
        return self._beside(self.last + timedelta(days=1))

    def _beside(self, day: date) -> "Period | None":
        beside = self.around(day)
        return beside if beside.exists else None

    @classmethod
    @abstractmethod
    def around(cls, day: date) -> "Period":
        """The period of this kind `day` is in."""

    @property
    @abstractmethod
    def name(self) -> str:
        """As a heading says it."""

    @property
    @abstractmethod
    def short(self) -> str:
        """As the way to it says it."""

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=passed) for passed in range((self.last - self.first).days + 1)]


class Day(Period):
    """One day: 2026-12-10."""

    kind = "day"

    @classmethod
    def around(cls, day: date) -> "Day":
        return cls(day, day)

    def __str__(self) -> str:
        return self.first.isoformat()

    @property
    def name(self) -> str:
        return dateformat.format(self.first, pgettext("format of a day", "l j F Y"))

    @property
    def short(self) -> str:
        return formats.date_format(self.first, "MONTH_DAY_FORMAT")


class Week(Period):
    """Monday to Sunday: 2026-W50, as ISO 8601 counts weeks."""

    kind = "week"

    @classmethod
    def around(cls, day: date) -> "Week":
        monday = day - timedelta(days=day.weekday())
        return cls(monday, monday + timedelta(days=6))

    def __str__(self) -> str:
        year, week, _weekday = self.first.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def name(self) -> str:
        first, last = formats.date_format(self.first, "MONTH_DAY_FORMAT"), formats.date_format(self.last)
        return f"{first} – {last}"

    @property
    def short(self) -> str:
        return _("Week %(number)s") % {"number": self.first.isocalendar().week}


class Month(Period):
    """A month: 2026-12."""

    kind = "month"

    @classmethod
    def around(cls, day: date) -> "Month":
        after = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        return cls(day.replace(day=1), after - timedelta(days=1))

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def name(self) -> str:
        return formats.date_format(self.first, "YEAR_MONTH_FORMAT")

    @property
    def short(self) -> str:
        return self.name

    @property
    def weeks(self) -> list[list[date]]:
        """Whole weeks from Monday, with the days before the first and after the last."""
        return Calendar().monthdatescalendar(self.first.year, self.first.month)


class InAddress:
    """A period as a part of an address; what is no day, week or month is a page not found."""

    regex = r"[0-9]{4}-[W0-9-]{2,5}"
    period: type[Period]

    def to_python(self, value: str) -> Period:
        if not FIRST_YEAR <= int(value[:4]) <= LAST_YEAR:
            raise ValueError(value)
        period = self.period.around(self.first_day(value))
        if not period.exists or str(period) != value:
            raise ValueError(value)
        return period

    def to_url(self, value: Period) -> str:
        return str(value)

    def first_day(self, value: str) -> date:
        return date.fromisoformat(value)


class DayInAddress(InAddress):
    period = Day


class WeekInAddress(InAddress):
    period = Week


class MonthInAddress(InAddress):
    period = Month

    def first_day(self, value: str) -> date:
        if not re.fullmatch(r"\d{4}-\d{2}", value):
            raise ValueError(value)
        return date.fromisoformat(f"{value}-01")
