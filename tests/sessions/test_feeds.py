"""The feed: what the filters find, changes and cancellations with it; what it does not know it refuses."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Locale

from tests import factories

pytestmark = pytest.mark.django_db


def feed(client, query="", prefix=""):
    response = client.get(f"{prefix}/calendar/feed.ics{query}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return response.content


def entries(content):
    return {str(entry["UID"]): entry for entry in icalendar.Calendar.from_ical(content).walk("VEVENT")}


def named(page):
    return f"{page.translation_key}@plenaria"


def test_a_feed_holds_what_its_filters_find(client):
    forum = factories.a_forum()
    line = factories.a_line(forum, title="Democracia")
    workshop = factories.a_session(line, category="workshop")
    factories.a_session(line)
    factories.a_session(forum, category="workshop")
    factories.a_draft_session(line, category="workshop")
    assert set(entries(feed(client, "?line=democracia&category=workshop"))) == {named(workshop)}
    assert len(entries(feed(client))) == 3


def test_a_change_keeps_the_uid_and_raises_the_sequence(client):
    table = factories.a_session()
    before = entries(feed(client))[named(table)]
    table.minutes = 120
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        table.save_revision().publish()
    (after,) = entries(feed(client)).values()
    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) == int(before["SEQUENCE"]) + 1
    assert after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt
    assert after.end - after.start == timedelta(hours=2)


def test_a_cancelled_session_stays_in_the_feed_and_says_so(client):
    table = factories.a_session()
    before = int(entries(feed(client))[named(table)]["SEQUENCE"])
    table.status = "cancelled"
    table.save_revision().publish()
    content = feed(client)
    entry = entries(content)[named(table)]
    assert (str(entry["STATUS"]), int(entry["SEQUENCE"])) == ("CANCELLED", before + 1)
    assert icalendar.Calendar.from_ical(content)["METHOD"] == "PUBLISH"


def test_the_calendar_itself_is_the_same_at_each_call(client):
    factories.a_session()
    assert feed(client) == feed(client)


def test_each_zone_of_the_feed_is_described(client):
    factories.a_session()
    factories.a_session(zone="Europe/Madrid")
    zones = icalendar.Calendar.from_ical(feed(client)).walk("VTIMEZONE")
    assert {str(zone["TZID"]) for zone in zones} == {"America/Bogota", "Europe/Madrid"}


@pytest.mark.parametrize("query", ["?foo=1", "?line=nadie", "?mode=hybrid&mode=foo", "?past=1", "?lang=xx&mode=hybrid"])
def test_what_it_does_not_know_it_refuses_with_one_sentence(client, query):
    factories.a_session()
    response = client.get(f"/calendar/feed.ics{query}")
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert b"BEGIN" not in response.content
    assert len(response.content.decode().splitlines()) == 1


def test_what_passed_over_a_year_ago_leaves_the_feed(client):
    old, recent = (factories.a_session(starts=timezone.now() - timedelta(days=days)) for days in (400, 300))
    assert set(entries(feed(client))) == {named(recent)}
    assert named(old) not in entries(feed(client))


def test_a_translation_brings_its_words_and_the_time_of_its_source(client):
    forum = factories.a_forum()
    table = factories.a_session(forum, title="Mesa")
    english = Locale.objects.get(language_code="en")
    forum.copy_for_translation(english).save_revision().publish()
    page = table.copy_for_translation(english)
    page.title = "Table"
    page.save_revision().publish()
    table.begins = table.begins.replace(hour=18)
    table.save_revision().publish()
    (entry,) = entries(feed(client, prefix="/en")).values()
    assert str(entry["SUMMARY"]) == "Table"
    assert entry.start.astimezone(UTC) == datetime(2026, 12, 10, 23, tzinfo=UTC)
    assert str(entry["UID"]) == named(table)


def test_the_join_address_is_never_in_it(client):
    factories.a_session(join_address="https://zoom.example/j/987?pwd=secreta", platform="zoom", mode="remote")
    assert b"zoom.example" not in feed(client).replace(b"\r\n ", b"")


@pytest.mark.parametrize("many", [1, 3])
def test_a_feed_costs_the_same_however_long_it_is(client, many, django_assert_num_queries):
    for _ in range(many):
        factories.a_session(factories.a_line(), venue=factories.a_venue())
    feed(client)
    with django_assert_num_queries(FEED_QUERIES):
        feed(client)


FEED_QUERIES = 7


def test_a_session_offers_the_web_calendars_by_link_alone(client):
    table = factories.a_session(title="Mesa & más", join_address="https://zoom.example/j/1", platform="zoom")
    said = client.get(table.url).content.decode()
    assert "https://calendar.google.com/calendar/render?action=TEMPLATE&amp;text=Mesa+%26+m%C3%A1s" in said
    assert "dates=20261210T200000Z%2F20261210T213000Z" in said
    assert "https://outlook.live.com/calendar/0/deeplink/compose?" in said
    assert "zoom.example" not in said


def test_the_calendar_offers_its_feed_to_subscribe_to(client):
    factories.a_session(mode="remote")
    said = client.get("/calendar/?mode=remote").content.decode()
    assert 'href="webcal://testserver/calendar/feed.ics?mode=remote"' in said
