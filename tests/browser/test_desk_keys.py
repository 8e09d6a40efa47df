"""The desk of each format by its keys alone: what is pressed stands in the log."""

import time
from typing import Any

import pytest
from playwright.sync_api import expect

from live.models import Entry
from live.queries import room_of
from plenaria.demo.run_of_show import END, FIRST, SPEAKING, STANDING, TABLES, WORDS, other_formats
from plenaria.demo.voices import Said, Voice, speak
from tests import cast, factories
from tests.browser.test_closing_a_seat import on_line
from tests.live.conftest import signed_in

BEN, IRIS = Voice("ben", "room", "Ben"), Voice("iris", "remote", "Iris")

# By activity, in turn: what people say, and the keys: where the focus stands, what is pressed, the verb it says.
PART, CASE, ROW, NOTE = "", ".case", ".t-row", ".t-reading .case"
type Press = tuple[str, str, str]
STEPS: dict[str, list[Said | Press]] = {
    WORDS: [Said(BEN, WORDS, "send", {"text": "respuesta"}), (CASE, "h", "hide"), (CASE, "a", "approve")],
    STANDING: [
        Said(BEN, STANDING, "stand", {"step": "object"}),
        Said(BEN, STANDING, "explain", {"text": "Sin presupuesto."}),
        (CASE, "h", "hide_reason"),
        (CASE, "a", "show_reason"),
    ],
    SPEAKING: [
        Said(BEN, SPEAKING, "raise_hand"),
        Said(IRIS, SPEAKING, "raise_hand"),
        ("ol .case", "g", "give_floor"),
        (".sq-case", "p", "more_time"),
        (".sq-case", "e", "end_turn"),
        ("ol .case", "x", "skip"),
    ],
    TABLES: [
        Said(BEN, TABLES, "sit", {"table": "1"}),
        (PART, "b", "begin_round"),
        (PART, "x", "extend"),
        Said(BEN, TABLES, "write", {"text": "Un acta en dos días.", "axis": "axis-1", "pillar": "pillar-1"}),
        (ROW, "l", "look"),
        (NOTE, "h", "hide"),
        (NOTE, "h", "show"),
        (PART, "q", "look_away"),
        (ROW, "g", "desk_hand_in"),
        (PART, "b", "end_round"),
        (PART, "p", "next"),
        (PART, "e", "end_plenary"),
        (ROW, "f", "call"),
        (PART, "e", "end_plenary"),
        (PART, "w", "rotate"),
    ],
    FIRST: [(PART, "a", "show_all"), (PART, "p", "show_top")],
    END: [
        Said(BEN, END, "answer", {"marks": {"ask-1": 3}, "texts": {"ask-4": "Empezar a la hora."}}),
        (CASE, "a", "show_text"),
        (CASE, "h", "hide_text"),
    ],
}


@pytest.mark.browser
@pytest.mark.parametrize("activity", STEPS)
def test_each_key_of_a_format_says_its_verb(server: Any, visitor: Any, activity: str) -> None:
    page = factories.a_session(mode="hybrid", activities=other_formats(after=0))
    room = room_of(page.translation_key)
    assert room is not None
    staged = Said(None, "room", "stage", {"activity": activity})
    speak(room, [Said(None, "room", "start"), Said(None, activity, "open"), staged], script="before")
    max_ = visitor()
    name, value = signed_in(cast.max_()).split("=")
    max_.context.add_cookies([{"name": name, "value": value, "url": server.address}])
    max_.goto(f"{server.address}/live/{room.code}/desk/")
    on_line(max_)
    for number, step in enumerate(STEPS[activity]):
        if isinstance(step, Said):
            speak(room, [step], script=f"step {number}")
        else:
            press(max_, f"#a-{activity}", *step)
            heard(max_, room.id, activity, step[2])


def press(page: Any, part: str, where: str, key: str, verb: str) -> None:
    form = f"[data-act={verb}] [data-shortcut={key}]:visible"
    expect(page.locator(f"{part} {where} {form}").first).to_be_enabled()
    if where:
        page.locator(f"{part} {where}:has({form})").first.focus()
    page.keyboard.press(key)


def heard(page: Any, room: int, activity: str, verb: str) -> None:
    """Wait until the verb stands in the log."""
    until = time.monotonic() + 10
    while not Entry.objects.filter(room_id=room, activity=activity, verb=verb).exists():
        assert time.monotonic() < until, f"no {verb} was said"
        page.wait_for_timeout(50)
