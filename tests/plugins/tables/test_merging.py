"""Notes that count as one: each person once, every number named, and a merge of merged notes."""

import pytest

from plugins.tables import verbs as v
from tests.plugins.tables.workshop import DESK, Workshop, at


@pytest.fixture
def one():
    one = Workshop().begun("ben", "rosa", "cleo")
    for _ in range(4):
        one.writes("rosa")
    return one


def shown(one, number, table=1):
    return next(
        note for cell in one.view(at(table))["cells"].values() for note in cell.values() if note["number"] == number
    )


def test_people_count_once_and_all_are_named(one):
    one.says("cleo", v.Support("1.1"))
    one.says("cleo", v.Support("1.2"), mode="remote")
    one.says("rosa", v.Support("1.2"))
    one.says("ben", v.Merge("1.2", "1.1"))
    assert shown(one, "1.1")["support"] == {"room": 2}
    assert shown(one, "1.1")["others"] == "1.2"
    assert shown(one, "1.2")["into"] == "1.1"


def test_of_hands_the_largest_number_counts(one):
    one.says("ben", v.CountHeads(5))
    one.says("ben", v.CountHands("1.1", 2))
    one.says("ben", v.CountHands("1.2", 4))
    one.says("ben", v.Merge("1.2", "1.1"))
    assert shown(one, "1.1")["support"] == {"assisted": 4}


def test_a_merge_of_merged_notes_is_one_note_and_comes_apart_as_it_was_made(one):
    one.says("cleo", v.Support("1.3"))
    one.says("ben", v.Merge("1.3", "1.2"))
    one.says("ben", v.Merge("1.2", "1.1"))
    assert shown(one, "1.1")["others"] == "1.2, 1.3"
    assert shown(one, "1.1")["votes"] == 1
    one.says("ben", v.Split("1.2"))
    assert "others" not in shown(one, "1.1")
    assert shown(one, "1.2")["others"] == "1.3"
    assert shown(one, "1.2")["votes"] == 1


def test_into_a_merged_note_is_into_what_it_counts_as(one):
    one.says("ben", v.Merge("1.2", "1.1"))
    one.says("ben", v.Merge("1.3", "1.2"))
    assert shown(one, "1.3")["into"] == "1.1"


def test_what_is_merged_is_not_merged_again_nor_with_itself(one):
    one.says("ben", v.Merge("1.2", "1.1"))
    assert one.refused("ben", v.Merge("1.2", "1.3")) == "merged"
    assert one.refused("ben", v.Merge("1.1", "1.2")) == "itself"
    assert one.refused("ben", v.Split("1.3")) == "apart"
    assert one.refused("rosa", v.Withdraw("1.2")) == "merged"
    assert one.refused("rosa", v.Withdraw("1.1")) == "holds"
    assert one.refused("ada", v.Hide("1.1"), role="host") == "holds"


def test_joining_either_is_joining_the_one(one):
    one.says("ben", v.Merge("1.2", "1.1"))
    one.says("cleo", v.Support("1.2"))
    assert one.refused("cleo", v.Support("1.1")) == "joined"
    one.says("cleo", v.WithdrawSupport("1.1"))
    assert "votes" not in shown(one, "1.1")


def test_what_was_chosen_stays_chosen(one):
    one.says("ben", v.Choose("1.2"))
    one.says("ben", v.Merge("1.2", "1.1"))
    assert shown(one, "1.1")["chosen"]


def test_the_desk_merges_across_tables_what_was_handed_in():
    one = Workshop()
    for table, who in ((1, "ben"), (2, "rosa")):
        one.seated(table, who)
        one.says(who, v.TakeRole("rapporteur"))
    one.host(v.BeginRound())
    one.writes("ben")
    one.writes("rosa")
    assert one.refused("ada", v.DeskMerge("2.1", "1.1"), role="host") == "draft"
    one.says("ben", v.HandIn())
    one.says("rosa", v.HandIn())
    one.host(v.DeskMerge("2.1", "1.1"))
    (statement,) = one.format.conclude().sections[0].items
    assert [words["es"] for words in statement.about] == ["Mesa 1", "Mesa 2", "Movilidad", "Transparencia"]
    assert one.refused("rosa", v.TakeBack()) == "united"
    one.host(v.DeskSplit("2.1"))
    one.says("rosa", v.TakeBack())
    assert one.view(DESK)["tables"]["2"]["drafts"] == 1
