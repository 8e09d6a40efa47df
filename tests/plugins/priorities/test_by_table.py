"""By table: one ballot a table, sent by whoever speaks for it."""

import pytest

from plugins.contract import COUNTED
from plugins.priorities.format import Priorities
from plugins.priorities.settings import PrioritiesSettings
from plugins.priorities.verbs import Begin, GiveAsTable, TakeBackAsTable
from tests.plugins.priorities.cases import (
    DESK,
    PERSON,
    begins,
    by,
    by_table,
    compares,
    gives,
    pair_of,
    priorities,
    refused,
    scores,
    sends,
)


def test_who_speaks_for_nobody_is_refused_with_a_sentence():
    refused(by_table(), GiveAsTable({"tn1": 1}), "no_voice")
    refused(by_table(way="pairs"), Begin(), "no_voice")
    assert "rapporteur" in Priorities.refusals["no_voice"]


def test_the_last_ballot_of_a_table_stands_whichever_rapporteur_sent_it():
    one = by_table()
    sends(one, 2, "ben", "table-3", tn1=3)
    sends(one, 3, "rosa", "table-3", tn2=2)
    assert (scores(one), one.view(PERSON)["voters"]) == ({"tn1": 0, "tn2": 2, "tn3": 0}, 1)


def test_the_former_rapporteur_reads_that_it_was_replaced():
    one = by_table()
    sends(one, 2, "ben", "table-3", tn1=3)
    mine = one.mine("ben")
    assert mine["seq"] in one.view(PERSON)["standing"]
    sends(one, 3, "rosa", "table-3", tn2=2)
    assert one.mine("ben") == mine
    assert mine["seq"] not in one.view(PERSON)["standing"]


def test_a_new_rapporteur_may_take_the_tables_ballot_back():
    one = by_table()
    sends(one, 2, "ben", "table-3", tn1=3)
    one.accept(TakeBackAsTable(), by(3, "rosa", voice="table-3"))
    assert (sum(scores(one).values()), one.view(PERSON)["tables"]) == (0, {})
    refused(one, TakeBackAsTable(), "nothing_back", by(4, "ben", voice="table-3"))
    refused(one, TakeBackAsTable(), "no_voice", by(5, "ben"))


def test_everybody_knows_which_tables_decided_and_not_what():
    one = by_table()
    for seq, voice in enumerate(("table-12", "table-3", "comisión"), 2):
        sends(one, seq, f"r{seq}", voice, tn1=1)
    assert one.view(PERSON)["tables"] == {
        "comisión": {"number": 0, "name": "comisión"},
        "table-3": {"number": 3, "name": "3"},
        "table-12": {"number": 12, "name": "12"},
    }


def test_a_table_has_no_mode_so_none_is_told_not_even_at_the_desk():
    one = by_table()
    sends(one, 2, "ben", "table-3", tn1=3)
    for side in (PERSON, DESK):
        row = one.results(side)["proposals"]["tn1"]
        assert {mode: row[mode] for mode in COUNTED} == {"room": 0, "remote": 0, "assisted": 0, "untold": 3}


def test_tables_compare_too_and_a_later_answer_of_the_table_replaces_the_former():
    one = by_table(way="pairs")
    begins(one, 2, "ben", voice="table-3")
    first, _other = pair_of(one, "ben")
    compares(one, 3, "ben", first, voice="table-3")
    begins(one, 4, "rosa", voice="table-3")
    for seq in range(5, 8):
        compares(one, seq, "rosa", equal=True, voice="table-3")
    rows = one.results(PERSON)["proposals"]
    assert [(row["won"], row["even"], row["weight"]) for row in rows.values()] == [(0, 2, 2)] * 3
    assert one.mine("ben")["said"] == 1
    assert one.view(PERSON)["voters"] == 1


def test_the_sheet_names_the_tables():
    one = by_table()
    sends(one, 2, "ben", "table-3", tn1=3)
    sends(one, 3, "zoe", "table-1", tn1=1)
    assert one.sheets()[1].rows == (("table-3", 2), ("table-1", 3))
    assert one.conclude().sections[0].title == "Priorities of the tables"


def test_without_tables_to_take_from_the_form_says_the_way_out():
    with pytest.raises(ValueError, match=r"^voice: .*Take items"):
        Priorities.complete(PrioritiesSettings(voice="table"), taking=False)
    Priorities.complete(PrioritiesSettings(voice="table"), taking=True)


def test_with_too_few_of_its_own_the_form_says_the_way_out():
    with pytest.raises(ValueError, match=r"^proposals: .*Add proposals"):
        Priorities.complete(PrioritiesSettings(), taking=False)


def test_by_person_nobody_asks_for_a_voice():
    one = priorities()
    gives(one, 2, "ben", water=1)
    assert scores(one)["water"] == 1
    assert "tables" not in one.view(PERSON)
