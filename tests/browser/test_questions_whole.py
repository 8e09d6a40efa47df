"""Questions from the phone to the projector: said before sending, put together, set aside with a word, taken by one."""

from typing import Any

import pytest
from playwright.sync_api import expect

from live.models import Room
from live.queries import room_by_code
from tests import axe, cast
from tests.browser.hands import connected
from tests.factories import a_session
from tests.live.conftest import QUESTIONS, signed_in

ROOM = "/live/MESA77/"
PART = f"#a-{QUESTIONS}"
PHONE = {"viewport": {"width": 360, "height": 740}}


def item(id: str, label: str) -> dict[str, Any]:
    return {"type": "item", "id": id, "value": {"label": label}}


@pytest.fixture
def desk(server: Any, visitor: Any) -> Any:
    """Max at the desk of a room whose questions have two categories and show pseudonyms."""
    value = {
        "title": "Preguntas",
        "results": "live",
        "accepts": "anyone",
        "names": "pseudonym",
        "review": False,
        "categories": [item("water", "Agua"), item("air", "Aire")],
        "affiliations": [item("citizens", "Ciudadanía")],
    }
    page = a_session(activities=[{"type": "questions", "id": QUESTIONS, "value": value}])
    Room.objects.filter(session=page.translation_key).update(code="MESA77")
    desk = at_desk(visitor(), server, cast.max_())
    desk.click(f"#row-{QUESTIONS} [value=open]")
    expect(desk.locator(f"#row-{QUESTIONS} [value=close]")).to_be_visible()
    desk.click(f"#row-{QUESTIONS} [data-shortcut=s]")
    return desk


def at_desk(page: Any, server: Any, who: Any) -> Any:
    name, value = signed_in(who).split("=")
    page.context.add_cookies([{"name": name, "value": value, "url": server.address}])
    page.goto(f"{server.address}{ROOM}desk/")
    if page.evaluate("document.body.dataset.live") and page.locator("#help:visible").count():
        connected(page)
    return page


def enter(page: Any, server: Any) -> Any:
    page.goto(f"{server.address}{ROOM}")
    connected(page)
    return page


def ask(page: Any, text: str, *picks: str) -> None:
    page.fill(f"{PART} .ask textarea", text)
    for pick in picks:
        page.check(f"{PART} .ask [value={pick}]")
    page.click(f"{PART} .ask button")
    expect(page.locator(f"{PART} .ask .ack")).to_have_attribute("data-state", "counted")


def case(desk: Any, text: str) -> Any:
    return desk.locator(".case", has=desk.locator("> .voice", has_text=text))


def way(case: Any, field: Any) -> Any:
    """What is behind “more” and holds this field, opened."""
    case.locator(".further > summary").click()
    found = case.locator(".ways > details", has=field)
    found.locator("summary").click()
    return found


def stand(desk: Any, text: str) -> None:
    """Where J and K lead to."""
    case(desk, text).evaluate("one => one.focus()")


def looks_well(page: Any, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.emulate_media(color_scheme=scheme)
    assert axe.faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_duplicates_are_put_together_and_shares_told_in_the_room(desk, server, visitor):
    rosa, ben = enter(visitor(**PHONE), server), enter(visitor(), server)
    screen = visitor(viewport={"width": 1920, "height": 1080})
    screen.goto(f"{server.address}{ROOM}screen/{room_by_code('MESA77').screen_key}/")

    # Who one will be is said before sending; a category is chosen, and its share told in the room.
    expect(rosa.locator(f"{PART} .hint [data-attr*=names]:visible")).to_have_count(1)
    expect(rosa.locator(f"{PART} .hint [data-attr*=pseudonym]")).to_be_visible()
    ask(ben, "¿Se pueden descargar las actas de las mesas?", "water", "citizens")
    expect(ben.locator(f"{PART} .say .by")).to_contain_text("Agua")
    expect(screen.locator(".shares li[data-key=water]")).to_contain_text("Agua 1 (100")
    ben.click(f"{PART} .say .join:visible")

    # A duplicate is suggested; one key puts it together, its asker is told, and both count as one.
    ask(rosa, "¿Las actas de cada mesa se pueden descargar?", "air")
    rosa.locator(".say", has_text="¿Las actas de cada mesa").locator(".join:visible").click()
    expect(case(desk, "¿Las actas de cada mesa").locator(".like:visible")).to_contain_text("¿Se pueden descargar")
    looks_well(desk, 360, "light")
    stand(desk, "¿Las actas de cada mesa")
    desk.keyboard.press("m")
    expect(rosa.locator(".fate[data-state=merged] q")).to_have_text("¿Se pueden descargar las actas de las mesas?")
    rosa.click("h1")
    expect(rosa.locator(".say")).to_have_count(1)
    expect(rosa.locator(".say .join[aria-pressed=true]:visible b")).to_have_text("2")
    expect(screen.locator(".say .join b")).to_have_text("2")
    looks_well(screen, 1280, "dark")


def test_one_takes_it_sets_it_aside_with_a_word_takes_that_back_and_reads_first(desk, server, visitor):
    rosa, ben, lea = enter(visitor(**PHONE), server), enter(visitor(), server), at_desk(visitor(), server, cast.ada())

    # Taken by one moderator: the other sees by whom, and nobody else sees it.
    ask(ben, "¿Quién responde?", "water")
    expect(case(desk, "¿Quién responde?")).to_have_count(1)
    stand(desk, "¿Quién responde?")
    desk.keyboard.press("t")
    expect(case(lea, "¿Quién responde?").locator("[data-shortcut=t]:visible")).to_have_attribute("aria-pressed", "true")
    expect(case(lea, "¿Quién responde?").locator(".by b:visible").last).to_contain_text("Max")
    assert "Max" not in ben.content()

    # Set aside with a word: told to its asker alone, undone from the notice.
    ask(rosa, "Compren en mi tienda")
    desk.click("button.more")  # for who stands in the list is not disturbed
    further = way(case(desk, "Compren"), desk.locator("[value=off_topic]"))
    further.locator("[value=off_topic]").click()
    expect(rosa.locator(".fate[data-state=hidden] [data-attr*=off_topic]")).to_be_visible()
    assert "Compren" not in ben.content()
    desk.click("#undo button")
    expect(ben.locator(".say", has_text="Compren")).to_have_count(1)
    expect(rosa.locator(".fate[data-state=hidden]")).to_have_count(0)

    # From now on they are read first, by a key wherever one stands; filtered by category the desk shows those alone.
    desk.locator("#run li").first.focus()
    desk.keyboard.press("l")
    expect(rosa.locator(f"{PART} .hint [data-attr*=review]")).to_be_visible()
    ask(rosa, "¿Habrá constancia?", "air")
    expect(rosa.locator(".fate[data-state=waiting]")).to_be_visible()
    looks_well(rosa, 320, "dark")
    desk.check(f"{PART} .sift [value='2']")
    expect(desk.locator(".case:visible")).to_have_count(1)
    stand(desk, "¿Habrá constancia?")
    desk.keyboard.press("a")
    expect(ben.locator(".say", has_text="¿Habrá constancia?")).to_have_count(1)


def test_all_of_it_works_without_javascript(desk, server, visitor):
    rosa, max_ = (visitor(java_script_enabled=False, **PHONE) for _ in range(2))
    rosa.goto(f"{server.address}{ROOM}")
    for text, pick in (("¿Quién responde?", "water"), ("¿Quién nos responde?", "air")):
        ask(rosa, text, pick)
    max_.context.add_cookies(desk.context.cookies())
    max_.goto(f"{server.address}{ROOM}desk/")
    merge = way(case(max_, "¿Quién nos responde?"), max_.locator("[name=into]:not([type=hidden])"))
    merge.locator("[name=into]").fill(case(max_, "¿Quién responde?").locator(".by .nums").inner_text())
    merge.locator("button").click()
    rosa.goto(f"{server.address}{ROOM}")
    expect(rosa.locator(".fate[data-state=merged] q")).to_have_text("¿Quién responde?")
    max_.locator(".case [value=split]").locator("xpath=..").locator("button:visible").click()
    further = way(case(max_, "¿Quién nos responde?"), max_.locator("[value=repeated]"))
    further.locator("[value=repeated]").click()
    rosa.goto(f"{server.address}{ROOM}")
    expect(rosa.locator(".fate[data-state=hidden] [data-attr*=repeated]")).to_be_visible()
    expect(rosa.locator(".say")).to_have_count(1)
    max_.click(f"{PART} [data-act=review_on] button")
    ask(rosa, "¿Y esta?")
    expect(rosa.locator(".fate[data-state=waiting]")).to_be_visible()
