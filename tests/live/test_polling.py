"""Without a socket: the snapshot that is not sent twice, and acts by plain HTTP with the answers of the wire."""

import json
import uuid

import pytest
from django.test import Client

from live import seats
from live.models import Entry
from tests.live.conftest import POLL, QUESTIONS, a_room, signed_in

pytestmark = pytest.mark.django_db(transaction=True)

SNAPSHOT, ACT = "/live/MESA77/snapshot.json", "/live/MESA77/act.json"


@pytest.fixture
def room():
    return a_room("MESA77")


@pytest.fixture
def ben(room, client):
    """A browser with a seat, in a room whose poll and questions are open."""
    desk(room)
    client.post("/live/MESA77/sit/", {"mode": "room"})
    return client


def desk(room):
    from tests import cast

    name, value = signed_in(cast.max_()).split("=")
    max = Client()
    max.cookies[name] = value
    for activity in (POLL, QUESTIONS):
        assert say(max, activity, "open", side="desk")["t"] == "ack"
    return max


def say(client, activity, verb, *, op=None, side="person", **body):
    return send(client, frame(activity, verb, op=op, **body), side=side).json()


def frame(activity, verb, *, op=None, **body):
    return {"t": "act", "id": str(op or uuid.uuid4()), "activity": activity, "verb": verb, "body": body}


def send(client, what, *, side="person", **headers):
    body = what if isinstance(what, bytes) else json.dumps(what).encode()
    return client.post(f"{ACT}?as={side}", body, content_type="application/json", headers=headers)


def votes(client):
    return client.get(SNAPSHOT).json()["view"]["activities"][POLL]["view"]["voters"]


def test_a_vote_by_http_is_counted_and_told_as_on_a_socket(ben):
    answer = say(ben, POLL, "vote", choices=["a"])
    assert answer["t"] == "ack"
    shown = ben.get(SNAPSHOT).json()
    assert shown["t"] == "snapshot"
    assert shown["mine"][POLL] == {"choices": ["a"], "seq": answer["seq"]}
    assert shown["rev"] == answer["seq"]


def test_the_same_id_gets_the_same_answer_and_counts_once(ben):
    op = uuid.uuid4()
    first = send(ben, frame(QUESTIONS, "ask", op=op, text="¿Una vez?")).content
    before = Entry.objects.count()
    assert send(ben, frame(QUESTIONS, "ask", op=op, text="¿Una vez?")).content == first
    assert Entry.objects.count() == before
    assert say(ben, QUESTIONS, "ask", text="¿Una vez?")["seq"] == before + 1  # another id is another question


def test_what_is_refused_has_its_sentence(ben):
    answer = say(ben, QUESTIONS, "ask", text="  ")
    assert (answer["t"], answer["code"]) == ("refused", "empty")
    assert answer["why"]


def test_who_holds_the_snapshot_is_sent_nothing_until_something_changes(ben):
    first = ben.get(SNAPSHOT)
    held = {"If-None-Match": first["ETag"]}
    again = ben.get(SNAPSHOT, headers=held)
    assert (again.status_code, again.content) == (304, b"")
    say(ben, POLL, "vote", choices=["b"])
    after = ben.get(SNAPSHOT, headers=held)
    assert after.status_code == 200
    assert after["ETag"] != first["ETag"]


def test_a_snapshot_that_is_held_is_not_written_again(ben, monkeypatch):
    tag = ben.get(SNAPSHOT)["ETag"]
    written = []
    monkeypatch.setattr("live.screens.data.msgspec.json.encode", lambda what: written.append(what) or b"{}")
    assert ben.get(SNAPSHOT, headers={"If-None-Match": tag}).status_code != 500
    assert [type(one).__name__ for one in written] == ["dict"]  # what is mine, for the tag; never the view


def test_two_seats_of_one_room_do_not_share_a_tag(ben):
    say(ben, POLL, "vote", choices=["a"])
    other = Client()
    other.post("/live/MESA77/sit/", {"mode": "remote"})
    assert other.get(SNAPSHOT)["ETag"] != ben.get(SNAPSHOT)["ETag"]


def test_who_has_no_seat_is_told_to_take_one_and_nothing_is_stored(ben):
    before = Entry.objects.count()
    answer = send(Client(), frame(POLL, "vote", choices=["a"]))
    assert (answer.status_code, answer.json()["code"]) == (409, "bad_seat")
    assert Entry.objects.count() == before


def test_a_seat_of_another_room_is_no_seat(ben):
    stranger = Client()
    stranger.cookies[seats.COOKIE.format(code="MESA77")] = seats.token(seats.Seat(room="OTRA22", key="k", mode="room"))
    assert send(stranger, frame(POLL, "vote", choices=["a"])).status_code == 409


@pytest.mark.parametrize(
    ("what", "code"),
    [
        (b"", "not_json"),
        (b"\xff\xfe", "not_json"),
        (b"[" * 10_000, "malformed"),
        (b'{"t":"join"}', "unknown_tag"),
        (b'{"t":"shout"}', "unknown_tag"),
        (b'{"t":"act","id":"7"}', "malformed"),
        (b'{"t":"act","x":"' + b"x" * 65_536 + b'"}', "too_big"),
    ],
)
def test_what_cannot_be_read_is_answered_with_a_sentence(ben, what, code):
    answer = send(ben, what)
    assert answer.status_code == 400
    assert answer.json()["t"] == "error"
    assert answer.json()["code"] == code
    assert answer.json()["why"]


@pytest.mark.parametrize("ask", [lambda one: one.get(f"{SNAPSHOT}?as=desk"), lambda one: send(one, {}, side="desk")])
def test_a_desk_without_the_right_is_told_why(ben, cleo, ask):
    nobody, signed = Client(), Client()
    signed.force_login(cleo)
    for who, status in ((nobody, 401), (signed, 403)):
        answer = ask(who)
        assert (answer.status_code, answer.json()["code"]) == (status, "not_allowed")


def test_a_screen_without_its_key_is_told_what_a_room_that_is_not_there_is(ben):
    wrong, none = ben.get(f"{SNAPSHOT}?as=screen&key=no"), ben.get("/live/ABCDEF/snapshot.json?as=screen&key=no")
    assert wrong.status_code == none.status_code == 404
    assert wrong.content == none.content


def test_a_page_of_another_site_cannot_act(room):
    desk(room)
    strict = Client(enforce_csrf_checks=True)
    strict.post("/live/MESA77/sit/", {"mode": "room"}, headers={"Sec-Fetch-Site": "same-origin"})
    what = frame(POLL, "vote", choices=["a"])
    assert send(strict, what, **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert votes(strict) == 0
    assert send(strict, what, **{"Sec-Fetch-Site": "same-origin"}).json()["t"] == "ack"
    assert votes(strict) == 1
