"""One room, two languages, in browsers: each reads their own words, both are counted in one tally."""

from typing import Any

import pytest
from playwright.sync_api import expect

from live.queries import room_by_code
from sessions.queries import source
from tests import cast
from tests.live.conftest import POLL, QUESTIONS, a_room, signed_in
from tests.live.test_languages import FRENCH, WORDS
from tests.translating import translated

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(server: Any, visitor: Any) -> Any:
    """The desk of a room whose session was published in English too; poll and questions are open."""
    room = a_room("MESA77")
    table = source(room.session)
    translated(table, {**WORDS, table.title: "Open table"})
    desk = visitor()
    name, value = signed_in(cast.max_()).split("=")
    desk.context.add_cookies([{"name": name, "value": value, "url": server.address}])
    desk.goto(f"{server.address}/live/MESA77/desk/")
    expect(desk.locator("#link")).to_have_attribute("data-link", "on")
    for activity in (QUESTIONS, POLL):
        desk.click(f"#row-{activity} [value=open]")
        expect(desk.locator(f"#row-{activity} [value=close]")).to_be_visible()
    return desk


def enter(page: Any, server: Any, prefix: str) -> Any:
    page.goto(f"{server.address}{prefix}/live/MESA77/")
    expect(page.locator("#link")).to_have_attribute("data-link", "on")
    return page


def vote(page: Any, option: str) -> None:
    page.check(f"#a-{POLL} [value={option}]")
    page.click(f"#a-{POLL} form button:visible")
    expect(page.locator(f"#a-{POLL} .ack[data-ack]")).to_have_attribute("data-state", "counted")


def test_ben_in_spanish_and_rosa_in_english_are_in_one_room(desk, server, visitor):
    ben, rosa = enter(visitor(), server, ""), enter(visitor(locale="en-GB"), server, "/en")
    expect(ben.locator(f"#a-{POLL} h2")).to_have_text("¿Qué frena más?")
    expect(rosa.locator(f"#a-{POLL} h2")).to_have_text("What holds us back?")
    expect(rosa.locator("h1")).to_have_text("Open table")
    assert (ben.get_attribute("html", "lang"), rosa.get_attribute("html", "lang")) == ("es", "en")
    vote(ben, "a")
    vote(rosa, "a")
    for page in (ben, rosa):
        expect(page.locator(f"#a-{POLL}")).to_contain_text("2")
    expect(ben.locator(f"#a-{POLL}")).to_contain_text("Respuesta")
    expect(rosa.locator(f"#a-{POLL}")).to_contain_text("Reply")
    expect(desk.locator("#tallies .total").first).to_have_text("2")


def test_what_each_writes_is_marked_with_its_language(desk, server, visitor):
    ben, rosa = enter(visitor(), server, ""), enter(visitor(locale="en-GB"), server, "/en")
    for page, text in ((ben, "¿Quién responde?"), (rosa, "Who answers?")):
        page.fill(f"#a-{QUESTIONS} textarea", text)
        page.click(f"#a-{QUESTIONS} .ask button")
    for page in (ben, rosa, desk):  # in the list: whoever asked is told of their own beside it
        for language, text in (("es", "¿Quién responde?"), ("en", "Who answers?")):
            expect(page.locator(f'[data-list="view.items"] [data-key] .voice[lang="{language}"]')).to_have_text(text)


def test_the_switch_keeps_room_and_seat(desk, server, visitor):
    ben = visitor()
    ben.goto(f"{server.address}/j/MESA77/")
    ben.click("[value=room]")
    expect(ben.locator("#link")).to_have_attribute("data-link", "on")
    vote(ben, "b")
    ben.click('main a[hreflang="en"]')
    expect(ben).to_have_url(f"{server.address}/en/live/MESA77/")
    expect(ben.locator("#link")).to_have_attribute("data-link", "on")
    expect(ben.locator(f"#a-{POLL} [value=b]")).to_be_checked()
    expect(ben.locator("#seat")).to_contain_text("in the room")
    ben.click('main a[hreflang="es"]')
    expect(ben).to_have_url(f"{server.address}/live/MESA77/")


def test_a_language_published_while_people_vote_reaches_them_and_keeps_their_votes(desk, server, visitor):
    marie = enter(visitor(locale="fr-FR"), server, "/fr")
    expect(marie.locator(f"#a-{POLL} h2")).to_have_text("¿Qué frena más?")
    vote(marie, "a")
    translated(source(room_by_code("MESA77").session), FRENCH, "fr")
    expect(marie.locator(f"#a-{POLL} h2")).to_have_text("Qu’est-ce qui freine ?")
    expect(marie.locator(f"#a-{POLL} [value=a]")).to_be_checked()
    marie.reload()
    expect(marie.locator(f"#a-{POLL} [value=a]")).to_be_checked()
    expect(desk.locator("#tallies .total").first).to_have_text("1")
