"""An organiser edits a session in Wagtail: few fields, defaults from the event, one sentence for what is missing."""

from datetime import date, time
from html.parser import HTMLParser

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from sessions.models import SessionPage, Slot
from sessions.models.panels import DETAILS, FIRST
from tests import factories

pytestmark = pytest.mark.django_db


def form(**said):
    """What the editor posts for a session, changed by `said`."""
    return nested_form_data(
        {
            "title": "Alianzas entre actores",
            "slug": "alianzas-entre-actores",
            "category": "round_table",
            "day": "2026-12-10",
            "begins": "15:00",
            "minutes": "90",
            "mode": "hybrid",
            "zone": "America/Bogota",
            "status": "planned",
            "registers": "on",
            "body": streamfield([]),
            "activities": streamfield([]),
            "speakers": inline_formset([]),
            "comments": inline_formset([]),
            **said,
        }
    ) | {"languages": ["es", "en"]}


def create(client, parent, **said):
    return client.post(f"/cms/pages/add/programme/sessionpage/{parent.pk}/", form(**said))


def errors_of(response):
    """The sentences at each field."""
    return {name: list(sentences) for name, sentences in response.context["form"].errors.items()}


@pytest.fixture
def organiser(client, ada):
    client.force_login(ada)
    return client


def test_the_first_tab_has_twelve_fields_at_most():
    assert len(["title", *FIRST]) <= 12


@pytest.mark.parametrize("name", ["title", *FIRST, *DETAILS])
def test_every_field_has_its_help(name):
    assert name == "title" or SessionPage._meta.get_field(name).help_text


def test_zone_and_languages_come_from_the_event(organiser):
    forum = factories.a_forum(zone="America/Lima", languages=["es", "pt"])
    line = factories.a_line(forum)
    shown = organiser.get(f"/cms/pages/add/programme/sessionpage/{line.pk}/").context["form"]
    assert shown["zone"].value() == "America/Lima"
    assert shown["languages"].value() == ["es", "pt"]


def test_a_draft_may_leave_day_and_hour_open(organiser):
    response = create(organiser, factories.a_forum(), day="", begins="")
    assert response.status_code == 302
    assert SessionPage.objects.get().day is None
    assert not Slot.objects.exists()


def test_publishing_without_day_and_hour_says_one_sentence_at_each(organiser):
    response = create(organiser, factories.a_forum(), day="", begins="", **{"action-publish": "1"})
    errors = errors_of(response)
    assert sorted(errors) == ["begins", "day"]
    assert [len(sentences) for sentences in errors.values()] == [1, 1]
    assert not SessionPage.objects.exists()


def test_what_was_typed_is_still_there_after_a_refusal(organiser):
    response = create(organiser, factories.a_forum(), day="", **{"action-publish": "1"})
    assert 'value="Alianzas entre actores"' in response.content.decode()


@pytest.mark.parametrize(
    ("minutes", "fits"), [("4", False), ("5", True), ("1440", True), ("1441", False), ("-5", False)]
)
def test_a_session_lasts_from_five_minutes_to_a_day(organiser, minutes, fits):
    response = create(organiser, factories.a_forum(), minutes=minutes, **{"action-publish": "1"})
    assert (response.status_code == 302) is fits
    assert fits or list(errors_of(response)) == ["minutes"]


def test_an_hour_the_clocks_skip_is_refused_at_the_hour(organiser):
    skipped = {"zone": "Europe/Madrid", "day": "2026-03-29", "begins": "02:30", "action-publish": "1"}
    assert list(errors_of(create(organiser, factories.a_forum(), **skipped))) == ["begins"]


def test_an_unknown_zone_is_refused(organiser):
    assert list(errors_of(create(organiser, factories.a_forum(), zone="Mars/Olympus"))) == ["zone"]


def test_publishing_puts_the_session_on_its_page_and_into_the_calendar(organiser, client):
    response = create(organiser, factories.a_forum(), **{"action-publish": "1"})
    assert response.status_code == 302
    table = SessionPage.objects.get()
    assert table.languages == ["es", "en"]
    assert (table.live, table.day, table.begins) == (True, date(2026, 12, 10), time(15))
    assert client.get(table.url).status_code == 200
    assert Slot.objects.get().event is not None


def test_the_snippets_are_found_by_part_of_their_name(organiser):
    factories.a_person(name="Elena Quispe Mamani")
    factories.a_person(name="Rubén Ferreira")
    found = organiser.get("/cms/snippets/choose/events/person/results/?q=quis").content.decode()
    assert "Elena Quispe Mamani" in found
    assert "Rubén Ferreira" not in found


class Labels(HTMLParser):
    """The ids of visible inputs and the ids labels are for."""

    def __init__(self):
        super().__init__()
        self.inputs, self.labelled = set(), set()

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag in {"input", "select", "textarea"} and said.get("type") not in {"hidden", "submit"}:
            self.inputs.add(said.get("id"))
        if tag == "label":
            self.labelled.add(said.get("for"))


def test_every_field_of_the_first_tab_has_a_label(organiser):
    page = Labels()
    page.feed(organiser.get(f"/cms/pages/add/programme/sessionpage/{factories.a_forum().pk}/").content.decode())
    asked = {f"id_{name}" for name in FIRST} & page.inputs
    assert len(asked) >= 8
    assert asked <= page.labelled
