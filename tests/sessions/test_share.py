"""A published page shown elsewhere: a preview with a card, facts for machines, a programme in a frame."""

import json
import re
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import quote

import pytest
from PIL import Image
from wagtail.models import PageViewRestriction

from events.models import ConclusionsPage, EventOrganisation
from sessions.share.cards import FIELDS, Card, draw, font, shorten, wrap
from tests import factories
from tests.translating import translated

pytestmark = pytest.mark.django_db

JOIN = "https://video.example/secret-room"


class Head(HTMLParser):
    """Metas, links and data blocks of a page."""

    def __init__(self, text: str):
        super().__init__()
        self.metas, self.links, self.blocks, self._in = {}, [], [], False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "meta" and (name := said.get("property") or said.get("name")):
            self.metas[name] = said["content"]
        if tag == "link":
            self.links.append(said)
        self._in = tag == "script" and said.get("type") == "application/ld+json"

    def handle_data(self, data):
        if self._in:
            self.blocks.append(data)
            self._in = False


def head(client, page) -> Head:
    return Head(client.get(page.url).content.decode())


@pytest.fixture
def forum():
    forum = factories.a_forum(title="Foro de & para todos", introduction="Para <hablar>.")
    forum.organisations.add(
        EventOrganisation(organisation=factories.an_organisation(name="Red", web="https://red.test"))
    )
    forum.save_revision().publish()
    return forum


@pytest.fixture
def table(forum):
    page = factories.a_session(
        factories.a_line(forum),
        title="Mesa </script> abierta",
        introduction="De qué trata.",
        venue=factories.a_venue(name="Sala 1", address="Calle 2"),
        platform="jitsi",
        join_address=JOIN,
        capacity_room=40,
    )
    factories.a_speaker(page, name="Elena")
    return page


# ------------------------------------------------------------------ previews
def test_a_page_says_what_it_is_to_networks(client, table):
    metas = head(client, table).metas
    assert metas["og:title"] == table.title
    assert metas["og:description"] == metas["description"] == "De qué trata."
    assert metas["og:url"] == f"http://testserver{table.url}"
    assert metas["og:image"].startswith(f"http://testserver/share/{table.translation_key}.png?v=")
    assert (metas["og:image:width"], metas["og:image:height"]) == ("1200", "630")
    assert metas["twitter:card"] == "summary_large_image"
    assert metas["og:locale"] == "es"


def test_a_long_introduction_is_cut_and_a_page_without_one_says_nothing_it_does_not_know(client):
    long = factories.a_forum(introduction="palabra " * 70)
    assert len(head(client, long).metas["og:description"]) <= 200
    assert "og:description" not in head(client, factories.a_forum()).metas


def test_addresses_that_are_no_pages_have_no_preview(client):
    assert "og:title" not in Head(client.get("/calendar/").content.decode()).metas


# ------------------------------------------------------------------ cards
def test_a_card_is_a_picture_of_the_size_networks_ask_for(client, table):
    answer = client.get(head(client, table).metas["og:image"])
    picture = Image.open(BytesIO(answer.content))
    assert (answer["Content-Type"], picture.format, picture.size) == ("image/png", "PNG", (1200, 630))
    assert "max-age" in answer["Cache-Control"]
    assert picture.convert("RGB").getpixel((1190, 10)) == (0x15, 0x31, 0x97)


def test_a_card_says_its_page_s_words(client, table, monkeypatch):
    drawn = []
    monkeypatch.setattr("sessions.share.views.draw", lambda card: drawn.append(card) or b"")
    client.get(f"/share/{table.translation_key}.png")
    client.get(f"/share/{table.translation_key}.png")
    assert drawn == [
        Card(table.title, "1.1", 1, "Foro de & para todos", "Jueves 10 de diciembre de 2026, 15:00, hora de Bogotá")
    ]


@pytest.mark.django_db(transaction=True)
def test_a_card_speaks_the_language_of_its_address(client, monkeypatch):
    page = factories.a_session(title="Mesa")
    translated(page, {"Mesa": "Table"})
    drawn = []
    monkeypatch.setattr("sessions.share.views.draw", lambda card: drawn.append(card.title) or b"")
    for prefix in ("", "/en", "/fr"):
        client.get(f"{prefix}/share/{page.translation_key}.png")
    assert drawn[:2] == ["Mesa", "Table"]
    assert set(drawn) == {"Mesa", "Table"}


def test_drafts_and_pages_for_some_have_no_card(client, table):
    draft = factories.a_draft_session()
    assert client.get(f"/share/{draft.translation_key}.png").status_code == 404
    PageViewRestriction.objects.create(page=table, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"/share/{table.translation_key}.png").status_code == 404


@pytest.mark.parametrize("line", FIELDS)
def test_every_line_has_its_card_and_nothing_is_too_long_for_it(line):
    card = Card("Palabra " * 90 + "x" * 400, "12.12.12", line, "Foro " * 80, "y" * 300)
    assert Image.open(BytesIO(draw(card))).size == (1200, 630)


def test_lines_are_cut_between_words_and_no_line_is_too_wide():
    face = font("bold", 60)
    lines = wrap("Alianzas entre actores: la corresponsabilidad frente a las crisis", face, 600)
    assert " ".join(lines) == "Alianzas entre actores: la corresponsabilidad frente a las crisis"
    assert all(face.getlength(line) <= 600 for line in lines)
    assert shorten("x" * 100, face, 300).endswith("…")


@pytest.mark.parametrize("letter", "áéíóúñüçãõâêôàèùëïœÁÑÇ¿¡«»’“”–…€")
def test_the_face_has_every_letter_of_the_four_languages(letter):
    missing = font("bold", 40).getmask("\ue000").getbbox(), bytes(font("bold", 40).getmask("\ue000"))
    assert (font("bold", 40).getmask(letter).getbbox(), bytes(font("bold", 40).getmask(letter))) != missing


# ------------------------------------------------------------------ facts for machines
def test_a_session_is_an_event_with_its_time_place_and_people(client, table, forum):
    (block,) = head(client, table).blocks
    said = json.loads(block)
    assert said["@type"] == "Event"
    assert said["name"] == table.title
    assert said["startDate"] == "2026-12-10T15:00:00-05:00"
    assert said["endDate"] == "2026-12-10T16:30:00-05:00"
    assert said["eventStatus"] == "https://schema.org/EventScheduled"
    assert said["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert said["location"] == [
        {"@type": "Place", "name": "Sala 1", "address": "Calle 2"},
        {"@type": "VirtualLocation", "url": f"http://testserver{table.url}"},
    ]
    assert said["maximumPhysicalAttendeeCapacity"] == 40
    assert "maximumVirtualAttendeeCapacity" not in said
    assert said["performer"] == [{"@type": "Person", "name": "Elena"}]
    assert said["organizer"] == [{"@type": "Organization", "name": "Red", "url": "https://red.test"}]
    assert said["superEvent"]["url"] == f"http://testserver{forum.url}"


def test_the_join_address_is_in_nothing_that_is_shared(client, table, forum):
    for address in (table.url, f"/embed/event/{forum.translation_key}/", "/feed.xml", "/feed.json"):
        assert JOIN not in client.get(address).content.decode()


def test_no_title_ends_the_data_block(client, table):
    text = client.get(table.url).content.decode()
    assert "Mesa </script>" not in text
    assert "Mesa \\u003C/script\\u003E abierta" in text


@pytest.mark.parametrize(("status", "word"), [("cancelled", "Cancelled"), ("postponed", "Postponed")])
def test_what_does_not_take_place_says_so(client, status, word):
    (block,) = head(client, factories.a_session(status=status)).blocks
    assert json.loads(block)["eventStatus"] == f"https://schema.org/Event{word}"


def test_an_event_has_its_days(client, forum):
    (block,) = head(client, forum).blocks
    said = json.loads(block)
    assert (said["startDate"], said["endDate"], said["inLanguage"]) == ("2026-12-10", "2026-12-11", ["es", "en"])


def test_a_line_and_conclusions_are_no_events(client, forum):
    line = factories.a_line(forum)
    assert head(client, line).blocks == []
    assert head(client, factories.published(forum, ConclusionsPage(title="Lo que quedó"))).blocks == []


# ------------------------------------------------------------------ the frame
def test_the_programme_may_stand_in_any_frame_and_no_other_page_may(client, forum, table):
    answer = client.get(f"/embed/event/{forum.translation_key}/")
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    assert answer.cookies == {}
    assert "Cookie" not in answer.get("Vary", "")
    for page in (forum, table):
        other = client.get(page.url)
        assert "frame-ancestors 'self'" in other["Content-Security-Policy"]
        assert other["X-Frame-Options"] == "SAMEORIGIN"


def test_the_frame_holds_the_programme_and_its_links_leave_it(client, forum, table):
    text = client.get(f"/embed/event/{forum.translation_key}/").content.decode()
    assert '<base target="_top">' in text
    assert table.url in text
    assert "masthead" not in text
    assert "csrf" not in text


@pytest.mark.django_db(transaction=True)
def test_the_frame_is_there_in_each_language(client):
    forum = factories.a_forum(title="Foro")
    translated(forum, {"Foro": "Forum"})
    assert '<h1><a href="/en/' in client.get(f"/en/embed/event/{forum.translation_key}/").content.decode()
    assert ">Foro<" in client.get(f"/fr/embed/event/{forum.translation_key}/").content.decode()


def test_a_draft_has_no_frame(client):
    draft = factories.a_forum()
    draft.unpublish()
    assert client.get(f"/embed/event/{draft.translation_key}/").status_code == 404


def test_an_event_page_offers_the_frame_to_copy(client, forum):
    text = client.get(forum.url).content.decode()
    src = f"http://testserver/embed/event/{forum.translation_key}/"
    assert f"&lt;iframe src=&quot;{src}&quot;" in text
    assert "Foro de &amp;amp; para todos" in text  # once for the frame, once for the page


def test_a_site_that_knows_oembed_is_told_the_same_frame(client, forum):
    link = next(link for link in head(client, forum).links if link.get("type") == "application/json+oembed")
    said = client.get(link["href"]).json()
    assert (said["type"], said["version"], said["title"]) == ("rich", "1.0", forum.title)
    assert re.search(rf'<iframe src="http://testserver/embed/event/{forum.translation_key}/"', said["html"])
    small = client.get(f"{link['href']}&maxwidth=300").json()
    assert small["width"] == 300


@pytest.mark.parametrize(
    "url", ["", "http://elsewhere.test/foro/", "javascript:alert(1)", "http://testserver/no-hay/", "http://["]
)
def test_oembed_knows_only_our_events(client, forum, url):
    assert client.get(f"/oembed?url={quote(url, safe='')}").status_code == 404


def test_oembed_speaks_json_alone(client, forum):
    assert client.get(f"/oembed?format=xml&url=http://testserver{forum.url}").status_code == 501
