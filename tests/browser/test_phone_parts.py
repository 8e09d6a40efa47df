"""Parts of a phone's page: votes move none of them, and a part that is renewed keeps who types in it."""

import pytest

from plugins.testing.page import HOST, serve

SECTION = """<section data-activity="a" data-drawn="{round}">
<form data-act="ask"><input type="hidden" name="verb" value="ask">
<textarea name="text"></textarea></form></section>"""
PAGE = f"""<body data-live="person" data-room="/live/X/" data-code="X"><main><div id="front"><p id="now"></p></div>
<div id="parts">{SECTION.format(round=1)}</div></main><template id="words"></template></body>"""

SYNC = """change => {
  v.merge(view, change);
  window.asked = 0;
  for (const name of ["querySelector", "querySelectorAll", "getElementById"]) {
    const was = Document.prototype[name];
    document[name] = (...words) => { asked += 1; return was.apply(document, words); };
  }
  sync();
  for (const name of ["querySelector", "querySelectorAll", "getElementById"]) delete document[name];
  return asked;
}"""


@pytest.fixture
def page(browser):
    page = browser.new_page()
    page.route("**/*", serve)
    page.route("**/part/a/*", lambda route: route.fulfill(body=SECTION.format(round=2), content_type="text/html"))
    page.goto(HOST)
    page.evaluate("h => document.body.outerHTML = h", PAGE)
    page.evaluate(
        """async () => {
          window.v = await import("/live/view.js");
          const {keepDrafts} = await import("/live/acts.js"), {parts} = await import("/live/parts.js");
          keepDrafts();
          const a = {phase: "open", round: 1, place: 1, title: {es: "?"}, view: {voters: 1}};
          window.view = {room: {stage: "", phase: "live"}, activities: {a}};
          window.sync = parts(() => view, () => {});
          sync();
        }"""
    )
    yield page
    page.close()


def test_a_vote_looks_for_no_part(page):
    assert page.evaluate(SYNC, {"activities": {"a": {"view": {"voters": 2}}}}) == 0
    assert page.evaluate(SYNC, {"room": {"stage": "a"}}) > 0
    assert page.locator("#front section.stage").count() == 1


def test_a_part_waits_for_who_types_in_it_and_then_moves(page):
    page.focus("textarea")
    page.evaluate(SYNC, {"room": {"stage": "a"}})
    assert page.locator("#parts section").count() == 1
    page.evaluate("document.activeElement.blur()")
    page.evaluate(SYNC, {"activities": {"a": {"view": {"voters": 3}}}})
    assert page.locator("#front section").count() == 1


def test_a_new_round_keeps_words_focus_and_caret(page):
    page.focus("textarea")
    page.keyboard.type("What I was about to ask")
    page.evaluate("document.activeElement.setSelectionRange(4, 9)")
    page.evaluate(SYNC, {"activities": {"a": {"round": 2}}})
    page.wait_for_selector("[data-drawn='2']")
    seen = page.evaluate("(e => [e.tagName, e.value, e.selectionStart, e.selectionEnd])(document.activeElement)")
    assert seen == ["TEXTAREA", "What I was about to ask", 4, 9]
