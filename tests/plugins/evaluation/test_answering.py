"""One form, sent once, changed until the close: what counts of it, and what is refused with a sentence."""

import msgspec
import pytest

from plugins.evaluation.format import Evaluation
from plugins.evaluation.settings import EvaluationSettings
from plugins.evaluation.verbs import Answer
from tests.plugins.evaluation.survey import AGAIN, ALL, BETTER, DESK, ORGANISED, PERSON, Survey, options


def test_a_form_is_counted_question_by_question():
    survey = Survey()
    survey.says("answer", marks={"o1": 4}, picks={"o2": "yes"}, ticks=["o3.web", "o3.ad"], texts={"o4": "El audio"})
    survey.says("answer", "rosa", marks={"o1": 5}, ticks=["o3.web"])
    assert survey.of("o1") | {"at": {}} == {
        "people": 2, "mean": 45, "votes": {"1": 0, "2": 0, "3": 0, "4": 1, "5": 1}, "means": {}, "top": 1, "at": {},
    }  # fmt: skip
    assert {id: one["votes"] for id, one in survey.of("o2")["options"].items()} == {"yes": 1, "no": 0}
    assert {id: one["votes"] for id, one in survey.of("o3")["options"].items()} == {"web": 2, "ad": 1}
    assert [survey.of(id)["people"] for id in ("o2", "o3", "o4")] == [1, 2, 1]
    assert survey.format.view(PERSON)["people"] == 2


def test_answers_sent_again_take_the_place_of_the_first():
    survey = Survey()
    survey.says("answer", marks={"o1": 1}, picks={"o2": "yes"})
    survey.says("answer", marks={"o1": 5}, mode="remote")
    assert (survey.of("o1")["mean"], survey.of("o1")["people"], survey.of("o2")["people"]) == (50, 1, 0)
    assert survey.format.results(DESK)["modes"] == {"room": 0, "remote": 1, "assisted": 0}


def test_a_text_stays_until_another_one_is_written_or_it_is_removed():
    survey = Survey()
    survey.says("answer", marks={"o1": 1}, texts={"o4": "El audio"})
    survey.says("show_text", "desk", text="1-o4")
    survey.says("answer", marks={"o1": 2})
    assert survey.texts == ["El audio"]
    assert survey.format.mine("ben")["texts"]["o4"]["text"] == "El audio"
    survey.says("answer", marks={"o1": 2}, texts={"o4": "Las sillas"})
    assert survey.texts == [], "what is new waits, whatever was shown before"
    survey.says("answer", marks={"o1": 2}, remove=["o4"])
    assert (survey.of("o4")["people"], survey.format.view(DESK)["items"]) == (0, {})


def test_taken_back_nothing_is_left():
    survey = Survey()
    survey.says("answer", marks={"o1": 1}, picks={"o2": "no"}, texts={"o4": "El audio"})
    assert survey.says("withdraw") == 2
    assert (survey.format.mine("ben"), survey.format.took_part("ben")) == ({}, False)
    assert [survey.of(id)["people"] for id in ("o1", "o2", "o3", "o4")] == [0, 0, 0, 0]
    assert survey.format.view(DESK)["items"] == {}
    assert survey.says("withdraw") == "not_sent"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"marks": {"o1": 6}}, ("off_scale", {"most": 5})),
        ({"marks": {"o1": 0}}, ("off_scale", {"most": 5})),
        ({"marks": {"o1": 3}, "picks": {"o2": "maybe"}}, "option"),
        ({"marks": {"o1": 3}, "ticks": ["o3.tv"]}, "option"),
        ({"marks": {"o1": 3, "o9": 1}}, "question"),
        ({"marks": {"o1": 3}, "ticks": ["o9.web"]}, "question"),
        ({"marks": {"o1": 3}, "remove": ["o9"]}, "question"),
        ({"picks": {"o2": "yes"}}, ("required", {"question": 1})),
    ],
)
def test_what_cannot_count_is_refused_and_changes_nothing(body, why):
    survey = Survey()
    survey.says("answer", marks={"o1": 2})
    before = survey.format.results(DESK)
    assert survey.says("answer", **body) == why
    assert survey.format.results(DESK) == before


def test_a_form_with_nothing_in_it_is_no_answer():
    assert Survey(AGAIN, BETTER).says("answer") == "nothing"


def test_a_text_that_must_be_written_may_be_the_former_one():
    survey = Survey(ORGANISED | {"required": False}, BETTER | {"required": True})
    assert survey.says("answer", marks={"o1": 3}) == ("required", {"question": 2})
    survey.says("answer", texts={"o4": "El audio"})
    assert survey.says("answer", marks={"o1": 3}) == 3
    assert survey.says("answer", marks={"o1": 3}, remove=["o4"]) == ("required", {"question": 2})


def test_spaces_are_no_text():
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"texts": {"o4": "  "}}, Answer)


def test_mine_is_what_i_answered():
    survey = Survey()
    survey.says("answer", marks={"o1": 4}, picks={"o2": "no"}, ticks=["o3.ad"], texts={"o4": "El audio"})
    assert survey.format.mine("ben") == {
        "marks": {"o1": 4},
        "chosen": {"o2": ["no"], "o3": ["ad"]},
        "texts": {"o4": {"text": "El audio", "language": "es"}},
        "seq": 1,
    }
    assert survey.format.mine("rosa") == {}


def test_words_of_one_more_language_are_shown_when_core_adds_them():
    survey = Survey(ORGANISED)
    more = ORGANISED | {"label": {"es": "¿Cómo?", "en": "How?"}}
    survey.format.settings = msgspec.convert({"questions": [more]}, EvaluationSettings)
    assert survey.format.view(PERSON)["questions"]["o1"]["label"]["en"] == "How?"
    assert survey.format.sheets()[0].rows[0][1]["en"] == "How?"


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (AGAIN | {"options": options("yes")}, "fewer than two answers"),
        (ORGANISED | {"options": options("yes", "no")}, "answered in another way"),
    ],
)
def test_questions_that_make_no_sense_are_told_with_the_way_out(question, why):
    with pytest.raises(msgspec.ValidationError, match=f"questions: One .*{why}"):
        msgspec.convert({"questions": [question]}, EvaluationSettings)


def test_a_scale_has_from_two_to_ten_marks():
    for steps in (1, 11):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert({"questions": [ORGANISED | {"steps": steps}]}, EvaluationSettings)


def test_an_evaluation_asks_something():
    with pytest.raises(ValueError, match="questions: There is nothing to answer"):
        Evaluation.complete(EvaluationSettings(), taking=False)
    assert Evaluation.complete(msgspec.convert({"questions": list(ALL)}, EvaluationSettings), taking=False) is None
