"""Coming in: by code, by tap, with a cookie or a token, and what stands in the way."""

import pytest
from django.core import signing

from live import seats
from tests.factories import a_session
from tests.live.conftest import a_room

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_code_is_found_however_it_is_typed(client):
    a_room("MESA77")
    for typed in ("mesa77", " MESA-77 ", "me sa 77"):
        assert client.get("/j/", {"code": typed}).headers["Location"] == "/j/MESA77/"
    assert client.get("/j/mesa-77/").headers["Location"] == "/j/MESA77/"


def test_a_wrong_code_keeps_what_was_typed_and_shows_what_is_on(client):
    a_room("MESA77")
    answer = client.get("/j/", {"code": "<NOPE>"})
    text = answer.content.decode()
    assert answer.status_code == 404
    assert 'value="&lt;NOPE&gt;"' in text
    assert 'aria-invalid="true"' in text
    assert "/j/MESA77/" in text


def test_a_hybrid_room_asks_where_one_is_and_one_tap_is_enough(client):
    a_room("MESA77")
    page = client.get("/j/MESA77/")
    assert page.content.decode().count('name="mode"') == 2
    taken = client.post("/live/MESA77/sit/", {"mode": "room"})
    assert taken.headers["Location"] == "/live/MESA77/"
    cookie = taken.cookies["plenaria_seat_MESA77"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert seats.from_token(cookie.value, room="MESA77", language="es").mode == "room"
    assert client.get("/j/MESA77/").headers["Location"] == "/live/MESA77/"


def test_a_meeting_of_one_kind_asks_nothing(client):
    from live.queries import room_of

    page = a_session(mode="in_person")
    code = room_of(page.translation_key).code
    assert client.get(f"/j/{code}/").headers["Location"] == f"/live/{code}/"


def test_a_seat_changes_its_mode_and_name_and_can_be_left(client):
    a_room("MESA77")
    first = client.post("/live/MESA77/sit/", {"mode": "remote", "name": "  Lucía \n M. "}).cookies
    before = seats.from_token(first["plenaria_seat_MESA77"].value, room="MESA77", language="es")
    assert before.name == "Lucía M."
    moved = client.post("/live/MESA77/sit/", {"mode": "room"}).cookies["plenaria_seat_MESA77"]
    after = seats.from_token(moved.value, room="MESA77", language="es")
    assert (after.key, after.mode, after.name) == (before.key, "room", "Lucía M.")
    assert client.post("/live/MESA77/sit/", {"leave": "1"}).cookies["plenaria_seat_MESA77"].value == ""


def test_nobody_makes_themselves_assisted(client):
    a_room("MESA77")
    assert client.post("/live/MESA77/sit/", {"mode": "assisted"}).status_code == 400
    answer = client.post("/live/MESA77/seat/", {"mode": "assisted"})
    assert answer.status_code == 400
    assert answer.json()["why"]


@pytest.mark.parametrize("as_json", [True, False])
def test_a_client_that_is_no_browser_gets_a_token_and_no_cookie(client, as_json):
    a_room("MESA77")
    kind = {"content_type": "application/json"} if as_json else {}
    answer = client.post("/live/MESA77/seat/", {"mode": "remote", "name": "Rosa"}, **kind)
    assert answer.status_code == 201
    assert not answer.cookies
    seat = seats.from_token(answer.json()["seat"], room="MESA77", language="es")
    assert (seat.mode, seat.name) == ("remote", "Rosa")


@pytest.mark.parametrize("body", ["", "[]", "{", '"x"', "[" * 100_000])
def test_a_seat_asked_for_in_nonsense_is_refused_with_a_sentence(client, body):
    a_room("MESA77")
    answer = client.post("/live/MESA77/seat/", body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["why"]


def test_a_forged_cookie_is_no_seat(client):
    a_room("MESA77")
    client.cookies["plenaria_seat_MESA77"] = signing.dumps(["MESA77", "k", "room", "", "account"], salt="other")
    assert client.get("/live/MESA77/").context["seat"] is None


def test_a_seat_that_was_guessed_still_asks_where_one_is_until_it_is_said(client):
    page = f"/live/{a_room().code}/"
    client.post(f"{page}sit/", {"mode": "remote", "guess": "1"}, headers={"X-Requested-With": "fetch"})
    assert 'id="where"' in client.get(page).content.decode()
    client.post(f"{page}sit/", {"name": "Rosa"})
    assert 'id="where"' in client.get(page).content.decode()
    client.post(f"{page}sit/", {"mode": "remote"})
    assert 'id="where"' not in client.get(page).content.decode()
