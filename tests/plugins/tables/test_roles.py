"""Facilitator and rapporteur: one of each at a table."""

from plugins.tables import verbs as v
from tests.plugins.tables.workshop import Workshop


def seated():
    one = Workshop()
    one.seated(1, "ben", "rosa")
    return one


def test_a_second_rapporteur_is_told_what_to_do():
    one = seated()
    one.says("ben", v.TakeRole("rapporteur"))
    assert one.refused("rosa", v.TakeRole("rapporteur")) == "rapporteur"
    told = one.sentence("rosa", v.TakeRole("rapporteur"))
    assert told == "Table 1 has a rapporteur. Ask them to step down, or ask the moderation."


def test_nor_does_the_desk_make_a_second():
    one = seated()
    one.says("ben", v.TakeRole("rapporteur"))
    assert one.refused("ada", v.GiveRole("1.2", "rapporteur"), role="host") == "rapporteur"


def test_once_the_first_steps_down_the_second_may():
    one = seated()
    one.says("ben", v.TakeRole("rapporteur"))
    one.says("ben", v.LeaveRole("rapporteur"))
    one.says("rosa", v.TakeRole("rapporteur"))
    assert one.format.voice("actor-rosa") == "table-1"


def test_the_desk_frees_and_gives_a_role():
    one = seated()
    one.says("ben", v.TakeRole("rapporteur"))
    one.host(v.FreeRole("1", "rapporteur"))
    one.host(v.GiveRole("1.2", "rapporteur"))
    assert (one.format.voice("actor-ben"), one.format.voice("actor-rosa")) == ("", "table-1")


def test_each_table_has_its_own():
    one = seated()
    one.seated(2, "cleo")
    one.says("ben", v.TakeRole("facilitator"))
    one.says("cleo", v.TakeRole("facilitator"))
    assert one.format.voice("actor-ben") == "", "who facilitates speaks for nobody"


def test_nobody_gives_up_what_they_have_not():
    one = seated()
    one.says("ben", v.TakeRole("facilitator"))
    assert one.refused("rosa", v.LeaveRole("facilitator")) == "not_yours"


def test_what_is_done_for_all_needs_a_role():
    one = Workshop().begun("ben", "rosa")
    note = one.writes("ben")
    for said in (v.CountHeads(2), v.CountHands(note, 0), v.Choose(note), v.HandIn(), v.Merge(note, note)):
        assert one.refused("rosa", said) == "role"
    assert one.refused("rosa", v.Write(text="x", axis="move", pillar="open", aloud=True)) == "role"
