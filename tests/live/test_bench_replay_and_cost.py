"""What replay and cost measure is what they say: a short log, a small crowd, and the law noticed where it is broken."""

import json
from typing import Any

import pytest
from django.core.management import call_command

from live.bench import cost, paper, replay, replaying
from live.rig.rooms import open_room
from live.rig.server import running
from live.rig.trouble import Trouble

pytestmark = pytest.mark.timeout(300)  # several servers are started in turn


@pytest.mark.long
def test_a_log_is_replayed_and_a_late_process_joins(monkeypatch: Any, capsys: pytest.CaptureFixture[str]) -> None:
    for name, value in {"ENTRIES": 300, "RUNNING": 60, "TIMES": 1, "FOLDED": 60.0, "CURRENT": 60.0}.items():
        monkeypatch.setattr(replay, name, value)
    call_command("bench", "replay", json=True)
    report = json.loads(capsys.readouterr().out)
    rows = {row["name"]: row["values"] for row in report["rows"]}
    assert report["met"] is True
    assert rows["folded"]["entries"] == "300"
    assert rows["a late process is current"]["entries"] == "60"
    assert all(row["seconds"] > 0 for row in rows.values())


@pytest.mark.long
def test_control_a_picture_that_is_behind_is_no_joining() -> None:
    with running() as server:
        room = open_room(server)
        with pytest.raises(Trouble, match="of 999 entries"):
            replay._joined(server, room, 999)


def test_the_log_is_of_votes_and_questions_and_always_the_same() -> None:
    first, again = (list(replaying.entries(1, "p", "q", ["a", "b"], 5, 400)) for _ in range(2))
    assert first == again
    assert {one.verb for one in first} == {"vote", "ask", "upvote"}
    assert len({one.op_id for one in first}) == 400


@pytest.mark.long
def test_cost_is_counted_and_a_crowd_is_reckoned(monkeypatch: Any, capsys: pytest.CaptureFixture[str]) -> None:
    for name, value in {
        "PAIRS": ((3, 6), (6, 12)),
        "SECONDS": 2.0,
        "MEASURED": 10,
        "WINDOW": 0.5,
        "ENTRIES": 100,
    }.items():
        monkeypatch.setattr(cost, name, value)
    call_command("bench", "cost", json=True)
    report = json.loads(capsys.readouterr().out)
    assert [row["met"] for row in report["rows"]] == [True, True]
    assert any("1,000,000 people" in note for note in report["notes"])


COUNTED: dict[str, Any] = {
    "busy": {
        "people": 10,
        "acts": 100,
        "seconds": 1.0,
        "ticks": 11.0,
        "writes": 200,
        "frames": {"patch": 100},
        "patch_bytes": 30_000,
        "hints": 20,
        "commits": 20,
        "statements": 141,
        "looks": 1,
    },
    "quiet": {"statements": 3, "seconds": 3.0},
}


def test_a_room_within_the_law_is_said_to_be() -> None:
    assert cost._row(COUNTED).met is True


@pytest.mark.parametrize(
    "broken",
    [
        {"writes": 1000},  # one for each vote and person
        {"hints": 100},
        {"statements": 101 * 7},
    ],
)
def test_control_each_breach_is_noticed(broken: dict[str, int]) -> None:
    assert cost._row({**COUNTED, "busy": COUNTED["busy"] | broken}).met is False


def test_control_a_quiet_room_that_asks_is_noticed() -> None:
    assert cost._row({**COUNTED, "quiet": {"statements": 30, "seconds": 3.0}}).met is False


def test_on_paper_by_hand() -> None:
    """10,000 people: two processes, a tick each half second, 20,000 frames a second of 370 bytes."""
    one = paper.Paper(10_000, paper.Measured(delivery=30e-6, act=600e-6, entry=30e-6, patch=300, writer=5000))
    assert (one.processes, one.deliveries) == (2, 20_000)
    assert one.wire == pytest.approx(20_000 * 370 * 8)
    assert one.votes == pytest.approx(166.67, abs=0.01)
    assert (one.commits, one.bus) == (80, 160)
    assert one.busy == pytest.approx(0.3 + 83.33 * 600e-6 + 166.67 * 30e-6, abs=1e-4)
    assert one.bottleneck.startswith("the processes")
