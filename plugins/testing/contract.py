"""`ActivityContract`: the suite as a class. It asks for the fixtures `kind`, a format, and Playwright's `browser`."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from plugins import checks, registry
from plugins.contract import Format
from plugins.testing import page
from plugins.testing.child import fold_elsewhere
from plugins.testing.fold import Log
from plugins.testing.golden import golden_logs_hold
from plugins.testing.logs import logs, sample
from plugins.testing.rules import RULES, views_stay_small_in_a_crowd

STEADY = settings(
    deadline=None,
    derandomize=True,
    database=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
PAGES = [("person", "es"), ("person", "fr"), ("desk", "fr"), ("screen", "es")]
"""Sides and languages in which the page law is tried: their plurals differ, and what the script does with them."""
EXAMPLES = 16  # logs a rule; more find little and cost seconds

type Rule = Callable[[type[Format], Log], None]


def hold(rule: Rule, kind: type[Format]) -> None:
    """Try a rule on generated logs. Where one breaks it, hypothesis shows the smallest that does."""
    for log in sample(kind, EXAMPLES):
        try:
            rule(kind, log)
        except Exception:
            show_smallest(rule, kind)
            raise


def show_smallest(rule: Rule, kind: type[Format]) -> None:
    """Look for the smallest log that breaks a rule, and fail by it."""

    @settings(STEADY, max_examples=EXAMPLES)
    @given(logs(kind))
    def attempt(log: Log) -> None:
        rule(kind, log)

    attempt()


def the_fold_law(kind: type[Format]) -> None:
    """The same logs give the same bytes in two processes without Django: other hash seeds, other batches."""
    found = sample(kind, EXAMPLES)
    one, other = (fold_elsewhere(kind, found, seed=seed) for seed in (1, 2))
    assert one == other, f"{kind.slug}: two processes fold the same log to different states"


class ActivityContract:
    """What any format promises. Subclass it beside the fixture `kind`."""

    @pytest.fixture(autouse=True)
    def lent(self, kind: type[Format]) -> Iterator[None]:
        """Its templates are found, whether it is installed or not."""
        with registry.lent(kind):
            yield

    def test_it_says_all_a_format_must_say(self, kind: type[Format]) -> None:
        assert [f"plenaria.E{fault.number:03}: {fault.what} {fault.hint}" for fault in checks.faults(kind)] == []

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
    def test_the_rules_of_the_fold(self, kind: type[Format], rule: Any) -> None:
        hold(rule, kind)

    def test_two_processes_fold_the_same(self, kind: type[Format]) -> None:
        the_fold_law(kind)

    def test_views_stay_small_in_a_crowd(self, kind: type[Format]) -> None:
        views_stay_small_in_a_crowd(kind, sample(kind, EXAMPLES))

    def test_golden_logs_of_every_version_hold(self, kind: type[Format]) -> None:
        golden_logs_hold(kind)

    @pytest.mark.parametrize("side", checks.SIDES)
    def test_templates_print_every_state(self, kind: type[Format], side: str) -> None:
        page.templates_are_complete(kind, side, sample(kind, EXAMPLES)[:5])

    def test_settings_make_a_block_and_come_back(self, kind: type[Format]) -> None:
        page.settings_through_the_form(kind, sample(kind, EXAMPLES)[:5])

    @pytest.mark.browser
    @pytest.mark.parametrize("side", checks.SIDES)
    def test_pages_are_accessible(self, kind: type[Format], side: str, browser: Any) -> None:
        page.pages_are_accessible(kind, side, sample(kind, EXAMPLES)[:5], browser)

    @pytest.mark.browser
    @pytest.mark.parametrize(("side", "language"), PAGES)
    def test_the_page_law(self, kind: type[Format], side: str, language: str, browser: Any) -> None:
        page.the_page_law(kind, side, sample(kind, EXAMPLES)[:5], language, browser)
