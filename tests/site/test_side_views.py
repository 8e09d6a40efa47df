"""Side views of the editor that ask for no right themselves: asked for before they are entered."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return factories.a_session(factories.a_line())


@pytest.fixture
def source(session):
    """The session with an English translation that is complete and has not been published."""
    source, _ = TranslationSource.update_or_create_from_instance(session)
    english = Locale.objects.get(language_code="en")
    for segment in source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string, context=segment.context, locale=english, data="In English"
        )
    Translation.objects.create(source=source, target_locale=english).save_target(publish=False)
    return source


def english(session) -> Page:
    return session.get_translation(Locale.objects.get(language_code="en"))


@pytest.mark.parametrize(("who", "published"), [("edith", False), ("ada", True)])
def test_translations_are_published_by_who_may_publish(
    client, request, session, source, who, published, django_capture_on_commit_callbacks
):
    client.force_login(request.getfixturevalue(who))
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"publish_translations": "on"})
    assert english(session).live is published


def test_an_editor_may_bring_translations_up_to_date(client, edith, source):
    client.force_login(edith)
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    assert client.post(address).status_code == 302


def test_a_move_shows_its_question_to_who_may_move_alone(client, edith, session):
    other = factories.a_line(session.get_parent().get_parent(), title="Línea reservada")
    client.force_login(edith)
    answer = client.get(reverse("wagtailadmin_pages:move_confirm", args=[session.pk, other.pk]))
    assert b"reservada" not in answer.content


def test_who_is_not_signed_in_is_sent_to_sign_in(client, source):
    answer = client.get(reverse("wagtail_localize:update_translations", args=[source.pk]))
    assert answer.url.startswith("/accounts/login/")
