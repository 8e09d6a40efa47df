"""A newcomer starts from what the demo prints and follows links and buttons only."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import hands, printed

PEOPLE = [  # whether each finds the desk, and the editor
    ("ada", True, True),
    ("max", True, False),
    ("edith", False, True),
    ("rosa", False, False),
    ("ben", False, False),
]
POLL = ".part[data-format=polls]"


@pytest.fixture
def words(demo_printed: str) -> printed.Printed:
    return printed.read(demo_printed)


def test_the_demo_prints_where_to_go_and_who_to_be(words):
    assert len(words.addresses) == 12
    assert list(words.people) == [name for name, _desk, _editing in PEOPLE]
    assert words.password


def test_every_printed_address_answers(words, page):
    for name, address in words.addresses.items():
        assert page.goto(address).status == 200, name


def test_from_home_through_the_forum_to_an_entry_of_the_record(words, page):
    page.goto(words.addresses["Home"])
    page.locator("#events a", has_text="Foro").click()
    page.locator("#programme .code", has_text=re.compile(r"^1.1.1")).first.wait_for()
    follow(page, "#programme h2 a, #programme h3 a", 0)
    follow(page, "main h2 a, main h3 a", 0)
    page.locator("main .rows li", has=page.locator(".code", has_text="1.1.1")).locator("a").click()
    expect(page.locator(".poster .code")).to_contain_text("1.1.1")
    follow(page, "#conclusions a", 0)
    follow(page, ".finding a[href*='/record/']", 0)
    entry = re.search(r"#e(\d+)$", page.url)
    assert entry
    expect(page.locator(f"#e{entry[1]}")).to_be_visible()


def follow(page: Any, link: str, place: int) -> None:
    """Click a link and be somewhere else."""
    before = page.url
    page.locator(link).nth(place).click()
    expect(page).not_to_have_url(before)


def test_from_home_into_the_room_by_its_code_and_a_vote(words, page):
    page.goto(words.addresses["Home"])
    page.click(".enter")
    page.fill("#code", "mesa-24")
    page.click("main form button")
    page.click("[value=room]")
    hands.connected(page)
    page.locator(f"{POLL} .choice >> visible=true").first.click()
    page.click(f"{POLL} form button:visible")
    expect(page.locator(f"{POLL} .ack").first).to_have_attribute("data-state", "counted")
    follow(page, "#entries a", 0)
    expect(page.locator(".record li:target")).to_be_visible()


def test_from_the_session_to_the_room(words, page):
    page.goto(words.addresses["Live workshop"])
    page.click(".live-door a")
    page.click("[value=remote]")
    hands.connected(page)


@pytest.mark.parametrize(("name", "desk", "editing"), PEOPLE)
def test_each_of_the_cast_signs_in_and_finds_what_is_theirs(words, page, name, desk, editing):
    page.goto(words.addresses["Home"])
    hands.sign_in(page, words.people[name], words.password)
    assert page.locator("header a[href='/cms/']").is_visible() is editing
    page.goto(words.addresses["Live workshop"])
    assert page.locator("a[href$='/desk/']").is_visible() is desk
    if desk:
        page.click("a[href$='/desk/']")
        hands.connected(page)
        expect(page.locator("#run li")).not_to_have_count(0)
    if editing:
        page.goto(words.addresses["Editing"])
        expect(page.locator(".sidebar-main-menu__list")).to_be_visible()


def test_from_the_desk_to_the_projector(words, page):
    page.goto(words.addresses["Moderator's desk"])
    page.fill("[name=login]", words.people["max"])
    page.fill("[name=password]", words.password)
    page.click("main form button")
    with page.expect_popup() as opened:
        page.click("a[target=_blank]")
    expect(opened.value.locator(".room-code")).to_have_text("MESA24")
    assert opened.value.url == words.addresses["Projector (secret)"]
