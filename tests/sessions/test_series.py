"""A series is expanded once into sessions of their own; 18:00 stays 18:00, and what cannot be held makes nothing."""

from collections.abc import Iterator
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from live.queries import room_of
from sessions import timetable
from sessions.models import Series, SeriesMeeting, SessionPage, Slot
from sessions.recipes import Kind, recipe
from sessions.series import MOST, Plan, Refused, days_of, make_series
from tests import factories

pytestmark = pytest.mark.django_db


def a_year(**fields) -> SessionPage:
    """A session on a Tuesday, in an event that lasts long enough for any series."""
    event = factories.a_forum(first_day=date(2026, 1, 1), last_day=date(2031, 12, 31))
    return factories.a_session(event, **{"day": date(2026, 12, 8), "begins": time(18), **fields})


def days(kind: Kind, first: date, most: int = 4) -> list[str]:
    return [day.isoformat() for day in timetable.days(recipe(kind, first), first, most=most)]


@pytest.mark.parametrize(
    ("kind", "first", "expected"),
    [
        (Kind.WEEKLY, date(2026, 12, 8), ["2026-12-08", "2026-12-15", "2026-12-22", "2026-12-29"]),
        (Kind.FORTNIGHTLY, date(2026, 12, 8), ["2026-12-08", "2026-12-22", "2027-01-05", "2027-01-19"]),
        (Kind.MONTHLY_WEEKDAY, date(2026, 12, 8), ["2026-12-08", "2027-01-12", "2027-02-09", "2027-03-09"]),
        (Kind.MONTHLY_WEEKDAY, date(2026, 10, 30), ["2026-10-30", "2027-01-29", "2027-04-30", "2027-07-30"]),
        (Kind.MONTHLY_DAY, date(2026, 12, 15), ["2026-12-15", "2027-01-15", "2027-02-15", "2027-03-15"]),
        (Kind.MONTHLY_DAY, date(2026, 12, 31), ["2026-12-31", "2027-01-31", "2027-03-31", "2027-05-31"]),
        (Kind.WEEKDAYS, date(2026, 12, 10), ["2026-12-10", "2026-12-11", "2026-12-14", "2026-12-15"]),
    ],
)
def test_each_recipe_gives_its_days(kind, first, expected):
    assert days(kind, first) == expected


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        ("America/Santiago", date(2027, 3, 31), date(2027, 4, 7)),  # 4 April 2027: clocks go back
        ("Europe/Madrid", date(2027, 3, 24), date(2027, 3, 31)),  # 28 March 2027: clocks go forward
        ("America/Tijuana", date(2027, 3, 10), date(2027, 3, 17)),  # Mexico's border: 14 March 2027
        ("America/Mexico_City", date(2022, 10, 26), date(2022, 11, 2)),  # 30 October 2022: for the last time
        ("America/Asuncion", date(2024, 3, 20), date(2024, 3, 27)),  # 24 March 2024: for the last time
    ],
)
def test_eighteen_stays_eighteen_when_the_clocks_change(ada, zone, before, after):
    event = factories.a_forum(first_day=before, last_day=after, zone=zone)
    first = factories.a_session(event, day=before, begins=time(18), zone="")
    make_series(session=first, plan=Plan(Kind.WEEKLY, meetings=2), by=ada, publish=True)
    starts = [slot.event.start.astimezone(ZoneInfo(zone)) for slot in Slot.objects.order_by("event__start")]
    assert [at.replace(tzinfo=None) for at in starts] == [datetime.combine(day, time(18)) for day in (before, after)]
    assert starts[0].utcoffset() != starts[1].utcoffset()


def test_each_meeting_has_its_own_page_room_and_place_in_the_calendar(ada):
    first = a_year()
    series = make_series(session=first, plan=Plan(Kind.WEEKLY, meetings=3), by=ada, publish=True)
    pages = list(SessionPage.objects.order_by("day"))
    keys = [page.translation_key for page in pages]
    assert [page.day.isoformat() for page in pages] == ["2026-12-08", "2026-12-15", "2026-12-22"]
    assert list(series.meetings.values_list("session", flat=True)) == keys
    assert len({room_of(key).code for key in keys}) == 3
    assert Slot.objects.filter(session__in=keys, event__isnull=False).count() == 3
    assert [page.live for page in pages] == [True] * 3


def test_meetings_are_drafts_unless_published(ada):
    first = a_year()
    make_series(session=first, plan=Plan(Kind.WEEKLY, meetings=3), by=ada)
    assert list(SessionPage.objects.order_by("day").values_list("live", flat=True)) == [True, False, False]
    assert Slot.objects.count() == 1


def test_an_editor_makes_drafts_and_publishes_none(edith):
    first = a_year()
    with pytest.raises(PermissionDenied):
        make_series(session=first, plan=Plan(Kind.WEEKLY, meetings=3), by=edith, publish=True)
    make_series(session=first, plan=Plan(Kind.WEEKLY, meetings=3), by=edith)
    assert SessionPage.objects.filter(live=False).count() == 2


def test_who_may_not_add_pages_makes_no_series(cleo):
    with pytest.raises(PermissionDenied):
        make_series(session=a_year(), plan=Plan(Kind.WEEKLY, meetings=3), by=cleo)


def test_moving_and_cancelling_one_leaves_the_others(ada):
    make_series(session=a_year(), plan=Plan(Kind.WEEKLY, meetings=3), by=ada, publish=True)
    first, second, third = SessionPage.objects.order_by("day")
    second.begins = time(19)
    second.save_revision().publish()
    third.status = "cancelled"
    third.save_revision().publish()
    found = SessionPage.objects.order_by("day").values_list("begins", "status")
    assert list(found) == [(time(18), "planned"), (time(19), "planned"), (time(18), "cancelled")]
    hours = [slot.event.start.astimezone(ZoneInfo(first.zone)).hour for slot in Slot.objects.order_by("event__start")]
    assert hours == [18, 19, 18]


def test_the_newest_draft_is_repeated(ada):
    first = a_year()
    first.minutes = 45
    first.save_revision()
    make_series(session=first, plan=Plan(Kind.WEEKLY, meetings=2), by=ada)
    assert SessionPage.objects.get(day=date(2026, 12, 15)).minutes == 45


def test_a_rule_is_kept_as_a_recipe_and_moves_no_entry_of_the_calendar(ada):
    series = make_series(session=a_year(), plan=Plan(Kind.MONTHLY_WEEKDAY, meetings=3), by=ada, publish=True)
    assert (series.rule.frequency, series.rule.params) == ("MONTHLY", "byweekday:TU;bysetpos:2")
    assert [slot.event.rule for slot in Slot.objects.all()] == [None] * 3


def test_deleting_meetings_leaves_the_others_and_at_last_no_series(ada):
    make_series(session=a_year(), plan=Plan(Kind.WEEKLY, meetings=2), by=ada)
    first, second = SessionPage.objects.order_by("day")
    first.delete()
    assert [meeting.session for meeting in SeriesMeeting.objects.all()] == [second.translation_key]
    second.delete()
    assert not Series.objects.exists()


def rows() -> dict[str, int]:
    """How many rows each table has, whoever it belongs to."""
    with connection.cursor() as cursor:

        def count(table: str) -> int:
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
            return cursor.fetchone()[0]

        return {table: count(table) for table in connection.introspection.table_names(cursor)}


@pytest.fixture
def nothing_made(ada) -> Iterator[SessionPage]:
    """A session, and afterwards as many rows in every table as before."""
    yield (first := a_year_at_its_end())
    assert rows() == first.before


def a_year_at_its_end() -> SessionPage:
    event = factories.a_forum(first_day=date(2026, 12, 1), last_day=date(2026, 12, 31))
    first = factories.a_session(event, day=date(2026, 12, 8), begins=time(18))
    first.before = rows()
    return first


@pytest.mark.parametrize(
    ("plan", "field", "sentence"),
    [
        (Plan(Kind.WEEKLY, meetings=5), "meetings", "2027"),
        (Plan(Kind.WEEKLY, until=date(2027, 6, 30)), "until", "2027"),
        (Plan(Kind.WEEKLY, meetings=1000), "meetings", str(MOST)),
        (Plan(Kind.WEEKDAYS, until=date(2036, 12, 8)), "until", str(MOST)),
        (Plan(Kind.WEEKLY, meetings=1), "meetings", "2"),
        (Plan(Kind.WEEKLY, until=date(2026, 12, 14)), "until", ""),
        (Plan(Kind.WEEKLY, until=date(2025, 12, 14)), "until", ""),
    ],
)
def test_what_cannot_be_held_is_one_sentence_at_its_field_and_makes_nothing(ada, nothing_made, plan, field, sentence):
    with pytest.raises(Refused) as refused:
        make_series(session=nothing_made, plan=plan, by=ada, publish=True)
    assert refused.value.field == field
    assert sentence in refused.value.sentence


def test_an_unfinished_draft_is_repeated_as_drafts_and_not_published(ada):
    first = a_year()
    first.category = ""
    first.save_revision(clean=False)
    before = rows()
    with pytest.raises(Refused) as refused:
        make_series(session=first, plan=Plan(Kind.WEEKLY, meetings=3), by=ada, publish=True)
    assert refused.value.field == "publish"
    assert rows() == before
    make_series(session=first, plan=Plan(Kind.WEEKLY, meetings=3), by=ada)
    assert SessionPage.objects.count() == 3


def test_published_meetings_are_published_as_any_page_is(ada):
    make_series(session=a_year(), plan=Plan(Kind.WEEKLY, meetings=2), by=ada, publish=True)
    made = SessionPage.objects.get(day=date(2026, 12, 15))
    assert (made.live, made.has_unpublished_changes, made.owner) == (True, False, ada)
    assert made.first_published_at is not None
    assert made.live_revision == made.latest_revision
    assert made.get_latest_revision_as_object().day == made.day


def test_a_failure_half_way_leaves_no_meeting_behind(ada, nothing_made, monkeypatch):
    project, seen = timetable.project, []

    def breaks(key):
        seen.append(key)
        if len(seen) == 2:
            raise RuntimeError("the second")
        project(key)

    monkeypatch.setattr(timetable, "project", breaks)
    with pytest.raises(RuntimeError):
        make_series(session=nothing_made, plan=Plan(Kind.WEEKLY, meetings=4), by=ada, publish=True)
    assert len(seen) == 2


def test_an_hour_that_a_clock_skips_is_named_with_its_day(ada):
    event = factories.a_forum(first_day=date(2027, 3, 1), last_day=date(2027, 4, 30), zone="Europe/Madrid")
    night = factories.a_session(event, day=date(2027, 3, 21), begins=time(2, 30), zone="Europe/Madrid")
    before = rows()
    with pytest.raises(Refused, match="02:30") as refused:
        make_series(session=night, plan=Plan(Kind.WEEKLY, meetings=3), by=ada)
    assert "28" in refused.value.sentence
    assert rows() == before


def test_a_session_on_a_saturday_begins_no_series_of_weekdays():
    with pytest.raises(Refused) as refused:
        days_of(a_year(day=date(2026, 12, 12)), Plan(Kind.WEEKDAYS, meetings=3))
    assert refused.value.field == "kind"


def test_a_session_without_a_day_is_not_repeated():
    with pytest.raises(Refused):
        days_of(factories.a_draft_session(day=None), Plan(Kind.WEEKLY, meetings=3))


def test_a_session_of_a_series_is_not_repeated_again(ada):
    first = a_year()
    make_series(session=first, plan=Plan(Kind.WEEKLY, meetings=2), by=ada)
    with pytest.raises(Refused):
        days_of(first, Plan(Kind.WEEKLY, meetings=3))


def test_sixty_meetings_may_be_made(ada):
    assert len(days_of(a_year(), Plan(Kind.WEEKLY, meetings=MOST))) == MOST
