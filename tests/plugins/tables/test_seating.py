"""Who comes to which table, and what happens when there is no seat."""

import pytest

from plugins.tables import verbs as v
from tests.plugins.tables.workshop import SECTORS, STANDING, Workshop, at


def test_one_chooses_a_table_and_has_its_first_free_seat():
    one = Workshop()
    one.seated(2, "ben", "rosa")
    assert (one.place("ben"), one.place("rosa")) == ("2.1", "2.2")
    assert one.format.group("actor-ben") == "table-2"


def test_a_full_table_says_so_and_seats_the_next_elsewhere():
    one = Workshop(seats=2)
    one.seated(1, "ben", "rosa")
    assert one.refused("cleo", v.Sit("1")) == "full"
    assert "All 2 seats of table 1" in one.sentence("cleo", v.Sit("1"))
    one.seated(2, "cleo")
    assert one.place("cleo") == "2.1"


def test_more_people_than_seats_wait_for_a_table_that_a_host_adds():
    one = Workshop(seating="random", tables=1, seats=1)
    one.says("ben", v.Sit())
    assert one.refused("rosa", v.Sit()) == "all_full"
    one.host(v.AddTable())
    one.says("rosa", v.Sit())
    assert one.place("rosa") == "2.1"


def test_or_for_seats():
    one = Workshop(seats=1)
    one.seated(1, "ben")
    one.host(v.SetSeats(table="1", seats=2))
    one.seated(1, "rosa")
    assert one.place("rosa") == "1.2"


def test_no_seat_is_taken_from_under_somebody():
    one = Workshop()
    one.seated(1, "ben", "rosa")
    assert one.refused("ada", v.SetSeats(table="1", seats=1), role="host") == "people"


@pytest.mark.parametrize(
    ("mode", "table", "why"), [("remote", "1", "near"), ("room", "3", "far"), ("assisted", "3", "far")]
)
def test_one_sits_where_ones_own_kind_meets(mode, table, why):
    one = Workshop(remote_tables=1)
    assert one.refused("ben", v.Sit(table), mode=mode) == why


@pytest.mark.parametrize("mode", ["room", "remote", "assisted"])
def test_a_mixed_table_is_for_all(mode):
    one = Workshop(mixed_tables=3)
    one.seated(2, "ben", mode=mode)
    assert one.place("ben") == "2.1"


@pytest.mark.parametrize("seating", ["random", "balanced"])
def test_tables_fill_evenly(seating):
    one = Workshop(seating=seating, tables=4, seats=3)
    for number in range(8):
        one.says(f"p{number}", v.Sit())
    assert [len(table.people) for table in one.format.state.hall.tables.values()] == [2, 2, 2, 2]


def test_the_lot_is_drawn_from_the_log_alone_and_is_no_order():
    def drawn(names):
        one = Workshop(seating="random", tables=3, seats=9)
        for name in names:
            one.says(name, v.Sit())
        return [one.place(name).split(".")[0] for name in names]

    names = [f"p{number}" for number in range(9)]
    assert drawn(names) == drawn(names)
    assert drawn(names) != ["1", "2", "3"] * 3


def test_balanced_spreads_sectors_and_modes():
    one = Workshop(seating="balanced", mixed_tables=3, seats=9, sectors=SECTORS)
    for number in range(6):
        one.says(f"c{number}", v.Sit(sector="citizens"))
    for number in range(3):
        one.says(f"a{number}", v.Sit(sector="academia"), mode="remote")
    for table in one.format.state.hall.tables.values():
        sectors = [person.sector for person in table.people.values()]
        assert (sectors.count("citizens"), sectors.count("academia")) == (2, 1)


def test_where_remote_tables_are_full_one_sits_at_any():
    one = Workshop(seating="balanced", remote_tables=1, seats=1)
    one.says("ben", v.Sit(), mode="remote")
    one.says("rosa", v.Sit(), mode="remote")
    assert (one.place("ben"), one.place("rosa")) == ("3.1", "1.1")


def test_who_was_given_a_seat_keeps_it():
    one = Workshop(seating="random")
    one.says("ben", v.Sit())
    assert one.refused("ben", v.Sit()) == "seated"


def test_who_chose_may_change_between_rounds_and_not_in_one():
    one = Workshop()
    one.seated(1, "ben")
    one.seated(2, "ben")
    assert one.place("ben") == "2.1"
    one.host(v.BeginRound())
    assert one.refused("ben", v.Sit("1")) == "stay"


def test_a_host_moves_somebody_by_their_seat_and_their_role_ends():
    one = Workshop()
    one.seated(1, "ben")
    one.says("ben", v.TakeRole("rapporteur"))
    one.host(v.Move("3", "1.1"))
    assert one.place("ben") == "3.1"
    assert one.view(at(1))["voices"] == one.view(at(3))["voices"] == []


@pytest.mark.parametrize("seat", ["1.2", "9.1", "1", "1.x", "1.²"])
def test_a_seat_nobody_has_is_no_seat(seat):
    one = Workshop()
    one.seated(1, "ben")
    assert one.refused("ada", v.Move("3", seat), role="host") == ("table" if seat[0] == "9" else "seat")


def test_a_sector_that_is_not_on_the_list_is_refused():
    assert Workshop(sectors=SECTORS).refused("ben", v.Sit("1", "army")) == "sector"


def test_nobody_writes_without_a_seat():
    one = Workshop()
    one.host(v.BeginRound())
    assert one.refused("ben", v.Write(text="x", axis="move", pillar="open")) == "seat_first"


def test_who_stands_sees_free_seats_and_who_sits_does_not_hear_of_each():
    one = Workshop()
    one.seated(1, "ben")
    before = one.view(at(1))["tables"]
    one.seated(2, "rosa")
    assert one.view(STANDING)["tables"]["2"]["free"] == 3
    assert one.view(at(1))["tables"] == before
