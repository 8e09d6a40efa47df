"""What opens a door cannot be guessed: 29 bits typed by hand behind a limit, 128 and more in a link (F39)."""

import math
import uuid

import pytest
from django.conf import settings
from django.core import signing

from live import seats
from live.models import Room
from live.models.room import CODE_LETTERS, new_code, new_key
from live.registration import links
from live.registration.actions import register
from live.registration.models import Registration
from tests import factories


def test_a_code_has_29_bits_and_all_its_letters_are_used():
    codes = {new_code() for _ in range(2000)}
    assert {len(code) for code in codes} == {6}
    assert set("".join(codes)) == set(CODE_LETTERS)
    assert 6 * math.log2(len(CODE_LETTERS)) > 29
    assert len(codes) > 1990, "each is drawn anew"


@pytest.mark.parametrize(
    "made", [new_key, lambda: links.token(uuid.uuid4())], ids=["projector and room", "registration"]
)
def test_a_link_has_more_than_128_bits(made):
    keys = {made() for _ in range(500)}
    assert len(keys) == 500
    letters = set("".join(keys))
    assert len(letters) >= 60
    assert min(map(len, keys)) * 6 >= 128


def test_the_key_of_a_seat_is_drawn_at_random():
    assert uuid.UUID(seats.new_key()).version == 4, "122 bits, and signed where it is carried"


@pytest.mark.django_db
def test_the_table_of_registrations_opens_no_place(client):
    session = factories.a_session()
    place = register(session=session.translation_key, mode="room", name="Rosa", email="rosa@example.org")
    kept = Registration.objects.get()
    assert place.link not in {str(value) for value in vars(kept).values()}
    for guess in (kept.digest, str(kept.key), kept.key.hex, links.digest(kept.digest)):
        assert client.get(f"/register/place/{guess}/").status_code == 404
    assert client.get(f"/register/place/{place.link}/").status_code == 200


@pytest.mark.django_db
def test_a_link_made_elsewhere_opens_nothing(client, settings):
    session = factories.a_session()
    register(session=session.translation_key, mode="room", name="Rosa", email="rosa@example.org")
    key = Registration.objects.get().key
    assert client.get(f"/register/place/{links.token(key)}/").status_code == 200, "control: with our secret"
    settings.SECRET_KEY = "another-secret"
    elsewhere = links.token(key)
    settings.SECRET_KEY = SECRET
    assert client.get(f"/register/place/{elsewhere}/").status_code == 404


SECRET = settings.SECRET_KEY


@pytest.mark.parametrize("salt", ["plenaria.seat.other", "django.core.signing", "plenaria.registration.link"])
def test_a_seat_signed_for_something_else_is_none(salt):
    told = ["MESA77", seats.new_key(), "room", "Rosa", "open", False]
    right, wrong = (signing.dumps(told, salt=one, compress=True) for one in (seats.SALT, salt))
    assert seats.from_token(right, room="MESA77", language="es") is not None
    assert seats.from_token(wrong, room="MESA77", language="es") is None


@pytest.mark.django_db
def test_looking_at_a_link_changes_nothing(client):
    """Programs that guard mailboxes open every link in a mail: only a form gives a place back or sits down."""
    session = factories.a_session()
    place = register(session=session.translation_key, mode="room", name="Rosa", email="rosa@example.org")
    for path in ("", "cancel/", "enter/"):
        client.get(f"/register/place/{place.link}/{path}")
        client.head(f"/register/place/{place.link}/{path}")
    assert Registration.objects.get().status == "confirmed"
    assert set(client.cookies) <= {"csrftoken"}, "and nobody is seated"


@pytest.mark.django_db
def test_two_rooms_share_no_secret():
    for _ in range(2):
        factories.a_session(activities=[])
    rooms = Room.objects.all()
    secrets = [value for room in rooms for value in (room.code, room.screen_key, room.secret)]
    assert len(secrets) == len(set(secrets)) == 3 * len(rooms) > 3
