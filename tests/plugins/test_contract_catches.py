"""The suite catches formats that break a rule, by that rule's name; the honest one keeps them all."""

import pytest

from plugins import checks, registry
from plugins.testing import contract, golden, page, rules
from plugins.testing.adversary.broken import BROKEN, RefusesWithoutASentence
from plugins.testing.adversary.honest import Honest
from plugins.testing.contract import ActivityContract, hold
from plugins.testing.logs import sample

LAWS = {
    "the_fold_law": contract.the_fold_law,
    "views_stay_small_in_a_crowd": lambda kind: rules.views_stay_small_in_a_crowd(kind, sample(Honest, 60)),
    "golden_logs_hold": golden.golden_logs_hold,
    "templates_are_complete": lambda kind: page.templates_are_complete(kind, "person", sample(kind, 6)),
}
IN_BROWSERS = {
    "pages_are_accessible": lambda kind, browser: page.pages_are_accessible(kind, "person", sample(kind, 2), browser),
    "the_page_law": lambda kind, browser: page.the_page_law(kind, "person", sample(kind, 6), "en", browser),
}
RULES = {rule.__name__: rule for rule in rules.RULES}


def wrong(names):
    return [(name, kind) for name in names for kind in BROKEN[name]]


@pytest.fixture
def kind():
    return Honest


class TestHonest(ActivityContract):
    """Keeps every rule, golden log of its first version included."""


def test_every_rule_has_a_format_that_breaks_it():
    assert set(BROKEN) == {*RULES, *LAWS, *IN_BROWSERS}


@pytest.mark.parametrize(("rule", "kind"), wrong(RULES))
def test_a_wrong_format_is_caught(rule, kind):
    with pytest.raises(AssertionError, match=f"^{kind.slug}: "):
        hold_all(RULES[rule], kind, sample(Honest, 60))


def hold_all(rule, kind, logs):
    for log in logs:
        rule(kind, log)


def test_the_smallest_log_is_shown():
    lengths = []

    def rule(kind, log):
        lengths.append(len(log.entries))
        rules.a_refusal_changes_nothing(kind, log)

    with pytest.raises(AssertionError, match="adversary: "):
        hold(rule, RefusesWithoutASentence)
    assert lengths[-1] == 1 < max(lengths)


@pytest.mark.parametrize(("law", "kind"), wrong(LAWS))
def test_a_wrong_format_is_caught_by_a_law(law, kind):
    with registry.lent(kind), pytest.raises(AssertionError, match=kind.slug):
        LAWS[law](kind)


@pytest.mark.browser
@pytest.mark.parametrize(("law", "kind"), wrong(IN_BROWSERS))
def test_a_wrong_page_is_caught_in_a_browser(law, kind, browser):
    with registry.lent(kind), pytest.raises(AssertionError, match=f"{kind.slug}, person"):
        IN_BROWSERS[law](kind, browser)


def test_a_lent_format_goes_when_its_tests_end():
    with registry.lent(Honest):
        assert registry.get("adversary") is Honest
    assert registry.get("adversary") is None
    assert checks.formats(None) == []
