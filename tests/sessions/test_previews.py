"""An editor sees a session in each state and language before anybody else does; a preview changes nothing."""

from datetime import date, time
from typing import Any

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from sessions.models import Running, SessionPage
from sessions.models.previews import STATES
from sessions.state import LABELS, State
from tests import factories

pytestmark = pytest.mark.django_db
MODES = [(code, state) for code, _ in settings.LANGUAGES for state in State]


def seen(page: Any, mode: str) -> str:
    """The preview of `page` in a mode."""
    response = page.make_preview_request(preview_mode=mode)
    assert response.status_code == 200
    return response.content.decode()


def test_the_states_of_previews_are_those_of_sessions():
    assert {state.value: LABELS[state] for state in State} == STATES


def test_there_is_a_preview_for_each_state_in_each_language():
    modes = [name for name, _ in SessionPage().preview_modes]
    assert modes == ["", *(f"{code}-{state}" for code, state in MODES)]


@pytest.mark.parametrize(("language", "state"), MODES)
def test_each_preview_shows_its_state_in_its_language(language, state):
    page = factories.a_session()
    shown = seen(page, f"{language}-{state}")
    with translation.override(language):
        assert f'<html lang="{language}"' in shown
        assert f">{state.label}</span>" in shown.replace("&#x27;", "'")


def test_a_preview_shows_the_draft_and_not_what_is_published():
    page = factories.a_session(day=date(2026, 12, 10), begins=time(15))
    page.begins, page.minutes = time(17, 40), 50
    page.save_revision()
    shown = seen(page.get_latest_revision_as_object(), "es-open")
    assert "17:40" in shown
    assert "15:00" not in shown


def test_the_words_are_those_of_the_translation_where_there_is_one():
    page = factories.a_session(title="Mesa de apertura")
    english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.title = "Opening table"
    english.save_revision()
    assert "Opening table" in seen(page, "en-live")
    assert "Mesa de apertura" in seen(page, "fr-live")


def test_a_preview_of_a_translation_has_the_time_of_its_source():
    page = factories.a_session(begins=time(9, 25))
    english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.begins = time(4, 44)
    shown = seen(english, "en-open")
    assert "09:25" in shown or "9:25" in shown
    assert "4:44" not in shown


def test_a_preview_leaves_the_session_as_it_was():
    page = factories.a_session()
    before = (SessionPage.objects.values().get(pk=page.pk), Running.objects.count())
    plain = seen(page, "")
    for language, state in MODES[:6]:
        seen(page, f"{language}-{state}")
    assert seen(page, "") == plain
    assert (SessionPage.objects.values().get(pk=page.pk), Running.objects.count()) == before


@pytest.mark.parametrize("mode", ["", "xx", "es-", "es-asleep", "-live", "../etc"])
def test_an_unknown_mode_shows_the_page(mode):
    assert "Mesa" in seen(factories.a_session(title="Mesa"), mode)


def test_an_event_and_a_line_are_previewed_in_each_language():
    event = factories.a_forum()
    for page in (event, factories.a_line(event)):
        for code, _ in settings.LANGUAGES:
            assert f'<html lang="{code}"' in seen(page, code)


def test_who_may_not_edit_sees_no_preview(client, ben):
    page = factories.a_session()
    client.force_login(ben)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert client.get(address, {"mode": "es-live"}).status_code == 403


def test_a_session_is_previewed_before_it_is_saved_for_the_first_time(client, ada):
    client.force_login(ada)
    event = factories.a_forum()
    address = reverse("wagtailadmin_pages:preview_on_add", args=["programme", "sessionpage", event.pk])
    said = {
        "title": "Mesa nueva",
        "slug": "mesa-nueva",
        "category": "round_table",
        "day": "2026-12-10",
        "begins": "16:20",
        "minutes": "90",
        "mode": "hybrid",
        "zone": "America/Bogota",
        "status": "planned",
        "body": streamfield([]),
        "activities": streamfield([]),
        "speakers": inline_formset([]),
        "comments": inline_formset([]),
    }
    posted = client.post(address, nested_form_data(said) | {"languages": ["es"]})
    assert posted.json() == {"is_valid": True, "is_available": True}
    shown = client.get(address, {"mode": "es-cancelled"}).content.decode()
    assert "Mesa nueva" in shown
    assert str(State.CANCELLED.label) in shown


def test_the_pages_of_visitors_pretend_nothing():
    page = factories.a_session()
    seen(page, "es-cancelled")
    request = RequestFactory().get("/")
    assert page.get_context(request)["facts"].state is not State.CANCELLED
