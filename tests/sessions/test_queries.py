"""Public pages cost the same number of queries however much there is; the numbers themselves stand with each page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.reading import read_once, reading
from plenaria.bench.forum import a_large_forum
from sessions.queries import languages
from tests import factories

pytestmark = pytest.mark.django_db


def cost(client, address: str) -> int:
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


@pytest.mark.parametrize("many", [60, pytest.param(300, marks=pytest.mark.long)])
def test_a_large_event_costs_as_much_as_one_of_three_sessions(client, many):
    small = factories.a_forum()
    for _ in range(3):
        few = factories.a_session(factories.a_line(small))
    event, session = a_large_forum(many)
    assert client.get(event.url).content.count(b"Round table ") >= many
    assert cost(client, event.url) == cost(client, small.url)
    assert cost(client, session.url) == SESSION_WITH_NEIGHBOURS
    assert cost(client, session.get_parent().get_parent().url) == cost(client, few.get_parent().url)
    assert cost(client, "/calendar/") == FULL_CALENDAR_QUERIES


SESSION_WITH_NEIGHBOURS = 15
FULL_CALENDAR_QUERIES = 10


@pytest.mark.parametrize("levels", [0, 1, 2])
def test_a_page_is_found_by_one_query_however_deep_it_stands(client, levels):
    place = factories.a_forum()
    for _ in range(levels):
        place = factories.a_line(place)
    page = factories.a_session(place)
    with CaptureQueriesContext(connection) as asked:
        client.get(page.url)
    assert sum('"wagtailcore_page"."slug" = ' in one["sql"] for one in asked) == 1


def test_only_published_pages_at_their_whole_address_are_found(client):
    session = factories.a_session(factories.a_line())
    line = session.get_parent()
    assert client.get(session.url).context["page"].specific_class is type(session)
    assert client.get(f"{line.get_parent().url}{session.slug}/").status_code == 404
    line.unpublish()
    assert client.get(line.url).status_code == 404
    assert client.get(session.url).status_code == 200
    session.unpublish()
    assert client.get(session.url).status_code == 404


def test_what_is_read_once_is_read_again_by_the_next_reader(django_assert_num_queries):
    key = factories.a_session().translation_key
    with django_assert_num_queries(1), reading():
        assert languages(key) is languages(key)
    with django_assert_num_queries(2):
        languages(key), languages(key)


def test_a_page_is_one_and_the_same_by_whatever_class_it_was_read():
    asked = []

    @read_once
    def ask(page):
        asked.append(page)
        return len(asked)

    event = factories.a_forum()
    with reading():
        assert [ask(event), ask(event.page_ptr), ask(factories.a_forum())] == [1, 1, 2]
        assert [ask(factories.session()), ask(factories.session())] == [3, 4]


def test_a_form_that_is_sent_reads_anew(client):
    """After a seat is given, the page says so: nothing read before the writing is shown after it."""
    session = factories.a_session(capacity_room=1)
    address = f"/register/{session.translation_key}/"
    ben = {"mode": "room", "name": "Ben", "email": "ben@example.org"}
    assert client.post(address, ben).status_code == 302
    answer = client.post(address, {**ben, "email": "rosa@example.org"})
    assert answer.status_code == 422
    assert b'role="alert"' in answer.content
