"""Filters combine, live in the address, count what they would leave, and say what they do not know."""

import pytest
from wagtail.models import Locale

from events.models import Territory
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    """Two events; the first with two lines, the second in a territory with a part."""
    quito = Territory.objects.create(name="Quito")
    zone = Territory.objects.create(name="Zona Sur", within=quito)
    forum, series = factories.a_forum(title="Foro"), factories.a_forum(title="Quito decide", territory=quito)
    democracy, data = (factories.a_line(forum, title=title) for title in ("Democracia", "Datos"))
    factories.a_session(factories.a_line(democracy, title="Asambleas"), title="A", mode="hybrid")
    factories.a_session(democracy, title="B", category="workshop", mode="remote", languages=["en"])
    factories.a_session(data, title="C", category="workshop", mode="in_person")
    factories.a_session(series, title="D", category="assembly", mode="in_person")
    factories.a_session(series, title="E", category="assembly", territory=zone, mode="in_person")


def titles(response):
    return [meeting.title for day in response.context["days"] for meeting in day.meetings]


def shown(client, query):
    response = client.get(f"/calendar/?{query}")
    assert response.status_code == 200
    return response


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("event=foro", "ABC"),
        ("line=democracia", "AB"),
        ("line=asambleas", "A"),
        ("category=workshop", "BC"),
        ("mode=in_person", "CDE"),
        ("language=en", "ABCDE"),
        ("language=es", "ACDE"),
        ("territory={quito}", "DE"),
        ("territory={sur}", "E"),
        ("category=workshop&mode=remote", "B"),
        ("line=democracia&category=workshop&language=en&event=foro", "B"),
        ("line=democracia&line=datos", "ABC"),
        ("line=datos&mode=remote", ""),
    ],
)
def test_filters_combine(client, programme, query, found):
    quito, sur = (Territory.objects.get(name=name).handle for name in ("Quito", "Zona Sur"))
    assert "".join(titles(shown(client, query.format(quito=quito, sur=sur)))) == found


def test_the_form_shows_what_is_chosen_and_counts_what_each_value_would_leave(client, programme):
    filters = {one.name: one for one in shown(client, "category=workshop").context["filters"]}
    assert [(c.value, c.count, c.chosen) for c in filters["category"].choices] == [
        ("round_table", 1, False),
        ("workshop", 2, True),
        ("assembly", 2, False),
    ]
    assert [(c.label, c.count) for c in filters["line"].choices] == [("Democracia", 1), ("Datos", 1)]
    assert [(c.value, c.count) for c in filters["mode"].choices] == [("in_person", 1), ("remote", 1)]


def test_each_chip_takes_its_own_filter_away(client, programme):
    response = shown(client, "line=democracia&category=workshop")
    assert [(chip.label, chip.query) for chip in response.context["chips"]] == [
        ("Democracia", "?category=workshop"),
        ("Taller", "?line=democracia"),
    ]
    assert 'href="/calendar/?category=workshop"' in response.content.decode()


def test_filters_stay_when_the_view_changes(client, programme):
    said = shown(client, "line=democracia").content.decode()
    assert 'href="/calendar/month/2026-12/?line=democracia"' in said
    assert "/calendar/feed.ics?line=democracia" in said


def test_an_unknown_value_is_named_and_the_list_is_not_narrowed_by_it(client, programme):
    response = shown(client, "category=foo&line=datos")
    assert "".join(titles(response)) == "C"
    assert len(response.context["warnings"]) == 1
    assert "«foo»" in response.context["warnings"][0] or "“foo”" in response.context["warnings"][0]


def test_an_unknown_value_is_only_ever_text(client, programme):
    said = shown(client, "line=%3Cscript%3Ealert(1)%3C/script%3E").content.decode()
    assert "<script>alert" not in said


def test_empty_fields_of_the_form_leave_the_address(client, programme):
    response = client.get("/calendar/?event=&line=datos&category=&past=1")
    assert (response.status_code, response.headers["Location"]) == (302, "/calendar/?line=datos&past=1")


def test_a_line_is_known_by_its_name_in_every_language(client):
    forum = factories.a_forum()
    line = factories.a_line(forum, title="Democracia")
    factories.a_session(line, title="A")
    english = Locale.objects.get(language_code="en")
    forum.copy_for_translation(english).save_revision().publish()
    page = line.copy_for_translation(english)
    page.title, page.slug = "Democracy", "democracy"
    page.save_revision().publish()
    for value in ("democracia", "democracy"):
        response = client.get(f"/en/calendar/?line={value}")
        assert titles(response) == ["A"]
        assert [chip.label for chip in response.context["chips"]] == ["Democracy"]


def test_territories_that_name_each_other_are_walked_once(client):
    one = Territory.objects.create(name="Uno")
    other = Territory.objects.create(name="Otro", within=one)
    Territory.objects.filter(pk=one.pk).update(within=other)
    factories.a_session(title="A", territory=one)
    assert titles(shown(client, f"territory={other.handle}")) == ["A"]
