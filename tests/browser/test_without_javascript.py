"""Everything a visitor does works as plain forms: find, join, vote, ask, register, give the seat back."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import printed

POLL, QUESTIONS = ".part[data-format=polls]", ".part[data-format=questions]"


@pytest.fixture
def words(demo_printed: str) -> printed.Printed:
    return printed.read(demo_printed)


@pytest.fixture
def rosa(words: printed.Printed, visitor: Any) -> Any:
    """A visitor on the home page whose browser runs no script."""
    page = visitor(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.goto(words.addresses["Home"])
    return page


def test_join_vote_and_ask(rosa):
    rosa.click(".enter")
    rosa.fill("#code", "mesa 24")
    rosa.click("main form button")
    rosa.click("[value=remote]")
    poll = rosa.locator(POLL).first
    choice = poll.locator("input[name=choices]").nth(1)
    choice.check()
    poll.locator("form button >> visible=true").click()
    expect(poll.locator(".ack[data-ack]")).to_have_attribute("data-state", "counted")
    expect(choice).to_be_checked()
    rosa.fill(f"{QUESTIONS} textarea", "¿Y sin guion en la página?")
    rosa.click(f"{QUESTIONS} .ask button")
    expect(rosa.locator(".say", has_text="¿Y sin guion en la página?")).to_have_count(1)
    expect(rosa.locator("#entries .ref")).to_have_count(2)


def test_reserve_a_seat_and_give_it_back(rosa, words):
    rosa.goto(words.addresses["Live workshop"])
    left = rosa.locator(".left[data-mode=remote]").first.inner_text()
    rosa.locator("#seat [name=mode][value=remote]").check()
    rosa.fill("#seat-name", "Rosa Ixchel")
    rosa.fill("#seat-email", "rosa sin arroba")
    rosa.click("#seat form button")
    expect(rosa.locator("#seat-email-error")).to_be_visible()
    expect(rosa.locator("#seat-name")).to_have_value("Rosa Ixchel")
    rosa.fill("#seat-email", "rosa.ixchel@example.org")
    rosa.click("#seat form button")
    expect(rosa.locator(".facts")).to_contain_text("Rosa Ixchel")
    expect(rosa.locator("main a[href$='.ics']")).to_be_visible()
    rosa.click(".btn-stop")
    expect(rosa.locator("main a[href*='/register/']")).to_be_visible()
    rosa.click("h1 a")
    assert rosa.locator(".left[data-mode=remote]").first.inner_text() == left
