"""A secret vote as it is folded: what is seen when, what holds for a round, and a format that fails over it."""

from typing import Any

import pytest

from live.apart.activity import Activity, Class
from live.apart.line import HOUSE, Line
from live.apart.replicas import Replica
from live.polls.format import Polls
from tests.live.ballots import BY, a_setup
from tests.live.rooms import POLL

HOST = {"name": "", "role": "host", "mode": "room", "trust": "account", "language": "es"}
DESK, PERSON, VOTED = Class("desk"), Class("person"), Class("person", voted=True)


class Room:
    """A log of one secret poll, written and folded line by line."""

    def __init__(self, **changes: Any):
        self.replica, self.lines = Replica(), list[Line]()
        self.says(HOUSE, "setup", setup=a_setup() | changes, place=1)

    def says(self, actor: str, verb: str, **body: Any) -> str:
        """The code with which it was refused, "" where it counted."""
        line = Line(len(self.lines) + 1, POLL, actor, BY if actor.startswith("p") else HOST, verb, body, 0.0)
        self.lines.append(line)
        self.replica.fold([line])
        return self.replica.verdict(line.seq).code

    def publishes(self, *choices: str) -> None:
        ballots = [[f"{at:04}", "remote", "vote", {"choices": [one]}] for at, one in enumerate(choices)]
        assert self.says(HOUSE, "ballots", ballots=ballots) == ""

    @property
    def poll(self) -> Activity:
        return self.replica.activities[POLL]

    def votes(self, of: Class) -> dict[str, int] | None:
        """What a class sees of the result."""
        seen = self.poll.view(of) or {}
        return {key: one["votes"] for key, one in seen["results"]["options"].items()} if "results" in seen else None


@pytest.mark.parametrize("policy", ["live", "after_vote", "at_close", "revealed"])
def test_nobody_sees_a_result_before_the_close_whatever_the_organiser_chose(policy: str) -> None:
    room = Room(results=policy)
    room.says("host", "open")
    room.says("p1", "cast", paper=1)
    room.says("host", "reveal")
    assert [room.votes(of) for of in (DESK, PERSON, VOTED)] == [None] * 3
    assert (room.poll.view(PERSON) or {})["turnout"] == 1
    room.publishes("a")
    room.says("host", "close")
    assert [room.votes(of) for of in (DESK, PERSON)] == [{"a": 1, "b": 0}] * 2


def test_only_ballots_made_out_on_this_rounds_paper_count() -> None:
    room = Room()
    assert room.says("p1", "cast", paper=1) == "closed"
    room.says("host", "open")
    assert [room.says("p1", "cast", paper=paper) for paper in (1, 2, 1)] == ["", "closed", ""]
    assert room.says("p2", "vote", choices=["a"]) == "closed"  # no choice enters by the ordinary way
    room.publishes("a")
    assert room.says("p2", "cast", paper=1) == "closed"
    room.says("host", "close")
    assert room.says("host", "open") == "counted"
    assert room.says("host", "round") == ""
    assert [room.says("p2", "cast", paper=paper) for paper in (1, len(room.lines) - 1)] == ["closed", "closed"]
    paper = next(line.seq for line in room.lines if line.verb == "round")
    assert room.says("p2", "cast", paper=paper) == ""
    assert [(one.number, one.ballots) for one in room.poll.rounds] == [(1, 8), (2, 0)]
    assert (room.poll.mine("p1"), room.poll.mine("p2").keys()) == ({}, {"cast", "seq"})


def test_a_ballot_can_be_taken_back_until_the_close_by_whoever_cast_it() -> None:
    room = Room()
    room.says("host", "open")
    assert room.says("p1", "uncast", paper=1) == "not_cast"
    room.says("p1", "cast", paper=1)
    assert [room.says(who, "uncast", paper=paper) for who, paper in (("p2", 1), ("p1", 2))] == ["not_cast", "closed"]
    assert room.says("p1", "withdraw") == "closed"  # nor by the way of a vote that is open
    assert room.poll.mine("p1").keys() == {"cast", "seq"}
    assert room.says("p1", "uncast", paper=1) == ""
    assert (room.poll.mine("p1"), (room.poll.view(PERSON) or {})["turnout"]) == ({}, 0)
    assert room.poll.class_of("person", "p1") == PERSON
    assert [room.says("p1", verb, paper=1) for verb in ("uncast", "cast")] == ["not_cast", ""]
    room.publishes("a")
    room.says("host", "close")
    assert room.says("p1", "uncast", paper=1) == "closed"


def test_a_changed_paper_waits_for_the_next_round_and_words_do_not() -> None:
    room = Room()
    room.says("host", "open")
    room.says("p1", "cast", paper=1)
    longer = a_setup(options=[{"id": one, "label": {"es": one}} for one in "abc"])
    room.says(HOUSE, "setup", setup=longer, place=1)
    assert room.says("p1", "cast", paper=1) == ""
    assert list((room.poll.view(PERSON) or {})["view"]["options"]) == ["a", "b"]
    room.publishes("a")
    room.says("host", "close")
    room.says("host", "round")
    assert list((room.poll.view(PERSON) or {})["view"]["options"]) == ["a", "b", "c"]
    assert len(room.poll.past[0].setup.settings["options"]) == 2


def test_a_ballot_the_format_refuses_is_told_to_the_operator_and_the_others_count() -> None:
    room = Room()
    room.says("host", "open")
    room.publishes("a", "nowhere", "b")
    room.says("host", "close")
    assert room.votes(DESK) == {"a": 1, "b": 1}
    assert [fault.activity for fault in room.replica.faults()] == [POLL]


def test_a_format_that_is_cut_off_hears_no_ballot_and_the_box_closes_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room = Room()
    room.says("host", "open")
    room.says(HOUSE, "halt", **{"from": 3, "why": "time"})
    room.replica = Replica([room.lines[-1]])
    room.replica.fold(room.lines)
    monkeypatch.setattr(Polls, "accept", lambda *said: pytest.fail("it was run"))
    assert room.says("p1", "cast", paper=1) == ""  # the door lets nobody in; what raced with the halt is in the box
    room.publishes("a")
    assert room.says("host", "close") == ""
    assert room.poll.law.counted
    assert (room.poll.view(DESK) or {})["halted"] == "time"
