"""Who speaks for others in one activity is heard as their voice in the one that takes its items."""

import json
import uuid

import pytest

from live.apart.calls import Judged, Lines, Said, Who
from live.apart.hosted import Room
from live.apart.line import HOUSE, Line
from live.apart.outputs import LETTERS
from live.queries import RoomInfo
from live.seats import Seat, pseudonym
from live.wire.to_room import Act
from live.writer import Waiting, _draft, _said
from plugins import registry
from plugins.contract import By
from plugins.testing.adversary.honest import Honest, Say

BY = {"name": "", "role": "person", "mode": "room", "trust": "open", "language": "es"}


class Chaired(Honest):
    """Who spoke first speaks for the table."""

    def __init__(self, settings):
        super().__init__(settings)
        self.chair, self.heard = "", []

    def accept(self, said: Say, by: By) -> None:
        super().accept(said, by)
        self.chair = self.chair or by.actor
        self.heard.append(by.voice)

    def voice(self, actor: str) -> str:
        return "table-1" if actor == self.chair else ""


class Rambling(Chaired):
    """Gives voices that are too long to be one."""

    def voice(self, actor: str) -> str:
        return "x" * (LETTERS + 1)


def house(seq, activity, source=""):
    setup = {"format": "adversary", "version": 2, "title": {"es": "T"}, "settings": {"most": 3}, "source": source}
    return Line(seq, activity, HOUSE, BY | {"role": "host"}, "setup", {"setup": setup, "place": seq}, float(seq))


def opened(seq, activity):
    return Line(seq, activity, "host", BY | {"role": "host"}, "open", {}, float(seq))


def said(seq, activity, actor, **by):
    return Line(seq, activity, actor, BY | by, "say", {"text": "Agua"}, float(seq))


def a_room(kind=Chaired):
    with registry.lent(kind):
        room = Room([])
        lines = [house(1, "one"), house(2, "two", "one"), opened(3, "one"), opened(4, "two"), said(5, "one", "ana")]
        room.fold(lines_of(lines))
    return room


def lines_of(lines):
    return Lines(lines, mine=False)


def judged(room, there, activity="two"):
    [answer] = room.judge(
        [Said(Who("person", "person", "open", there), activity, "say", json.dumps({"text": "a"}).encode())]
    )
    return answer


def test_the_door_asks_the_activity_that_gives_the_items():
    room = a_room()
    assert judged(room, "ana").voice == "table-1"
    assert judged(room, "ben").voice == ""
    assert judged(room, "").voice == ""
    assert judged(room, "ana", activity="one").voice == ""


def test_a_voice_that_is_no_short_name_cuts_the_format_off_and_the_act_is_heard_without():
    room = a_room(Rambling)
    answer = judged(room, "ana")
    assert (answer.voice, answer.code) == ("", "")


def test_the_fold_reads_it_from_the_entry_and_older_entries_have_none():
    with registry.lent(Chaired):
        room = a_room()
        room.fold(lines_of([said(6, "two", "x", voice="table-1"), said(7, "two", "y")]))
        assert room._replica.activities["two"].format.heard == ["table-1", ""]


class Log:
    """As much of a followed log as the writer asks of."""

    accepts = {"one": "anyone", "two": "anyone"}
    sources = {"two": "one"}


class Here:
    """A room whose secret is known."""

    room = RoomInfo(1, "MESA24", uuid.UUID(int=1), "key", "secret", 1)
    log = Log()


@pytest.mark.parametrize(("activity", "there"), [("two", "one"), ("one", "")])
def test_the_child_is_told_the_pseudonym_in_the_source_and_no_key(activity, there):
    seat = Seat("MESA24", "k-1")
    one = Waiting(Here, seat, Act(uuid.uuid4(), activity, "say", {"text": "a"}), None)
    told = _said(one)
    assert told.who.there == (pseudonym("secret", "k-1", there) if there else "")
    assert "k-1" not in str(told)


def test_the_entry_says_whose_voice_it_was_only_where_it_is_one():
    one = Waiting(Here, Seat("MESA24", "k-1"), Act(uuid.uuid4(), "two", "say", {"text": "a"}), None)
    assert _draft(one, Judged({"text": "a"}, voice="table-1")).by["voice"] == "table-1"
    assert "voice" not in _draft(one, Judged({"text": "a"})).by
