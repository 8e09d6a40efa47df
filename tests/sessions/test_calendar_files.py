"""Calendar files: two parsers read them alike, and no join address is in them."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import vobject

from tests import factories

pytestmark = pytest.mark.django_db
SECRET = "https://zoom.example/j/987?pwd=secreta"


def file_of(client, page, kind="session"):
    response = client.get(f"/calendar/{kind}/{page.translation_key}.ics")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return response.content


def entries(content):
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


def test_two_parsers_read_the_same_session_in_it(client):
    table = factories.a_session(title="Mesa, con coma; y más", venue=factories.a_venue(name="Sala 3"))
    content = file_of(client, table)
    (ours,) = entries(content)
    theirs = vobject.readOne(content.decode()).vevent
    start = datetime(2026, 12, 10, 20, tzinfo=UTC)
    assert ours.start.astimezone(UTC) == theirs.dtstart.value.astimezone(UTC) == start
    assert ours.end.astimezone(UTC) == theirs.dtend.value.astimezone(UTC) == start + timedelta(minutes=90)
    assert str(ours["SUMMARY"]) == theirs.summary.value == "Mesa, con coma; y más"
    assert str(ours["UID"]) == theirs.uid.value == f"{table.translation_key}@plenaria"
    assert str(ours["LOCATION"]) == theirs.location.value == "Sala 3, Centro de Convenciones"


def test_the_zone_is_described_so_that_no_calendar_must_guess_it(client):
    content = file_of(client, factories.a_session())
    (zone,) = icalendar.Calendar.from_ical(content).walk("VTIMEZONE")
    assert str(zone["TZID"]) == "America/Bogota"
    assert str(entries(content)[0]["DTSTART"].params["TZID"]) == "America/Bogota"


def test_a_stamp_a_sequence_and_the_address_of_the_page_are_in_it(client):
    table = factories.a_session()
    (entry,) = entries(file_of(client, table))
    assert entry["DTSTAMP"].dt is not None
    assert str(entry["URL"]).endswith(table.url)
    assert str(entry["URL"]).startswith("http://")
    before = int(entry["SEQUENCE"])
    table.save_revision().publish()
    assert int(entries(file_of(client, table))[0]["SEQUENCE"]) == before + 1


@pytest.mark.parametrize(
    ("status", "word"), [("planned", "CONFIRMED"), ("cancelled", "CANCELLED"), ("postponed", "TENTATIVE")]
)
def test_the_status_is_told(client, status, word):
    assert str(entries(file_of(client, factories.a_session(status=status)))[0]["STATUS"]) == word


def test_the_join_address_is_never_in_it(client):
    table = factories.a_session(join_address=SECRET, platform="zoom")
    content = file_of(client, table) + file_of(client, table.event, "event")
    assert b"zoom.example" not in content.replace(b"\r\n ", b"")
    assert b"Zoom" in content


def test_an_events_file_holds_its_published_sessions_and_no_others(client):
    forum = factories.a_forum()
    here, line = factories.a_session(forum), factories.a_line(forum)
    there = factories.a_session(line)
    factories.a_draft_session(line)
    factories.a_session()
    uids = {str(entry["UID"]) for entry in entries(file_of(client, forum, "event"))}
    assert uids == {f"{page.translation_key}@plenaria" for page in (here, there)}


def test_a_draft_has_no_file(client):
    assert client.get(f"/calendar/session/{factories.a_draft_session().translation_key}.ics").status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_an_events_file_costs_the_same_however_many_sessions(client, many, django_assert_num_queries):
    forum = factories.a_forum()
    for _ in range(many):
        factories.a_session(forum)
    file_of(client, forum, "event")
    with django_assert_num_queries(EVENT_FILE_QUERIES):
        file_of(client, forum, "event")


EVENT_FILE_QUERIES = 5
