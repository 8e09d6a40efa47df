"""Public pages kept ready: for whom, until when, and never with anything personal in them."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from live.queries import room_of
from live.registration.actions import register
from plenaria import generation
from sessions.actions import mark_ended, mark_running
from tests import cast, factories

pytestmark = pytest.mark.django_db(transaction=True)

NOON = "2026-12-10T12:00:00Z"


@pytest.fixture(autouse=True)
def kept(settings):
    """The middleware that tests are spared otherwise."""
    at = settings.MIDDLEWARE.index("django.contrib.sessions.middleware.SessionMiddleware")
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[:at], "plenaria.caching.PublicPages", *settings.MIDDLEWARE[at:]]
    yield
    caches["shared"].clear()


@pytest.fixture
def session():
    return factories.a_session(factories.a_line(), starts=timezone.now() + timedelta(days=30), capacity_room=10)


@pytest.fixture
def visitor() -> Client:
    """Someone without a cookie; forms of theirs are checked as those of browsers are."""
    return Client(enforce_csrf_checks=True)


def pages_kept() -> set[str]:
    return {key for key in caches["default"]._cache if ":page-" in key}


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def words(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_second_visitor_costs_no_query(visitor, session):
    for address in (session.url, session.get_parent().url, session.event.url, reverse("calendar")):
        assert queries(visitor, address) > 0
        assert queries(Client(), address) == 0


def test_a_kept_page_is_the_page_that_was_made(visitor, session):
    made, kept = visitor.get(session.url), visitor.get(session.url)
    assert kept.content == made.content
    assert kept.headers == made.headers
    assert "Cookie" in kept.headers["Vary"]


def test_a_public_page_sets_no_cookie_and_holds_no_token(visitor, session):
    for address in (session.url, session.event.url, reverse("calendar"), "/"):
        for answer in (visitor.get(address), visitor.get(address)):
            assert not answer.cookies
            assert b"csrfmiddlewaretoken" not in answer.content


def test_the_form_of_a_kept_page_is_taken(visitor, session):
    visitor.get(session.url)
    assert b'id="seat-email"' in visitor.get(session.url).content
    form = {"mode": "room", "name": "Ben", "email": "ben@example.org"}
    answer = visitor.post(
        reverse("register", args=[session.translation_key]), form, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.status_code == 302


def test_a_person_who_is_signed_in_gets_their_own_page(visitor, session):
    visitor.get(session.url)
    client = Client()
    client.force_login(cast.ben())
    assert reverse("account_logout") in words(client, session.url)
    assert reverse("account_logout") not in words(visitor, session.url)
    assert queries(client, session.url) > 0


def test_the_page_of_who_is_signed_in_is_not_kept(session):
    client = Client()
    client.force_login(cast.ben())
    client.get(session.url)
    assert queries(Client(), session.url) > 0


@pytest.mark.parametrize("cookie", ["messages", "sessionid"])
def test_who_may_have_a_message_passes_by(visitor, session, cookie):
    visitor.get(session.url)
    client = Client()
    client.cookies[cookie] = "x"
    assert queries(client, session.url) > 0


def test_a_seat_in_a_room_changes_no_public_page(visitor, session):
    visitor.get(session.url)
    client = Client()
    client.cookies[f"plenaria_seat_{room_of(session.translation_key).code}"] = "x"
    assert queries(client, session.url) == 0


def test_pages_of_rooms_seats_and_accounts_are_never_kept(session):
    code = room_of(session.translation_key).code
    visitor = Client()
    visitor.get(session.url)
    before = pages_kept()
    assert len(before) == 1
    for name in ("live_room", "live_record", "join_code", "live_places", "live_snapshot"):
        assert visitor.get(reverse(name, args=[code])).status_code == 200
    for address in (reverse("account_login"), reverse("join"), reverse("wagtailadmin_login"), "/healthz"):
        assert visitor.get(address).status_code in {200, 302}
    assert pages_kept() == before


def test_a_page_behind_a_password_is_never_kept(session):
    PageViewRestriction.objects.create(
        page=session, restriction_type=PageViewRestriction.PASSWORD, password="una-clave"
    )
    browser = Client(enforce_csrf_checks=True)
    first, again, other = browser.get(session.url), browser.get(session.url), Client().get(session.url)
    assert b"csrfmiddlewaretoken" in again.content
    assert len({answer.content for answer in (first, again, other)}) == 3


def test_a_page_shut_after_it_was_read_is_shut(visitor, session):
    assert session.title in words(visitor, session.url)
    PageViewRestriction.objects.create(
        page=session, restriction_type=PageViewRestriction.PASSWORD, password="una-clave"
    )
    assert session.title not in words(visitor, session.url).partition("<main")[2]


def test_publishing_is_seen_at_once_on_every_page_that_shows_it(visitor, session):
    addresses = (session.url, session.get_parent().url, session.event.url, reverse("calendar"), "/")
    for address in addresses:
        assert session.title in words(visitor, address)
    session.title = "Mesa sobre el agua"
    session.save_revision().publish()
    for address in addresses:
        assert "Mesa sobre el agua" in words(visitor, address)


def test_a_draft_shows_nothing_and_a_page_taken_back_is_gone(visitor, session):
    words(visitor, session.url)
    session.title = "Un borrador"
    session.save_revision()
    assert "Un borrador" not in words(visitor, session.url)
    session.unpublish()
    assert visitor.get(session.url).status_code == 404
    assert session.title not in words(visitor, session.event.url)


def test_a_page_moved_is_found_where_it_is_now(visitor, session):
    other, was = factories.a_line(session.event), session.url
    words(visitor, was)
    session.move(other, pos="last-child")
    session.refresh_from_db()
    assert visitor.get(was).url == session.url
    assert session.title in words(visitor, other.url)


def test_a_name_corrected_in_the_directory_is_seen_at_once(visitor, session):
    person = factories.a_speaker(session, name="Elena Paz").person
    assert "Elena Paz" in words(visitor, session.url)
    person.name = "Helena Paz"
    person.save()
    assert "Helena Paz" in words(visitor, session.url)


def test_seats_taken_are_seen_at_once(visitor, session):
    before = words(visitor, session.url)
    register(session=session.translation_key, mode="room", name="Ben", email="ben@example.org")
    assert words(visitor, session.url) != before


def test_a_room_that_opens_closes_and_opens_again_is_seen_at_once(visitor, session):
    live = 'data-phase="live"'
    for _ in range(2):
        assert live not in words(visitor, session.url)
        mark_running(session_key=session.translation_key, at=timezone.now())
        assert live in words(visitor, session.url)
        mark_ended(session_key=session.translation_key, at=timezone.now())


def test_what_is_written_and_taken_back_makes_nothing_old(visitor, session):
    from django.db import transaction

    words(visitor, session.url)
    with transaction.atomic():
        session.save()
        transaction.set_rollback(True)
    assert queries(visitor, session.url) == 0


def test_a_page_made_while_something_was_published_is_old_already(rf, session):
    """Read before the change, stored after it: it stands under the old generation, where nobody looks."""
    from django.http import HttpResponse

    from plenaria.caching import PublicPages

    def slow(request):
        request.resolver_match = type("Match", (), {"view_name": "wagtail_serve"})
        generation.turn()
        return HttpResponse("what was read before")

    PublicPages(slow)(rf.get(session.url))
    assert "what was read before" not in words(Client(), session.url)


def test_the_clock_makes_a_page_old_when_a_session_begins():
    with time_machine.travel(NOON, tick=False) as clock:
        session = factories.a_session(starts=timezone.now() + timedelta(seconds=20))
        assert 'data-phase="live"' not in words(Client(), session.url)
        clock.shift(19)
        assert queries(Client(), session.url) == 0
        clock.shift(2)
        assert 'data-phase="live"' in words(Client(), session.url)


def test_nothing_is_kept_longer_than_a_minute(session):
    with time_machine.travel(NOON, tick=False) as clock:
        words(Client(), session.url)
        clock.shift(59)
        assert queries(Client(), session.url) == 0
        clock.shift(2)
        assert queries(Client(), session.url) > 0


def test_every_language_has_its_own_pages(visitor):
    assert 'lang="es"' in words(visitor, "/calendar/")
    assert 'lang="en"' in words(visitor, "/en/calendar/")
    assert 'lang="es"' in words(visitor, "/calendar/")


def test_another_host_has_its_own_pages(settings, session):
    settings.ALLOWED_HOSTS = ["*"]
    Client().get(reverse("calendar"), headers={"host": "one.example"})
    answer = Client().get(reverse("calendar"), headers={"host": "two.example"})
    assert b"one.example" not in answer.content


def test_a_form_sent_is_never_answered_by_a_kept_page(visitor, session):
    visitor.get(reverse("calendar"))
    assert visitor.post(reverse("calendar"), headers={"Sec-Fetch-Site": "same-origin"}).status_code != 200


def test_pages_with_a_question_mark_are_not_kept(session):
    Client().get(f"{session.url}?a=1")
    assert queries(Client(), f"{session.url}?a=1") > 0
