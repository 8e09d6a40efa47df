"""A large hall: 40 tables, 480 people, 2,000 notes. Views stay small, and a note costs its own table alone."""

import msgspec
import pytest

from live.apart.publisher import diff
from plugins.contract import By
from plugins.tables import verbs as v
from plugins.tables.format import Tables
from plugins.tables.settings import Axis, Pillar, TablesSettings
from tests.plugins.tables.workshop import DESK, SCREEN, STANDING, at

TABLES, PEOPLE, NOTES = 40, 12, 50
VIEW, PATCH = 64 * 1024, 2 * 1024  # bytes: what a phone takes in a second; a tick of a table at which all write
TEXT = "¿Quién responde si la propuesta número {} de una mesa se queda en un cajón? Pedimos un nombre."
WORDS = dict.fromkeys(("es", "en", "fr", "pt"), "Hábitat, seguridad y convivencia ciudadana")


def by(seq, actor, role="person"):
    return By(seq, actor, "Rosa María Quispe", role, "room", "open", "es", float(seq))


def note(seq, table, more=""):
    return v.Write(text=TEXT.format(seq), axis=f"a{seq % 6}", pillar=f"p{table % 4}", why=more, allies=more)


def hall(more=""):
    """All are seated, and each table has fifty notes."""
    axes, pillars = [Axis(WORDS, f"a{at}") for at in range(6)], [Pillar(WORDS, f"p{at}") for at in range(4)]
    one, seq = Tables(TablesSettings(axes=axes, pillars=pillars, tables=TABLES, seats=PEOPLE)), 1
    for number in range(TABLES * PEOPLE):
        one.accept(v.Sit(str(number % TABLES + 1)), by(seq := seq + 1, f"p{number}"))
    for number in range(TABLES):
        for role in ("facilitator", "rapporteur"):
            person = number + TABLES * (role == "rapporteur")
            one.accept(v.TakeRole(role), by(seq := seq + 1, f"p{person}"))
    one.accept(v.BeginRound(), by(seq := seq + 1, "host", "host"))
    for number in range(TABLES * NOTES):
        one.accept(note(seq + 1, number, more), by(seq := seq + 1, f"p{number % (TABLES * PEOPLE)}"))
    return one


def handed(one):
    for table in range(1, TABLES + 1):
        one.accept(v.DeskHandIn(str(table)), by(50_000 + table, "host", "host"))
    one.accept(v.EndRound(), by(60_000, "host", "host"))
    one.accept(v.Call("4"), by(60_001, "host", "host"))
    one.accept(v.Look("4"), by(60_002, "host", "host"))
    return one


def size(value):
    return len(msgspec.json.encode(value))


@pytest.mark.parametrize("more", ["", "Porque nadie sabe cuándo llega el bus. " * 7], ids=["short", "long"])
def test_views_are_smaller_than_64_kb_before_and_after_handing_in(more):
    one = hall(more)
    sides = [at(4), STANDING, DESK, SCREEN]
    before = [size(one.view(side)) for side in sides]
    handed(one)
    after = [size(one.view(side)) for side in sides]
    assert max(before + after) <= VIEW, f"{before} {after} bytes"


def test_a_long_board_goes_on_behind_what_a_view_holds():
    one = hall("Porque nadie sabe cuándo llega el bus. " * 7)
    view = one.view(at(4))
    shown = {id for cell in view["cells"].values() for id in cell}
    assert 0 < len(shown) < NOTES, "the board was not longer than a view"
    for cell, count in view["counts"].items():
        found = dict(view["cells"].get(cell, {}))
        while len(found) < count:
            further = one.more(at(4), cell, list(found)[-1] if found else "")
            assert further, "the rest of a cell cannot be asked for"
            found |= further
    assert one.more(at(5), next(iter(view["cells"])), "").keys().isdisjoint(shown)


def test_a_note_costs_its_table_a_line_and_other_tables_nothing():
    one = hall()
    before = {side: one.view(side) for side in (at(4), at(5), STANDING)}
    one.accept(note(70_000, 3), by(70_000, "p3"))
    patch = diff(before[at(4)], one.view(at(4)))
    assert "70000" in str(patch), "the note was not measured"
    assert size(patch) <= PATCH / 4, f"{size(patch)} bytes"
    assert all(diff(before[side], one.view(side)) == {} for side in (at(5), STANDING))


def test_a_tick_at_which_many_of_a_table_write_costs_2_kb():
    one = hall()
    before = one.view(at(4))
    for number in range(6):
        one.accept(note(70_000 + number, 3), by(70_000 + number, f"p{3 + TABLES * number}"))
    assert size(diff(before, one.view(at(4)))) <= PATCH


def test_a_join_costs_a_few_letters():
    one = hall()
    before = one.view(at(4))
    first = next(iter(next(iter(before["cells"].values()))))
    one.accept(v.Support(first), by(80_000, "p3"))
    assert size(diff(before, one.view(at(4)))) <= 120
