"""A new round leaves the old one to be read: in the record, in the conclusions, in a recount."""

import pytest

from events.conclusions import findings
from live.conclude import conclude
from live.queries import RoomInfo
from live.recount import differences
from tests.live.conftest import POLL, QUESTIONS
from tests.live.test_conclude import said
from tests.live.test_missing_format import english

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def twice(room: RoomInfo) -> RoomInfo:
    """A vote of one and a question, then a second round of each: a vote of two, a question."""
    for activity in (POLL, QUESTIONS):
        said(room, activity, "desk", "open")
    said(room, POLL, "p1", "vote", choices=["a"])
    first = said(room, QUESTIONS, "p1", "ask", text="¿La primera?")
    said(room, QUESTIONS, "desk", "answer", question=str(first), text="Sí.")
    for activity in (POLL, QUESTIONS):
        said(room, activity, "desk", "round")
    for actor in ("p1", "p2"):
        said(room, POLL, actor, "vote", choices=["b"])
    second = said(room, QUESTIONS, "p1", "ask", text="¿La segunda?")
    said(room, QUESTIONS, "desk", "pin", question=str(second))
    return room


def test_both_are_concluded_side_by_side_under_one_heading(twice, edith, client):
    page = conclude(room=twice, by=edith)
    poll, questions = findings(page, "es")
    assert [(vote.round, vote.voters.total) for vote in poll.votes] == [(1, 1), (2, 2)]
    assert [(voice.round, voice.text) for voice in questions.voices] == [(1, "¿La primera?"), (2, "¿La segunda?")]
    page.get_latest_revision().publish()
    shown = client.get(page.get_url()).content.decode()
    assert shown.count("Round 1") + shown.count("Ronda 1") == 2
    assert shown.count("Round 2") + shown.count("Ronda 2") == 2


def test_a_recount_agrees_with_each(twice, edith):
    conclude(room=twice, by=edith).get_latest_revision().publish()
    assert differences(twice) == []


def test_the_record_tells_them_apart_and_keeps_the_words_of_the_first(twice, client):
    page = client.get(english("live_record", twice.code)).content.decode()
    assert "¿La primera?" in page and "¿La segunda?" in page
    assert page.index("Round 1") < page.index("¿La primera?") < page.index("Round 2") < page.index("¿La segunda?")


def test_who_held_one_round_reads_nothing_of_rounds(room, client):
    said(room, POLL, "desk", "open")
    said(room, POLL, "p1", "vote", choices=["a"])
    assert "Round 1" not in client.get(english("live_record", room.code)).content.decode()
