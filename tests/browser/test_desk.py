"""The desk by hand: keys that can be changed and switched off, an act taken back, two who moderate at once."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.browser.test_closing_a_seat import ask, enter, looks_well, on_line
from tests.live.conftest import POLL, QUESTIONS, a_room, signed_in

DESK = "/live/MESA77/desk/"


@pytest.fixture
def sits(server: Any, visitor: Any) -> Any:
    """`sits(cast.max_())`: this account at the desk, in a browser of its own."""

    def sit(account: Any, **options: Any) -> Any:
        page = visitor(**options)
        name, value = signed_in(account).split("=")
        page.context.add_cookies([{"name": name, "value": value, "url": server.address}])
        page.goto(f"{server.address}{DESK}")
        return page

    return sit


@pytest.fixture
def max_(sits: Any) -> Any:
    """Max at the desk, where both activities are open and the poll is on screen."""
    a_room("MESA77")
    page = sits(cast.max_())
    on_line(page)
    for activity in (QUESTIONS, POLL):
        page.click(f"#row-{activity} [value=open]")
        expect(page.locator(f"#row-{activity} [value=close]")).to_be_visible()
    page.click(f"#row-{POLL} [data-shortcut=s]")
    expect(page.locator(f"#row-{POLL}")).to_have_attribute("aria-current", "step")
    return page


def test_keys_are_listed_changed_switched_off_and_an_act_is_taken_back(max_, server, visitor):
    row = max_.locator(f"#row-{POLL}")
    opened, closed = row.locator("[value=close]"), row.locator("[value=open]")
    ask(enter(visitor(), server), "¿Quién responde?")
    expect(max_.locator(".case")).to_have_count(1)

    max_.locator("#help").focus()
    max_.keyboard.press("Enter")
    expect(max_.locator("#shortcuts")).to_be_visible()
    expect(max_.locator("#keys li[data-found]").first).to_be_visible()  # those of questions
    max_.fill("#key-o", "c")
    expect(max_.locator("#why-o")).to_contain_text("C")
    assert max_.evaluate("localStorage.getItem('plenaria.keys')") is None
    looks_well(max_, 360)
    max_.fill("#key-c", "x")
    max_.keyboard.press("Escape")
    expect(max_.locator("#help")).to_be_focused()
    expect(opened.locator("kbd")).to_have_text("X")

    max_.set_viewport_size({"width": 1280, "height": 800})
    max_.keyboard.press("c")
    box = max_.locator(".case details textarea").first
    box.evaluate("one => { one.closest('.further').open = one.closest('details').open = true; one.focus() }")
    max_.keyboard.press("x")  # writes
    expect(box).to_have_value("x")
    expect(opened).to_be_visible()
    max_.locator("#run li").first.focus()
    max_.keyboard.press("Control+x")
    max_.keyboard.press("x")
    expect(closed).to_be_visible()
    expect(max_.locator("#undo")).to_be_visible()
    max_.focus("#undo button")  # it stays while it is read
    looks_well(max_, 360, 1280)
    max_.keyboard.press("z")
    expect(opened).to_be_visible()
    expect(max_.locator("#undo")).to_be_hidden()
    expect(row).to_be_focused()

    max_.keyboard.press("s")
    expect(row).not_to_have_attribute("aria-current", "step")
    max_.click("#undo button")
    expect(row).to_have_attribute("aria-current", "step")

    max_.reload()
    on_line(max_)
    expect(opened.locator("kbd")).to_have_text("X")
    max_.keyboard.press("?")
    max_.click("#given-keys")
    expect(opened.locator("kbd")).to_have_text("C")
    max_.uncheck("#letters")
    max_.keyboard.press("Escape")
    for key in ("?", "c"):
        max_.keyboard.press(key)
    expect(max_.locator("#shortcuts")).to_be_hidden()
    expect(opened.locator("kbd")).to_be_hidden()
    max_.locator("#help").press("Enter")
    max_.check("#letters")
    max_.keyboard.press("Escape")
    max_.locator("#run li").first.focus()
    max_.keyboard.press("c")
    expect(closed).to_be_visible()  # the first press, where keys were off, did nothing: else this would have opened


def test_two_moderators_converge_and_neither_loses_their_place(max_, sits, server, visitor):
    ada, ben = sits(cast.ada()), enter(visitor(), server)
    on_line(ada)
    for text in ("¿Quién responde?", "¿Y cuándo?"):
        ask(ben, text)
        expect(ben.locator(f"#a-{QUESTIONS} .ask textarea")).to_have_value("")
    for page in (ada, max_):  # a list in which somebody stands takes in nothing new
        expect(page.locator(".case", has_text="¿Y cuándo?")).to_be_visible()
    mine, others = (page.locator(".case", has_text="¿Quién responde?") for page in (ada, max_))
    hide = mine.locator("[data-shortcut=h]:visible")
    hide.focus()
    expect(hide).to_be_focused()
    place = mine.bounding_box()["y"]
    others.locator("[data-shortcut=h]:visible").click()
    expect(mine).to_have_attribute("data-state", "hidden")
    expect(mine).to_be_focused()  # her button went; she is where it was
    assert mine.bounding_box()["y"] == place

    ada.context.set_offline(True)
    for page in (ada, max_):
        page.locator(".case", has_text="¿Y cuándo?").locator("[data-shortcut=h]:visible").click()
    expect(max_.locator(".case[data-state=hidden]")).to_have_count(2)
    ada.context.set_offline(False)
    expect(ada.locator(".case[data-state=hidden]")).to_have_count(2)
    expect(ada.locator(".ack[data-state=waiting]:visible")).to_have_count(0)

    ada.locator(f"#row-{POLL} [data-shortcut=c]").click()
    expect(max_.locator(f"#row-{POLL} [value=open]")).to_be_visible()
    max_.locator(f"#row-{POLL}").focus()
    max_.keyboard.press("n")
    sure = max_.locator(f"#row-{POLL} [value=round]")
    expect(sure).to_be_focused()
    ada.locator(f"#row-{POLL} [data-shortcut=s]").click()
    expect(max_.locator(f"#row-{POLL}")).not_to_have_attribute("aria-current", "step")
    expect(sure).to_be_focused()  # the run of show was drawn anew under the question
    max_.keyboard.press("Enter")
    expect(ada.locator(f"#a-{POLL}")).to_have_attribute("data-drawn", re.compile("^2"))


def test_the_end_is_asked_twice_and_no_key_is_shown_without_a_script(max_, sits):
    max_.click("#run [value=start]")
    expect(max_.locator("#sure-end")).to_be_visible()
    ada = sits(cast.ada(), java_script_enabled=False)
    assert ada.locator("kbd:visible").count() == 0
    expect(ada.locator("#run [value=end]")).to_be_hidden()
    ada.click("#sure-end summary")
    ada.click("#run [value=end]")
    expect(ada.locator("#run [value=start]")).to_be_visible()
    expect(max_.locator("#run [value=start]")).to_be_visible()
