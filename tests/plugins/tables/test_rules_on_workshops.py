"""The contract's rules on whole workshops: logs made up from types alone hardly ever seat, write and hand in."""

import pytest

from plugins.tables.format import Tables
from plugins.testing.rules import RULES
from tests.plugins.tables.workshop import SECTORS, played

SETTINGS = [
    {"seating": "choice"},
    {"seating": "random", "remote_tables": 1},
    {"seating": "balanced", "sectors": SECTORS, "mixed_tables": 2},
]


@pytest.fixture(scope="module")
def workshops():
    return [played(seed, **SETTINGS[seed % 3]) for seed in range(6)]


def test_they_are_workshops_and_no_silence(workshops):
    for one in workshops:
        assert one.format.conclude().sections, "nothing was handed in"
    assert any(note.merged for one in workshops for note in one.format.state.notes.values())
    assert any(table.dissolved for one in workshops for table in one.format.state.hall.tables.values())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rules_hold(workshops, rule):
    for one in workshops:
        rule(Tables, one.log)
