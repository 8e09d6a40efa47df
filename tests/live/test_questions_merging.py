"""Duplicates are put together by a person: votes carried over once each, everybody credited, nothing lost."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from live.questions.format import Questions
from live.questions.merging import MOST
from live.questions.settings import QuestionsSettings
from live.questions.verbs import Answer, Ask, Claim, Hide, Merge, Pin, Show, Split, Upvote, WithdrawUpvote
from plugins.contract import MODES, Counts, Refused
from tests.live.questions import DESK, PERSON, asked, by, code, host, order


def joined(number, *pairs):
    """`number` questions and who joins which, as (question, actor, mode)."""
    one = asked(number)
    for seq, (question, actor, mode) in enumerate(pairs, 100):
        one.accept(Upvote(question), by(seq, actor, mode))
    return one


def test_votes_are_carried_over_and_nobody_counts_twice():
    one = joined(2, ("1", "rosa", "remote"), ("2", "rosa", "remote"), ("2", "iris", "assisted"))
    host(one, Merge("2", "1"))
    view = one.view(PERSON)
    assert (order(view), view["count"], view["items"]["1"]["votes"]) == (["1"], 1, 2)
    host(one, Answer("1"), 51)
    (statement,) = one.conclude().sections[0].items
    assert (statement.support, statement.refs) == (Counts(remote=1, assisted=1), (1, 2, 51))


def test_who_joined_either_is_told_they_joined_and_takes_both_back_at_once():
    one = joined(2, ("2", "rosa", "remote"))
    host(one, Merge("2", "1"))
    assert one.view(PERSON)["items"]["1"]["same"] == ["1", "2"]
    assert one.mine("rosa")["upvoted"] == ["2"]
    one.accept(WithdrawUpvote("1"), by(120, "rosa"))
    assert (one.view(PERSON)["items"]["1"]["votes"], one.mine("rosa")["upvoted"]) == (0, [])
    assert code(one, WithdrawUpvote("2"), by(121, "rosa")) == "not_joined"


def test_a_late_vote_for_the_merged_one_counts_for_the_other():
    one = joined(2)
    host(one, Merge("2", "1"))
    one.check(Upvote("2"))
    one.accept(Upvote("2"), by(120, "rosa"))
    assert one.view(PERSON)["items"]["1"]["votes"] == 1
    assert code(one, Upvote("1"), by(121, "rosa")) == "joined"


def test_joining_again_what_counts_already_changes_no_number():
    one = joined(2, ("2", "rosa", "remote"))
    host(one, Merge("2", "1"))
    one.accept(Upvote("1"), by(120, "rosa", "room"))
    assert one.view(PERSON)["items"]["1"]["votes"] == 1
    assert one.questions["1"].support == {"room": 1, "remote": 0, "assisted": 0}


def test_everybody_who_asked_is_credited_once():
    one = Questions(QuestionsSettings())
    for seq, (actor, name) in enumerate([("ana", "Ana"), ("teko", "Luma Teko"), ("no", ""), ("ana", "Ana")], 1):
        one.accept(Ask(f"Question {seq}"), by(seq, actor, name=name))
    for seq in ("2", "3", "4"):
        host(one, Merge(seq, "1"))
    item = one.view(PERSON)["items"]["1"]
    assert (item["name"], item["authors"]) == ("Ana, Luma Teko", 3)


def test_who_asked_the_merged_one_is_told_with_which_and_nobody_else_reads_theirs():
    one = joined(2)
    host(one, Merge("2", "1"))
    told = {"2": {"state": "merged", "into": "1", "text": "Question 1", "language": "es"}}
    assert one.view(PERSON)["away"] == told
    host(one, Hide("1", "offensive"), 51)
    assert one.view(PERSON)["away"]["2"] == {"state": "hidden", "reason": "offensive"}


def test_splitting_gives_each_its_own_votes_and_answer_back():
    one = joined(2, ("1", "rosa", "remote"), ("2", "rosa", "remote"), ("2", "iris", "assisted"))
    host(one, Answer("2", "In May."))
    host(one, Merge("2", "1"), 51)
    host(one, Split("2"), 52)
    items = one.view(PERSON)["items"]
    assert [(key, item["votes"], item["answer"]) for key, item in items.items()] == [("2", 2, "In May."), ("1", 1, "")]
    assert one.view(PERSON)["away"] == {}


def test_what_was_merged_before_goes_along():
    one = joined(3, ("1", "rosa", "room"), ("2", "iris", "room"), ("3", "ben", "room"))
    host(one, Merge("3", "2"))
    host(one, Merge("2", "1"), 51)
    assert one.view(PERSON)["items"]["1"]["votes"] == 3
    host(one, Split("2"), 52)
    assert {key: item["votes"] for key, item in one.view(PERSON)["items"].items()} == {"2": 2, "1": 1}
    assert one.view(PERSON)["items"]["2"]["same"] == ["2", "3"]


def test_two_moderators_may_say_the_same():
    one = joined(2)
    for seq in (50, 51):
        host(one, Merge("2", "1"), seq, actor=f"host{seq}")
    assert one.view(PERSON)["count"] == 1
    for seq in (52, 53):
        host(one, Split("2"), seq, actor=f"host{seq}")
    assert one.view(PERSON)["count"] == 2


def test_what_cannot_be_put_together_is_refused_by_a_sentence_of_its_own():
    one = joined(4)
    ada = by(60, "ada", role="host")
    assert code(one, Merge("1", "1"), ada) == "itself"
    assert code(one, Merge("1", "99"), ada) == "question"
    host(one, Merge("2", "1"))
    assert code(one, Merge("1", "2"), ada) == "itself"
    assert code(one, Merge("2", "3"), ada) == "merged"
    assert code(one, Pin("2"), ada) == "merged"
    host(one, Hide("4"))
    assert code(one, Merge("3", "4"), ada) == "hidden"


def test_a_hundred_count_as_one_and_no_more():
    one = joined(MOST + 1)
    for seq in range(2, MOST + 1):
        host(one, Merge(str(seq), "1"))
    assert code(one, Merge(str(MOST + 1), "1"), by(900, "ada", role="host")) == "many"


def test_what_shows_is_not_put_with_what_does_not_yet():
    one = joined(1)
    one.review = True
    for seq in (2, 3):
        one.accept(Ask(f"Question {seq}"), by(seq, "rosa"))
    assert code(one, Merge("1", "2"), by(60, "ada", role="host")) == "hidden"
    host(one, Merge("3", "2"))
    host(one, Show("2"), 61)
    assert one.view(PERSON)["items"]["2"]["same"] == ["2", "3"]


def test_what_the_desk_had_decided_stands_again_once_it_is_apart():
    one = joined(2)
    for said in (Claim("2"), Pin("2"), Merge("2", "1")):
        host(one, said)
    assert "claimed" not in one.view(DESK)["items"]["2"]
    host(one, Split("2"), 51)
    assert (one.view(DESK)["items"]["2"]["state"], one.view(DESK)["items"]["2"]["claimer"]) == ("pinned", "Ada")


def test_the_desk_keeps_the_merged_one_last_with_what_it_counts_as():
    one = joined(2)
    host(one, Merge("2", "1"))
    view = one.view(DESK)
    assert order(view) == ["1", "2"]
    assert (view["items"]["2"]["state"], view["items"]["2"]["into"]) == ("merged", "1")


def test_the_sheet_credits_the_merged_one_with_what_it_counts_as():
    one = joined(2, ("2", "rosa", "remote"))
    host(one, Merge("2", "1"))
    rows = {row[0]: dict(zip(one.sheets()[0].columns, row, strict=True)) for row in one.sheets()[0].rows}
    assert (rows[1]["Joined"], rows[2]["Joined"], rows[2]["Counts as"]) == (1, 0, 1)


IDS = st.integers(1, 6).map(str)
PEOPLE = st.builds(Upvote, IDS) | st.builds(WithdrawUpvote, IDS)
HOSTS = st.builds(Merge, IDS, IDS) | st.builds(Split, IDS) | st.builds(Show, IDS)


@given(st.lists(st.tuples(PEOPLE | HOSTS, st.sampled_from("abcd"), st.sampled_from(MODES)), max_size=40))
def test_support_is_always_the_union_of_who_joined(acts):
    one = asked(6)
    for seq, (said, actor, mode) in enumerate(acts, 100):
        with suppress(Refused):
            one.accept(said, by(seq, actor, mode))
    for item in one.questions.values():
        if not item.into:
            voters = set().union(*(each.voters for each in one.merging.members(item)))
            assert item.votes == len(voters)
            assert min(item.support.values()) >= 0
