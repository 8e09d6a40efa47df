"""Categories and affiliations: chosen from the organiser's lists, counted as they show, and never a new ballot."""

import pytest

from live.questions.format import Questions
from live.questions.settings import Choice, QuestionsSettings
from live.questions.verbs import Ask, Hide, Merge, Show
from plugins.contract import Refused
from plugins.setup import Setup, same_ballot
from tests.live.questions import DESK, LISTS, PERSON, SCREEN, by, host


def listed():
    one = Questions(QuestionsSettings(**LISTS))
    for seq, (category, affiliation) in enumerate([("water", "citizens"), ("water", ""), ("", "citizens")], 1):
        one.accept(Ask(f"Question {seq}", category, affiliation), by(seq))
    return one


def counts(view):
    return {key: row["questions"] for key, row in (view["categories"] | view["affiliations"]).items()}


@pytest.mark.parametrize("side", [PERSON, DESK, SCREEN])
def test_every_side_is_told_how_many_questions_are_of_each(side):
    one = listed()
    assert counts(one.view(side)) == {"water": 2, "air": 0, "citizens": 2}
    assert one.view(side)["items"]["1"]["category"] == "water"
    assert "category" not in one.view(side)["items"]["3"]


def test_what_does_not_show_is_not_counted():
    one = listed()
    host(one, Hide("1"))
    assert counts(one.view(PERSON)) == {"water": 1, "air": 0, "citizens": 1}
    host(one, Show("1"), 51)
    host(one, Merge("2", "3"), 52)
    assert counts(one.view(PERSON)) == {"water": 1, "air": 0, "citizens": 2}


@pytest.mark.parametrize(("said", "code"), [(Ask("?", "earth"), "category"), (Ask("?", "", "earth"), "affiliation")])
def test_what_is_not_on_the_list_is_refused_at_the_door_and_by_the_fold(said, code):
    one = listed()
    for attempt in (lambda: one.check(said), lambda: one.accept(said, by(9))):
        with pytest.raises(Refused) as caught:
            attempt()
        assert caught.value.code == code


def test_a_view_without_lists_says_nothing_of_them():
    assert not {"categories", "affiliations"} & Questions(QuestionsSettings()).view(DESK).keys()


def test_a_page_from_before_there_were_lists_asks_the_same_when_it_is_published_again():
    def setup(**settings):
        return Setup("questions", 1, {"es": "Preguntas"}, settings=settings, language="es")

    before, again = setup(review=False), setup(review=False, categories=[], affiliations=[])
    assert same_ballot(Questions, before, again)
    assert not same_ballot(Questions, before, setup(review=False, categories=[Choice({"es": "Agua"}, "water")]))
