"""The suite catches formats that break a rule; the right one passes."""

import itertools

import pytest

from plugins.testing import page, rules
from plugins.testing.contract import hold, the_fold_law
from plugins.testing.logs import sample
from tests.plugins import wrong

CAUGHT = [
    (rules.views_are_plain_json, wrong.SaysNull),
    (rules.views_are_plain_json, wrong.TooLong),
    (rules.views_are_plain_json, wrong.TooMany),
    (rules.nobody_is_named_by_actor, wrong.NamesActors),
    (rules.a_refusal_changes_nothing, wrong.ChangesThenRefuses),
    (rules.a_refusal_changes_nothing, wrong.RefusesWithoutASentence),
    (rules.looking_changes_nothing, wrong.CountsLooks),
    (rules.looking_changes_nothing, wrong.Rolls),
    (rules.checking_changes_nothing, wrong.CheckCounts),
    (rules.mine_is_mine, wrong.MineOfOthers),
    (rules.a_recount_agrees, wrong.KnowsTheSequence),
    (rules.redaction_keeps_tallies, wrong.CountsLetters),
    (rules.redaction_keeps_tallies, wrong.CountsRefusals),
]


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_the_right_format_passes_every_rule(rule):
    hold(rule, wrong.Right)


@pytest.mark.parametrize(("rule", "kind"), CAUGHT, ids=lambda each: each.__name__)
def test_a_wrong_format_is_caught(rule, kind):
    with pytest.raises(AssertionError, match="wrong"):
        hold(rule, kind, examples=40)


def test_the_order_of_a_set_is_caught_by_two_processes():
    the_fold_law(wrong.Right)
    with pytest.raises(AssertionError, match="different states"):
        the_fold_law(wrong.OrdersBySet)


@pytest.mark.browser
def test_a_number_without_a_mark_is_caught_by_the_page_law(monkeypatch, browser):
    monkeypatch.setattr(page, "drawn", lambda kind, side, state: f"<p>{state['view']['count']}</p>")
    logs = [log for log in sample(wrong.Right, 6) if len({s.by.actor for s in log.entries}) > 3]
    assert any(a != b for log in logs for a, b in itertools.pairwise(page.states(wrong.Right, log, "person")))
    with pytest.raises(AssertionError, match="wrong, person"):
        page.the_page_law(wrong.Right, "person", logs, "en", browser)
