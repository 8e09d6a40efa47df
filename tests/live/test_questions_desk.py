"""What the desk does beside showing: reading first, setting aside with a word, taking one, and suggestions."""

import pytest

from live.questions.format import Questions
from live.questions.settings import QuestionsSettings
from live.questions.verbs import (
    Answer,
    Ask,
    Claim,
    Hide,
    Merge,
    Pin,
    Release,
    ReviewOff,
    ReviewOn,
    Show,
    Unanswer,
    Unhide,
    Unshow,
)
from plugins.contract import By
from tests.live.questions import DESK, PERSON, SCREEN, asked, by, code, host


def test_reading_first_is_switched_while_people_ask():
    one = asked()
    host(one, ReviewOn())
    host(one, ReviewOn(), 51, actor="lea")
    one.accept(Ask("Does it wait?"), by(60))
    assert (one.view(PERSON)["review"], list(one.view(PERSON)["items"])) == (True, ["1"])
    assert one.view(PERSON)["away"] == {"60": {"state": "waiting"}}
    host(one, ReviewOff(), 61)
    one.accept(Ask("And this?"), by(62))
    assert list(one.view(PERSON)["items"]) == ["1", "62"]
    assert one.view(DESK)["waiting"] == 1


def test_who_is_set_aside_is_told_why_and_others_read_nothing_of_it():
    one = asked(2)
    host(one, Hide("2", "repeated"))
    assert one.view(PERSON)["away"] == {"2": {"state": "hidden", "reason": "repeated"}}
    assert "away" not in one.view(SCREEN)
    host(one, Show("2"), 51)
    assert one.view(PERSON)["away"] == {}
    host(one, Hide("2"), 52)
    assert one.view(PERSON)["away"] == {"2": {"state": "hidden"}}


UNDONE = [(Show("1"), Unshow("1")), (Hide("1"), Unhide("1")), (Answer("1", "In May."), Unanswer("1"))]


@pytest.mark.parametrize("undone", UNDONE, ids=lambda pair: type(pair[1]).__name__)
@pytest.mark.parametrize("before", [[], [Pin("1")], [Answer("1", "In June.")], [Hide("1", "repeated")]])
@pytest.mark.parametrize("waits", [True, False])
def test_what_was_a_mistake_is_taken_back_whole(undone, before, waits):
    one = asked(1, review=waits)
    for said in before:
        host(one, said)
    stood = one.view(DESK)
    for seq, said in enumerate(undone, 51):
        host(one, said, seq)
    assert one.view(DESK) == stood


def test_what_another_moderator_decided_since_is_not_taken_back():
    one = asked()
    host(one, Hide("1"))
    host(one, Pin("1"), 51, actor="lea")
    host(one, Unhide("1"), 52)
    assert one.view(PERSON)["items"]["1"]["state"] == "pinned"


def test_one_moderator_takes_a_question_and_the_other_is_told():
    one = asked(2)
    host(one, Claim("1"))
    host(one, Claim("1"), 51)
    assert one.view(DESK)["items"]["1"]["claimer"] == "Ada"
    assert "claimed" not in one.view(PERSON)["items"]["1"]
    assert code(one, Claim("1"), by(52, "lea", role="host")) == "claimed"
    host(one, Release("1"), 53, actor="lea")
    host(one, Claim("1"), 54, actor="lea", name="Lea")
    assert one.view(DESK)["items"]["1"]["claimer"] == "Lea"


@pytest.mark.parametrize("done", [Answer("1"), Hide("1"), Merge("1", "2")], ids=lambda said: type(said).__name__)
def test_what_is_done_with_is_taken_by_nobody(done):
    one = asked(2)
    host(one, Claim("1"))
    host(one, done, 51)
    assert "claimed" not in one.view(DESK)["items"]["1"]


def like(*texts):
    one = Questions(QuestionsSettings())
    for seq, text in enumerate(texts, 1):
        one.accept(Ask(text), By(seq, "ben", "", "person", "room", "open", "es", float(seq)))
    return one


def test_a_question_that_resembles_an_earlier_one_is_suggested_to_the_desk_alone():
    one = like("¿Las actas de cada mesa se pueden descargar?", "¿Quién responde?", "¿Se PUEDEN descargar las áctas?")
    items = one.view(DESK)["items"]
    assert [items[key]["like"] for key in ("1", "2", "3")] == ["", "", "1"]
    assert items["3"]["like_text"] == "¿Las actas de cada mesa se pueden descargar?"
    assert "like" not in one.view(PERSON)["items"]["3"]


def test_a_suggestion_follows_what_was_done():
    one = like("¿Se pueden descargar las actas?", "¿Se pueden descargar actas?", "¿Pueden descargar las actas?")
    host(one, Merge("2", "1"))
    items = one.view(DESK)["items"]
    assert (items["2"]["like"], items["3"]["like"]) == ("", "1")
    host(one, Hide("1"), 51)
    assert one.view(DESK)["items"]["3"]["like"] == ""


def test_what_has_a_common_word_only_is_not_suggested():
    one = like("¿Cuándo abre el registro de la feria?", "¿Cuándo se publican las conclusiones?")
    assert one.view(DESK)["items"]["2"]["like"] == ""
