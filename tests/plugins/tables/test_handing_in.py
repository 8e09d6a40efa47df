"""A draft is its table's alone until it is handed in."""

import json

from plugins.tables import verbs as v
from plugins.tables.format import Tables
from tests.plugins.tables.workshop import DESK, SCREEN, STANDING, Workshop, at

SECRET = "Un secreto de la mesa"


def written():
    """A draft at table 1, another table beside it."""
    one = Workshop()
    one.seated(2, "dan")
    one.begun("ben", "rosa")
    return one, one.writes("rosa", SECRET, why=SECRET, allies=SECRET, doer=SECRET)


def everything(one, *sides):
    views = [one.view(side) for side in sides]
    further = [one.format.more(side, name, "") for side in sides for name in ("shared", "1-1", "read_notes")]
    told = [one.format.conclude().sections, one.format.sheets(), one.format.items(), one.format.mine("actor-dan")]
    return json.dumps(views + further) + repr(told)


def test_a_draft_is_in_nothing_but_its_tables_class():
    one, _note = written()
    assert SECRET in everything(one, at(1)), "there was nothing that could leak"
    assert SECRET not in everything(one, at(2), at(3), STANDING, SCREEN, DESK)


def test_its_counts_are_the_desks_and_the_halls():
    one, _note = written()
    assert one.view(DESK)["tables"]["1"]["drafts"] == one.view(SCREEN)["tables"]["1"]["notes"] == 1
    assert one.view(DESK)["counts"] == {"1-1": 1}


def test_the_desk_reads_it_and_the_table_is_told():
    one, note = written()
    assert not one.view(at(1))["table"]["read"]
    one.host(v.Look("1"))
    assert SECRET in json.dumps(one.view(DESK)["read_notes"][note])
    assert one.view(at(1))["table"]["read"]
    assert not one.view(at(2))["table"]["read"]
    one.host(v.LookAway())
    assert SECRET not in json.dumps(one.view(DESK))


def test_handed_in_everybody_reads_it():
    one, note = written()
    one.says("ben", v.HandIn())
    for side in (at(2), STANDING):
        assert one.view(side)["shared"][note]["text"] == SECRET
    assert one.format.items()[0].id == note


def test_and_it_stays_as_it_is_read():
    one, note = written()
    one.says("ben", v.HandIn())
    for said in (v.Edit(note=note, text="x"), v.Withdraw(note), v.Support(note)):
        assert one.refused("rosa", said) == "was_handed"
    assert one.refused("rosa", v.Write(text="x", axis="move", pillar="open")) == "handed"
    assert one.refused("ben", v.HandIn()) == "handed"


def test_taken_back_it_is_a_draft_again():
    one, _note = written()
    one.says("ben", v.HandIn())
    one.says("ben", v.TakeBack())
    assert SECRET not in everything(one, at(2), STANDING, SCREEN, DESK)
    one.says("ben", v.HandIn())
    one.host(v.EndRound())
    assert one.refused("ben", v.TakeBack()) == "over"


def test_the_next_round_opens_the_board_and_what_was_handed_in_stays():
    one, note = written()
    one.says("ben", v.HandIn())
    one.host(v.EndRound())
    one.host(v.BeginRound())
    later = one.writes("rosa", "Otra")
    assert list(one.view(at(2))["shared"]) == [note]
    one.says("ben", v.HandIn())
    one.says("ben", v.TakeBack())
    assert list(one.view(at(2))["shared"]) == [note], "what the first round handed in was taken back"
    one.host(v.DeskHandIn("1"))
    assert list(one.view(at(2))["shared"]) == [note, later]


def test_an_empty_board_is_not_handed_in():
    one = Workshop().begun("ben")
    assert one.refused("ben", v.HandIn()) == "empty"


def test_a_hidden_note_is_in_nothing_that_leaves():
    one, note = written()
    one.says("ben", v.HandIn())
    one.host(v.Hide(note))
    assert SECRET not in everything(one, at(1), at(2), STANDING, SCREEN)
    assert one.format.sheets()[0].rows == ()


def test_a_table_dissolved_in_mid_round_keeps_its_notes_and_seats_its_people():
    one, note = written()
    one.host(v.Dissolve("1"))
    assert sorted((one.place("ben"), one.place("rosa"))) == ["2.2", "3.1"]
    assert SECRET not in everything(one, at(2), at(3), STANDING, SCREEN, DESK), "its draft went along"
    one.host(v.Look("1"))
    assert SECRET in json.dumps(one.view(DESK))
    one.host(v.DeskHandIn("1"))
    (statement,) = one.format.conclude().sections[0].items
    assert (statement.state, statement.about[0]["es"]) == ("dissolved", "Mesa 1")
    assert one.refused("cleo", v.Sit("1")) == "table"
    assert one.note(note).number == "1.1"


def test_what_a_dissolved_table_had_handed_in_stays_so():
    one, note = written()
    one.says("ben", v.HandIn())
    one.host(v.Dissolve("1"))
    assert list(one.view(STANDING)["shared"]) == [note]


def test_who_finds_no_seat_stands_and_may_sit_down_later():
    one = Workshop(tables=2, seats=1)
    one.seated(1, "ben")
    one.seated(2, "rosa")
    one.host(v.Dissolve("1"))
    assert one.format.group("actor-ben") == ""
    one.host(v.AddTable())
    one.seated(3, "ben")
    assert one.place("ben") == "3.1"


def test_the_last_table_is_not_dissolved():
    assert Workshop(tables=1).refused("ada", v.Dissolve("1"), role="host") == "last"


def test_every_verb_has_a_sentence_for_what_it_refuses():
    assert all(sentence.endswith(".") for sentence in Tables.refusals.values())
