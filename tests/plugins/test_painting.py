"""`view.js` paints along a patch: what nothing touched is not even looked at."""

import pytest

from plugins.testing.page import HOST, serve

pytestmark = pytest.mark.browser

OPTIONS, QUESTIONS = 30, 100

BUILD = """([options, questions]) => {
  const marked = (id, shown) => `<li data-attr="data-key:.id" data-key="${id}"><b data-text=".label"></b>
    <i data-attr="hidden:not results" data-text="results.options.$id.votes"></i>
    <svg class="marks" data-marks="results.options.$id" data-of="results.top"><g><path class="seat-room"/>
    <path class="seat-remote"/><path class="seat-assisted"/><path class="seat-untold"/></g></svg></li>`;
  const asked = id => `<li data-attr="data-key:.id" data-key="${id}"><p data-text=".text"></p>
    <form data-attr="hidden:mine.upvoted has .id"><button data-attr="disabled:not phase is open"></button>
    <span data-text=".votes"></span></form></li>`;
  const list = (path, sort, one, ids) =>
    `<ul data-list="${path}" data-sort="${sort}">${ids.map(one).join("")}<template>${one("")}</template></ul>`;
  const ids = n => Array.from({length: n}, (_, i) => String(i + 1));
  document.body.innerHTML = `<section><p data-text="view.voters"></p>
    ${list("view.options", "place", marked, ids(options))}
    ${list("view.items", "-votes id", asked, ids(questions))}</section>`;
  const each = (n, make) => Object.fromEntries(ids(n).map(id => [id, make(Number(id))]));
  window.s = {phase: "open", mine: {}, results: {top: 50, options: each(options, () => ({room: 3, votes: 3}))},
    view: {voters: 3, options: each(options, n => ({label: `Option ${n}`, place: n})),
      items: each(questions, n => ({text: `Question ${n}`, votes: 2 * (questions - n)}))}};
}"""

# Every way a script has to look at an element or change it is counted, and the element kept.
COUNT = """() => {
  window.touched = new Map();
  const note = node => touched.set(node, (touched.get(node) ?? 0) + 1);
  for (const kind of [Node, Element, HTMLElement, SVGElement, HTMLInputElement, HTMLTemplateElement]) {
    for (const [name, was] of Object.entries(Object.getOwnPropertyDescriptors(kind.prototype))) {
      const now = {...was};
      if (name === "constructor" || typeof name !== "string" || !was.configurable) continue;
      if (typeof was.value === "function") now.value = function (...a) { note(this); return was.value.apply(this, a); };
      if (was.get) now.get = function () { note(this); return was.get.call(this); };
      if (was.set) now.set = function (v) { note(this); return was.set.call(this, v); };
      if (now.value !== was.value || now.get || now.set) Object.defineProperty(kind.prototype, name, now);
    }
  }
}"""

# How often what was touched, and the keys of the list items it stands in ("" outside of any).
TOUCHES = """() => {
  const found = [...touched], count = found.reduce((sum, [, n]) => sum + n, 0);
  const itemOf = node => node.closest?.("li")?.outerHTML.match(/data-key="(\\w*)"/)[1] ?? "";
  return [count, [...new Set(found.map(([node]) => itemOf(node)))]];
}"""

# After a first picture of everything; `whole` is the control that paints all again.
PAINT = """([change, whole]) => {
  const root = document.querySelector("section");
  const patch = v.touch({}, change);
  v.merge(s, change);
  touched.clear();
  v.paint(root, s, whole ? true : patch);
}"""


@pytest.fixture(scope="module")
def tab(browser):
    tab = browser.new_page()
    tab.route("**/*", serve)
    yield tab
    tab.close()


@pytest.fixture
def page(tab):
    tab.goto(HOST)
    tab.evaluate(BUILD, [OPTIONS, QUESTIONS])
    tab.evaluate(
        "async () => { window.v = await import('/live/view.js'); v.paint(document.querySelector('section'), s); }"
    )
    tab.evaluate(COUNT)
    return tab


def touches(page, change, *, whole=False):
    """How often elements are touched in painting a patch, and in which items."""
    page.evaluate(PAINT, [change, whole])
    return page.evaluate(TOUCHES)


def order(page):
    return page.evaluate("[...document.querySelectorAll('[data-list=\"view.items\"] > li')].map(li => li.dataset.key)")


A_VOTE = {"results": {"options": {"7": {"room": 4, "votes": 4}}}}


def test_a_vote_touches_only_the_marks_of_its_option(page):
    count, items = touches(page, A_VOTE)
    assert items == ["7"]
    assert count <= 20
    assert page.inner_text("li[data-key='7'] i") == "4"


def test_the_count_hears_when_the_whole_view_is_painted(page):
    count, items = touches(page, A_VOTE, whole=True)
    assert count > 500
    assert len(items) > OPTIONS


def test_a_number_outside_lists_touches_no_list(page):
    count, items = touches(page, {"view": {"voters": 4}})
    assert items == [""]
    assert count <= 5


def test_a_question_that_climbs_moves_alone(page):
    count, items = touches(page, {"view": {"items": {"90": {"votes": 500}}}})
    assert set(items) == {"", "90"}  # the list and itself
    assert count <= 20
    assert order(page)[:2] == ["90", "1"]


def test_a_question_that_falls_moves_alone(page):
    _count, items = touches(page, {"view": {"items": {"1": {"votes": 0}}}})
    assert set(items) == {"", "1"}
    assert order(page)[0] == "2" and order(page)[-2:] == ["1", "100"]


def test_any_order_comes_out_right(page):
    votes = {str(n): {"votes": n * 7919 % 101} for n in range(1, QUESTIONS, 3)}
    page.evaluate(
        PAINT, [{"view": {"items": {**votes, "4": None, "8": None, "203": {"text": "new", "votes": 60}}}}, False]
    )
    wanted = page.evaluate(
        "Object.keys(s.view.items).sort((a, b) => s.view.items[b].votes - s.view.items[a].votes || a - b)"
    )
    assert order(page) == wanted


def test_what_all_items_show_is_painted_in_all(page):
    _count, _items = touches(page, {"phase": "closed"})
    assert page.locator("button[disabled]").count() == QUESTIONS


def test_choices_of_mine_touch_only_what_they_change(page):
    count, items = touches(page, {"mine": {"upvoted": ["5"]}})
    assert items == ["5"]
    assert count <= 5


def test_results_that_appear_and_go_show_everywhere(page):
    touches(page, {"results": None})
    assert page.locator("i[hidden]").count() == OPTIONS
    touches(page, {"results": {"top": 1, "options": {"3": {"room": 1, "votes": 1}}}})
    assert page.locator("i[hidden]").count() == 0
    assert page.inner_text("li[data-key='3'] i") == "1"
    assert page.inner_text("li[data-key='4'] i") == ""
