"""The hour on a wall and the instant behind it."""

from datetime import UTC, date, datetime, time, timedelta

from sessions import clock, words


def test_an_hour_in_bogota_is_five_hours_later_in_utc():
    there = clock.instant(date(2026, 12, 10), time(15), "America/Bogota")
    assert there.astimezone(UTC) == datetime(2026, 12, 10, 20, tzinfo=UTC)


def test_the_same_hour_in_madrid_moves_against_utc_over_the_year():
    summer, winter = (clock.instant(date(2026, month, 10), time(18), "Europe/Madrid") for month in (7, 12))
    assert [moment.astimezone(UTC).hour for moment in (summer, winter)] == [16, 17]


def test_an_hour_skipped_when_clocks_go_forward_does_not_exist():
    assert not clock.exists(date(2026, 3, 29), time(2, 30), "Europe/Madrid")
    assert clock.exists(date(2026, 3, 29), time(3, 0), "Europe/Madrid")
    assert clock.exists(date(2026, 10, 25), time(2, 30), "Europe/Madrid")


def test_an_hour_shown_twice_means_the_first():
    twice = clock.instant(date(2026, 10, 25), time(2, 30), "Europe/Madrid")
    assert twice.astimezone(UTC).hour == 0


def test_minutes_are_counted_through_a_change_of_clocks():
    start = clock.instant(date(2026, 3, 29), time(1, 30), "Europe/Madrid")
    end = clock.after(start, timedelta(minutes=60))
    assert (end.hour, end.minute) == (3, 30)
    assert end.astimezone(UTC) - start.astimezone(UTC) == timedelta(minutes=60)


def test_durations_and_cities_are_said_in_words():
    assert [words.duration(minutes) for minutes in (5, 60, 90)] == ["5 min", "1 h", "1 h 30 min"]
    assert words.city("America/Bogota") == "Bogotá"
    assert words.city("America/Argentina/Buenos_Aires") == "Buenos Aires"
