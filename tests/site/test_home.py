"""The home page, one a language, and the frame around every page."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale, Site

from plenaria.home.models import HomePage
from tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_fresh_database_has_a_home_in_four_languages_spanish_first(client):
    assert Locale.get_default().language_code == "es"
    assert sorted(home.locale.language_code for home in HomePage.objects.all()) == ["en", "es", "fr", "pt"]
    assert Site.objects.get().root_page.locale.language_code == "es"
    for address, language in (("/", "es"), ("/en/", "en"), ("/fr/", "fr"), ("/pt/", "pt")):
        assert f'<html lang="{language}"' in client.get(address).content.decode()


def test_home_lists_what_is_live_what_comes_the_events_and_what_has_passed(client):
    forum, now = factories.a_forum(title="Foro de prueba"), timezone.now()
    factories.a_session(forum, title="Mesa de ayer", starts=now - DAY)
    factories.a_session_live_now(forum, title="Mesa de ahora", now=now)
    factories.a_session(forum, title="Mesa de mañana", starts=now + DAY)
    text = client.get("/").content.decode()
    sections = {part.split('"')[0]: part for part in text.split('<section class="section" id="')[1:]}
    assert {
        name: [title for title in ("ayer", "ahora", "mañana") if title in part] for name, part in sections.items()
    } == {
        "live": ["ahora"],
        "coming": ["mañana"],
        "events": [],
        "past": ["ayer"],
    }
    assert "Foro de prueba" in sections["events"]


def test_a_home_in_another_language_lists_what_is_not_translated_too(client):
    forum = factories.a_forum(title="Foro sin traducir")
    text = client.get("/en/").content.decode()
    assert forum.title in text
    assert f'href="{forum.url}"' in text


@pytest.mark.parametrize("many", [1, 3])
def test_home_costs_the_same_however_much_there_is(client, many, django_assert_num_queries):
    for _ in range(many):
        factories.a_session(starts=timezone.now() + DAY)
        factories.a_session(starts=timezone.now() - DAY)
    client.get("/")
    with django_assert_num_queries(HOME_QUERIES):
        client.get("/")


HOME_QUERIES = 14


def test_the_foot_leads_to_the_same_place_in_other_languages(client):
    text = client.get("/calendar/?past=1").content.decode()
    for language in ("en", "fr", "pt"):
        assert f'href="/{language}/calendar/?past=1"' in text
    english = client.get("/en/calendar/").content.decode()
    assert 'href="/calendar/"' in english


def test_the_foot_of_a_page_leads_to_its_translations_and_says_where_there_is_none(client):
    forum = factories.a_forum()
    text = client.get(forum.url).content.decode()
    assert 'hreflang="en"' not in text
    assert '<span lang="en">English</span>' in text
    translated = forum.copy_for_translation(Locale.objects.get(language_code="en"))
    translated.save_revision().publish()
    assert f'href="{translated.url}" lang="en"' in client.get(forum.url).content.decode()
    assert f'href="{forum.url}" lang="es"' in client.get(translated.url).content.decode()


def test_the_head_names_every_language_of_a_page_with_full_addresses(client):
    forum = factories.a_forum()
    translated = forum.copy_for_translation(Locale.objects.get(language_code="en"))
    translated.save_revision().publish()
    for page in (forum, translated):
        head = client.get(page.url).content.decode().partition("</head>")[0]
        for one in (forum, translated):
            language = one.locale.language_code
            assert f'<link rel="alternate" hreflang="{language}" href="http://testserver{one.url}">' in head
        assert head.count('rel="alternate" hreflang') == 2
    assert '<html lang="en"' in client.get(translated.url).content.decode()


@pytest.mark.parametrize("address", ["/", "/calendar/", "/calendar/?past=1"])
def test_pages_carry_no_script_or_style_inside(client, address):
    response = client.get(address)
    text = response.content.decode()
    assert "<style" not in text
    assert " style=" not in text
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
