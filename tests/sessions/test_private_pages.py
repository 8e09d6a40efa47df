"""A page kept private by Wagtail shows nothing of itself at any other address than its own."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import PageViewRestriction

from live.registration import actions
from sessions.models import SessionPage
from tests.factories import a_session

pytestmark = pytest.mark.django_db(transaction=True)

FORM = {"mode": "remote", "name": "Ana", "email": "ana@example.org"}
SAME = {"headers": {"sec-fetch-site": "same-origin"}}


@pytest.fixture
def private() -> SessionPage:
    page = a_session(title="Reunión reservada", mode="hybrid", registers=True)
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    return page


def session_file(page: SessionPage) -> str:
    return reverse("session_ics", args=[page.translation_key])


@pytest.mark.parametrize("address", ["/", "/j/", "/calendar/", "/calendar/?past=1", "/calendar/feed.ics"])
def test_no_list_names_it(client, private, address):
    assert private.title not in client.get(address).content.decode()


def test_its_files_are_for_those_who_may_see_it(client, private):
    event = private.get_parent()
    assert client.get(session_file(private)).status_code == 404
    assert client.get(reverse("event_ics", args=[event.translation_key])).status_code == 404
    client.force_login(get_user_model().objects.create_user("cleo", "cleo@example.org", "x"))
    assert private.title in client.get(session_file(private)).content.decode()


def test_a_wrong_form_sent_to_it_shows_no_page(client, private):
    address = reverse("register", args=[private.translation_key])
    answer = client.post(address, {"mode": "room"}, **SAME)
    assert answer.status_code == 302
    assert private.title not in answer.content.decode()


def test_who_has_a_seat_gets_its_calendar_file(private, mailoutbox):
    actions.register(session=private.translation_key, **FORM)
    [(_, content, _)] = mailoutbox[0].attachments
    assert private.title in str(content)
