"""Priorities on a phone: with script and without; what is left, and whether it is sent, is always said."""

from typing import Any

import pytest
from playwright.sync_api import expect

from live.models import Room
from live.queries import RoomInfo, room_by_code
from plenaria.demo.voices import Said, speak
from tests.factories import a_session

pytestmark = pytest.mark.browser

CODE, ROOM, DOTS, PAIRS = "MESA77", "/live/MESA77/", "dots", "pairs"
PROPOSALS = {"acts": "Publicar el acta", "points": "Puntos de conexión", "hours": "Otros horarios"}
ON_A_PHONE = {"viewport": {"width": 320, "height": 568}}


def priorities(way: str) -> dict[str, Any]:
    own = [{"type": "item", "id": id, "value": {"label": label}} for id, label in PROPOSALS.items()]
    core = {"title": f"¿Qué va primero? ({way})", "results": "at_close", "accepts": "anyone", "names": "nothing"}
    settings = {"way": way, "voice": "person", "proposals": own, "dots": 5, "most": 3, "pairs": 15, "top": 1}
    return {"type": "priorities", "id": way, "value": {**core, **settings}}


@pytest.fixture
def room(transactional_db: None) -> RoomInfo:
    """Dots and pairs over three proposals, both open."""
    page = a_session(activities=[priorities(DOTS), priorities(PAIRS)])
    Room.objects.filter(session=page.translation_key).update(code=CODE)
    found = room_by_code(CODE)
    assert found is not None
    speak(found, [Said(None, "room", "start"), *(Said(None, id, "open") for id in (DOTS, PAIRS))], script="open")
    return found


def give(page: Any, proposal: str, dots: int) -> None:
    page.locator(f"#a-dots input[name='dots.{proposal}'][value='{dots}']").locator("..").click()


LEFT = """() => {
  const form = document.querySelector('form.dotted');
  const drawn = getComputedStyle(form.querySelector('.rest b'), '::after');
  const taken = [...form.querySelectorAll(':checked')].map(one => getComputedStyle(one).counterIncrement.split(' ')[1]);
  const whole = getComputedStyle(form).counterReset.split(' ')[1];
  return [drawn.content, taken.reduce((sum, one) => sum + Number(one ?? 0), Number(whole))].join(' ');
}"""
DOUBLED = """() => {
  const side = document.querySelector('#a-pairs .side'), turn = document.querySelector('#a-pairs .turn');
  const watch = new MutationObserver(() => setTimeout(() => side.click(), 50));
  watch.observe(turn, {subtree: true, childList: true, characterData: true});
  side.click();
}"""


def left(page: Any) -> str:
    """The number the page counts by itself, as it is drawn."""
    return page.evaluate(LEFT)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_from_the_last_dot_to_sent_is_one_tap_with_the_bar_in_sight(room, server, visitor, script):
    page = visitor(java_script_enabled=script, **ON_A_PHONE)
    page.goto(server.address + ROOM)
    give(page, "points", 3)
    give(page, "acts", 1)
    bar = page.locator("#a-dots .bar")
    expect(bar.get_by_text("Aún no enviado", exact=True)).to_be_visible()
    expect(bar).to_be_in_viewport()
    bar.get_by_role("button", name="Enviar").click()
    expect(page.locator("#a-dots .bar .ack")).to_contain_text("Tus puntos están contados")
    expect(page.locator("#a-dots .unsent")).to_be_hidden()
    expect(page.locator("#a-dots [name='dots.points'][value='3']")).to_be_checked()


def test_what_is_left_is_counted_without_a_script(room, server, visitor):
    page = visitor(**ON_A_PHONE)
    page.goto(server.address + ROOM)
    assert left(page) == "counter(left) 5"
    give(page, "points", 3)
    assert left(page) == "counter(left) 2"


def test_a_change_that_is_not_sent_is_said_and_more_than_there_is_too(room, server, visitor):
    page = visitor(**ON_A_PHONE)
    page.goto(server.address + ROOM)
    give(page, "points", 3)
    page.locator("#a-dots .bar button").click()
    expect(page.locator("#a-dots .bar .ack")).to_contain_text("Tus puntos están contados")
    expect(page.locator("#a-dots .changed")).to_be_hidden()
    give(page, "acts", 3)
    expect(page.locator("#a-dots .changed")).to_be_visible()
    expect(page.locator("#a-dots .spent")).to_contain_text("Quita algunos")
    page.locator("#a-dots .bar button").click()
    expect(page.locator("#a-dots .ack[data-state=refused]").first).to_contain_text("Pusiste 6 puntos y tienes 5")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_all_pairs_are_compared_one_tap_each(room, server, visitor, script):
    page = visitor(java_script_enabled=script, **ON_A_PHONE)
    page.goto(server.address + ROOM)
    page.locator("#a-pairs form[data-act=begin] button").click()
    for turn in (1, 2, 3):
        expect(page.locator("#a-pairs .turn")).to_contain_text(f"Par {turn}")
        page.wait_for_timeout(450)  # ms: within 400 a touch still means the pair before
        page.locator("#a-pairs .side").first.click()
    expect(page.get_by_text("Comparaste todos tus pares.")).to_be_visible()
    page.get_by_role("button", name="Volver al par anterior").click()
    expect(page.locator("#a-pairs .turn")).to_contain_text("Par 3")


def test_a_second_touch_meant_for_the_pair_before_is_no_answer(room, server, visitor):
    page = visitor(**ON_A_PHONE)
    page.goto(server.address + ROOM)
    page.locator("#a-pairs form[data-act=begin] button").click()
    expect(page.locator("#a-pairs .turn")).to_contain_text("Par 1")
    page.wait_for_timeout(450)
    page.evaluate(DOUBLED)
    expect(page.locator("#a-pairs .turn")).to_contain_text("Par 2")
    page.wait_for_timeout(1000)
    expect(page.locator("#a-pairs .turn")).to_contain_text("Par 2")


def test_the_ranking_shows_at_the_close_the_first_of_it_and_all_for_who_asks(room, server, visitor):
    page = visitor(**ON_A_PHONE)
    page.goto(server.address + ROOM)
    give(page, "points", 3)
    give(page, "acts", 1)
    page.locator("#a-dots .bar button").click()
    expect(page.locator("#a-dots .bar .ack")).to_contain_text("Tus puntos están contados")
    expect(page.locator("#a-dots .outcome")).to_be_hidden()
    speak(room, [Said(None, DOTS, "close")], script="close")
    shown = page.locator("#a-dots .outcome .tally > li:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("le diste 3 puntos")
    page.locator("#a-dots").get_by_label("Ver todas las propuestas").check()
    expect(shown).to_have_count(3)
    expect(page.locator("#a-dots .outcome .letter")).to_have_text(["1", "2", "3"])
