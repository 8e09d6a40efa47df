"""What is measured is found by its name, printed with its bound, and leaves nothing behind."""

import json

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from plenaria.bench import pages
from plenaria.bench.report import Report, Row
from plenaria.upkeep.management.commands import bench

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def small(monkeypatch):
    """As it is, with few sessions and few requests; how quick a machine of tests is, is no question here."""
    for name, value in {"SESSIONS": 3, "NEW": 3, "READY": 3, "LONGEST": 60_000.0, "SHARE": 0.0, "TURNS": 1}.items():
        monkeypatch.setattr(pages, name, value)


def test_pages_are_measured_and_nothing_is_left(small, capsys):
    before = list(Page.objects.values_list("pk", flat=True))
    call_command("bench", "pages", json=True)
    report = json.loads(capsys.readouterr().out)
    rows = {row["name"]: row["values"] for row in report["rows"]}
    assert report["met"] is True
    assert {"session, made anew", "calendar, kept ready"} <= set(rows)
    assert rows["calendar, kept ready"]["bare view/s"] > 0
    assert rows["session, made anew"]["queries"] == 15
    assert all(rows[name]["p95"] > 0 for name in rows if name.endswith("made anew"))
    assert list(Page.objects.values_list("pk", flat=True)) == before


def test_a_goal_that_is_missed_ends_the_command_with_1(monkeypatch):
    missed = Report("Slow", [Row("one", {"ms": 9.5}, "≤ 1 ms", False), Row("the bound", {"ms": 1.0})])
    monkeypatch.setattr(bench, "measurements", lambda: {"slow": lambda: missed})
    with pytest.raises(CommandError) as ended:
        call_command("bench", "slow")
    assert ended.value.returncode == 1
    assert "≤ 1 ms: MISSED" in missed.as_text()


def test_a_name_that_nobody_measures_is_refused_with_those_there_are():
    with pytest.raises(CommandError, match="pages"):
        call_command("bench", "nothing")
