"""What is measured is found by its name, printed with its bound, and leaves nothing behind."""

import contextlib
import json

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from live.bench import fanout, join, memory, slow
from live.bench.houses import BOUND, PLENARIA, both
from live.bench.spending import Spent, table
from live.bench.telling import PACE
from live.rig.clients import language
from live.rig.report import Report, Row
from live.rig.trouble import Trouble
from plenaria.bench import pages
from plenaria.upkeep.management.commands import bench

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def small(monkeypatch):
    """As it is, with few sessions and few requests; how quick a machine of tests is, is no question here."""
    for name, value in {"SESSIONS": 3, "NEW": 3, "READY": 3, "LONGEST": 60_000.0, "SHARE": 0.0, "TURNS": 1}.items():
        monkeypatch.setattr(pages, name, value)


@pytest.mark.long
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


def rows_of(report: Report) -> dict[str, dict]:
    return {row.name: dict(row.values) for row in report.rows}


@pytest.mark.long
def test_fan_out_counts_every_delivery():
    report = fanout.run(clients=20, seconds=1, turns=1)
    rows = rows_of(report)
    told = [row for row in rows.values() if "pictures" in row]
    assert [row["deliveries"] for row in told] == [
        row["pictures"] * clients for row, clients in zip(told, (20, 4, 20, 100, 20), strict=True)
    ]
    assert all(1 <= row["pictures"] <= round(PACE) and row["µs each"] > 0 for row in told)
    assert rows[f"the bound in {language()}: one send() each, 20"]["pictures"] == round(PACE)
    assert rows["came to everybody, in order"] == {
        "deliveries": sum(row["deliveries"] for row in told[:4]),
        "missing": 0,
    }


@pytest.mark.long
@pytest.mark.parametrize(("measured", "columns"), [(fanout, ["idle", "1", "4", "20", "100"]), (join, ["each"])])
def test_a_profile_says_where_the_time_of_each_went(measured, columns):
    asked = {"seconds": 1} if measured is fanout else {}
    *parts, all_ = measured.run(clients=20, profile=True, **asked).rows
    assert list(all_.values) == columns
    for column in columns:
        told = sum(float(row.values[column]) for row in parts)
        assert float(all_.values[column]) == pytest.approx(told, abs=0.1 * len(parts))
        assert told > 0
    assert any(row.name == "loop: writing frames to sockets" for row in parts)


def test_a_profile_leaves_out_idling_and_hides_nothing_else():
    busy, idle = Spent({"a": 3.0, "b": 0.5}, lasted=2.0), Spent({"a": 1.0, "b": 1.0}, lasted=1.0)
    assert busy.beyond(idle) == Spent({"a": 1.0, "b": 0.0}, 2.0)
    report = table("Where", {"each": (busy.beyond(idle), 4), "idle": (idle, 1)}, [])
    assert [(row.name, *row.values.values()) for row in report.rows] == [
        ("a", "250000.0", "1000000.0"),
        ("b", "0.0", "1000000.0"),
        ("all", "250000.0", "2000000.0"),
    ]


@pytest.mark.long
def test_slow_readers_are_told_apart_from_those_who_read(monkeypatch):
    for name, value in {"POLLS": 3, "WARM": 0.25, "SETTLE": 0.5}.items():
        monkeypatch.setattr(slow, name, value)
    report = slow.run(clients=10, seconds=2, turns=1)
    rows = rows_of(report)
    assert rows["all read"]["pictures"] == rows["1 of 10 stop reading"]["pictures"] == 2 * slow.RATE
    assert rows["readers got everything, in order"] == {"missing": 0}
    assert rows["all read"]["p99"] > 0
    assert "0 MB are told to those who stopped" in report.as_text()


@pytest.fixture(scope="module")
def houses():
    """Plenaria and the echo, started once for what measures both."""
    with contextlib.ExitStack() as stack:
        yield both(stack)


@pytest.fixture
def started(houses, monkeypatch):
    for measurement in (memory, join):
        monkeypatch.setattr(measurement, "both", lambda stack: houses)


@pytest.mark.long
def test_memory_is_asked_of_the_server_with_and_without_its_sockets(started):
    rows = rows_of(memory.run(clients=40))
    assert list(rows) == [f"{name}, {n} connections" for name in (BOUND, PLENARIA) for n in (20, 40)]
    assert all(row["server MB"] > 20 for row in rows.values())


@pytest.mark.long
def test_joining_is_asked_of_everybody_who_came_in(started):
    rows = rows_of(join.run(clients=30, turns=1))
    bound, ours = rows[BOUND], rows[f"{PLENARIA}: join and snapshot"]
    assert ours["bytes each"] > 1000 > bound["bytes each"] > len('{"t":"join"}')
    assert ours["CPU ms each"] > 0
    assert rows["all 30 in"]["seconds"] > 0


def test_a_size_that_a_measurement_does_not_ask_is_refused():
    with pytest.raises(CommandError, match="bench memory has no --turns: leave it out"):
        call_command("bench", "memory", turns=2)
    with pytest.raises(CommandError, match="'none' is no whole number above zero"):
        call_command("bench", "memory", "--clients", "none")


def test_what_a_rig_could_not_do_is_one_sentence(monkeypatch):
    def run() -> Report:
        raise Trouble("The server did not start.")

    monkeypatch.setattr(bench, "measurements", lambda: {"slow": run})
    with pytest.raises(CommandError, match=r"^The server did not start\.$"):
        call_command("bench", "slow")


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
