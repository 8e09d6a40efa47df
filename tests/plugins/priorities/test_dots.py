"""Dots: a voter's last ballot stands, and no more is given than there is."""

import msgspec
import pytest

from plugins.contract import Counts, Refused
from plugins.priorities.format import Priorities
from plugins.priorities.verbs import Begin, Give, GiveAsTable, ShowAll, ShowTop, TakeBack
from tests.plugins.priorities.cases import (
    DESK,
    PERSON,
    SCREEN,
    by,
    gives,
    host,
    priorities,
    ranked,
    refused,
    scores,
)


def test_a_later_ballot_replaces_the_earlier_also_from_another_mode():
    one = priorities()
    gives(one, 2, "ben", water=3, air=2)
    gives(one, 3, "ben", "remote", soil=1)
    assert scores(one) == {"water": 0, "air": 0, "soil": 1, "bus": 0}
    assert one.results(DESK)["modes"] == {"room": 0, "remote": 1, "assisted": 0}
    assert one.mine("ben") == {"dots": {"soil": 1}, "seq": 3}


def test_the_same_ballot_sent_twice_counts_once():
    one = priorities()
    for seq in (2, 3):
        gives(one, seq, "ben", water=2)
    assert (scores(one)["water"], one.view(PERSON)["voters"]) == (2, 1)


def test_no_dot_is_left_behind_when_a_ballot_is_taken_back():
    one = priorities()
    gives(one, 2, "ben", water=3, air=2)
    one.accept(TakeBack(), by(3, "ben"))
    assert (sum(scores(one).values()), one.view(PERSON)["voters"], one.mine("ben")) == (0, 0, {})
    assert not one.took_part("ben")
    refused(one, TakeBack(), "nothing_back", by(4, "ben"))


@pytest.mark.parametrize(
    ("dots", "code", "values"),
    [
        ({"water": 3, "air": 3}, "over", {"given": 6, "whole": 5, "over": 1}),
        ({"water": 4}, "over_one", {"given": 4, "most": 3}),
        ({}, "nothing", {"whole": 5}),
        ({"water": 0, "air": 0}, "nothing", {"whole": 5}),
        ({"water": 3, "air": 3, "soil": -1}, "below_nothing", {}),
        ({"fire": 1}, "proposal", {}),
    ],
)
def test_a_ballot_that_breaks_a_rule_is_refused_with_a_sentence(dots, code, values):
    refusal = refused(priorities(), Give(dots), code)
    assert refusal.values == values
    assert Priorities.refusals[code].format(**values)


def test_what_is_left_over_is_lost_and_no_fault():
    one = priorities()
    gives(one, 2, "ben", water=1)
    assert one.mine("ben")["dots"] == {"water": 1}


def test_more_on_one_than_there_is_cannot_be_asked_for():
    one = priorities(dots=2, most=9)
    assert one.view(PERSON)["most"] == 2


def test_another_ways_verbs_are_refused():
    refused(priorities(), Begin(), "other_way")
    refused(priorities(), GiveAsTable({"water": 1}), "other_way", by(9, "ben", voice="table-1"))
    refused(priorities(way="pairs"), Give({"water": 1}), "other_way")


# ------------------------------------------------------------------ by mode
def test_by_mode_only_where_each_mode_has_five_people_or_more():
    one = priorities()
    for seq in range(2, 7):
        gives(one, seq, f"r{seq}", "room", water=1)
    for seq in range(7, 11):
        gives(one, seq, f"f{seq}", "remote", water=2)
    assert one.results(PERSON)["proposals"]["water"]["untold"] == 13
    assert one.conclude().sections[0].items[0].voters == Counts(untold=9)
    assert one.results(DESK)["proposals"]["water"]["remote"] == 8
    gives(one, 11, "f11", "remote", air=1)
    assert one.results(SCREEN)["modes"] == {"room": 5, "remote": 5, "assisted": 0}
    assert one.results(PERSON)["proposals"]["water"]["room"] == 5


def test_a_proposal_tells_dots_and_how_many_gave_them():
    one = priorities()
    gives(one, 2, "ben", water=3)
    gives(one, 3, "rosa", water=1, air=1)
    row = one.results(PERSON)["proposals"]["water"]
    assert (row["score"], row["weight"]) == (4, 2)


# ------------------------------------------------------------------ order and ties
def test_equal_dots_share_a_place_and_the_next_counts_all_before_it():
    one = priorities()
    gives(one, 2, "ben", air=2, soil=2, bus=1)
    assert {int(score): place for score, place in one.results(PERSON)["places"].items()} == {2: 1, 1: 3, 0: 4}


def test_of_equal_dots_those_of_more_people_stand_first_then_the_ballots_order():
    one = priorities(most=2)
    gives(one, 2, "ben", air=2)
    gives(one, 3, "rosa", bus=1, soil=2)
    gives(one, 4, "zoe", bus=1)
    assert ranked(one) == ["bus", "air", "soil", "water"]


def test_nothing_of_the_order_is_in_the_view():
    one = priorities()
    before = one.view(PERSON)
    gives(one, 2, "ben", bus=3)
    after = one.view(PERSON)
    assert (before["voters"], after.pop("voters")) == (before.pop("voters"), 1)
    assert after == before
    assert list(after["proposals"]) == ["water", "air", "soil", "bus"]


# ------------------------------------------------------------------ the stage
def staged(one):
    results = one.results(SCREEN)
    return [id for id, row in results["proposals"].items() if str(row["score"]) in results["stage"]]


def test_the_desk_says_how_many_go_to_the_stage():
    one = priorities(dots=10, top=1)
    gives(one, 2, "ben", water=3, air=2, bus=1)
    assert staged(one) == ["water"]
    one.accept(ShowTop(2), host(3))
    assert (staged(one), one.view(DESK)["top"]) == (["water", "air"], 2)
    one.accept(ShowAll(), host(4))
    assert (staged(one), one.view(DESK)["top"]) == (["water", "air", "bus"], 0)


def test_who_shares_the_last_place_of_the_stage_is_on_it_and_who_has_no_dot_is_not():
    one = priorities(top=2)
    gives(one, 2, "ben", water=2, air=1, soil=1)
    assert staged(one) == ["water", "air", "soil"]
    one.accept(ShowTop(4), host(3))
    assert staged(one) == ["water", "air", "soil"]


def test_a_stage_of_more_than_a_hundred_or_of_none_is_no_act():
    for most in (0, 101):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert({"most": most}, ShowTop)


# ------------------------------------------------------------------ what came of it
def test_the_conclusion_and_the_sheets_stand_in_the_order_of_the_places():
    one = priorities()
    gives(one, 2, "ben", "remote", air=2, bus=1)
    gives(one, 3, "rosa", "remote", air=1)
    tally = one.conclude().sections[0].items[0]
    assert [(option.id, option.counts.total, option.scores) for option in tally.options] == [
        ("air", 2, (3,)),
        ("bus", 1, (1,)),
        ("water", 0, (0,)),
        ("soil", 0, (0,)),
    ]
    assert (tally.refs, tally.measures) == ((2, 3), ("Dots",))
    ranking, voters = one.sheets()
    assert ranking.rows[0] == (1, {"es": "air"}, 0, 0, 0, 2, 2, 3)
    assert [row[0] for row in ranking.rows] == [1, 2, 3, 3]
    assert voters.rows == ((0, 0, 0, 2, 2),)


def test_ballots_of_a_secret_vote_are_counted_as_the_box_tells_them():
    one = priorities()
    for number in range(3):
        one.accept(Give({"water": 2}), by(9, f"ballot:{number}", "untold"))
    assert one.results(PERSON)["proposals"]["water"]["untold"] == 6
    assert Priorities.verbs["give"].ballot
    with pytest.raises(Refused):
        one.check(Give({"water": 4}))
