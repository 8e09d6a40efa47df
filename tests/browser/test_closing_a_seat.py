"""A moderator closes a seat on the desk: the phone is told, is refused, and comes back when let in again."""

from typing import Any

import pytest
from playwright.sync_api import expect

from live.models import Seat
from tests import axe, cast
from tests.live.conftest import QUESTIONS, a_room, signed_in

ROOM = "/live/MESA77/"
PHONE = {"viewport": {"width": 360, "height": 740}}


@pytest.fixture
def desk(server: Any, visitor: Any) -> Any:
    """Max at the desk, where the questions are open."""
    a_room("MESA77")
    page = visitor()
    name, value = signed_in(cast.max_()).split("=")
    page.context.add_cookies([{"name": name, "value": value, "url": server.address}])
    page.goto(f"{server.address}{ROOM}desk/")
    on_line(page)
    page.click(f"#row-{QUESTIONS} [value=open]")
    expect(page.locator(f"#row-{QUESTIONS} [value=close]")).to_be_visible()
    return page


def on_line(page: Any) -> None:
    expect(page.locator("#link")).to_have_attribute("data-link", "on")


def enter(page: Any, server: Any) -> Any:
    page.goto(f"{server.address}{ROOM}")
    on_line(page)
    return page


def ask(page: Any, text: str, state: str = "counted") -> None:
    page.fill(f"#a-{QUESTIONS} .ask textarea", text)
    page.click(f"#a-{QUESTIONS} .ask button")
    expect(page.locator(f"#a-{QUESTIONS} .ask .ack")).to_have_attribute("data-state", state)


def looks_well(page: Any, *widths: int) -> None:
    """Light and dark, at these widths: nothing that axe finds, nothing wider than the window."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 740})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert axe.faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def comes_back(page: Any) -> None:
    """Each process looks once a second who was let in: who is quicker loads the page once more."""
    for _ in range(10):
        page.reload()
        on_line_or_over = page.locator("#link[data-link=on], #stopped:not([hidden])").first
        expect(on_line_or_over).to_be_attached()
        if page.locator("#link[data-link=on]").count():
            return
        page.wait_for_timeout(300)
    raise AssertionError("still outside")


def test_a_seat_is_closed_told_refused_and_let_in_again(desk, server, visitor):
    rosa, ben = enter(visitor(**PHONE), server), enter(visitor(), server)
    ask(rosa, "Compren barato")
    ask(ben, "¿Quién responde?")
    more = desk.locator(".case", has_text="Compren barato").locator(".seat-of")
    desk.locator(".case", has_text="Compren barato").locator(".further > summary").click()
    more.locator("summary").focus()
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    expect(more.locator("button")).to_be_focused()
    looks_well(desk, 360, 1280)
    desk.keyboard.press("Enter")
    expect(desk.locator("blockquote")).to_have_text("Compren barato")
    looks_well(desk, 360, 1280)
    assert not Seat.objects.filter(barred=True).exists()
    desk.click(".btn-stop")
    expect(rosa.locator("#stopped p:visible")).to_have_attribute("data-code", "4503")
    looks_well(rosa, 360)
    expect(desk.locator("blockquote")).to_have_text(["Compren barato"])
    looks_well(desk, 360, 1280)

    ask(rosa, "Otra vez", "refused")  # the line is over: the form goes as any page's does
    rosa.click("#seat [name=leave]")
    expect(rosa.locator("#stopped p:visible")).to_have_attribute("data-code", "4503")
    ask(ben, "Sigo aquí")

    desk.click("form[action*=closed-seats] button")
    expect(desk.locator("blockquote")).to_have_count(0)
    comes_back(rosa)
    ask(rosa, "Perdón")


def test_it_works_without_javascript_at_the_desk_and_on_the_phone(desk, server, visitor):
    rosa, max_ = (visitor(java_script_enabled=False, **PHONE) for _ in range(2))
    rosa.goto(f"{server.address}{ROOM}")
    ask(rosa, "Compren barato")
    max_.context.add_cookies(desk.context.cookies())
    max_.goto(f"{server.address}{ROOM}desk/")
    max_.click(".case .further > summary")
    max_.click(".case .seat-of summary")
    max_.click(".case .seat-of button")
    max_.click(".btn-stop")
    expect(max_.locator("blockquote")).to_have_text(["Compren barato"])
    rosa.goto(f"{server.address}{ROOM}")
    expect(rosa.locator("#stopped p:visible")).to_have_count(1)
    ask(rosa, "Otra vez", "refused")
    max_.click("form[action*=closed-seats] button")
    rosa.goto(f"{server.address}{ROOM}")
    expect(rosa.locator("#stopped")).to_be_hidden()
    ask(rosa, "Perdón")
