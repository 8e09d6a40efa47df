"""Nothing of one room is ever read in another: every surface of a room searched for words said next door (F30)."""

import json
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from live.models import Entry
from live.queries import RoomInfo, room_by_code
from plenaria.demo.voices import Said, Voice, speak
from tests import cast
from tests.live.conftest import POLL, QUESTIONS, a_room, publish_again, signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]

CANARY = "canario-7f3a"  # in everything that is said, asked or written next door
THEIRS = "poll-next-door"
PATIENCE = 20.0  # seconds for what must come
ROSA = Voice("rosa-key", "remote", f"Rosa {CANARY}")


class Visitor:
    """Somebody with a cookie at the real server: pages as text, sockets as the frames they heard."""

    def __init__(self, server: Any, lines: ExitStack, cookie: str = ""):
        self.server, self.lines, self.cookie = server, lines, cookie

    def reads(self, path: str, data: dict[str, str] | None = None) -> tuple[int, str]:
        headers = {"Cookie": self.cookie, "Origin": self.server.address, "Content-Type": "application/json"}
        body = json.dumps(data).encode() if data else None
        try:
            asked = urllib.request.Request(self.server.address + path, data=body, headers=headers)
            with urllib.request.urlopen(asked, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def socket(self, code: str, query: str = "as=person") -> ClientConnection:
        headers = {"Cookie": self.cookie} if self.cookie else {}
        line = connect(
            f"{self.server.sockets}/ws/live/{code}/?{query}",
            origin=self.server.address,
            subprotocols=["plenaria.1"],  # type: ignore[list-item]
            additional_headers=headers,
        )
        return self.lines.enter_context(line)

    def seat(self, code: str) -> str:
        status, text = self.reads(f"/live/{code}/seat/", {"mode": "remote", "name": "Ben"})
        assert status == 201
        return json.loads(text)["seat"]


def heard(line: ClientConnection, what: str = "", times: int = 1) -> str:
    """All frames that come until it is still; what must come is waited for longer, as a crowded machine needs it."""
    text, until = "", time.monotonic() + PATIENCE
    while True:
        try:
            text += str(line.recv(timeout=1.0)) + "\n"
        except TimeoutError:
            if text.count(what) >= times or time.monotonic() > until:
                return text


def says(line: ClientConnection, activity: str, verb: str, **body: Any) -> None:
    line.send(json.dumps({"t": "act", "id": str(uuid.uuid4()), "activity": activity, "verb": verb, "body": body}))


@pytest.fixture
def rooms(transactional_db: None) -> tuple[RoomInfo, RoomInfo]:
    """Ours and the one next door, with a poll of another name, both open; all words next door hold the canary."""
    options = [{"type": "item", "id": one, "value": {"label": f"{one} {CANARY}"}} for one in "ab"]
    ours, theirs = a_room("MESA77"), a_room("MESA88", title=f"¿{CANARY}?", options=options)
    publish_again(theirs, lambda raw: raw[0].update(id=THEIRS))
    speak(ours, [Said(None, POLL, "open"), Said(None, QUESTIONS, "open")], script="open")
    said = [
        *[Said(None, one, "open") for one in (THEIRS, QUESTIONS)],
        Said(ROSA, QUESTIONS, "ask", {"text": f"¿{CANARY} primera?"}),
        Said(ROSA, THEIRS, "vote", {"choices": ["a"]}),
    ]
    speak(theirs, said, script="open")
    found = room_by_code("MESA77"), room_by_code("MESA88")
    assert found[0] and found[1]
    return found[0], found[1]


@pytest.fixture
def ada(rooms: Any) -> str:
    """Her cookies: she moderates both rooms."""
    return signed_in(cast.ada())


@pytest.fixture
def visitor(rooms: Any, ada: str, server: Any) -> Iterator[Callable[..., Visitor]]:
    """`visitor(cookie)` comes to the server, which was started when the rooms were there."""
    with ExitStack() as lines:
        yield lambda cookie="": Visitor(server, lines, cookie)


def surfaces(room: RoomInfo, activity: str) -> list[str]:
    """Every address at which a room is read, with its own names and with those of the room next door."""
    base, key = f"/live/{room.code}", room.screen_key
    sides = ("as=person", "as=desk", f"as=screen&key={key}")
    return [
        *(f"{base}/{page}" for page in ("", "desk/", f"screen/{key}/", "record/", "places.json")),
        *(f"{base}/snapshot.json?{side}" for side in sides),
        *(f"{base}/items.json?{side}&activity={of}&collection=items" for side in sides for of in (QUESTIONS, activity)),
        *(f"{base}/part/{of}/?side={side[3:]}" for side in sides for of in (QUESTIONS, activity, "seat", "room")),
        f"{base}/record/?q={CANARY[:7]}",
        f"/j/{room.code}/",
    ]


def test_no_address_of_a_room_tells_of_the_room_next_door(rooms: Any, ada: str, visitor: Any) -> None:
    ours, theirs = rooms
    rosa = visitor(ada)
    leaks = [path for path in surfaces(ours, THEIRS) if CANARY in rosa.reads(path)[1].replace("q=canario", "")]
    assert leaks == []
    shown = [path for path in surfaces(theirs, THEIRS) if CANARY in rosa.reads(path)[1]]
    assert len(shown) >= 10, "control: next door the same words are there to be seen"


def test_no_socket_of_a_room_hears_what_is_said_next_door(rooms: Any, ada: str, visitor: Any) -> None:
    ours, theirs = rooms
    queries = ("as=person", "as=desk", f"as=screen&key={ours.screen_key}")
    here = [visitor(ada).socket(ours.code, query) for query in queries]
    there = visitor().socket(theirs.code)
    for line in (*here, there):
        line.send('{"t": "join"}')
    says(there, QUESTIONS, "ask", text=f"¿{CANARY} segunda?")
    says(here[0], QUESTIONS, "ask", text="¿Y aquí?")
    for line in here:
        text = heard(line, "¿Y aquí?")
        assert "¿Y aquí?" in text
        assert CANARY not in text
    assert f"{CANARY} segunda" in heard(there, f"{CANARY} segunda"), "control: next door it was heard"


def test_a_seat_of_one_room_is_none_in_another(rooms: Any, ada: str, visitor: Any) -> None:
    ours, theirs = rooms
    guest = visitor()
    token = guest.seat(theirs.code)
    at_home = guest.socket(theirs.code)
    at_home.send(json.dumps({"t": "join", "seat": token}))
    assert '"snapshot"' in heard(at_home, '"snapshot"')
    line = guest.socket(ours.code)
    line.send(json.dumps({"t": "join", "seat": token}))
    text = heard(line, "bad_seat")
    assert "bad_seat" in text and '"snapshot"' not in text


def test_the_cookie_of_a_seat_opens_nothing_next_door(rooms: Any, ada: str, visitor: Any) -> None:
    """Under its own name it is not looked for there; under the other's it is not taken."""
    ours, theirs = rooms
    token = visitor().seat(ours.code)
    at_home = visitor(f"plenaria_seat_{ours.code}={token}").socket(ours.code)
    at_home.send('{"t": "join"}')
    says(at_home, POLL, "vote", choices=["a"])
    assert '"choices":["a"]' in heard(at_home, '"choices":["a"]').replace(" ", "")
    for name in (ours.code, theirs.code):
        line = visitor(f"plenaria_seat_{name}={token}").socket(theirs.code)
        line.send('{"t": "join"}')
        assert '"mine":{}' in heard(line, '"mine"').replace(" ", "")


def test_the_projectors_key_opens_one_projector(rooms: Any, ada: str, visitor: Any) -> None:
    ours, theirs = rooms
    guest = visitor()
    assert guest.reads(f"/live/{theirs.code}/screen/{ours.screen_key}/")[0] == 404
    assert guest.reads(f"/live/{theirs.code}/snapshot.json?as=screen&key={ours.screen_key}")[0] == 404
    line = guest.socket(theirs.code, f"as=screen&key={ours.screen_key}")
    with pytest.raises(ConnectionClosed) as closed:
        heard(line)
    assert closed.value.rcvd and closed.value.rcvd.code == 4503


def test_an_act_reaches_no_activity_next_door(rooms: Any, ada: str, visitor: Any) -> None:
    ours, theirs = rooms
    before = Entry.objects.filter(room=theirs.id).count()
    for side in ("as=person", "as=desk"):
        line = visitor(ada).socket(ours.code, side)
        line.send('{"t": "join"}')
        says(line, THEIRS, "vote", choices=["a"])
        says(line, THEIRS, "close")
        text = heard(line, '"refused"', 2)
        assert text.count('"refused"') == 2 and '"ack"' not in text
    assert Entry.objects.filter(room=theirs.id).count() == before
