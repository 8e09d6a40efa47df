"""The three screens in a browser: live, over a lost connection, by keyboard, and accessible."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests import axe, cast
from tests.live.conftest import POLL, QUESTIONS, a_room, signed_in

pytestmark = pytest.mark.browser

ROOM = "/live/MESA77/"


@pytest.fixture
def stage(server: Any, visitor: Any) -> Any:
    """A room with its desk, where the questions and the poll are open and the poll is on screen."""
    room = a_room("MESA77")
    desk = visitor()
    name, value = signed_in(cast.max_()).split("=")
    desk.context.add_cookies([{"name": name, "value": value, "url": server.address}])
    desk.goto(f"{server.address}{ROOM}desk/")
    connected(desk)
    for activity in (QUESTIONS, POLL):
        desk.click(f"#row-{activity} [value=open]")
        expect(desk.locator(f"#row-{activity} [value=close]")).to_be_visible()
    desk.click(f"#row-{POLL} [data-shortcut=s]")
    expect(desk.locator(f"#row-{POLL}")).to_have_attribute("aria-current", "step")
    return room, desk


def connected(page: Any) -> None:
    expect(page.locator("#link")).to_have_attribute("data-link", "on")


def within(seconds: float, true: Callable[[], bool]) -> None:
    """Wait for what the page's policy lets no page wait for by itself: it runs no text as code."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not come true in time"
        time.sleep(0.05)


def ask(page: Any, text: str) -> None:
    page.fill(f"#a-{QUESTIONS} textarea", text)
    page.click(f"#a-{QUESTIONS} .ask button")


def test_a_vote_reaches_desk_and_projector(stage, server, visitor):
    room, desk = stage
    ben, screen = visitor(viewport={"width": 360, "height": 740}), visitor(viewport={"width": 1920, "height": 1080})
    screen.goto(f"{server.address}{ROOM}screen/{room.screen_key}/")
    ben.goto(f"{server.address}/j/mesa-77/")
    ben.click("[value=room]")
    connected(ben)
    ben.check(f"#a-{POLL} [value=b]")
    ben.click(f"#a-{POLL} form button:visible")
    expect(ben.locator(f"#a-{POLL} .ack[data-ack]")).to_have_attribute("data-state", "counted")
    entry = ben.locator("#entries .ref").inner_text()
    expect(ben.locator(f"#a-{POLL} .ack[data-ack]")).to_contain_text(entry)
    expect(desk.locator("#tallies .total").nth(1)).to_have_text("1")
    expect(screen.locator(".count").nth(1)).to_contain_text("1")
    size = "[document.documentElement.scrollHeight, innerHeight, document.documentElement.scrollWidth, innerWidth]"
    for width, height in ((1920, 1080), (1280, 720), (1024, 768)):
        screen.set_viewport_size({"width": width, "height": height})
        assert screen.evaluate(size) == [height, height, width, width]


def test_the_projector_draws_all_votes_on_one_scale_however_long_an_option_is(stage, server, visitor):
    room, _desk = stage
    screen = visitor(viewport={"width": 1920, "height": 1080})
    screen.goto(f"{server.address}{ROOM}screen/{room.screen_key}/")
    connected(screen)
    long = "Los horarios dejan fuera a quien cuida, a quien trabaja de noche y a quien viene de lejos"
    screen.evaluate(
        """text => {
          const one = document.querySelector(".tally > li");
          one.after(one.cloneNode(true), one.cloneNode(true), one.cloneNode(true));
          one.querySelector(".label span").textContent = text;
        }""",
        long,
    )
    heights = "[...document.querySelectorAll('.tally .marks')].map(one => one.getBoundingClientRect().height)"
    for width, height in ((1280, 720), (1920, 1080), (1024, 768)):
        screen.set_viewport_size({"width": width, "height": height})
        screen.wait_for_timeout(300)
        within(5, lambda: len(set(screen.evaluate(heights))) == 1)
        assert min(screen.evaluate(heights)) > 15


def test_what_is_said_offline_goes_out_once_and_survives_a_reload(stage, server, visitor):
    rosa, ben = visitor(), visitor()
    for page in (rosa, ben):
        page.goto(f"{server.address}{ROOM}")
        connected(page)
    rosa.context.set_offline(True)
    expect(rosa.locator("#link")).to_have_attribute("data-link", "off")
    ask(rosa, "¿Se puede votar sin conexión?")
    expect(rosa.locator(f"#a-{QUESTIONS} .ack")).to_have_attribute("data-state", "waiting")
    rosa.click(f"#a-{QUESTIONS} .ask button")  # again, for nothing seems to happen
    rosa.context.set_offline(False)
    expect(rosa.locator(f"#a-{QUESTIONS} .ack")).to_have_attribute("data-state", "counted")
    rosa.reload()
    expect(ben.locator(".say")).to_have_count(1)
    rosa.reload()
    expect(rosa.locator(".say")).to_have_count(1)


def test_what_is_typed_stays_while_others_speak_the_round_changes_and_the_page_reloads(stage, server, visitor):
    _room, desk = stage
    rosa, ben = visitor(), visitor()
    for page in (rosa, ben):
        page.goto(f"{server.address}{ROOM}")
        connected(page)
    box = rosa.locator(f"#a-{QUESTIONS} textarea")
    box.press_sequentially("En mi vereda")
    for number in range(3):
        ask(ben, f"Otra {number}")
        expect(ben.locator(f"#a-{QUESTIONS} textarea")).to_have_value("")
    desk.click(f"#row-{POLL} [value=close]")
    desk.click(f"#row-{POLL} [data-shortcut=n]")
    desk.click(f"#row-{POLL} [value=round]")
    expect(rosa.locator(f"#a-{POLL}")).to_have_attribute("data-drawn", re.compile("^2"))
    expect(box).to_have_value("En mi vereda")
    expect(box).to_be_focused()
    rosa.reload()
    connected(rosa)
    expect(box).to_have_value("En mi vereda")


def test_a_list_that_is_read_holds_still_and_says_what_waits(stage, server, visitor):
    rosa, ben = visitor(), visitor()
    for page in (rosa, ben):
        page.goto(f"{server.address}{ROOM}")
        connected(page)
    ask(ben, "La primera")
    rosa.click(".say .join:visible")
    expect(rosa.locator(".say .join:visible b")).to_have_text("1")
    rosa.locator(".say .join:visible").focus()
    for number in range(2):
        ask(ben, f"Otra {number}")
        expect(ben.locator(f"#a-{QUESTIONS} textarea")).to_have_value("")
    expect(rosa.locator("button.more")).to_contain_text("2")
    expect(rosa.locator(".say")).to_have_count(1)
    rosa.click("button.more")
    expect(rosa.locator(".say")).to_have_count(3)
    expect(rosa.locator("button.more")).to_have_count(0)


def test_a_refused_act_says_why_and_gives_the_text_back(stage, server, visitor):
    _room, desk = stage
    rosa = visitor()
    rosa.goto(f"{server.address}{ROOM}")
    connected(rosa)
    rosa.context.set_offline(True)
    ask(rosa, "¿Llego a tiempo?")
    desk.click(f"#row-{QUESTIONS} [value=close]")
    expect(desk.locator(f"#row-{QUESTIONS} [value=open]")).to_be_visible()
    rosa.context.set_offline(False)
    expect(rosa.locator(f"#a-{QUESTIONS} .ack")).to_have_attribute("data-state", "refused")
    expect(rosa.locator(f"#a-{QUESTIONS} textarea")).to_have_value("¿Llego a tiempo?")


def test_the_desk_is_worked_by_keyboard(stage, server, visitor):
    _room, desk = stage
    ben = visitor()
    ben.goto(f"{server.address}{ROOM}")
    connected(ben)
    ask(ben, "¿Quién responde?")
    expect(desk.locator(".case")).to_have_count(1)
    desk.locator(f"#row-{QUESTIONS}").focus()
    while not desk.locator(".case[aria-current]").count():
        desk.keyboard.press("j")
    desk.keyboard.press("f")
    expect(ben.locator(".say[data-state=pinned]")).to_have_count(1)
    desk.keyboard.press("h")
    expect(ben.locator(".say")).to_have_count(0)
    desk.keyboard.press("c")
    expect(desk.locator(f"#row-{POLL} [value=open]")).to_be_visible()
    desk.keyboard.press("?")
    expect(desk.locator("#shortcuts")).to_be_visible()


def test_two_moderators_see_what_the_other_did_and_why_a_second_time_is_refused(stage, server, visitor):
    _room, desk = stage
    other = visitor()
    other.context.add_cookies(desk.context.cookies())
    other.goto(f"{server.address}{ROOM}desk/")
    connected(other)
    other.context.set_offline(True)
    other.click(f"#row-{POLL} [value=close]")
    desk.click(f"#row-{POLL} [value=close]")
    expect(desk.locator(f"#row-{POLL} [data-shortcut=n]")).to_be_visible()
    other.context.set_offline(False)
    expect(other.locator(f"#row-{POLL} [data-shortcut=n]")).to_be_visible()
    expect(other.locator("#run > .ack")).to_have_attribute("data-state", "refused")


def test_the_projector_freezes_blanks_and_follows_the_stage(stage, server, visitor):
    room, desk = stage
    screen = visitor()
    screen.goto(f"{server.address}{ROOM}screen/{room.screen_key}/")
    connected(screen)
    screen.keyboard.press("f")
    desk.click(f"#row-{QUESTIONS} [data-shortcut=s]")
    expect(desk.locator(f"#row-{QUESTIONS}")).to_have_attribute("aria-current", "step")
    expect(desk.locator("#preview h3")).to_have_text("Preguntas")
    expect(screen.locator(f"#a-{POLL}")).to_be_visible()
    screen.keyboard.press("f")
    expect(screen.locator(f"#a-{QUESTIONS}")).to_be_visible()
    expect(screen.locator(f"#a-{POLL}")).to_have_count(0)
    screen.keyboard.press("b")
    expect(screen.locator(f"#a-{QUESTIONS}")).to_be_hidden()
    expect(screen.locator(".room-code")).to_be_visible()


def test_the_room_works_without_javascript(stage, server, visitor):
    rosa = visitor(java_script_enabled=False)
    rosa.goto(f"{server.address}/j/")
    rosa.fill("#code", "mesa 77")
    rosa.click("main button")
    rosa.click("[value=remote]")
    rosa.check(f"#a-{POLL} [value=a]")
    rosa.click(f"#a-{POLL} form button:visible")
    expect(rosa.locator(f"#a-{POLL} .ack[data-ack]")).to_have_attribute("data-state", "counted")
    ask(rosa, "¿Y sin teléfono nuevo?")
    expect(rosa.locator(".say .voice")).to_have_text("¿Y sin teléfono nuevo?")
    rosa.click(".say .join:visible")
    expect(rosa.locator(".say .join:visible b")).to_have_text("1")
    rosa.locator("text=/^(The public record|El acta)/").locator("visible=true").first.click()
    expect(rosa).to_have_url(re.compile(r"/record/$"))


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_no_screen_has_a_fault_that_axe_finds(stage, server, visitor, scheme, width):
    room, desk = stage
    person = visitor(viewport={"width": width, "height": 800}, color_scheme=scheme)
    found = {}
    pages = ("/j/", "/j/MESA77/", ROOM, f"{ROOM}record/", f"{ROOM}screen/{room.screen_key}/")
    for address in pages:
        person.goto(server.address + address)
        person.wait_for_timeout(300)
        found[address] = axe.faults(person)
        assert person.evaluate("document.documentElement.scrollWidth") <= width, address
    desk.set_viewport_size({"width": width, "height": 800})
    desk.emulate_media(color_scheme=scheme)
    found["desk"] = axe.faults(desk)
    assert desk.evaluate("document.documentElement.scrollWidth") <= width
    assert {address: faults for address, faults in found.items() if faults} == {}
