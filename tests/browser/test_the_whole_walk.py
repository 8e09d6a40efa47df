"""Publish, meet, take part, conclude: several people, each in a browser of their own, by clicks and keys only."""

import re
from typing import Any

from django.utils import timezone
from playwright.sync_api import expect

from tests import cast, factories
from tests.browser import hands

TITLE = "Alianzas para el territorio"
QUESTION, FIRST, SECOND = "¿Qué alianza falta?", "Universidades", "Empresas"
ASKS, ALSO_ASKS = "¿Quién responde por lo acordado?", "¿Cómo llega a las veredas?"
WORDS = "Falta trabajar con las universidades."
POLL, QUESTIONS = ".part[data-format=polls]", ".part[data-format=questions]"


def test_the_whole_walk(server: Any, visitor: Any) -> None:
    for make in (cast.ada, cast.max_, cast.edith):
        make()
    factories.a_line(factories.a_forum(title="Foro Mundial"), title="Desarrollo local")
    ada, max_, ben, rosa, edith, reader = (visitor() for _person in range(6))
    for page in (ada, max_, ben, rosa, edith, reader):
        page.goto(server.address)
    hands.sign_in(ada, "ada@example.org")
    publish_a_session(ada)
    hands.sign_in(max_, "max@example.org")
    code = open_the_desk(max_)
    with max_.expect_popup() as opened:
        max_.click("a[target=_blank]")
    screen = opened.value
    begin(max_)
    enter_by_code(ben, code)
    enter_by_link(rosa)
    ask(ben, ASKS)
    expect(rosa.locator(f"{QUESTIONS} .say .voice")).to_have_text(ASKS)
    rosa.click(f"{QUESTIONS} .join:visible")
    expect(ben.locator(f"{QUESTIONS} .join b >> visible=true")).to_have_text("1")
    vote(ben, FIRST)
    expect(ben.locator(f"{POLL} .ack[data-ack]")).to_have_attribute("data-state", "counted")
    vote_without_network(rosa, FIRST)
    expect(screen.locator(".tally .count:visible")).to_have_count(0)
    close_and_reveal_by_keyboard(max_)
    for page in (screen, ben):
        expect(page.locator(f"{POLL} .tally .count").first).to_contain_text(re.compile(r"^2\s+100"))
    answer_a_question(max_)
    max_.click("#sure-end summary")
    max_.click("#sure-end button")
    draw_up_conclusions(edith)
    approve_conclusions(ada)
    read_to_the_record(reader)


def publish_a_session(ada: Any) -> None:
    now = factories.when(timezone.now())
    hands.to_editor(ada)
    hands.to_listing(ada, "Foro Mundial", "Desarrollo local")
    ada.click("a[href*='/programme/sessionpage/']")
    assert 5 <= hands.fields_shown(ada) <= 12
    ada.fill("#id_title", TITLE)
    ada.fill("#id_day", now["day"].isoformat())
    ada.fill("#id_begins", f"{now['begins']:%H:%M}")
    poll = hands.add_block(ada, "activities", "list-ul")
    poll.locator("[name$=-title]").fill(QUESTION)
    for place, label in enumerate((FIRST, SECOND)):
        poll.locator("[name$=-label]").nth(place).fill(label)
    poll.locator("[data-streamfield-action=SETTINGS]").click()
    poll.locator("[name$=-results]").select_option("revealed")
    questions = hands.add_block(ada, "activities", "help")
    questions.locator("[name$=-title]").fill("Preguntas de la sala")
    hands.no_error(ada)
    hands.press_in_menu(ada, "action-publish")
    hands.saved(ada)


def open_the_desk(max_: Any) -> str:
    """From the home page through the session's page; gives back the code that stands on the desk."""
    max_.get_by_role("link", name=TITLE).first.click()
    max_.click("a[href$='/desk/']")
    hands.connected(max_)
    return max_.locator(".room-code").inner_text()


def begin(max_: Any) -> None:
    max_.click("#run [value=start]")
    expect(max_.locator("#sure-end")).to_be_visible()
    for row in range(2):
        max_.locator("#run li").nth(row).locator("[value=open]").click()
        expect(max_.locator("#run li").nth(row).locator("[value=close]")).to_be_visible()
    max_.locator("#run li").first.locator("[data-shortcut=s]").click()


def enter_by_code(ben: Any, code: str) -> None:
    ben.click("header a[href='/j/']")
    ben.fill("#code", code.lower())
    ben.click("main form button")
    ben.click("[value=room]")
    hands.connected(ben)


def enter_by_link(rosa: Any) -> None:
    rosa.reload()
    rosa.get_by_role("link", name=TITLE).first.click()
    rosa.click(".live-door a")
    rosa.click("[value=remote]")
    hands.connected(rosa)


def ask(page: Any, text: str) -> None:
    page.fill(f"{QUESTIONS} textarea", text)
    page.click(f"{QUESTIONS} .ask button")
    expect(page.locator(f"{QUESTIONS} .ask .ack")).to_have_attribute("data-state", "counted")


def vote(page: Any, label: str) -> None:
    page.locator(f"{POLL} .choice", has_text=label).click()
    page.click(f"{POLL} form button:visible")


def vote_without_network(rosa: Any, label: str) -> None:
    """The vote waits on the device and says so; a second press changes nothing; back again it counts once."""
    rosa.context.set_offline(True)
    expect(rosa.locator("#link")).to_have_attribute("data-link", "off")
    vote(rosa, label)
    receipt = rosa.locator(f"{POLL} .ack[data-ack]")
    expect(receipt).to_have_attribute("data-state", "waiting")
    assert len(receipt.inner_text()) > 20
    rosa.click(f"{POLL} form button:visible")
    rosa.context.set_offline(False)
    expect(receipt).to_have_attribute("data-state", "counted")


def answer_a_question(max_: Any) -> None:
    max_.locator(".case", has_text=ASKS).locator("[data-shortcut=r]").click()
    expect(max_.locator(".case", has_text=ASKS)).to_have_attribute("data-state", "answered")


def close_and_reveal_by_keyboard(max_: Any) -> None:
    max_.locator("#run li").first.focus()
    max_.keyboard.press("c")
    expect(max_.locator("#run li").first.locator("[value=open]")).to_be_visible()
    max_.keyboard.press("v")
    expect(max_.locator("#run li").first.locator("[value=conceal]")).to_be_visible()


def draw_up_conclusions(edith: Any) -> None:
    """Edith finds the session, draws up the draft, adds a sentence of her own and sends it to be validated."""
    hands.sign_in(edith, "edith@example.org")
    hands.to_editor(edith)
    hands.to_listing(edith, "Foro Mundial", "Desarrollo local")
    edith.get_by_role("link", name=TITLE, exact=True).click()
    edith.click(".w-slim-header .w-dropdown__toggle")
    edith.click("a[href$='/conclude/']:visible")
    edith.click("main form button >> visible=true")
    words = hands.add_block(edith, "body", "pilcrow")
    words.locator("[contenteditable=true]").press_sequentially(WORDS)
    expect(words.locator("input[name$=-value]")).to_have_value(re.compile(WORDS))  # the editor's text field writes late
    hands.no_error(edith)
    hands.press_in_menu(edith, "action-submit")
    hands.saved(edith)


def approve_conclusions(ada: Any) -> None:
    """Ada finds what waits for her on the first page of the editor, and approves it."""
    ada.click(".sidebar-wagtail-branding")
    ada.get_by_role("link", name=re.compile(f"Conclusiones.*{TITLE}")).first.click()
    ada.click("footer .w-dropdown__toggle")
    ada.click("[data-workflow-action-name=approve]")
    hands.saved(ada)


def read_to_the_record(reader: Any) -> None:
    """From the home page to the session, its conclusions, and from a result to its entry in the record."""
    reader.reload()
    reader.get_by_role("link", name=TITLE).first.click()
    reader.click("#conclusions a")
    expect(reader.locator("main")).to_contain_text(WORDS)
    expect(reader.locator(".tally .count").first).to_contain_text("2")
    reader.click(".finding a[href*='/record/']")
    entry = re.search(r"#e(\d+)$", reader.url)
    assert entry
    expect(reader.locator(f"#e{entry[1]}")).to_be_visible()
