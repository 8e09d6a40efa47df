"""`ActivityContract`: the suite as a class. It asks for the fixtures `kind`, a format, and Playwright's `browser`."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from plugins import checks
from plugins.contract import Format
from plugins.testing import page
from plugins.testing.child import fold_elsewhere
from plugins.testing.fold import Log
from plugins.testing.logs import logs, sample
from plugins.testing.rules import RULES

STEADY = settings(
    deadline=None,
    derandomize=True,
    database=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
EXAMPLES = 15  # logs a rule; more find little and cost seconds


def hold(rule: Callable[[type[Format], Log], None], kind: type[Format], examples: int = EXAMPLES) -> None:
    """Try a rule on generated logs; hypothesis shows the smallest that breaks it."""

    @settings(STEADY, max_examples=examples)
    @given(logs(kind))
    def attempt(log: Log) -> None:
        rule(kind, log)

    attempt()


def the_fold_law(kind: type[Format]) -> None:
    """The same logs give the same bytes in two processes with other hash seeds, neither of which has Django."""
    found = sample(kind, EXAMPLES)
    one, other = (fold_elsewhere(kind, found, seed=seed) for seed in (1, 2))
    assert one == other, f"{kind.slug}: two processes fold the same log to different states"


class ActivityContract:
    """What any format promises. Subclass it beside the fixtures `kind` and `browser`."""

    def test_it_says_all_a_format_must_say(self, kind: type[Format]) -> None:
        assert checks.faults(kind) == []

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
    def test_the_rules_of_the_fold(self, kind: type[Format], rule: Any) -> None:
        hold(rule, kind)

    def test_two_processes_fold_the_same(self, kind: type[Format]) -> None:
        the_fold_law(kind)

    @pytest.mark.parametrize("side", checks.SIDES)
    def test_templates_print_every_state(self, kind: type[Format], side: str) -> None:
        for log in sample(kind, 5):
            for state in page.states(kind, log, side):
                assert page.drawn(kind, side, state).strip()

    def test_settings_make_a_block_and_come_back(self, kind: type[Format]) -> None:
        page.settings_through_the_form(kind, sample(kind, 5))

    @pytest.mark.browser
    @pytest.mark.parametrize("side", checks.SIDES)
    @pytest.mark.parametrize("language", ["es", "fr"])
    def test_the_page_law(self, kind: type[Format], side: str, language: str, browser: Any) -> None:
        page.the_page_law(kind, side, sample(kind, 8), language, browser)
