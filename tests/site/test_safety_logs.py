"""What people are and say is in no log of a running server: names, addresses, seats, links, words (F43)."""

import json
import logging
import re
import sys
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from websockets.sync.client import connect

from live.queries import RoomInfo, room_by_code
from live.registration.models import Registration
from plenaria.safety.logs import WithoutSecrets, without_secrets
from plenaria.watching.lines import Lines
from tests.live.conftest import POLL, QUESTIONS, a_room, publish_again

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]

NAME, EMAIL, WORDS, PASSWORD = "Canaria Amarilla", "canaria@pajarera.example", "¿Quién canta 7f3a?", "canto-al-alba-77"


@pytest.fixture
def room(transactional_db: None) -> RoomInfo:
    room = a_room("MESA77")
    publish_again(room, lambda raw: None)
    found = room_by_code("MESA77")
    assert found is not None
    return found


class Browser:
    """Posts forms as our own pages do, keeps cookies, and remembers where it was led."""

    def __init__(self, server: Any):
        self.server, self.jar = server, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def sends(self, path: str, form: dict[str, str] | bytes | None = None, kind: str = "") -> tuple[str, str]:
        """Where it ended, and what it read there."""
        body = form if isinstance(form, bytes) or form is None else urllib.parse.urlencode(form).encode()
        headers = {
            "Origin": self.server.address,
            "Referer": f"{self.server.address}/",
            "X-Forwarded-For": "203.0.113.77",
        }
        headers |= {"Content-Type": kind} if kind else {}
        try:
            with self.opener.open(
                urllib.request.Request(self.server.address + path, body, headers), timeout=30
            ) as answer:
                return answer.url, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.url, refused.read().decode()

    def cookie(self, name: str) -> str:
        return next((one.value or "" for one in self.jar if one.name == name), "")

    def fills_in(self, page: str, path: str, form: dict[str, str]) -> None:
        """A form of a page, sent with the token that stands in it."""
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', self.sends(page)[1])
        assert token, f"{page} has no form"
        self.sends(path, {**form, "csrfmiddlewaretoken": token[1]})


def test_no_log_holds_a_person(room: RoomInfo, server: Any) -> None:
    person, key = Browser(server), room.session
    place, _page = person.sends(f"/register/{key}/", {"mode": "room", "name": NAME, "email": EMAIL})
    assert "/register/place/" in place, "the seat is reserved"
    link = place.rstrip("/").rpartition("/")[2]
    person.sends(f"/register/{key}/", {"mode": "balcony", "name": NAME, "email": f"{EMAIL} {EMAIL}"})
    home = f"/register/place/{link}/"
    person.fills_in(home, f"{home}enter/", {})
    seat = person.cookie("plenaria_seat_MESA77")
    assert seat
    person.sends("/live/MESA77/", {"activity": QUESTIONS, "verb": "ask", "text": WORDS})
    person.sends("/live/MESA77/", {"activity": POLL, "verb": WORDS, "choices": "a"})
    person.sends("/live/MESA77/seat/", json.dumps({"mode": WORDS, "name": NAME}).encode(), "application/json")
    person.sends("/live/MESA77/seat/", b'{"name": "' + NAME.encode(), "application/json")
    for frame in (
        json.dumps({"t": "join", "seat": seat}),
        json.dumps({"t": "join", "seat": seat[:-3] + "xxx"}),
        json.dumps({"t": "act", "id": "no", "activity": POLL, "verb": "vote", "body": {"choices": [WORDS]}}),
        '{"t": "act", "' + WORDS,
    ):
        with connect(f"{server.sockets}/ws/live/MESA77/", origin=server.address) as line:
            line.send(frame)
            line.recv(timeout=10)
    person.sends(f"/live/MESA77/screen/{room.screen_key}/")
    person.sends(f"/live/MESA77/snapshot.json?as=screen&key={room.screen_key}")
    person.sends(f"/search/?q={urllib.parse.quote(WORDS)}")
    get_user_model().objects.create_user(username="canaria", email=EMAIL, password=PASSWORD, first_name=NAME)
    for password in (f"{PASSWORD} no", PASSWORD):
        person.fills_in("/accounts/login/", "/accounts/login/", {"login": EMAIL, "password": password})
    session = person.cookie("sessionid")
    assert session
    person.fills_in(home, f"{home}cancel/", {})
    person.sends(home, {"name": NAME})
    assert Registration.objects.get().status == "cancelled", "the way was walked to its end"

    lines = [json.loads(line) for line in server.said().splitlines()]
    assert {"time", "level", "logger", "process", "message"} <= set.intersection(*map(set, lines)), "one object a line"
    log = urllib.parse.unquote(server.said())
    secrets = {"link": link, "seat": seat, "projector": room.screen_key, "session": session, "secret": room.secret}
    told = {"name": NAME, "e-mail": EMAIL, "words": WORDS, "password": PASSWORD, "address": "203.0.113.77", **secrets}
    assert "/register/place/…/" in log, "control: the refusal of the last form was written, without its link"
    assert [what for what, canary in told.items() if canary in log or canary.split()[-1] in log] == []


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Not Found: /register/place/Fx_b-tQ/cancel/", "Not Found: /register/place/…/cancel/"),
        ("Not Found: /live/MESA77/screen/IsIO/", "Not Found: /live/MESA77/screen/…/"),
        ('"GET /live/MESA77/snapshot.json?as=screen&key=IsIO" 404', '"GET /live/MESA77/snapshot.json?…" 404'),
        ("Gone: /accounts/password/reset/key/1-x9/", "Gone: /accounts/password/reset/key/…/"),
        ("Gone: /fr/accounts/confirm-email/Mg:1x:y/", "Gone: /fr/accounts/confirm-email/…/"),
        ("SMTPRecipientsRefused: {'rosa.q+1@example.org': (550, b'no')}", "SMTPRecipientsRefused: {'…': (550, b'no')}"),
        ("room MESA77 could not be read after a hint", "room MESA77 could not be read after a hint"),
    ],
)
def test_what_opens_a_door_is_taken_out_of_a_line(line, left):
    assert without_secrets(line) == left


@pytest.mark.parametrize("formatter", [WithoutSecrets(), Lines()])
def test_a_traceback_names_nobody_either(formatter):
    record = logging.LogRecord("live", logging.ERROR, "mails.py", 1, "A mail to %s failed", (EMAIL,), None)
    try:
        raise OSError(f"{EMAIL} was refused")
    except OSError:
        record.exc_info = sys.exc_info()
    told = formatter.format(record)
    assert "OSError: … was refused" in told and "Traceback" in told
    assert EMAIL not in told
