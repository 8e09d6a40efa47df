"""Rounds with their clock, rotation between them, and the plenary."""

import pytest

from plugins.tables import verbs as v
from tests.plugins.tables.workshop import BEGAN, DESK, SCREEN, STANDING, Workshop, at


def test_a_round_has_the_servers_clock():
    one = Workshop(minutes=25, rounds=2)
    seq = int(one.host(v.BeginRound()))
    view = one.view(STANDING)
    assert (view["stage"], view["round"], view["rounds"]) == ("round", 1, 2)
    assert view["ends"] == int((BEGAN + seq) * 1000) + 25 * 60_000
    one.host(v.Extend(5))
    assert one.view(STANDING)["ends"] == view["ends"] + 5 * 60_000
    one.host(v.EndRound())
    assert (one.view(STANDING)["stage"], one.view(STANDING)["ends"]) == ("between", 0)


def test_one_round_at_a_time():
    one = Workshop()
    assert one.refused("ada", v.EndRound(), role="host") == "no_round"
    assert one.refused("ada", v.Extend(5), role="host") == "no_round"
    one.host(v.BeginRound())
    assert one.refused("ada", v.BeginRound(), role="host") == "running"


def test_more_rounds_than_planned_are_rounds():
    one = Workshop(rounds=1)
    for _ in range(2):
        one.host(v.BeginRound())
        one.host(v.EndRound())
    assert (one.view(STANDING)["round"], one.view(STANDING)["rounds"]) == (2, 2)


@pytest.mark.parametrize("tables", [2, 3, 5])
def test_people_go_to_the_next_table_and_the_last_to_the_first(tables):
    one = Workshop(tables=tables)
    for number in range(1, tables + 1):
        one.seated(number, f"a{number}", f"b{number}", f"c{number}")
        one.says(f"a{number}", v.TakeRole("facilitator"))
        one.says(f"b{number}", v.TakeRole("rapporteur"))
    one.host(v.Rotate())
    for number in range(1, tables + 1):
        assert one.place(f"a{number}").split(".")[0] == one.place(f"b{number}").split(".")[0] == str(number)
        assert one.place(f"c{number}").split(".")[0] == str(number % tables + 1)


def test_each_kind_of_table_rotates_by_itself():
    one = Workshop(tables=5, remote_tables=2)
    for number in range(1, 6):
        one.seated(number, f"p{number}", mode="remote" if number > 3 else "room")
    one.host(v.Rotate())
    assert [one.place(f"p{number}").split(".")[0] for number in range(1, 6)] == ["2", "3", "1", "5", "4"]


def test_groups_of_unequal_size_stay_together_and_nobody_stands():
    one = Workshop(tables=2)
    one.seated(1, "p1", "p2", "p3", "p4")
    one.host(v.SetSeats("2", 1))
    one.seated(2, "p5")
    one.host(v.Rotate())
    assert len(one.view(at(2))["table"]["people"]) == 4
    assert one.refused("late", v.Sit("2")) == "full"


def test_where_there_is_one_table_of_each_kind_nobody_moves_and_the_desk_is_told():
    one = Workshop(tables=2, remote_tables=1)
    one.seated(1, "ben")
    assert one.refused("ada", v.Rotate(), role="host") == "alone"


def test_nobody_rotates_in_mid_round():
    one = Workshop().begun("ben", "rosa")
    assert one.refused("ada", v.Rotate(), role="host") == "running"


def test_notes_and_joins_stay_with_the_table():
    one = Workshop().begun("ben", "rosa")
    note = one.writes("rosa")
    one.says("rosa", v.Support(note))
    one.host(v.EndRound())
    one.host(v.Rotate())
    assert one.view(at(1))["cells"]["1-1"][note]["votes"] == 1
    assert one.view(at(2))["cells"] == {}
    assert one.refused("rosa", v.Edit(note=note, text="x")) == "note"


# ------------------------------------------------------------------ the plenary
def ready():
    """Tables 1 and 3 handed in two notes each, table 2 nothing."""
    one = Workshop(floor_seconds=90, plenary_notes=1)
    for table, who in ((1, "ben"), (2, "cleo"), (3, "rosa")):
        one.seated(table, who)
        one.says(who, v.TakeRole("rapporteur"))
    one.host(v.BeginRound())
    for who in ("ben", "rosa"):
        one.writes(who, f"Primera de {who}")
        one.writes(who, f"Segunda de {who}")
    one.says("ben", v.Choose("1.2"))
    one.says("rosa", v.Support("3.2"))
    one.says("ben", v.HandIn())
    one.says("rosa", v.HandIn())
    return one


def test_at_most_so_many_notes_are_chosen():
    one = ready()
    assert one.refused("ben", v.Choose("1.1")) == "enough"
    one.says("ben", v.Unchoose("1.2"))
    one.says("ben", v.Choose("1.1"))
    assert one.refused("ben", v.Choose("1.1")) == "chosen"
    assert one.refused("ben", v.Unchoose("1.2")) == "not_chosen"


def test_a_table_has_the_floor_with_what_it_chose_and_a_clock():
    one = ready()
    assert one.refused("ada", v.Call("1"), role="host") == "running"
    one.host(v.EndRound())
    seq = int(one.host(v.Call("1")))
    for side in (SCREEN, DESK, STANDING, at(2)):
        view = one.view(side)
        assert (view["stage"], view["floor"], view["floor_voice"]["name"]) == ("plenary", "1", "Ben")
        assert view["floor_ends"] == int((BEGAN + seq) * 1000) + 90_000
        assert [note["text"] for note in view["floor_notes"].values()] == ["Segunda de ben"]


def test_who_chose_nothing_brings_what_most_joined():
    one = ready()
    one.host(v.EndRound())
    one.host(v.Call("3"))
    assert [note["text"] for note in one.view(SCREEN)["floor_notes"].values()] == ["Segunda de rosa"]


def test_who_handed_in_nothing_is_not_called_and_next_passes_over_it():
    one = ready()
    one.host(v.EndRound())
    assert one.refused("ada", v.Call("2"), role="host") == "not_handed"
    one.host(v.Next())
    one.host(v.Next())
    assert (one.view(SCREEN)["floor"], one.view(SCREEN)["heard"]) == ("3", ["1", "3"])
    assert one.refused("ada", v.Next(), role="host") == "all_heard"
    one.host(v.EndPlenary())
    assert one.refused("ada", v.EndPlenary(), role="host") == "no_floor"


def test_the_rapporteur_is_the_voice_of_the_table():
    one = ready()
    assert [one.format.voice(f"actor-{who}") for who in ("ben", "rosa", "nobody")] == ["table-1", "table-3", ""]


def test_the_plenarys_notes_are_given_and_concluded_first_with_all_they_rest_on():
    one = ready()
    given = one.format.items()
    assert given[0].text == {"es": "1.2 Segunda de ben"}
    assert len(given) == 4
    first, rest = one.format.conclude().sections
    assert [item.text for item in first.items] == ["Segunda de ben"]
    assert [item.text for item in rest.items] == ["Segunda de rosa", "Primera de ben", "Primera de rosa"]
    assert rest.items[0].support.room == 1
    assert given[0].refs == first.items[0].refs == (int(given[0].id),)
