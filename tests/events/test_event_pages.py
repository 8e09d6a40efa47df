"""What an event and its lines refuse, and where they may stand."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from events.models import EventPage, ThematicLinePage
from events.models.fields import is_zone
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_last_day_before_the_first_is_refused_with_one_sentence():
    with pytest.raises(ValidationError) as refusal:
        factories.a_forum(first_day=date(2026, 12, 10), last_day=date(2026, 12, 9))
    assert list(refusal.value.message_dict) == ["last_day"]
    assert len(refusal.value.message_dict["last_day"]) == 1


def test_an_event_of_one_day_ends_on_it():
    assert factories.a_forum(last_day=None).ends_on == date(2026, 12, 10)


def test_a_subline_takes_no_line_below_it():
    line = factories.a_line()
    assert ThematicLinePage.can_create_at(line)
    subline = factories.a_line(line)
    assert not ThematicLinePage.can_create_at(subline)
    with pytest.raises(ValidationError):
        factories.a_line(subline)


def test_a_line_with_sublines_cannot_move_below_another_line():
    forum = factories.a_forum()
    line, other = factories.a_line(forum), factories.a_line(forum)
    assert line.can_move_to(other)
    factories.a_line(line)
    assert not line.can_move_to(other)


def test_an_event_stands_right_below_a_home_page_and_nowhere_else():
    forum = factories.a_forum()
    assert EventPage.can_create_at(factories.a_home())
    assert not EventPage.can_create_at(forum)
    assert not EventPage.can_create_at(factories.a_line(forum))


def test_a_zone_must_be_one_of_the_zone_database():
    is_zone("America/Bogota")
    with pytest.raises(ValidationError, match="America/Bogot"):
        is_zone("America/Bogotá")
    with pytest.raises(ValidationError):
        is_zone("../etc/passwd")


def test_the_page_shows_the_programme_in_the_order_of_the_tree(client):
    forum = factories.a_forum()
    line = factories.a_line(forum, title="Primera línea")
    factories.a_session(factories.a_line(line, title="Sublínea"), title="Mesa de la sublínea")
    factories.a_session(forum, title="Cierre común")
    factories.a_draft_session(line, title="Borrador escondido")
    text = client.get(forum.url).content.decode()
    order = [text.index(words) for words in ("Primera línea", "Sublínea", "Mesa de la sublínea", "Cierre común")]
    assert order == sorted(order)
    assert "Borrador escondido" not in text
    assert '<span class="vh">1.1.1</span>' in text


def test_a_line_page_shows_its_number_and_its_sessions(client):
    line = factories.a_line()
    subline = factories.a_line(line)
    table = factories.a_session(subline, title="Mesa aquí")
    text = client.get(subline.url).content.decode()
    assert table.title in text
    assert '<span class="vh">1.1</span>' in text
    assert '<body data-line="1">' in text


@pytest.mark.parametrize("sessions", [1, 3])
def test_an_event_page_costs_the_same_however_long_its_programme(client, sessions, django_assert_num_queries):
    forum = factories.a_forum()
    for _ in range(sessions):
        factories.a_session(factories.a_line(forum))
    client.get(forum.url)
    with django_assert_num_queries(EVENT_PAGE_QUERIES):
        client.get(forum.url)


EVENT_PAGE_QUERIES = 17
