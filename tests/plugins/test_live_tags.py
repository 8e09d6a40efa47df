"""Tags print a value and say where it comes from, in the page's language, and never as markup."""

import pytest
import time_machine
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from plugins import paths
from plugins.words import forms, in_language, percent


def printed(text, **context):
    return Template("{% load live_tags %}" + text).render(Context(context))


def test_a_value_stands_beside_its_path():
    assert printed("{% live view.count %}", view={"count": 11892}) == '<span data-text="view.count">11892</span>'


@pytest.mark.parametrize("language", ["es", "en", "fr", "pt"])
def test_numbers_are_never_grouped(language):
    with translation.override(language):
        assert ">1000000<" in printed("{% live n %}", n=1_000_000)


def test_words_of_people_are_text():
    assert "&lt;b&gt;" in printed("{% live q.text %}", q={"text": "<b>"})


def test_words_of_organisers_are_in_the_page_s_language_else_the_first():
    text = {"es": "Agua", "en": "Water"}
    with translation.override("en"):
        assert in_language(text) == "Water"
        assert printed("{{ t|words }}", t=text) == "Water"
    with translation.override("fr"):
        assert in_language(text) == "Agua"


def test_a_sentence_takes_the_form_of_its_number():
    with translation.override("en"):
        assert ">1 vote<" in printed('{% live n "# vote" "# votes" %}', n=1)
        assert ">0 votes<" in printed('{% live n "# vote" "# votes" %}', n=0)
        assert forms("# vote", "# votes") == {"0": "# votes", "1": "# vote", "n": "# votes", "m": "# votes"}


def test_what_is_empty_can_be_said_otherwise():
    assert ">No name<" in printed('{% live q.name else "No name" %}', q={"name": ""})


def test_attributes_that_are_there_or_not():
    hidden = "<p {% attrs hidden='not results or phase is closed' %}>"
    rule = 'data-attr="hidden:not results or phase is closed"'
    assert printed(hidden, results={"a": 1}, phase="open") == f"<p {rule}>"
    assert printed(hidden, results={}, phase="open") == f'<p {rule} hidden="">'
    assert printed(hidden, results={"a": 1}, phase="closed") == f'<p {rule} hidden="">'


def test_a_form_is_filled_with_what_is_mine_until_something_typed_did_not_count():
    field = '<input {% attrs value="form.points.{o}" checked="form.choices has q.id" %}>'
    mine = {"points": {"a": 40}, "choices": ["a"]}
    kept = printed(field, o="a", mine=mine, q={"id": "a"})
    assert 'data-attr="value:mine.points.a;checked:mine.choices has q.id" value="40" checked=""' in kept
    refused = printed(field, o="a", mine=mine, q={"id": "a"}, typed={"points": {"a": "900"}, "choices": ["b"]})
    assert 'value="900"' in refused
    assert "checked" not in refused and "mine." not in refused  # nor may a script put mine back over it


def test_a_path_may_name_a_variable_of_a_surrounding_loop_in_lists_and_marks_too():
    each = '{% each ul view.cells.{c} as n by "id" %}<li {% attrs data-key=n.id %}></li>{% endeach %}'
    html = printed(
        f"{{% for c in cells %}}{each}{{% endfor %}}", cells=["a1", "b2"], view={"cells": {"a1": {"7": {}}, "b2": {}}}
    )
    assert html.count("<ul") == 2
    assert 'data-list="view.cells.a1"' in html
    assert 'data-list="view.cells.b2"' in html
    assert html.count('data-key="7"') == 1
    drawn = printed("{% marks results.{c} of=results.{c}.top %}", c="a1", results={"a1": {"room": 1, "top": 1}})
    assert 'data-marks="results.a1"' in drawn
    assert 'data-of="results.a1.top"' in drawn


def test_a_timer_says_what_is_left_or_what_has_gone_and_nothing_without_a_moment():
    with time_machine.travel(1_000, tick=False):
        left = printed("{% timer view.ends %}", view={"ends": 1_061_000})
        gone = printed("{% timer view.since up=True %}", view={"since": 935_000})
        none = printed("{% timer view.ends %}", view={"ends": 0})
    assert left.endswith('data-attr="data-at:view.ends;hidden:not view.ends" data-at="1061000">1:01</span>')
    assert gone.endswith(">1:05</span>")
    assert none.endswith(' hidden=""></span>')
    with pytest.raises(TemplateSyntaxError, match="timer: write"):
        printed("{% timer view.ends down=True %}")


def test_aria_states_are_always_written():
    assert 'aria-pressed="false"' in printed("<p {% attrs aria-pressed=on %}>", on=False)
    assert 'aria-pressed="true"' in printed("<p {% attrs aria-pressed=on %}>", on=True)


def test_a_list_is_sorted_as_the_script_sorts_it_and_ends_with_its_blank():
    items = {"10": {"votes": 1}, "9": {"votes": 1}, "8": {"votes": 2}}
    drawn = printed('{% each ul.x items as q by "-votes id" %}<li>{{ q.id }}</li>{% endeach %}', items=items)
    wanted = "<li>8</li><li>9</li><li>10</li><template><li></li></template></ul>"
    assert drawn == '<ul class="x" data-list="items" data-sort="-votes id">' + wanted


def test_an_item_finds_its_line_elsewhere():
    drawn = printed(
        '{% each ul a as q by "id" %}<li>{% live b[q].n %}</li>{% endeach %}', a={"1": {}}, b={"1": {"n": 7}}
    )
    assert '<span data-text="b.$id.n">7</span>' in drawn


def test_an_act_is_an_ordinary_form():
    drawn = printed('{% act "vote" class="x" %}<button>{% endact %}', id="a1", act_url="/live/MESA24/")
    assert drawn.startswith('<form method="post" action="/live/MESA24/" data-act="vote" data-activity="a1" class="x">')
    assert '<input type="hidden" name="verb" value="vote">' in drawn
    assert '<input type="hidden" name="op_id" value="' in drawn


class Answered:
    verb, op_id, seq = "vote", "11111111-1111-1111-1111-111111111111", None

    def __init__(self, state, why=""):
        self.state, self.why = state, why


def test_an_act_that_is_not_stored_yet_is_sent_again_under_its_own_id():
    form = '{% act "vote" %}{% endact %}{% act "other" %}{% endact %}'
    assert printed(form, receipt=Answered("waiting")).count(Answered.op_id) == 1
    assert Answered.op_id not in printed(form, receipt=Answered("refused"))


def test_a_receipt_tells_what_became_of_the_act():
    with translation.override("en"):
        tag = '{% receipt "Your vote is counted" %}'
        assert "<b>Your vote is counted</b><p>Entry 1211 of the record</p>" in printed(tag, mine={"seq": 1211})
        assert "<b></b><p></p>" in printed(tag, mine={})
        assert "<b>Not counted</b><p>Closed.</p>" in printed(tag, receipt=Answered("refused", "Closed."))


def test_people_are_counted_in_words():
    with translation.override("en"):
        drawn = printed("{% people room=86 remote=49 assisted=13 %}")
    assert 'aria-label="148 people: 86 in the room, 49 far away, 13 assisted"' in drawn
    assert ">148</text>" in drawn


@pytest.mark.parametrize(
    "wrong",
    [
        "{% live view..x %}",
        "{% live x as colour %}",
        "{% live x as percent %}",
        "{% live x as letter of=y %}",
        '{% live x "only one form" %}',
        "{% live b[q].n %}",
        "{% each ul a by 'id' %}{% endeach %}",
    ],
)
def test_a_wrong_tag_fails_with_the_way_to_write_it(wrong):
    with pytest.raises(TemplateSyntaxError):
        printed(wrong)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("a", 3),
        ("not a", False),
        ("b is word", True),
        ("not b is word", False),
        ("c has q", True),
        ("none or b is word", True),
        ("none ? yes : no", "no"),
        ("b is word ? yes : no", "yes"),
    ],
)
def test_the_language_of_attributes(expression, expected):
    data = {"a": 3, "b": "word", "c": ["7"]}
    assert paths.test(paths.encode_test(expression, "q"), data, {"id": "7"}) == expected


@pytest.mark.parametrize(
    ("count", "of", "share"),
    [(0, 0, 0), (None, None, 0), (1, 3, 33), (2, 3, 67), (1, 8, 13), (1, 200, 1), (1, 201, 0)],
)
def test_shares_are_of_the_whole_and_a_half_is_rounded_up(count, of, share):
    assert percent(count, of) == share
    made = printed("{% live a.count as percent of=a.of %}", a={"count": count, "of": of})
    assert made == f'<span data-text="a.count" data-as="percent" data-of="a.of">{share}</span>'


@pytest.mark.parametrize(("count", "hidden"), [(2, ' hidden=""'), (3, "")])
def test_a_list_with_more_than_it_shows_says_where_the_rest_is(count, hidden):
    view = {"items": {"1": {}, "2": {}}, "count": count}
    made = printed("{% more view.items of=view.count %}", view=view, act_url="/live/MESA24/")
    assert made.startswith(f'<p class="acts" data-more="view.items" data-of="view.count"{hidden}>')
    assert 'href="/live/MESA24/record/"' in made


def test_the_way_to_close_a_seat_names_the_entry_and_no_more():
    drawn = printed("{% close_seat q.id %}", q={"id": "12"}, act_url="/live/MESA24/desk/")
    assert '<form action="/live/MESA24/desk/close-seat/">' in drawn
    assert '<input type="hidden" name="entry" data-attr="value:q.id" value="12">' in drawn
    assert drawn.count("<input") == 1
    assert "data-shortcut" not in drawn
