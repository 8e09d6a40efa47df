"""`view.js` in a browser: merges patches, and lets people read and type in peace."""

import pytest

from plugins.testing.page import HOST, serve

pytestmark = pytest.mark.browser

PAGE = """<section><p data-text="view.note"></p>
<ul data-list="view.items" data-sort="-votes id"><li data-attr="data-key:.id" data-key="1"><input></li>
<li data-attr="data-key:.id" data-key="2"><input></li>
<template><li data-attr="data-key:.id"><input></li></template></ul>
<label><input type="radio" data-attr="checked:mine.on"></label></section>"""

START = {"view": {"note": "", "items": {"1": {"votes": 2}, "2": {"votes": 1}}}, "mine": {}}


@pytest.fixture(scope="module")
def tab(browser):
    tab = browser.new_page()
    tab.route("**/*", serve)
    yield tab
    tab.close()


@pytest.fixture
def page(tab):
    tab.goto(HOST)
    tab.evaluate("h => document.body.innerHTML = h", PAGE)
    tab.evaluate("async s => { window.v = await import('/live/view.js'); window.s = s; }", START)
    return tab


def patch(page, change):
    page.evaluate("p => v.paint(document.querySelector('section'), v.merge(s, p))", change)


def order(page):
    return page.evaluate("[...document.querySelectorAll('li')].map(li => li.dataset.key)")


def test_a_merge_patch_sets_deletes_and_goes_deep(page):
    merged = page.evaluate("v.merge({a: 1, b: {c: 1, d: 2}, e: [1]}, {a: null, b: {c: 3}, e: [2], f: {g: 1}})")
    assert merged == {"b": {"c": 3, "d": 2}, "e": [2], "f": {"g": 1}}


def test_text_is_only_ever_text(page):
    patch(page, {"view": {"note": "<img src=x onerror=alert(1)>"}})
    assert page.locator("img").count() == 0
    assert page.locator("p").inner_text() == "<img src=x onerror=alert(1)>"


def test_a_list_is_sorted_anew_while_nobody_reads_it(page):
    patch(page, {"view": {"items": {"2": {"votes": 9}, "3": {"votes": 5}}}})
    assert order(page) == ["2", "3", "1"]


def test_a_list_with_focus_waits_and_catches_up_afterwards(page):
    page.locator("li input").nth(1).focus()
    patch(page, {"view": {"items": {"2": {"votes": 9}, "3": {"votes": 5}, "1": None}}})
    assert order(page) == ["1", "2"]
    page.evaluate("document.activeElement.blur()")
    page.wait_for_function(
        "document.querySelectorAll('li').length === 2 && !document.querySelector('[data-key=\"1\"]')"
    )
    assert order(page) == ["2", "3"]


def test_a_choice_that_is_not_sent_outlives_what_others_do(page):
    page.locator("[type=radio]").check()
    patch(page, {"view": {"note": "3 voted"}})
    assert page.locator("[type=radio]").is_checked()


def test_my_vote_from_elsewhere_ticks_the_box(page):
    patch(page, {"mine": {"on": True}})
    assert page.locator("[type=radio]").is_checked()
