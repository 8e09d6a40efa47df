"""Lists by date: each session once, in the reader's language, at a constant cost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Locale

from sessions import actions, queries
from sessions.meetings import by_day, meetings
from sessions.state import State
from tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def titles(response) -> str:
    return response.content.decode()


def test_the_calendar_shows_what_comes_and_keeps_the_past_behind_a_link(client):
    forum, now = factories.a_forum(), timezone.now()
    factories.a_session(forum, title="Mesa de ayer", starts=now - DAY)
    factories.a_session(forum, title="Mesa de mañana", starts=now + DAY)
    factories.a_draft_session(forum, title="Mesa en borrador", starts=now + DAY)
    coming, past = titles(client.get("/calendar/")), titles(client.get("/calendar/?past=1"))
    assert [title in coming for title in ("ayer", "mañana", "borrador")] == [False, True, False]
    assert [title in past for title in ("ayer", "mañana", "borrador")] == [True, False, False]


def test_a_session_whose_room_is_open_is_not_past_though_its_hour_is_over():
    table = factories.a_session(starts=timezone.now() - timedelta(hours=3))
    assert list(queries.upcoming()) == []
    actions.mark_running(session_key=table.translation_key, at=timezone.now() - timedelta(hours=3))
    assert [page.pk for page in queries.upcoming()] == [table.pk]
    assert list(queries.past()) == []


def test_a_session_that_the_host_has_ended_has_passed_though_its_hour_is_not_over(client):
    table = factories.a_session_live_now(now=timezone.now(), title="Mesa terminada")
    actions.mark_running(session_key=table.translation_key, at=timezone.now())
    actions.mark_ended(session_key=table.translation_key, at=timezone.now())
    assert list(queries.upcoming()) == []
    assert [page.pk for page in queries.past()] == [table.pk]
    assert "Mesa terminada" in titles(client.get("/"))


def test_a_rehearsal_that_was_ended_leaves_the_session_to_come():
    table = factories.a_session(starts=timezone.now() + DAY)
    actions.mark_running(session_key=table.translation_key, at=timezone.now())
    actions.mark_ended(session_key=table.translation_key, at=timezone.now())
    assert [page.pk for page in queries.upcoming()] == [table.pk]


def test_lists_give_sources_soonest_first_and_past_ones_latest_first():
    forum, now = factories.a_forum(), timezone.now()
    late, soon = (factories.a_session(forum, starts=now + days * DAY) for days in (2, 1))
    old, recent = (factories.a_session(forum, starts=now - days * DAY) for days in (2, 1))
    assert [page.pk for page in queries.upcoming()] == [soon.pk, late.pk]
    assert [page.pk for page in queries.past()] == [recent.pk, old.pk]


def test_a_reader_gets_their_language_where_there_is_a_page_and_the_source_elsewhere():
    forum = factories.a_forum()
    translated, only = factories.a_session(forum), factories.a_session(forum)
    english = Locale.objects.get(language_code="en")
    forum.copy_for_translation(english)
    page = translated.copy_for_translation(english)
    page.save_revision().publish()
    assert {one.pk for one in queries.read_in("en")} == {page.pk, only.pk}
    assert {one.pk for one in queries.read_in("es")} == {translated.pk, only.pk}
    assert {one.pk for one in queries.read_in("fr")} == {translated.pk, only.pk}


def test_a_translation_follows_the_status_of_its_source():
    forum = factories.a_forum()
    table = factories.a_session(forum)
    english = Locale.objects.get(language_code="en")
    forum.copy_for_translation(english)
    table.copy_for_translation(english).save_revision().publish()
    table.status = "cancelled"
    table.save_revision().publish()
    assert [one.state for one in meetings(queries.read_in("en"), None)] == [State.CANCELLED]


def test_days_are_those_of_the_venue():
    late_evening = datetime(2026, 12, 11, 3, tzinfo=UTC)
    factories.a_session(starts=late_evening)
    assert [day.day.isoformat() for day in by_day(meetings(queries.upcoming(late_evening), None))] == ["2026-12-10"]


@pytest.mark.parametrize("many", [1, 3])
def test_a_list_costs_three_queries_however_long_it_is(many, django_assert_num_queries):
    for _ in range(many):
        factories.a_session(venue=factories.a_venue())
    meetings(queries.upcoming(), None)
    ContentType.objects.get_for_models(*[page.__class__ for page in queries.upcoming()])
    with django_assert_num_queries(3):
        assert len(meetings(queries.upcoming(), None)) == many


@pytest.mark.parametrize("many", [1, 3])
def test_the_calendar_page_costs_the_same_however_full_it_is(client, many, django_assert_num_queries):
    for _ in range(many):
        factories.a_session()
    client.get("/calendar/")
    with django_assert_num_queries(CALENDAR_QUERIES):
        client.get("/calendar/")


CALENDAR_QUERIES = 10
