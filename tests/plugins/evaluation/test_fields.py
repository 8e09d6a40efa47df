"""A form with a field for each question, read by the script as the server reads it."""

import pytest

from plugins.testing.page import HOST, serve

KINDS = '{"answer": {"marks": "numbers", "picks": "object", "ticks": "list", "texts": "object", "remove": "list"}}'
FORM = f"""<body data-code="X" data-live="person"><section data-activity="e1" data-kinds='{KINDS}'>
<form data-act="answer"><input type="hidden" name="activity" value="e1"><input type="hidden" name="verb" value="answer">
<input type="radio" name="marks.o1" value="4" checked><input type="radio" name="picks.o2" value="" checked>
<input type="checkbox" name="ticks" value="o3.a" checked><textarea name="texts.o4">El audio</textarea>
<textarea name="texts.o5"> </textarea></form></section><template id="words"></template></body>"""


@pytest.fixture
def page(browser):
    page = browser.new_page()
    page.route("**/*", serve)
    page.goto(HOST)
    page.evaluate("h => document.body.outerHTML = h", FORM)
    page.evaluate("async () => { window.acts = await import('/live/acts.js'); }")
    page.evaluate("() => { window.act = acts.read(document.querySelector('form')); }")
    yield page
    page.close()


@pytest.mark.browser
def test_what_is_empty_is_left_out(page):
    assert page.evaluate("act.body") == {
        "marks": {"o1": 4}, "picks": {}, "ticks": ["o3.a"], "texts": {"o4": "El audio"}, "remove": [],
    }  # fmt: skip


@pytest.mark.browser
def test_a_text_that_was_counted_leaves_its_field_and_one_typed_since_stays(page):
    page.fill("[name='texts.o5']", "Algo más")
    page.evaluate("acts.clear(act)")
    assert page.input_value("[name='texts.o4']") == ""
    assert page.input_value("[name='texts.o5']") == "Algo más"


@pytest.mark.browser
def test_a_text_that_was_refused_comes_back_into_its_field(page):
    page.fill("[name='texts.o4']", "")
    page.evaluate("acts.giveBack(act)")
    assert page.input_value("[name='texts.o4']") == "El audio"
