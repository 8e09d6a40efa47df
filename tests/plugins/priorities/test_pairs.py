"""Pairs: the way through them is each person's own, and the same in every process and any batching."""

from itertools import combinations

import pytest

from plugins.priorities import schedule
from plugins.priorities.format import Priorities
from plugins.priorities.pairs import Pairs
from plugins.priorities.settings import PrioritiesSettings, Proposal
from plugins.priorities.verbs import Begin, Compare, StepBack
from tests.plugins.priorities.cases import (
    NAMES,
    PERSON,
    begins,
    by,
    compares,
    pair_of,
    priorities,
    ranked,
    refused,
    scores,
)


def pairs(**said):
    return priorities(way="pairs", **said)


# ------------------------------------------------------------------ which pairs
@pytest.mark.parametrize("many", [2, 3, 4, 5, 8, 13, 100])
def test_each_pair_comes_once_and_every_proposal_before_any_comes_again(many):
    seated = schedule.circle(tuple(f"p{at}" for at in range(many)), "ben")
    turns = [schedule.pair(seated, turn) for turn in range(1, schedule.number(many) + 1)]
    assert {frozenset(pair) for pair in turns} == {frozenset(pair) for pair in combinations(seated, 2)}
    assert len(turns) == schedule.number(many)
    first = [id for pair in turns[: many // 2] for id in pair]
    assert len(set(first)) == len(first) == many // 2 * 2


def test_each_person_has_another_order_and_always_the_same():
    ids = tuple(f"p{at}" for at in range(20))
    assert schedule.circle(ids, "ben") == schedule.circle(ids[::-1], "ben")
    assert len({schedule.circle(ids, f"actor-{at}") for at in range(50)}) == 50


def test_who_stands_first_alternates_so_that_no_side_is_favoured():
    ids = tuple(f"p{at}" for at in range(10))
    first = [schedule.pair(schedule.circle(ids, f"a{at}"), 1)[0] for at in range(400)]
    assert max(first.count(id) for id in ids) < 80


def test_the_next_pair_hangs_on_what_i_compared_and_on_nobody_else():
    alone, crowd = pairs(), pairs()
    for seq, one in ((2, alone), (2, crowd)):
        begins(one, seq, "ben")
    for at in range(3):
        begins(crowd, 10 + at, f"other{at}")
        compares(crowd, 20 + at, f"other{at}", pair_of(crowd, f"other{at}")[0])
    for turn in range(3):
        assert crowd.mine("ben")["turn"] == alone.mine("ben")["turn"] == turn + 1
        assert pair_of(crowd, "ben") == pair_of(alone, "ben")
        for one in (alone, crowd):
            compares(one, 30 + turn, "ben", pair_of(one, "ben")[0])


def test_who_has_not_begun_has_no_pair_and_who_begins_twice_has_begun_once():
    one = pairs()
    assert one.mine("ben") == {}
    begins(one, 2, "ben", "remote")
    first = one.mine("ben")
    begins(one, 3, "ben", "room")
    assert one.mine("ben") == first
    assert (first["begun"], first["said"], first["turn"]) == (True, 0, 1)
    assert not one.took_part("ben")


def test_nobody_compares_more_than_the_organiser_asks_for():
    one = pairs(pairs=2)
    begins(one, 2, "ben")
    compares(one, 3, "ben", pair_of(one, "ben")[0])
    compares(one, 4, "ben")
    assert "turn" not in one.mine("ben")
    refused(one, Compare(3, "water"), "other_pair")
    assert pairs(pairs=200).view(PERSON)["turns"] == schedule.number(len(NAMES))


# ------------------------------------------------------------------ what is said
def test_only_my_own_pair_can_be_answered():
    one = pairs()
    refused(one, Compare(1, "water"), "other_pair")
    begins(one, 2, "ben")
    outside = next(id for id in NAMES if id not in pair_of(one, "ben"))
    refused(one, Compare(1, outside), "other_pair")
    refused(one, Compare(1, "fire"), "proposal")
    for turn in (0, -1, 2):
        refused(one, Compare(turn, equal=True), "other_pair")


def test_an_answer_sent_again_from_a_page_that_stood_still_replaces_the_first():
    one = pairs()
    begins(one, 2, "ben")
    first, other = pair_of(one, "ben")
    compares(one, 3, "ben", first)
    compares(one, 4, "ben", other, turn=1)
    rows = one.results(PERSON)["proposals"]
    assert (rows[first]["won"], rows[other]["won"], rows[first]["weight"]) == (0, 1, 1)
    assert one.mine("ben")["turn"] == 2


def test_going_back_takes_the_last_answer_away_and_shows_its_pair_again():
    one = pairs()
    begins(one, 2, "ben")
    pair = pair_of(one, "ben")
    compares(one, 3, "ben", pair[0])
    one.accept(StepBack(), by(4, "ben"))
    assert (pair_of(one, "ben"), sum(scores(one).values()), one.view(PERSON)["voters"]) == (pair, 0, 0)
    refused(one, StepBack(), "nothing_back")


def test_who_cannot_tell_is_no_voter_and_changes_no_score():
    one = pairs()
    begins(one, 2, "ben")
    compares(one, 3, "ben")
    assert (sum(scores(one).values()), one.view(PERSON)["voters"], one.mine("ben")["said"]) == (0, 0, 1)
    assert not one.took_part("ben")


def test_there_is_nothing_to_compare_with_fewer_than_two():
    one = Priorities(PrioritiesSettings(way="pairs", proposals=[Proposal({"es": "Agua"}, "water")]))
    refused(one, Begin(), "too_few")


# ------------------------------------------------------------------ the score
def counted(won, even, met):
    one = Pairs(PrioritiesSettings(), ("a", "b"))
    one.marks["a"]["room"], one.even["a"], one.met["a"] = won, even, met
    return one.score("a")


@pytest.mark.parametrize(
    ("won", "even", "met", "score"),
    [(0, 0, 0, 0), (1, 0, 1, 667), (0, 0, 1, 333), (0, 1, 1, 500), (8, 0, 8, 900), (0, 0, 8, 100), (7, 2, 9, 818)],
)
def test_the_score_is_the_share_won_with_one_won_and_one_lost_added(won, even, met, score):
    assert counted(won, even, met) == score


def test_a_half_thousandth_goes_up():
    assert counted(2, 1, 14) == 219  # 3.5 of 16 are 218.75
    assert counted(0, 0, 14) == 63  # 1 of 16 is 62.5


def test_many_wins_stand_before_one_and_what_nobody_compared_is_last():
    one = pairs()
    for person in range(6):
        begins(one, 10 + person, f"p{person}")
        for turn in range(6):
            pair = pair_of(one, f"p{person}")
            seq = 100 + 10 * person + turn
            if "bus" in pair:
                compares(one, seq, f"p{person}")
            else:
                compares(one, seq, f"p{person}", "water" if "water" in pair else pair[0])
    assert ranked(one)[0] == "water"
    assert ranked(one)[-1] == "bus"
    assert scores(one)["bus"] == 0


def test_the_conclusion_tells_the_share_won_and_each_person_once():
    one = pairs()
    begins(one, 2, "ben")
    for seq in range(3, 9):
        pair = pair_of(one, "ben")
        compares(one, seq, "ben", "water" if "water" in pair else "", equal="water" not in pair)
    best = one.conclude().sections[0].items[0].options[0]
    assert (best.id, best.counts.total, best.scores) == ("water", 1, (80.0,))
