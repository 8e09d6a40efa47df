"""Reserving a seat: one place each, capacity per mode, the link, giving it back."""

import datetime
import re
import uuid

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from events.models import EventPage
from live.registration import actions, links, queries, rules
from live.registration.models import Places, Registration, Status
from plenaria.home.models import HomePage
from sessions.models import SessionPage
from sessions.state import State

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

SAME = {"headers": {"sec-fetch-site": "same-origin"}}


def a_session(*, room: int | None = 60, remote: int | None = 200, days: int = 10, **fields) -> SessionPage:
    """A published hybrid session `days` from today."""
    home = HomePage.objects.first()
    event = EventPage.objects.first() or home.add_child(
        instance=EventPage(title="Foro", first_day=timezone.localdate(), zone="America/Bogota", locale=home.locale)
    )
    day = timezone.localdate() + datetime.timedelta(days=days)
    session = SessionPage(
        title="Alianzas entre actores",
        day=day,
        begins=datetime.time(15),
        zone="America/Bogota",
        mode=fields.pop("mode", "hybrid"),
        capacity_room=room,
        capacity_remote=remote,
        locale=home.locale,
        **fields,
    )
    event.add_child(instance=session)
    session.save_revision().publish()
    return session


@pytest.fixture
def session(db):
    return a_session()


def facts() -> tuple:
    """Everything a refusal must leave as it was."""
    return (list(Registration.objects.order_by("pk").values()), list(Places.objects.order_by("pk").values()))


def ana(session: SessionPage, **fields) -> actions.Registered:
    given = {"mode": "room", "name": "Ana", "email": "ana@example.org", **fields}
    return actions.register(session=session.translation_key, **given)


def test_a_place_is_given_and_its_link_is_mailed(session):
    registered = ana(session)
    assert queries.places(session.translation_key)["room"] == rules.Place(1, 60)
    assert [letter.to for letter in mail.outbox] == [["ana@example.org"]]
    assert registered.link in mail.outbox[0].body


def test_the_mail_brings_the_session_as_a_calendar_file(session):
    ana(session)
    [(name, content, kind)] = mail.outbox[0].attachments
    [entry] = Calendar.from_ical(content).walk("VEVENT")
    assert (name, kind) == ("plenaria.ics", "text/calendar")
    assert (entry["SUMMARY"], entry.decoded("DTSTART")) == (session.title, session.starts_at)


def test_the_table_holds_no_secret_that_opens_a_place(session):
    registered = ana(session)
    row = Registration.objects.values().get()
    assert registered.link not in str(row)
    assert row["digest"] == links.digest(registered.link)
    assert len(registered.link) * 6 >= 128


def test_places_of_the_two_modes_are_counted_apart():
    session = a_session(room=1, remote=1)
    ana(session)
    ana(session, email="rosa@example.org", mode="remote")
    assert queries.places(session.translation_key) == {"room": rules.Place(1, 1), "remote": rules.Place(1, 1)}


def test_a_full_mode_is_refused_with_the_other_way_and_changes_nothing():
    session = a_session(room=1)
    ana(session)
    before, letters = facts(), len(mail.outbox)
    with pytest.raises(rules.Full) as refusal:
        ana(session, email="ben@example.org")
    assert refusal.value.other == "remote"
    assert (facts(), len(mail.outbox)) == (before, letters)


def test_an_address_has_one_place_whatever_its_letters_case(session):
    registered = ana(session)
    before = facts()
    with pytest.raises(rules.AlreadyRegistered) as refusal:
        ana(session, email="ANA@example.org", mode="remote")
    assert facts() == before
    assert registered.link not in refusal.value.sentence
    assert [registered.link in letter.body for letter in mail.outbox] == [True, True]
    assert mail.outbox[1].to == ["ana@example.org"]


def test_nobody_s_mailbox_is_flooded_by_asking_again(session):
    ana(session)
    for _ in range(3):
        with pytest.raises(rules.AlreadyRegistered):
            ana(session)
    assert len(mail.outbox) == 2


def test_a_place_given_back_is_free_and_may_be_taken_again():
    session = a_session(room=1)
    registered = ana(session)
    assert actions.cancel(token=registered.link).status == Status.CANCELLED
    assert queries.places(session.translation_key)["room"] == rules.Place(0, 1)
    assert actions.cancel(token=registered.link).status == Status.CANCELLED
    assert queries.places(session.translation_key)["room"] == rules.Place(0, 1)
    again = ana(session)
    assert again.link != registered.link
    assert queries.places(session.translation_key)["room"] == rules.Place(1, 1)


def test_an_unknown_link_gives_nothing_back(session):
    ana(session)
    before = facts()
    assert actions.cancel(token="x" * 32) is None
    assert facts() == before


@pytest.mark.parametrize(
    "fields", [{"days": -3}, {"status": "cancelled"}, {"status": "postponed"}, {"registers": False}]
)
def test_a_session_that_takes_nobody_refuses_with_a_sentence(fields):
    session = a_session(**fields)
    with pytest.raises(rules.Refused) as refusal:
        ana(session)
    assert refusal.value.sentence
    assert facts()[0] == []


def test_a_mode_that_the_session_has_not_is_refused():
    session = a_session(mode="in_person")
    with pytest.raises(rules.Refused):
        ana(session, mode="remote")
    assert queries.places(session.translation_key) == {"room": rules.Place(0, 60)}


def test_without_a_limit_nobody_is_refused():
    session = a_session(room=None)
    for number in range(3):
        ana(session, email=f"p{number}@example.org")
    assert queries.places(session.translation_key)["room"].left is None


def test_a_failing_mail_server_takes_no_place_away(session, monkeypatch):
    monkeypatch.setattr("live.registration.mails.EmailMessage.send", lambda self: 1 / 0)
    assert ana(session).registration.status == Status.CONFIRMED


def test_places_are_read_in_few_queries(session, django_assert_num_queries):
    with django_assert_num_queries(2):
        queries.places(session.translation_key)


# ------------------------------------------------------------------ on the page
def reserve(client, session, **typed):
    typed = {"mode": "room", "name": "Ana", "email": "ana@example.org", **typed}
    return client.post(reverse("register", args=[session.translation_key]), typed, **SAME)


def test_the_stub_reserves_and_shows_the_place(client, session):
    answer = reserve(client, session)
    assert answer.status_code == 302
    page = client.get(answer.url)
    assert page.status_code == 200
    assert "Alianzas entre actores" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"email": "ana@"}, "email"),
        ({"email": ""}, "email"),
        ({"name": ""}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"mode": "moon"}, "mode"),
        ({"mode": ""}, "mode"),
    ],
)
def test_bad_input_gets_one_sentence_and_keeps_what_was_typed(client, session, typed, field):
    before = facts()
    answer = reserve(client, session, **typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(f'id="seat-{field}-error"') == 1
    kept = {"name": "Ana", "email": "ana@example.org"} | {key: text for key, text in typed.items() if key != "mode"}
    assert all(f'value="{text}"' in page for text in kept.values())
    assert facts() == before


def test_full_says_so_at_the_choice_and_offers_the_other(client):
    session = a_session(room=1)
    reserve(client, session)
    page = reserve(client, session, email="ben@example.org").content.decode()
    assert 'id="seat-mode-error"' in page
    assert 'value="ben@example.org"' in page


def test_an_unknown_or_unpublished_session_is_not_found(client, session):
    assert client.post(reverse("register", args=[uuid.uuid4()]), **SAME).status_code == 404
    session.unpublish()
    assert reserve(client, session).status_code == 404


def test_another_site_cannot_reserve(client, session):
    typed = {"mode": "room", "name": "Ana", "email": "ana@example.org"}
    address = reverse("register", args=[session.translation_key])
    answer = client.post(address, typed, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert facts() == ([], [])


def test_cancelling_by_the_link_frees_the_seat(client, session):
    place = reserve(client, session).url
    token = place.rstrip("/").rpartition("/")[2]
    assert client.get(reverse("registration_cancel", args=[token])).status_code == 405
    assert client.post(reverse("registration_cancel", args=[token])).url == place
    assert queries.places(session.translation_key)["room"].taken == 0
    assert client.get(place).status_code == 200


def test_the_seat_of_a_cancelled_session_says_so_and_leads_into_no_room(client, session):
    place = reserve(client, session).url
    assert "/enter/" in client.get(place).content.decode()
    SessionPage.objects.filter(pk=session.pk).update(status="cancelled")
    page = client.get(place).content.decode()
    assert rules.closed_sentence(State.CANCELLED) in page
    assert "/enter/" not in page


def test_a_forged_link_is_not_found(client, session):
    reserve(client, session)
    before = facts()
    for name in ("registration_place", "registration_cancel", "registration_enter"):
        method = client.get if name == "registration_place" else client.post
        assert method(reverse(name, args=["forged"])).status_code == 404
    assert facts() == before


def test_entering_twice_is_one_seat_with_the_trust_of_a_registration(client, session):
    from live.queries import room_of
    from live.seats import COOKIE, from_token

    room = room_of(session.translation_key)
    token = reserve(client, session, mode="remote").url.rstrip("/").rpartition("/")[2]
    seats = []
    for _ in range(2):
        answer = client.post(reverse("registration_enter", args=[token]))
        assert answer.url == reverse("live_room", args=[room.code])
        text = answer.cookies[COOKIE.format(code=room.code)].value
        seats.append(from_token(text, room=room.code, language="es"))
    assert seats[0] == seats[1]
    assert (seats[0].mode, seats[0].name, seats[0].trust) == ("remote", "Ana", "registered")
    assert seats[0].key != str(Registration.objects.get().key)


def test_seat_counts_of_the_room_follow(client, session):
    from live.queries import room_of

    address = reverse("live_places", args=[room_of(session.translation_key).code])
    first = client.get(address)
    assert first.json() == {"room": {"taken": 0, "capacity": 60}, "remote": {"taken": 0, "capacity": 200}}
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    reserve(client, session)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).json()["room"]["taken"] == 1


def test_the_session_page_shows_the_stub_with_seats_left(client, session):
    page = client.get(session.url).content.decode()
    assert re.search(r'name="mode" value="room"', page)
    assert "60" in page


# ------------------------------------------------------------------ the organiser
def test_capacity_below_those_registered_is_refused_at_its_field(session):
    from django.core.exceptions import ValidationError

    for number in range(3):
        ana(session, email=f"p{number}@example.org")
    session.capacity_room = 2
    with pytest.raises(ValidationError) as refusal:
        session.full_clean()
    assert list(refusal.value.message_dict) == ["capacity_room"]
    assert "3" in refusal.value.message_dict["capacity_room"][0]
    session.capacity_room = 3
    session.full_clean()
    assert Page.objects.get(pk=session.pk).specific.capacity_room == 60


def test_the_organiser_reads_it_in_the_editor_and_nothing_is_saved(client, session, ada):
    for number in range(3):
        ana(session, email=f"p{number}@example.org")
    client.force_login(ada)
    address = reverse("wagtailadmin_pages:edit", args=[session.pk])
    form = client.get(address).context["form"]
    typed = {name: form[name].value() for name in form.fields if name not in ("body", "activities", "comments")}
    typed = {name: value for name, value in typed.items() if value is not None} | {"capacity_room": "2"}
    parts = {"body": streamfield([]), "activities": streamfield([])}
    parts |= {name: inline_formset([]) for name in form.formsets}
    before = session.latest_revision_id
    answer = client.post(address, nested_form_data({**typed, **parts, "action-publish": "1"}))
    assert list(answer.context["form"].errors) == ["capacity_room"]
    assert "3" in answer.content.decode().partition("capacity_room")[2]
    assert SessionPage.objects.get(pk=session.pk).latest_revision_id == before
    assert queries.places(session.translation_key)["room"] == rules.Place(3, 60)
