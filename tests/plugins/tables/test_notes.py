"""Notes on a board: who writes, edits and joins, and what is written for people without a device."""

import pytest

from plugins.tables import verbs as v
from plugins.tables.board import MOST_NOTES
from tests.plugins.tables.workshop import Workshop, at


@pytest.fixture
def one():
    return Workshop().begun("ben", "rosa", "cleo")


def test_a_note_stands_in_its_cell_with_its_number(one):
    note = one.writes("rosa", "Agua limpia", axis="water", pillar="join", why="Falta", doer="La empresa")
    shown = one.view(at(1))["cells"]["2-2"][note]
    assert (shown["number"], shown["text"], shown["why"], shown["doer"]) == (
        "1.1",
        "Agua limpia",
        "Falta",
        "La empresa",
    )


def test_numbers_are_given_once(one):
    one.says("rosa", v.Withdraw(one.writes("rosa")))
    assert one.note(one.writes("rosa")).number == "1.2"


@pytest.mark.parametrize(
    ("axis", "pillar", "why"), [("x", "open", "axis"), ("move", "x", "pillar"), ("move", "", "pillar")]
)
def test_a_cell_that_is_not_on_the_board_is_refused(one, axis, pillar, why):
    assert one.refused("ben", v.Write(text="x", axis=axis, pillar=pillar)) == why


def test_without_pillars_the_board_has_one_column():
    one = Workshop(pillars=[]).begun("ben")
    note = one.writes("ben", pillar="")
    assert note in one.view(at(1))["cells"]["1-1"]


def test_nobody_writes_before_a_round_and_after_it():
    one = Workshop()
    one.seated(1, "ben")
    assert one.refused("ben", v.Write(text="x", axis="move", pillar="open")) == "writing_over"
    one.host(v.BeginRound())
    one.writes("ben")
    one.host(v.EndRound())
    assert one.refused("ben", v.Write(text="x", axis="move", pillar="open")) == "writing_over"


def test_authors_and_those_with_a_role_edit_and_nobody_else(one):
    note = one.writes("rosa")
    one.says("rosa", v.Edit(note=note, text="Mejor"))
    one.says("ben", v.Edit(note="1.1", text="Aún mejor"))
    assert one.view(at(1))["cells"]["1-1"][note]["text"] == "Aún mejor"
    assert one.refused("cleo", v.Edit(note=note, text="No")) == "author"
    assert one.refused("cleo", v.Withdraw(note)) == "author"


def test_a_person_counts_once_and_may_take_it_back(one):
    note = one.writes("rosa")
    one.says("cleo", v.Support(note), mode="remote")
    assert one.refused("cleo", v.Support(note)) == "joined"
    assert one.view(at(1))["cells"]["1-1"][note]["support"] == {"remote": 1}
    one.says("cleo", v.WithdrawSupport(note))
    assert one.refused("cleo", v.WithdrawSupport(note)) == "not_joined"
    assert "votes" not in one.view(at(1))["cells"]["1-1"][note]


def test_a_note_of_another_table_is_not_there(one):
    note = one.writes("rosa")
    one.seated(2, "dan")
    for said in (v.Support(note), v.Withdraw(note), v.Edit(note=note, text="x"), v.Support("1.1")):
        assert one.refused("dan", said) == "note"


def test_what_is_said_aloud_is_assisted_and_nobodys(one):
    note = one.writes("ben", aloud=True)
    assert one.view(at(1))["cells"]["1-1"][note]["mode"] == "assisted"
    assert one.refused("rosa", v.Edit(note=note, text="x")) == "author"


def test_hands_are_at_most_the_heads_that_were_counted(one):
    note = one.writes("rosa")
    assert one.refused("ben", v.CountHands(note, 1)) == "hands"
    one.says("ben", v.CountHeads(3))
    assert one.refused("ben", v.CountHands(note, 4)) == "hands"
    one.says("ben", v.CountHands(note, 3))
    assert one.view(at(1))["cells"]["1-1"][note]["support"] == {"assisted": 3}
    assert one.refused("ben", v.CountHeads(2)) == "heads"


def test_a_table_has_room_for_so_many(one):
    for _ in range(MOST_NOTES):
        one.writes("rosa")
    assert one.refused("rosa", v.Write(text="x", axis="move", pillar="open")) == "many_notes"


def test_a_hidden_note_is_the_desks_alone(one):
    note = one.writes("rosa", "Secreto")
    one.host(v.Look("1"))
    one.host(v.Hide(note))
    assert "Secreto" not in str(one.view(at(1)))
    assert one.view(at(1))["counts"] == {}
    assert one.refused("cleo", v.Support(note)) == "hidden"
    one.host(v.Show(note))
    assert note in one.view(at(1))["cells"]["1-1"]
