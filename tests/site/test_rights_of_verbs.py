"""Every door of a socket and every verb of core and formats: for whom it opens, as tests/site/rights.py says."""

import uuid
from typing import Any

import msgspec
import pytest
from django.conf import settings

from live import admission
from live.admission import Turned
from live.apart import door
from live.apart.line import HOUSE, Line
from live.apart.replicas import Replica
from live.seats import Seat
from live.standing import NO_ROOM, NOT_ALLOWED, SIGNED_OUT
from live.wire.to_room import HOST_VERBS, ROOM, ROOM_VERBS
from plugins import registry
from plugins.contract import Refused, Results
from plugins.setup import Setup
from plugins.testing.logs import sample
from tests import cast
from tests.live.conftest import a_room, signed_in
from tests.live.rooms import said
from tests.site.rights import CORE_VERBS, FORMAT_VERBS, PEOPLE, SEATS, SOCKETS, rows

PLACE = "activity-1"
NO_RIGHT = {"not_allowed", "unknown_verb", "unknown_activity", "registered", "account"}
"""What the door says to who may not; anything else is about what was said."""

VERBS = [
    (slug, name, verb.who, accepts)
    for slug, kind in registry.formats().items()
    for name, verb in kind.verbs.items()
    for accepts in ("anyone", "registered", "account")
]


def seat(name: str) -> Seat:
    match name:
        case "desk":
            return Seat("MESA77", "user:1", "desk", "room", "Ada", "host", "account")
        case "screen":
            return Seat("MESA77", "screen", "screen")
        case "guest":
            return Seat("MESA77", "g", trust="open")
    return Seat("MESA77", "p", trust=name)


def room_with(slug: str, accepts: str, *, opened: bool = True) -> Replica:
    """A room in which one activity of a format is set up, and open unless told otherwise."""
    made = sample(registry.formats()[slug], 1)[0].settings
    setup = Setup(slug, 1, {"es": "¿?"}, Results.LIVE, accepts, "nothing", msgspec.to_builtins(made))
    lines = [("setup", {"setup": msgspec.to_builtins(setup), "place": 1}), *([("open", {})] if opened else [])]
    replica = Replica()
    replica.fold(line(seq, verb, body) for seq, (verb, body) in enumerate(lines, 1))
    return replica


def line(seq: int, verb: str, body: dict[str, Any]) -> Line:
    by = {"name": "", "role": "host", "mode": "room", "trust": "account", "language": "es"}
    fields = {"seq": seq, "activity": PLACE, "actor": HOUSE, "by": by, "verb": verb, "body": body}
    fields |= {"op_id": uuid.uuid4(), "at": float(seq)}
    return Line(**{name: fields[name] for name in Line._fields})


def heard(replica: Replica, activity: str, verb: str) -> str:
    """One letter for each seat that the door lets say this."""
    return "".join(name[0] if may(replica, seat(name), activity, verb) else "." for name in SEATS)


def may(replica: Replica, who: Seat, activity: str, verb: str) -> bool:
    try:
        door.admit(replica, said(who, activity, verb))
    except Refused as refused:
        return refused.code not in NO_RIGHT
    return True


def test_every_verb_of_core_is_declared():
    there = {f"room {verb}" for verb in ROOM_VERBS} | {f"activity {verb}" for verb in HOST_VERBS}
    assert set(rows(CORE_VERBS)) == there


@pytest.mark.parametrize(("row", "marks"), rows(CORE_VERBS).items())
def test_a_verb_of_core_is_heard_from_whom_the_table_says(row, marks):
    place, verb = row.split()
    replica = room_with("polls", "anyone", opened=False)
    assert heard(replica, ROOM if place == "room" else PLACE, verb) == marks


@pytest.mark.parametrize(("slug", "verb", "who", "accepts"), VERBS)
def test_a_verb_of_a_format_is_heard_from_whom_it_is_for(slug, verb, who, accepts):
    assert heard(room_with(slug, accepts), PLACE, verb) == rows(FORMAT_VERBS)[f"{who} {accepts}"]


@pytest.mark.parametrize("slug", registry.formats())
def test_a_verb_nobody_has_is_heard_from_nobody(slug):
    assert heard(room_with(slug, "anyone"), PLACE, "no_such_verb") == "....."


@pytest.mark.parametrize(
    ("slug", "verb"), [(slug, verb) for slug, verb, who, to in VERBS if (who, to) == ("person", "anyone")]
)
def test_absent_forbidden_and_not_begun_are_told_alike(slug, verb):
    draft, guest = room_with(slug, "anyone", opened=False), seat("guest")
    codes = set()
    for activity in (PLACE, "no-such-activity"):
        with pytest.raises(Refused) as refused:
            door.admit(draft, said(guest, activity, verb))
        codes.add((refused.value.code, tuple(refused.value.values)))
    assert codes == {("unknown_activity", ())}


@pytest.fixture
def cookies(db) -> dict[str, str]:
    make = {"Ben": cast.ben, "Max": cast.max_, "Edith": cast.edith, "Ada": cast.ada, "Sol": cast.sol}
    make["Otto"] = lambda: cast.person("Otto", groups=("Editors",))
    return {name: signed_in(make[name]()) if name in make else "" for name in PEOPLE}


@pytest.mark.parametrize(("way", "marks"), rows(SOCKETS).items())
def test_a_socket_is_admitted_as_the_table_says(cookies, way, marks):
    room, other = a_room("MESA77"), a_room("MESA78")
    side = way.split()[0]
    key = room.screen_key if way.endswith("its key") else other.screen_key if way.endswith("another room") else ""
    code = "NONE22" if way.endswith("no room") else room.code
    origin = "https://other.example" if way.endswith("another site") else settings.PLENARIA_URL

    def mark(name: str) -> str:
        scope = {
            "headers": [(b"host", b"testserver"), (b"origin", origin.encode()), (b"cookie", cookies[name].encode())],
            "query_string": f"{side}&key={key}".encode(),
            "url_route": {"kwargs": {"code": code}},
            "scheme": "ws",
        }
        try:
            where, who = admission.admit(scope)
        except Turned as turned:
            return {NOT_ALLOWED: ".", SIGNED_OUT: ".", NO_ROOM: "?"}[turned.code]
        assert (where.code, who.side, who.role == "host") == (room.code, side[3:], side == "as=desk")
        return name[0]

    assert "".join(map(mark, PEOPLE)) == marks
