"""Feeds of what was published: Atom and JSON, of everything, of one event, of one kind."""

from xml.etree import ElementTree

import pytest
from wagtail.models import PageViewRestriction

from events.models import ConclusionsPage
from tests import factories
from tests.translating import translated

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def table():
    return factories.a_session(title="Mesa", introduction="De qué trata.")


@pytest.fixture
def outcome(table):
    return factories.published(table, ConclusionsPage(title="Lo que quedó", introduction="<p>Una <b>frase</b>.</p>"))


def entries(client, address="/feed.xml"):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content).findall("a:entry", ATOM)


def titles(client, address="/feed.json"):
    return [item["title"] for item in client.get(address).json()["items"]]


def test_atom_has_what_the_standard_asks_of_each_entry(client, table):
    (entry,) = entries(client)
    assert entry.findtext("a:id", namespaces=ATOM) == f"urn:uuid:{table.translation_key}"
    assert entry.findtext("a:title", namespaces=ATOM) == "Mesa"
    assert entry.findtext("a:summary", namespaces=ATOM) == "De qué trata."
    assert entry.find("a:link", ATOM).get("href") == f"http://testserver{table.url}"
    assert entry.findtext("a:updated", namespaces=ATOM)
    feed = ElementTree.fromstring(client.get("/feed.xml").content)
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links == {"alternate": "http://testserver/", "self": "http://testserver/feed.xml"}


def test_json_feed_has_what_the_standard_asks(client, outcome, table):
    answer = client.get("/feed.json")
    assert answer["Content-Type"] == "application/feed+json"
    feed = answer.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://testserver/feed.json"
    assert [item["title"] for item in feed["items"]] == ["Lo que quedó", "Mesa"]
    item = feed["items"][0]
    assert item["id"] == f"urn:uuid:{outcome.translation_key}"
    assert item["content_text"] == "Una frase."
    assert item["language"] == "es"
    assert item["image"].endswith(".png?v=" + str(int(outcome.last_published_at.timestamp())))


def test_a_feed_narrows_to_one_kind(client, outcome, table):
    assert titles(client, "/feed.json?of=conclusions") == ["Lo que quedó"]
    assert titles(client, "/feed.json?of=sessions") == ["Mesa"]


def test_a_feed_of_one_event_holds_nothing_of_another(client, table, outcome):
    other = factories.a_session(title="De otro foro")
    event = table.event
    assert titles(client, f"/feed/event/{event.translation_key}.json") == ["Lo que quedó", "Mesa"]
    assert titles(client, f"/feed/event/{other.event.translation_key}.json") == ["De otro foro"]
    assert len(entries(client, f"/feed/event/{event.translation_key}.xml")) == 2


@pytest.mark.parametrize("address", ["/feed.xml?of=secrets", "/feed.json?of=", "/feed.json?line=1"])
def test_an_unknown_filter_is_answered_with_a_sentence(client, table, address):
    answer = client.get(address)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert len(answer.content.decode().split(". ")[0].split()) <= 20


def test_drafts_and_pages_for_some_are_in_no_feed(client, table):
    factories.a_draft_session(title="Borrador")
    PageViewRestriction.objects.create(page=table, restriction_type=PageViewRestriction.LOGIN)
    assert titles(client) == []


def test_an_event_that_is_not_there_has_no_feed(client):
    assert client.get("/feed/event/6f9619ff-8b86-4d01-b42d-00c04fc964ff.xml").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_each_language_has_its_feed_with_each_page_once(client):
    table = factories.a_session(title="Mesa")
    factories.a_session(title="Sin traducir")
    translated(table, {"Mesa": "Table"})
    assert titles(client, "/en/feed.json") == ["Table", "Sin traducir"]
    assert titles(client, "/feed.json") == ["Sin traducir", "Mesa"]
    event = table.event
    assert titles(client, f"/en/feed/event/{event.translation_key}.json") == ["Table"]


@pytest.mark.parametrize("many", [1, 3])
def test_a_feed_costs_the_same_however_long_it_is(client, many, django_assert_num_queries):
    for _ in range(many):
        factories.a_session()
    client.get("/feed.xml")
    with django_assert_num_queries(FEED_QUERIES):
        client.get("/feed.xml")


FEED_QUERIES = 5
