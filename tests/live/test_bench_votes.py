"""The crowd that measures votes: what it notes is what happened, in either language, and a lost vote is noticed."""

import json

import pytest
from django.core.management import call_command

from live.bench import voters, votes
from live.bench.voters import Answer, Heard, Window
from live.rig import clients
from live.rig.rooms import open_room
from live.rig.server import running

pytestmark = pytest.mark.timeout(300)  # several servers are started in turn

PEOPLE = 12
WRITTEN_IN = [pytest.param(one, marks=pytest.mark.long) for one in ("C", "Python")]


@pytest.fixture(scope="module", params=WRITTEN_IN)
def voted(request: pytest.FixtureRequest):
    """Two rounds of votes of a small crowd: the server, its room, the votes it stored and the two windows."""
    if request.param == "C" and clients.built(voters.SOURCE) is None:
        pytest.skip("No C compiler here: apt-get install gcc.")
    with running() as server:
        room = open_room(server)
        said = {"activity": room.poll, "choices": room.options, "written_in": request.param}
        path = f"/ws/live/{room.code}/"
        with voters.crowd(server, path, people=PEOPLE, windows=(0.5, 0.0), patience=20, **said) as crowd:
            windows = [crowd.vote(), crowd.vote()]
        server.kill()
        yield server, room, voters.stored(server, room), windows


def test_everybody_is_answered_once_a_round(voted) -> None:
    _, _, places, windows = voted
    for window in windows:
        assert (len(window.answers), window.refused, window.unanswered) == (PEOPLE, 0, 0)
        assert all(0 < wait < 20_000 for wait in window.waits)
    acked = [one.place for window in windows for one in window.answers]
    assert sorted(acked) == sorted(places)


def test_everybody_hears_the_last_tally(voted) -> None:
    _, _, places, windows = voted
    for window in windows:
        top = max(one.place for one in window.answers)
        assert {one.socket for one in window.frames if one.to >= top} == set(range(PEOPLE))
        late = window.late(places)
        assert len(late) == len(window.frames) > 0
        assert all(0 <= ms < 20_000 for ms in late)
        assert all(0 <= ms < 20_000 for ms in window.shown(places))


def test_what_was_acknowledged_is_found_after_a_kill(voted) -> None:
    server, room, places, windows = voted
    assert votes._kept(server, room, places, windows)


def test_control_a_vote_that_is_not_stored_is_missed(voted) -> None:
    server, room, places, windows = voted
    lost = dict(places)
    del lost[windows[0].answers[0].place]
    assert not votes._kept(server, room, lost, windows)


def test_control_a_vote_that_is_stored_and_not_counted_is_missed(voted) -> None:
    server, room, places, windows = voted
    assert not votes._kept(server, room, {**places, 999: 0.0}, windows)


def test_lateness_is_of_the_newest_vote_and_showing_of_each() -> None:
    answers = [Answer(1, 0.0, 0.2), Answer(2, 0.1, 0.25)]
    frames = [Heard(0, 0.5, 0, 2, 300), Heard(1, 0.6, 0, 2, 300)]
    window = Window(2, 2, answers, frames, 1.0, 0.1, 0, 0)
    stored = {1: 0.1, 2: 0.4}
    assert window.late(stored) == pytest.approx([100.0, 200.0])
    assert window.shown(stored) == pytest.approx([400.0, 100.0])  # of the one socket in fifty
    assert window.waits == pytest.approx([200.0, 150.0])
    assert window.done == pytest.approx(0.25)
    assert window.told == pytest.approx(0.5)


@pytest.mark.long
def test_the_command_prints_both_schemes(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """As it is, with few people; how quick a machine of tests is, is no question here."""
    for name, value in {
        "PEOPLE": 10,
        "SMALL": 5,
        "WINDOW": 0.3,
        "PATIENCE": 20.0,
        "LESS": 0.0,
        "FEW": 3,
        "PACE": 0.3,
    }.items():
        monkeypatch.setattr(votes, name, value)
    for name in ("ANSWER", "TALLY", "BURST"):
        monkeypatch.setattr(votes, name, 60_000.0)
    call_command("bench", "votes", json=True)
    report = json.loads(capsys.readouterr().out)
    rows = {row["name"]: row for row in report["rows"]}
    assert report["met"] is True
    assert rows["10 within 0 s"]["values"]["answered"] == "100%"
    assert rows["10 at once"]["values"]["frames each"] >= 1
    assert next(row for name, row in rows.items() if "tutorial" in name)["values"]["answered"] == "100%"


def test_who_was_not_answered_is_missed() -> None:
    window = Window(2, 2, [Answer(1, 0.0, 0.2)], [], 1.0, 0.1, 0, 1)
    assert not votes.Round(window, 0.1, {1: 0.1}).whole


@pytest.mark.long
def test_the_profile_says_where_the_time_of_a_vote_goes() -> None:
    report = votes.profiled(PEOPLE, (0.3, 0.0))
    *parts, all_ = ({name: float(value) for name, value in row.values.items()} for row in report.rows)
    labels = {row.name for row in report.rows}
    assert {"database: commit", "child: judge", "child: fold", "child: tick", "all"} <= labels
    assert any(label.startswith("loop: ") for label in labels)
    for window in ("within 0 s", "at once"):
        assert all_[window] == pytest.approx(sum(part[window] for part in parts), abs=len(parts))
        assert all_[window] > 0
