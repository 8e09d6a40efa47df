"""From the hour on a wall to an instant. Pure: knows no page and no table."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def instant(day: date, hour: time, zone: str) -> datetime:
    """The moment the clock of `zone` shows this hour. An hour shown twice in a night means the first."""
    return datetime.combine(day, hour.replace(tzinfo=None, fold=0), ZoneInfo(zone))


def exists(day: date, hour: time, zone: str) -> bool:
    """Whether the clock of `zone` shows this hour on this day; when it is put forward, an hour is skipped."""
    there = instant(day, hour, zone)
    return there.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == there.replace(tzinfo=None)


def after(start: datetime, passed: timedelta) -> datetime:
    """`passed` later, in the same zone. Added in UTC, because local arithmetic ignores a change of clocks."""
    return (start.astimezone(UTC) + passed).astimezone(start.tzinfo)
