"""What a visitor reads on the page of a session."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale

from sessions import rules
from sessions.poster import poster
from tests import factories

pytestmark = pytest.mark.django_db
QUESTIONS = {
    "type": "questions",
    "id": "5d2f7c1a-0b1e-4a57-8d55-0a9a4c1b7e11",
    "value": {"title": "Preguntas", "review": False, "results": "live", "accepts": "anyone", "names": "name"},
}


def text_of(client, page):
    return client.get(page.url).content.decode()


def test_number_line_hour_place_and_people_stand_on_it(client):
    line = factories.a_line(title="El territorio")
    table = factories.a_session(line, platform="zoom", venue=factories.a_venue(name="Sala 3"), activities=[QUESTIONS])
    factories.a_speaker(table, "moderates", name="Elena Quispe Mamani", position="Alcaldesa")
    text = text_of(client, table)
    for words in (
        "El territorio",
        "15:00",
        "Bogotá",
        "Sala 3",
        "Zoom",
        "1 h 30 min",
        "Elena Quispe Mamani",
        "Preguntas",
    ):
        assert words in text
    assert '<body data-line="1">' in text
    assert '<span class="vh">1.1</span>' in text


def test_the_instants_for_the_readers_own_clock_are_on_it(client):
    assert 'data-first="2026-12-10T15:00:00-05:00"' in text_of(client, factories.a_session())


def test_what_an_editor_types_is_only_ever_text(client):
    table = factories.a_session(title="<script>alert(1)</script>", introduction="<img src=x onerror=alert(1)>")
    text = text_of(client, table)
    assert "<script>alert" not in text
    assert "<img src=x" not in text


def test_a_translation_has_its_own_words_and_the_time_of_its_source(client):
    forum = factories.a_forum()
    table = factories.a_session(forum)
    english = Locale.objects.get(language_code="en")
    forum.copy_for_translation(english).save_revision().publish()
    translated = table.copy_for_translation(english)
    translated.title, translated.begins = "Alliances", time(3)
    translated.save_revision().publish()
    text = text_of(client, translated)
    assert "Alliances" in text
    assert "15:00–16:30" in text
    assert "03:00" not in text


def test_a_cancelled_session_stays_visible_and_says_so(client):
    table = factories.a_session(status="cancelled")
    assert str(poster(table, None).state.label) in text_of(client, table)
    assert 'href="#seat"' not in text_of(client, table)


def test_a_higher_room_can_refuse_a_capacity_with_its_own_sentence(monkeypatch):
    table = factories.a_session(capacity_room=10)
    monkeypatch.setattr(rules, "capacity_rules", [lambda session: {"capacity_room": "Seven people have a seat."}])
    with pytest.raises(ValidationError, match="Seven people"):
        table.full_clean()


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_costs_the_same_however_many_take_part(client, many, django_assert_num_queries):
    line = factories.a_line()
    table = factories.a_session(line)
    for _ in range(many):
        factories.a_speaker(table, organisation=factories.an_organisation())
        factories.a_session(line)
    client.get(table.url)
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(table.url)


PAGE_QUERIES = 15
