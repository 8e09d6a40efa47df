"""Typing on a phone while the room is busy: the field stays where it is, with its words, its caret and its keyboard."""

import pytest

from plugins.testing.page import HOST, serve

PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}

PAGE = """<meta name="viewport" content="width=device-width, initial-scale=1">
<style>html[data-typing] { overflow-anchor: none } li { min-height: 3rem; overflow-wrap: anywhere }</style>
<main><section><p data-text="view.note"></p><ul data-list="view.items" data-sort="-votes id">
<template><li data-attr="data-key:.id"><b data-text=".text"></b></li></template></ul></section>
<form><label>Question <textarea rows="3"></textarea></label></form><div style="height: 2000px"></div></main>"""

BUSY = {
    "view": {
        "note": "Much longer words of the moderation above the field. " * 6,
        "items": {str(n): {"votes": n * 37 % 101, "text": f"Question {n} " * (1 + n % 7)} for n in range(12)},
    }
}
MOVED = {"view": {"items": {"3": {"votes": 500}, "7": None, "60": {"votes": 90, "text": "A new one, on top " * 9}}}}
CALM = {"view": {"note": "", "items": {str(n): None for n in range(3, 12)}}}

LOOK = """() => {
  const field = document.querySelector("textarea"), {top} = field.getBoundingClientRect();
  return [top, document.activeElement === field, field.value, field.selectionStart, field.selectionEnd];
}"""


@pytest.fixture(params=["steady"])
def page(request, browser):
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.route("**/*", serve)
    page.goto(HOST)
    page.evaluate("h => document.body.innerHTML = h", PAGE)
    page.evaluate(
        """async steady => {
          if (steady) await import("/live/steady.js");
          else document.documentElement.dataset.typing = "";
          window.v = await import("/live/view.js");
          window.s = {view: {note: "", items: {1: {votes: 1, text: "One"}, 2: {votes: 2, text: "Two"}}}, mine: {}};
          v.paint(document.querySelector("section"), s);
        }""",
        request.param == "steady",
    )
    page.tap("textarea")
    page.keyboard.type("What I want to ask is")
    page.evaluate("document.querySelector('textarea').setSelectionRange(5, 11)")
    yield page
    context.close()


def comes(page, patch):
    """A patch comes and is painted; what the person sees after it."""
    page.evaluate(
        """async patch => {
          const touched = v.touch({}, patch);
          v.paint(document.querySelector("section"), v.merge(s, patch), touched);
          await new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)));
        }""",
        patch,
    )
    return page.evaluate(LOOK)


def test_what_comes_above_moves_no_field_that_is_typed_in(page):
    before = page.evaluate(LOOK)
    for patch in (BUSY, MOVED, CALM):
        after = comes(page, patch)
        assert abs(after[0] - before[0]) <= 1
        assert after[1:] == before[1:] == [True, "What I want to ask is", 5, 11]


@pytest.mark.parametrize("page", ["loose"], indirect=True)
def test_without_that_the_field_moves(page):
    before = page.evaluate(LOOK)
    assert abs(comes(page, BUSY)[0] - before[0]) > 100


def test_a_person_who_scrolls_away_is_not_pulled_back(page):
    comes(page, BUSY)
    page.evaluate("scrollBy({top: 1500, behavior: 'instant'})")
    there = page.evaluate("scrollY")
    comes(page, MOVED)
    assert page.evaluate("scrollY") == there


def test_once_the_field_is_left_nothing_is_held(page):
    page.evaluate("document.activeElement.blur()")
    assert page.evaluate("document.documentElement.dataset.typing") is None
