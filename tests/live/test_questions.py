"""Questions: people ask and join, the desk decides what shows, and what was answered is concluded."""

import msgspec
import pytest

from live.questions.verbs import Answer, Ask, Hide, Pin, Show, Unpin, Upvote, WithdrawUpvote
from plugins.contract import Counts, Refused
from tests.live.questions import DESK, PERSON, asked, by, code, host, order


def test_a_question_shows_at_once_with_its_words_and_its_name():
    assert asked().view(PERSON) == {
        "items": {
            "1": {
                "text": "Question 1",
                "language": "es",
                "name": "Ben",
                "mode": "room",
                "votes": 0,
                "state": "visible",
                "rank": 1,
                "answer": "",
                "same": ["1"],
            }
        },
        "count": 1,
        "shown": 1,
        "review": False,
        "away": {},
    }


def test_with_review_it_waits_at_the_desk_alone_until_it_is_shown():
    one = asked(review=True)
    assert (one.view(PERSON)["items"], one.view(PERSON)["count"]) == ({}, 0)
    assert (one.view(DESK)["items"]["1"]["state"], one.view(DESK)["waiting"]) == ("waiting", 1)
    host(one, Show("1"))
    assert one.view(PERSON)["items"]["1"]["state"] == "visible"


def test_joining_counts_once_and_can_be_taken_back():
    one = asked()
    one.accept(Upvote("1"), by(2, "rosa", "remote"))
    assert code(one, Upvote("1"), by(3, "rosa", "remote")) == "joined"
    assert one.view(PERSON)["items"]["1"]["votes"] == 1
    one.accept(WithdrawUpvote("1"), by(4, "rosa", "room"))
    assert one.view(PERSON)["items"]["1"]["votes"] == 0
    assert code(one, WithdrawUpvote("1"), by(5, "rosa")) == "not_joined"


def test_joining_what_is_not_there_or_not_shown_is_the_same_refusal():
    one = asked(2)
    host(one, Hide("2"))
    assert code(one, Upvote("99"), by(51, "rosa")) == "question"
    assert code(one, Upvote("2"), by(52, "rosa")) == "question"
    with pytest.raises(Refused):
        one.check(Upvote("2"))


def test_a_hidden_question_is_the_desk_s_alone_and_counts_for_nobody_else():
    one = asked(2)
    host(one, Hide("1"))
    assert (list(one.view(PERSON)["items"]), one.view(PERSON)["count"]) == (["2"], 1)
    assert one.view(DESK)["items"]["1"]["state"] == "hidden"


def test_pinned_questions_come_first_then_the_most_joined_then_the_oldest():
    one = asked(4)
    one.accept(Upvote("3"), by(5, "rosa"))
    host(one, Pin("4"))
    assert order(one.view(PERSON)) == ["4", "3", "1", "2"]
    host(one, Unpin("4"), 51)
    assert order(one.view(PERSON)) == ["3", "1", "2", "4"]


def test_a_view_holds_a_hundred_and_says_how_many_there_are():
    one = asked(120)
    one.accept(Upvote("120"), by(200, "rosa"))
    view = one.view(PERSON)
    assert (len(view["items"]), view["count"]) == (100, 120)
    assert order(view)[0] == "120"
    assert "100" not in view["items"]
    rest = one.more(PERSON, "items", "99")
    assert list(rest) == [str(seq) for seq in range(100, 120)]


def test_what_was_answered_and_what_stayed_pinned_is_concluded():
    one = asked(3)
    one.accept(Upvote("2"), by(4, "rosa", "remote"))
    host(one, Answer("2", "In May."), 51)
    host(one, Pin("3"), 52)
    answered, pinned = one.conclude().sections
    assert (answered.title, pinned.title) == ("Answered questions", "Pinned questions")
    (statement,) = answered.items
    assert (statement.text, statement.answer, statement.refs) == ("Question 2", "In May.", (2, 51))
    assert statement.support == Counts(remote=1)
    assert [item.refs for item in pinned.items] == [(3,)]


def test_a_hidden_question_is_not_concluded():
    one = asked()
    host(one, Answer("1"), 51)
    host(one, Hide("1"), 52)
    assert one.conclude().sections == ()


def test_mine_names_what_i_asked_and_joined():
    one = asked(2)
    one.accept(Upvote("2"), by(3, "rosa"))
    assert one.mine("rosa") == {"asked": [], "upvoted": ["2"], "seq": 3}
    assert one.mine("cleo") == {}


def test_mine_keeps_the_words_of_my_latest_questions():
    one = asked(20)
    said = one.mine("ben")["said"]
    assert list(said) == [str(seq) for seq in range(9, 21)]
    assert said["20"] == {"text": "Question 20", "language": "es"}


def test_another_activity_may_take_what_shows_most_joined_first_and_a_hundred_at_most():
    one = asked(130)
    one.accept(Upvote("7"), by(200, "rosa"))
    host(one, Hide("1"))
    given = one.items()
    assert (len(given), given[0].id, given[0].text, given[0].refs) == (100, "7", {"es": "Question 7"}, (7,))
    assert "1" not in {item.id for item in given}


def test_the_sheet_has_what_shows_and_nobody_by_actor():
    one = asked(3)
    one.accept(Upvote("2"), by(4, "rosa", "remote"))
    host(one, Answer("2", "In May."), 51)
    host(one, Hide("3"), 52)
    (sheet,) = one.sheets()
    assert len(sheet.columns) == len(sheet.rows[0])
    assert [row[0] for row in sheet.rows] == [1, 2]
    second = dict(zip(sheet.columns, sheet.rows[1], strict=True))
    assert (second["Joined"], second["Far away"], second["State"]) == (1, 1, "answered")
    assert (second["Name"], second["Answer"]) == ("Ben", "In May.")
    assert b"rosa" not in msgspec.json.encode(sheet)


@pytest.mark.parametrize("text", ["", "   \n", "x" * 281])
def test_an_empty_or_too_long_question_is_no_question(text):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"text": text}, Ask)
