"""Who reads a list is left in peace: the order stays, numbers go on, and what is new waits behind a button."""

import pytest

from plugins.testing.page import HOST, serve

PAGE = """<style>li { min-height: 4rem } button.more { position: sticky; bottom: 0 }</style>
<template id="words" data-see-one="See # new one" data-see-other="See # new ones"></template>
<main><h1>Questions</h1><section data-activity="a" tabindex="-1"><ul data-list="view.items" data-sort="-votes id">
<template><li data-attr="data-key:.id"><b data-text=".votes"></b> <span data-text=".text"></span></li></template></ul>
<p data-more="view.items" data-of="view.count" hidden></p></section></main>"""

NEW = {"view": {"items": {"2": {"votes": 9}, "4": {"text": "Four", "votes": 5}, "5": {"text": "Five", "votes": 0}}}}


@pytest.fixture(params=["fresh"])
def page(request, browser):
    page = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True).new_page()
    page.clock.install()
    page.route("**/*", serve)
    page.goto(HOST)
    page.evaluate("h => document.body.outerHTML = `<body data-live=person>${h}</body>`", PAGE)
    page.evaluate(
        """async fresh => {
          document.documentElement.lang = "en";
          if (fresh) await import("/live/fresh.js");
          window.v = await import("/live/view.js");
          const items = Object.fromEntries([1, 2, 3].map(n => [n, {text: `Question ${n}`, votes: 4 - n}]));
          window.s = {view: {count: 3, items}, mine: {}};
          v.paint(document.querySelector("section"), s);
        }""",
        request.param == "fresh",
    )
    yield page
    page.context.close()


def comes(page, patch=NEW):
    page.evaluate("p => v.paint(document.querySelector('section'), v.merge(s, p), v.touch({}, p))", patch)


def order(page):
    return page.evaluate("[...document.querySelectorAll('li')].map(li => li.dataset.key)")


def votes(page, key):
    return page.locator(f"li[data-key='{key}'] b").inner_text()


def place(page):
    return page.locator("li[data-key='1']").bounding_box()["y"]


def test_under_a_finger_nothing_moves_and_numbers_go_on_until_the_button_is_pressed(page):
    page.tap("li[data-key='1']")
    before = place(page)
    comes(page)
    assert (order(page), votes(page, 2), place(page)) == (["1", "2", "3"], "9", before)
    assert page.inner_text("button.more") == "See 2 new ones"
    comes(page, {"view": {"items": {"6": {"text": "Six", "votes": 1}, "5": None}}})
    assert page.inner_text("button.more") == "See 2 new ones"
    page.tap("button.more")
    page.wait_for_function("!document.querySelector('button.more')")
    assert order(page) == ["2", "4", "1", "3", "6"]


@pytest.mark.parametrize("page", ["loose"], indirect=True)
def test_control_without_it_the_list_moves_under_the_finger(page):
    page.tap("li[data-key='1']")
    comes(page)
    assert order(page) == ["2", "4", "1", "3", "5"]


def test_nobody_reading_the_list_is_in_order_at_once(page):
    comes(page)
    assert (order(page), page.locator("button.more").count()) == (["2", "4", "1", "3", "5"], 0)


@pytest.mark.parametrize("ends", [lambda page: page.tap("h1"), lambda page: page.clock.fast_forward(21_000)])
def test_who_turns_elsewhere_or_rests_finds_all_in_order(page, ends):
    page.tap("li[data-key='1']")
    comes(page)
    page.clock.fast_forward(15_000)
    assert order(page) == ["1", "2", "3"]
    ends(page)
    page.clock.fast_forward(10)
    assert order(page) == ["2", "4", "1", "3", "5"]


def test_by_keyboard_the_button_lets_them_in_and_focus_is_not_lost(page):
    page.tap("li[data-key='1']")
    comes(page)
    page.focus("button.more")
    page.keyboard.press("Enter")
    page.clock.fast_forward(10)
    assert order(page) == ["2", "4", "1", "3", "5"]
    assert page.evaluate("document.activeElement.tagName") == "SECTION"
