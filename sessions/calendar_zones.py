"""The clocks a calendar file uses, described so that every reader understands them alike."""

from datetime import date

from icalendar import Calendar
from icalendar.prop import vDDDLists


def describe_zones(book: Calendar, first: date, last: date) -> None:
    """Adds a VTIMEZONE for each zone of `book`, good from the year before `first` to the year after `last`.

    ical.js reads one date of an RDATE and drops the rest: in July, Madrid was an hour late. So each date has a line.
    """
    book.add_missing_timezones(date(first.year - 1, 1, 1), date(last.year + 2, 1, 1))
    for zone in book.timezones:
        for part in zone.subcomponents:
            dates = part.pop("RDATE", None)
            for moment in getattr(dates, "dts", []):
                part.add("RDATE", vDDDLists([moment.dt]))
