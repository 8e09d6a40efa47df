"""A workshop at tables: two people in the room, one far away, from seating to the conclusions that are published."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from events.models import ConclusionsPage
from plenaria.demo.quito_tables import FIRST, TABLES, activities
from sessions.models import SessionPage
from tests import cast, factories
from tests.browser import hands

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]  # eight browsers, a whole afternoon

TITLE = "Consulta de la zona"
WHO = ("ben", "iris", "rosa")
TABLE = {"ben": "1", "iris": "2", "rosa": "7"}  # 7 is one of the tables far away
NOTE = {
    "ben": "Un mapa de luminarias que diga cuáles no prenden.",
    "iris": "La lista de pasos del permiso, pegada en la puerta.",
    "rosa": "Que la sesión en línea quede grabada y con subtítulos.",
}
MINE, VOTE = f"#a-{TABLES}", f"#a-{FIRST}"


def test_from_a_seat_at_a_table_to_published_conclusions(server: Any, visitor: Any) -> None:
    for make in (cast.ada, cast.max_, cast.edith):
        make()
    session = factories.a_session(title=TITLE, mode="hybrid", activities=activities())
    people = {who: visitor(viewport={"width": 360, "height": 740}) for who in WHO}
    max_, screen, edith, ada, reader = (visitor() for _ in range(5))
    for page in (max_, edith, ada, reader):
        page.goto(server.address)
    hands.sign_in(max_, "max@example.org")
    code = open_room(max_, server, session)
    screen.goto(max_.locator("a[target=_blank]").get_attribute("href").replace("http://testserver", server.address))
    for who, page in people.items():
        sit_down(page, server, code, who)
    for who, page in people.items():
        take_roles(page)
        expect(page.locator(f"{MINE} .t-mine .code-lg")).to_contain_text(TABLE[who])
    max_.click(f"{MINE} [data-act=begin_round] button")
    for who, page in people.items():
        write(page, NOTE[who])
    for who, page in people.items():  # a draft is its own table's alone
        for other in WHO:
            expect(page.locator(MINE).get_by_text(NOTE[other])).to_have_count(1 if other == who else 0)
    for page in people.values():
        send_to_plenary(page)
    for page in people.values():
        expect(page.locator(f"{MINE} .t-all .t-sent > li")).to_have_count(3)
    plenary(max_, screen, people)
    put_first(max_, people)
    max_.click("#sure-end summary")
    max_.click("#sure-end button")
    conclude(edith)
    approve(ada)
    read_back(reader)


def open_room(max_: Any, server: Any, session: Any) -> str:
    max_.goto(server.address + session.url)
    max_.click("a[href$='/desk/']")
    hands.connected(max_)
    max_.click("#run [value=start]")
    max_.click(f"#row-{TABLES} [value=open]")
    expect(max_.locator(f"#row-{TABLES} [value=close]")).to_be_visible()
    max_.click(f"#row-{TABLES} [data-shortcut=s]")
    return max_.locator(".room-code").inner_text()


def sit_down(page: Any, server: Any, code: str, who: str) -> None:
    page.goto(f"{server.address}/j/{code}/")
    page.click(f"[value={'remote' if who == 'rosa' else 'room'}]")
    hands.connected(page)
    page.locator(f"{MINE} .t-none input[name=table][value='{TABLE[who]}']").check()
    page.locator(f"{MINE} .t-none [data-act=sit] .btn-main").click()
    expect(page.locator(f"{MINE} .t-mine")).to_be_visible()


def take_roles(page: Any) -> None:
    for role in ("facilitator", "rapporteur"):
        page.click(f"{MINE} [data-act=take_role] [value={role}]")
        expect(page.locator(f"{MINE} [data-act=leave_role] [value={role}]")).to_be_visible()


def write(page: Any, text: str) -> None:
    form = page.locator(f"{MINE} [data-act=write]")
    expect(form.get_by_role("button")).to_be_enabled()
    form.locator("[name=axis]").nth(0).check()
    form.locator("[name=pillar]").nth(1).check()
    form.locator("[name=text]").fill(text)
    form.get_by_role("button").click()
    expect(page.locator(f"{MINE} .t-note .voice").get_by_text(text)).to_be_visible()


def send_to_plenary(page: Any) -> None:
    page.click(f"{MINE} .t-note [value=choose]")
    expect(page.locator(f"{MINE} .t-note [value=unchoose]")).to_be_visible()
    page.click(f"{MINE} [data-act=hand_in] button")
    expect(page.locator(f"{MINE} [data-act=take_back] button")).to_be_visible()


def plenary(max_: Any, screen: Any, people: dict[str, Any]) -> None:
    """Each table has the floor in turn; phones and wall show its note and the clock."""
    max_.click(f"{MINE} [data-act=end_round] button")
    for who in WHO:
        max_.click(f"{MINE} [data-act=next] button")
        expect(screen.get_by_text(NOTE[who])).to_be_visible()
        expect(people["rosa"].locator(MINE).get_by_text(NOTE[who]).first).to_be_visible()
    expect(screen.locator(".timer:visible").first).to_have_text(re.compile(r"^[34]:\d\d$"))
    max_.click(f"{MINE} [data-act=end_plenary] button")


def put_first(max_: Any, people: dict[str, Any]) -> None:
    """One ballot a table, by its rapporteur."""
    max_.click(f"#row-{FIRST} [value=open]")
    for page in people.values():
        line = page.locator(f"{VOTE} form.dotted fieldset.line", has_text=NOTE["rosa"])
        line.locator("label:has(input[value='2'])").click()
        page.click(f"{VOTE} form.dotted .bar button")
        expect(page.locator(f"{VOTE} .bar .ack")).to_have_attribute("data-state", "counted")
    max_.click(f"#row-{FIRST} [value=close]")
    expect(max_.locator(f"#row-{FIRST} [value=open]")).to_be_visible()


def conclude(edith: Any) -> None:
    hands.sign_in(edith, "edith@example.org")
    hands.to_editor(edith)
    edith.goto(f"{edith.url.partition('/cms/')[0]}/cms/pages/{SessionPage.objects.get(title=TITLE).pk}/")
    edith.click(".w-slim-header .w-dropdown__toggle")
    edith.click("a[href$='/conclude/']:visible")
    edith.click("main form button >> visible=true")
    hands.no_error(edith)
    hands.press_in_menu(edith, "action-submit")
    hands.saved(edith)


def approve(ada: Any) -> None:
    hands.sign_in(ada, "ada@example.org")
    hands.to_editor(ada)
    ada.get_by_role("link", name=re.compile(f"Conclusiones.*{TITLE}|.*{TITLE}.*")).first.click()
    ada.click("footer .w-dropdown__toggle")
    ada.click("[data-workflow-action-name=approve]")
    hands.saved(ada)


def read_back(reader: Any) -> None:
    """From a note in the conclusions to its entry in the record."""
    page = ConclusionsPage.objects.live().get()
    reader.goto(reader.url.rstrip("/") + page.get_url())
    quote = reader.locator(".quote", has_text=NOTE["rosa"])
    expect(quote).to_contain_text("Mesa 7")
    quote.get_by_role("link").click()
    entry = re.search(r"#e(\d+)$", reader.url)
    assert entry
    expect(reader.locator(f"#e{entry[1]}")).to_contain_text(NOTE["rosa"])
