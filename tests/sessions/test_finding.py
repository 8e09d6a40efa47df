"""Finding: search, suggestions, the directory, and the way from one session of a line to the next."""

import pytest
from wagtail.models import Locale, PageViewRestriction

from events.models import ConclusionsPage, EventOrganisation, Territory
from tests import factories

pytestmark = pytest.mark.django_db


def found(client, question, prefix=""):
    """Titles found, with their kind, in order."""
    response = client.get(f"{prefix}/search/", {"q": question})
    assert response.status_code == 200
    return [(hit.kind, hit.title) for group in response.context["groups"] for hit in group.hits]


def suggested(client, question):
    response = client.get("/search/suggest.json", {"q": question})
    assert response.status_code == 200
    return [hit["title"] for hit in response.json()["suggestions"]]


def test_everything_published_is_found_by_a_word_of_its_name(client):
    place = Territory.objects.create(name="Comuna Araucaria")
    forum = factories.a_forum(title="Foro Araucaria", territory=place)
    line = factories.a_line(forum, title="Línea Araucaria")
    table = factories.a_session(line, title="Mesa Araucaria")
    factories.published(table, ConclusionsPage(title="Conclusiones Araucaria"))
    host = factories.an_organisation(name="Red Araucaria")
    EventOrganisation.objects.create(page=forum, organisation=host)
    factories.a_speaker(table, name="Araucaria Pérez")
    assert found(client, "araucaria") == [
        ("session", "Mesa Araucaria"),
        ("event", "Foro Araucaria"),
        ("line", "Línea Araucaria"),
        ("conclusions", "Conclusiones Araucaria"),
        ("person", "Araucaria Pérez"),
        ("organisation", "Red Araucaria"),
        ("territory", "Comuna Araucaria"),
    ]


@pytest.mark.services
def test_words_of_the_text_are_found_and_accents_may_be_left_out(client):
    factories.a_session(title="Mesa", introduction="Sobre la gestión del agua en la ciudad")
    assert found(client, "gestion agua") == [("session", "Mesa")]
    assert found(client, "gestion fuego") == []


def test_drafts_and_people_without_a_published_part_are_not_found(client):
    draft = factories.a_draft_session(title="Mesa Secreta")
    person = factories.a_person(name="Secreta Gómez")
    draft.speakers.create(person=person)
    factories.an_organisation(name="Organización Secreta")
    assert found(client, "secreta") == []
    assert suggested(client, "secreta") == []
    assert client.get(f"/people/{person.handle}/").status_code == 404
    factories.a_speaker(factories.a_session(title="Mesa Pública"), person=person)
    assert found(client, "secreta") == [("person", "Secreta Gómez")]


def test_pages_kept_from_the_public_are_not_found(client):
    line = factories.a_line(title="Reservada")
    table = factories.a_session(line, title="Reservada también")
    assert len(found(client, "reservada")) == 2
    PageViewRestriction.objects.create(page=line, restriction_type="login")
    assert found(client, "reservada") == []
    assert table.title not in str(found(client, "1.1"))


def test_a_number_finds_its_session_and_what_stands_below_a_line(client):
    forum = factories.a_forum()
    line = factories.a_line(forum, title="Línea")
    subline = factories.a_line(line, title="Sublínea")
    factories.a_session(subline, title="Primera")
    factories.a_session(subline, title="Segunda")
    assert found(client, "1.1.2") == [("session", "Segunda")]
    assert found(client, " 1.1.2. ") == [("session", "Segunda")]
    assert found(client, "1.1") == [("session", "Primera"), ("session", "Segunda"), ("line", "Sublínea")]
    assert suggested(client, "1.1") == ["Sublínea", "Primera", "Segunda"]
    assert found(client, "7.7.7") == []


def test_suggestions_are_names_that_begin_so(client):
    factories.a_session(title="Presupuestos que se cumplen")
    factories.a_session(title="Otra", introduction="presupuestos")
    assert suggested(client, "presu") == ["Presupuestos que se cumplen"]


def test_a_thing_is_found_once_in_the_readers_language(client):
    forum = factories.a_forum()
    table = factories.a_session(forum, title="Mesa sobre Quetzal")
    only = factories.a_session(forum, title="Segunda Quetzal")
    english = Locale.objects.get(language_code="en")
    forum.copy_for_translation(english).save_revision().publish()
    page = table.copy_for_translation(english)
    page.title = "Table on Quetzal"
    page.save_revision().publish()
    assert sorted(found(client, "quetzal")) == [("session", "Mesa sobre Quetzal"), ("session", only.title)]
    assert sorted(found(client, "quetzal", "/en")) == [("session", "Segunda Quetzal"), ("session", "Table on Quetzal")]


def test_a_suggestion_begins_so_in_the_language_it_is_shown_in(client):
    forum = factories.a_forum()
    table = factories.a_session(forum, title="Mesa de aguas")
    english = Locale.objects.get(language_code="en")
    forum.copy_for_translation(english).save_revision().publish()
    page = table.copy_for_translation(english)
    page.title = "Table on waters"
    page.save_revision().publish()
    assert suggested(client, "tabl") == []
    assert suggested(client, "mesa") == ["Mesa de aguas"]
    assert found(client, "waters") == [("session", "Mesa de aguas")]


def test_where_nothing_is_found_there_are_other_ways(client):
    said = client.get("/search/", {"q": "zzzz"}).content.decode()
    for way in ("/calendar/", "/people/", "/organisations/", "/territories/"):
        assert f'href="{way}"' in said


@pytest.mark.parametrize(
    "question",
    [
        '"',
        "(",
        "*",
        "a OR b",
        "NOT",
        "NEAR(a b)",
        "a AND (",
        "title:x",
        "-",
        "%",
        "\x00",
        "^a",
        "💬",
        "'; --",
        "x" * 5000,
    ],
)
def test_no_question_breaks_the_search(client, question):
    factories.a_session(title="a b")
    found(client, question)
    suggested(client, question)


@pytest.mark.parametrize("many", [1, 3])
def test_search_costs_the_same_however_much_is_found(client, many, django_assert_num_queries):
    forum = factories.a_forum()
    for number in range(many):
        line = factories.a_line(forum, title=f"Ceiba {number}")
        table = factories.a_session(line, title=f"Ceiba mesa {number}")
        factories.a_speaker(
            table, name=f"Ceiba {number}", organisation=factories.an_organisation(name=f"Ceiba {number}")
        )
        Territory.objects.create(name=f"Ceiba {number}")
    found(client, "ceiba")
    with django_assert_num_queries(SEARCH_QUERIES):
        assert len(found(client, "ceiba")) == 5 * many


SEARCH_QUERIES = 19


def test_the_page_of_a_person_lists_sessions_with_the_role(client):
    person = factories.a_person(name="Lucía Hernández")
    table = factories.a_session(title="Mesa uno")
    factories.a_speaker(table, role="moderates", person=person)
    factories.a_session(title="Mesa ajena")
    response = client.get(f"/people/{person.handle}/")
    record = response.context["record"]
    assert [(part.what.title, part.role) for part in record.coming + record.past] == [("Mesa uno", "Modera")]
    assert f'href="/people/{person.handle}/"' in client.get(table.url).content.decode()


def test_the_page_of_an_organisation_lists_its_events_and_its_peoples_sessions(client):
    host = factories.an_organisation(name="Red de Cooperativas")
    forum = factories.a_forum(title="Foro")
    EventOrganisation.objects.create(page=forum, organisation=host, part="partner")
    table = factories.a_session(forum, title="Mesa uno")
    factories.a_speaker(table, name="Ana", organisation=host)
    record = client.get(f"/organisations/{host.handle}/").context["record"]
    assert [part.what.title for part in record.events] == ["Foro"]
    assert [(part.what.title, part.role) for part in record.coming + record.past] == [("Mesa uno", "Ana: Expone")]
    assert f'href="/organisations/{host.handle}/"' in client.get(forum.url).content.decode()


def test_the_page_of_a_territory_holds_its_parts_and_the_events_there(client):
    city = Territory.objects.create(name="Quito")
    part = Territory.objects.create(name="Zona Eloy Alfaro", within=city)
    forum = factories.a_forum(title="Foro", territory=city)
    factories.a_session(forum, title="En la ciudad")
    factories.a_session(factories.a_forum(), title="En la zona", territory=part)
    factories.a_session(factories.a_forum(), title="En otra parte")
    record = client.get(f"/territories/{city.handle}/").context["record"]
    assert {part.what.title for part in record.coming + record.past} == {"En la ciudad", "En la zona"}
    assert [part.what.title for part in record.events] == ["Foro"]


def test_an_address_with_an_old_name_leads_to_the_present_one(client):
    city = Territory.objects.create(name="Quito")
    response = client.get(f"/territories/{city.pk}-otro-nombre/")
    assert (response.status_code, response.headers["Location"]) == (301, f"/territories/{city.pk}-quito/")


@pytest.mark.parametrize("handle", ["0", "x", "-1", "9" * 40, "٣-quito"])
def test_an_address_of_nobody_is_a_page_not_found(client, handle):
    for kind in ("people", "organisations", "territories"):
        assert client.get(f"/{kind}/{handle}/").status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_a_directory_page_costs_the_same_however_much_it_holds(client, many, django_assert_num_queries):
    person = factories.a_person()
    for _ in range(many):
        factories.a_speaker(factories.a_session(), person=person)
    client.get(f"/people/{person.handle}/")
    with django_assert_num_queries(PERSON_QUERIES):
        client.get(f"/people/{person.handle}/")


PERSON_QUERIES = 9


def test_previous_and_next_walk_through_the_line_and_its_sublines(client):
    forum = factories.a_forum()
    line = factories.a_line(forum)
    first, second = (factories.a_session(factories.a_line(line)) for _ in range(2))
    factories.a_draft_session(line)
    factories.a_session(factories.a_line(forum))

    def around(page):
        facts = client.get(page.url).context["facts"]
        return [beside and beside.code for beside in (facts.previous, facts.next)]

    assert around(first) == [None, "1.2.1"]
    assert around(second) == ["1.1.1", None]
