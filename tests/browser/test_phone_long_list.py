"""A long list on a phone: a hundred items, and the next hundred when they are asked for."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from plugins.testing.page import HOST, serve

ALL = 230
PAGE = """<section data-activity="asked"><ul data-list="view.items" data-sort="-votes id">
<template><li data-attr="data-key:.id"><b data-text=".text"></b></li></template></ul>
<p data-more="view.items" data-of="view.count" hidden><a href="/record/">Show more</a></p></section>"""


def items(first, last):
    return {str(n): {"text": f"Question {n}", "votes": ALL - n} for n in range(first, last + 1)}


@pytest.fixture
def page(browser):
    """A page whose server holds 230 questions; `page.asked` are the addresses asked for."""
    page = browser.new_page()
    page.asked = []

    def answer(route):
        page.asked.append(urlsplit(route.request.url))
        after = int(parse_qs(page.asked[-1].query)["after"][0])
        route.fulfill(body=json.dumps(items(after + 1, min(after + 100, ALL))), content_type="application/json")

    page.route("**/*", serve)
    page.route("**/items.json?*", answer)
    page.goto(HOST)
    page.evaluate("h => document.body.outerHTML = h", f"<body data-live=person data-room=/live/X/>{PAGE}</body>")
    page.evaluate(
        """async first => {
          await import("/live/more.js");
          window.v = await import("/live/view.js");
          window.s = {view: {count: 230, items: first}, mine: {}};
          v.paint(document.querySelector("section"), s);
        }""",
        items(1, 100),
    )
    yield page
    page.close()


def shown(page):
    return page.evaluate("[...document.querySelectorAll('li')].map(li => Number(li.dataset.key))")


def press(page, count):
    page.click("[data-more] a")
    page.wait_for_function(f"document.querySelectorAll('li').length === {count}")


def comes(page, patch):
    page.evaluate(
        "p => { const t = v.touch({}, p); v.paint(document.querySelector('section'), v.merge(s, p), t); }", patch
    )


def test_the_next_hundred_come_when_asked_for(page):
    assert shown(page) == list(range(1, 101))
    press(page, 200)
    assert shown(page) == list(range(1, 201))
    press(page, ALL)
    assert page.locator("[data-more]").is_hidden()
    assert {one.path for one in page.asked} == {"/live/X/items.json"}
    assert parse_qs(page.asked[0].query) == {
        "as": ["person"],
        "activity": ["asked"],
        "collection": ["items"],
        "after": ["100"],
    }


def test_a_list_that_is_whole_asks_for_nothing(page):
    comes(page, {"view": {"count": 100}})
    assert page.locator("[data-more]").is_hidden()
    comes(page, {"view": {"count": 101}})
    assert page.locator("[data-more]").is_visible()


def test_what_leaves_the_first_hundred_is_asked_for_again(page):
    press(page, 200)
    comes(page, {"view": {"count": 231, "items": {"100": None, "0": {"text": "Question 0", "votes": 500}}}})
    assert shown(page) == [0, *range(1, 100), *range(101, 201)]
    page.wait_for_function("document.querySelector('[data-key=\"100\"]')")  # three seconds later: after 99
    assert shown(page) == list(range(200))
