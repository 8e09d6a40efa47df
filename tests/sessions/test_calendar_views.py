"""The calendar as day, week and month: the right days, the way on, and one cost."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine

from sessions.calendar_periods import Day, Month, Week
from tests import factories

pytestmark = pytest.mark.django_db


def listed(client, address):
    """Titles under each day that has some."""
    response = client.get(address)
    assert response.status_code == 200
    cells = (cell for row in response.context["rows"] for cell in row)
    return {str(cell["day"]): [one.title for one in cell["meetings"]] for cell in cells if cell["meetings"]}


def test_a_session_stands_under_its_day_in_each_view(client):
    factories.a_session(title="A", day=date(2026, 12, 10))
    here = {"2026-12-10": ["A"]}
    for address in ("day/2026-12-10/", "week/2026-W50/", "month/2026-12/"):
        assert listed(client, f"/calendar/{address}") == here
    for address in ("day/2026-12-09/", "week/2026-W49/", "month/2026-11/"):
        assert listed(client, f"/calendar/{address}") == {}


def test_days_are_those_of_the_venues_clock_at_both_edges(client):
    factories.a_session(title="Tarde", starts=datetime(2026, 12, 11, 4, 30, tzinfo=UTC))
    factories.a_session(title="Auckland", zone="Pacific/Auckland", starts=datetime(2026, 12, 9, 11, 30, tzinfo=UTC))
    assert listed(client, "/calendar/day/2026-12-10/") == {"2026-12-10": ["Auckland", "Tarde"]}
    assert listed(client, "/calendar/day/2026-12-11/") == {}


def test_one_day_is_one_heading_though_its_zones_mix(client):
    tenth, eleventh = date(2026, 12, 10), date(2026, 12, 11)
    factories.a_session(title="Bogotá", zone="America/Bogota", day=tenth, begins=time(21))
    factories.a_session(title="Madrid", zone="Europe/Madrid", day=eleventh, begins=time(3))
    factories.a_session(title="Lima", zone="America/Lima", day=tenth, begins=time(22))
    response = client.get("/calendar/")
    assert [[one.title for one in day.meetings] for day in response.context["days"]] == [["Bogotá", "Lima"], ["Madrid"]]


@pytest.mark.parametrize(
    "address",
    [
        *("day/2026-02-30/", "day/2026-1-1/", "day/20261210/", "week/2026-W54/", "week/2026-W5/", "week/0001-W01/"),
        *("month/2026-13/", "month/2026-1/", "month/0000-01/", "month/9999-12/", "month/2026-12-10/"),
    ],
)
def test_what_is_no_day_week_or_month_is_not_found(client, address):
    assert client.get(f"/calendar/{address}").status_code == 404


def test_the_last_month_has_no_next_one(client):
    assert client.get("/calendar/month/2199-12/").context["later"] is None
    assert client.get("/calendar/month/1990-01/").context["earlier"] is None


@pytest.mark.parametrize(
    ("period", "previous", "following"),
    [
        (Day.around(date(2026, 12, 31)), "2026-12-30", "2027-01-01"),
        (Week.around(date(2027, 1, 2)), "2026-W52", "2027-W01"),
        (Month.around(date(2027, 1, 31)), "2026-12", "2027-02"),
    ],
)
def test_periods_follow_one_another_over_the_year(period, previous, following):
    assert (str(period.previous), str(period.next)) == (previous, following)


@time_machine.travel("2026-12-11T02:00:00Z", tick=False)
def test_today_is_that_of_the_events_place(client):
    factories.a_session(title="A")
    response = client.get("/calendar/month/2026-12/")
    assert response.context["today"] == date(2026, 12, 10)
    assert response.content.decode().count('aria-current="date"') == 1


def test_the_month_is_a_table_with_seven_days_and_a_caption(client):
    said = client.get("/calendar/month/2026-12/").content.decode()
    assert said.count('scope="col"') == 7
    assert "<caption" in said
    assert said.count("<td") == 35


def test_the_clocks_of_the_places_are_named(client):
    factories.a_session(day=date(2026, 12, 10))
    assert client.get("/calendar/month/2026-12/").context["clocks"] == ["hora de Bogotá"]


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("address", ["", "day/2026-12-10/", "week/2026-W50/", "month/2026-12/"])
def test_each_view_costs_the_same_however_full_it_is(client, many, address, django_assert_num_queries):
    for _ in range(many):
        factories.a_session(factories.a_line(), venue=factories.a_venue())
    client.get(f"/calendar/{address}")
    with django_assert_num_queries(VIEW_QUERIES):
        client.get(f"/calendar/{address}?mode=hybrid")


VIEW_QUERIES = 10
