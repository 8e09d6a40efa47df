"""The record tells the words that stand in no list: questions put together, written answers once results are shown."""

import uuid
from typing import Any

import pytest

from live import log
from live.ballots.box import Sealed
from live.ballots.receipts import new_receipt
from live.models import Entry
from live.queries import RoomInfo
from live.screens import record_query
from tests.live.ballots import BY
from tests.live.conftest import POLL, QUESTIONS, a_room
from tests.live.test_conclude import said

pytestmark = pytest.mark.django_db(transaction=True)


def words(room: RoomInfo) -> dict[int, str]:
    """What the record says, by the place of the entry; hosts' own words aside."""
    return {line.seq: line.text for line in record_query.record(room, 1).lines if line.text}


@pytest.fixture
def asked(room: RoomInfo) -> dict[str, int]:
    said(room, QUESTIONS, "desk", "open")
    return {text: said(room, QUESTIONS, actor, "ask", text=text) for actor, text in (("p1", "Una"), ("p2", "Otra"))}


def merge(room: RoomInfo, asked: dict[str, int]) -> None:
    said(room, QUESTIONS, "desk", "merge", question=str(asked["Otra"]), into=str(asked["Una"]))


def test_questions_put_together_keep_their_words(room, asked):
    merge(room, asked)
    assert words(room) == {asked["Una"]: "Una", asked["Otra"]: "Otra"}
    said(room, QUESTIONS, "desk", "hide", question=str(asked["Una"]))
    assert words(room) == {}


def test_what_was_hidden_before_it_was_put_together_stays_hidden(room, asked):
    said(room, QUESTIONS, "desk", "hide", question=str(asked["Otra"]))
    merge(room, asked)
    assert words(room) == {asked["Una"]: "Una"}


@pytest.fixture
def written() -> Any:
    """`written(results)`: a poll in which people write; the answers' places."""

    def make(results: str, review: bool = False) -> tuple[RoomInfo, list[int]]:
        room = a_room(options=[], kind="text", results=results, review=review)
        said(room, POLL, "desk", "open")
        return room, [said(room, POLL, f"p{n}", "write", text=f"Respuesta {n}") for n in range(3)]

    return make


def test_written_answers_are_told_once_results_are(written):
    room, (first, second, third) = written("revealed")
    assert words(room) == {}
    said(room, POLL, "desk", "reveal")
    assert words(room) == {first: "Respuesta 0", second: "Respuesta 1", third: "Respuesta 2"}
    said(room, POLL, "desk", "hide_answer", answer=str(second))
    said(room, POLL, "p2", "write", text="Otra respuesta")
    assert list(words(room).values()) == ["Respuesta 0", "Otra respuesta"]


def test_answers_that_wait_are_not_told_and_a_former_round_keeps_its_own(written):
    room, (first, _second, _third) = written("live", review=True)
    assert words(room) == {}
    said(room, POLL, "desk", "show_answer", answer=str(first))
    said(room, POLL, "desk", "round")
    assert words(room) == {first: "Respuesta 0"}


def test_answers_out_of_a_ballot_box_stand_in_the_published_list_alone():
    room = a_room(options=[], kind="text", secret=True, results="live")
    said(room, POLL, "desk", "open")
    paper = Entry.objects.get(room_id=room.id, verb="setup", activity=POLL).seq
    for actor in ("p1", "p2"):
        sealed = Sealed(new_receipt(), "remote", "write", {"text": "Secreto"})
        log.append([log.Draft(room.id, POLL, actor, BY, "cast", {"paper": paper}, uuid.uuid4(), sealed)])
    said(room, POLL, "desk", "close")
    ballots = Entry.objects.get(room_id=room.id, verb="ballots")
    assert len(ballots.body["ballots"]) == 2
    assert words(room) == {}
