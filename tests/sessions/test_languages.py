"""A session in another language: words are translated segment by segment, everything else stays the source's."""

import json
from datetime import time
from urllib.parse import urlencode

import pytest
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from sessions.models import SessionPage
from sessions.models.words import SHARED
from sessions.queries import source
from tests import factories
from tests.translating import locale, paths, submitted, translated

pytestmark = pytest.mark.django_db(transaction=True)

POLL = {
    "type": "polls",
    "id": "poll-1",
    "value": {
        "title": "¿Qué frena más?",
        "results": "live",
        "accepts": "anyone",
        "names": "nothing",
        "options": [
            {"type": "item", "id": "a", "value": {"label": "Respuesta"}},
            {"type": "item", "id": "b", "value": {"label": "Conexión"}},
        ],
        "several": True,
        "most": 2,
    },
}
GONE = {"type": "gone", "id": "gone-1", "value": {"title": "Presupuesto", "projects": [{"id": "x", "cost": 5}]}}
WORDS = {
    "Mesa abierta": "Open table",
    "De qué trata.": "What it is about.",
    "¿Qué frena más?": "What holds us back?",
    "Respuesta": "Reply",
    "Conexión": "Connection",
}


def stored(page):
    """The activities as the database holds them."""
    return json.loads(SessionPage._meta.get_field("activities").value_to_string(SessionPage.objects.get(pk=page.pk)))


@pytest.fixture
def table():
    forum = factories.a_forum()
    return factories.a_session(
        forum,
        title="Mesa abierta",
        introduction="De qué trata.",
        activities=[POLL, GONE],
        join_address="https://a.test/1",
    )


def test_a_translator_is_asked_for_words_and_for_nothing_else(table):
    translation = submitted(table)
    asked = paths(translation)
    assert {path: text for path, text in asked.items() if path not in ("slug",)} == {
        "title": "Mesa abierta",
        "introduction": "De qué trata.",
        "activities.poll-1.title": "¿Qué frena más?",
        "activities.poll-1.options.a.label": "Respuesta",
        "activities.poll-1.options.b.label": "Conexión",
    }
    assert not translation.source.overridablesegment_set.exists()


def test_a_translation_has_its_words_and_keeps_ids_settings_and_missing_formats(table):
    open_table = translated(table, WORDS)
    said = stored(open_table)
    title, labels = said[0]["value"]["title"], [item["value"]["label"] for item in said[0]["value"]["options"]]
    assert (title, labels) == ("What holds us back?", ["Reply", "Connection"])
    assert [item["id"] for item in said[0]["value"]["options"]] == ["a", "b"]
    assert (said[0]["id"], said[0]["value"]["most"], said[0]["value"]["several"]) == ("poll-1", 2, True)
    assert said[1] == GONE
    assert open_table.title == "Open table"
    assert open_table.live


def test_the_source_keeps_its_own_words(table):
    translated(table, WORDS)
    table.refresh_from_db()
    assert table.activities[0].value["title"] == "¿Qué frena más?"


def test_time_and_place_follow_the_source(table):
    translated(table, WORDS)
    table.begins = time(18)
    table.save_revision().publish()
    open_table = translated(table, WORDS)
    assert open_table.begins == time(18)
    assert source(open_table.translation_key) == table


def test_an_editor_submits_a_session_and_publishes_its_translation(table, client, ada):
    client.force_login(ada)
    translated(table.get_parent().specific, {})
    english = locale("en")
    submitted_to = client.post(f"/cms/localize/submit/page/{table.pk}/", {"locales": [english.pk]})
    assert submitted_to.status_code == 302
    translation = Translation.objects.get(source=TranslationSource.objects.get_for_instance(table))
    for segment in translation.source.stringsegment_set.select_related("string"):
        typed = {"value": WORDS.get(segment.string.data, segment.string.data)}
        address = f"/cms/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"
        answer = client.put(address, urlencode(typed), content_type="application/x-www-form-urlencoded")
        assert answer.status_code in (200, 201), answer.content
    page = table.get_translation(english)
    shown = client.get(f"/cms/pages/{page.pk}/edit/")
    assert shown.status_code == 200
    assert client.post(f"/cms/pages/{page.pk}/edit/", {"action": "publish"}).status_code == 302
    page.refresh_from_db()
    assert (page.live, page.title, page.activities[0].value["title"]) == (True, "Open table", "What holds us back?")


def test_a_translation_waits_for_its_source_with_a_sentence(client, ada):
    draft = factories.a_draft_session(title="Mesa abierta")
    page = translated(draft, WORDS, publish=False)
    client.force_login(ada)
    answer = client.post(f"/cms/pages/{page.pk}/edit/", {"action": "publish"}, follow=True)
    assert "not published" in answer.content.decode() or "no está publicada" in answer.content.decode()
    page.refresh_from_db()
    assert not page.live


def test_no_other_door_publishes_it_either(client, ada):
    draft = factories.a_draft_session(title="Mesa abierta")
    page = translated(draft, WORDS, publish=False)
    client.force_login(ada)
    source_of = TranslationSource.objects.get_for_instance(draft)
    answer = client.post(f"/cms/localize/update/{source_of.pk}/", {"publish_translations": "on"})
    assert answer.status_code == 302
    page.refresh_from_db()
    assert not page.live


def test_a_translation_on_its_own_feet_shows_what_is_shared_closed(table, client, ada):
    page = translated(table, WORDS)
    Translation.objects.update(enabled=False)
    client.force_login(ada)
    form = client.get(f"/cms/pages/{page.pk}/edit/").context["form"]
    closed = {name for name, field in form.fields.items() if field.disabled}
    assert closed == set(SHARED) - {"speakers"}
    source_form = client.get(f"/cms/pages/{table.pk}/edit/").context["form"]
    assert not any(field.disabled for field in source_form.fields.values())


def test_every_language_of_the_house_has_a_locale():
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"es", "en", "fr", "pt"}
