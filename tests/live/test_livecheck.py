"""Scenarios notice: with a guard taken out of the product, the one that stands for it says what was broken."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from live.check import dying, result, runner
from live.check.scenario import SCENARIOS, Claim, Finding, Scenario
from live.phone import Phone, mean_tries

UNGUARDED = "tests.live.unguarded:application"

# The guard taken out, the scenario that must notice, and the claim that must not hold.
CONTROLS = {
    "uniqueness": ("F03", "each vote is stored once"),
    "origin": ("F31", "another site, desk: closed with nothing told"),
    "rights": ("F33", "nothing is written after the demotion"),
    "standing": ("F32", "demoted: every socket is closed in 2 s"),
    "draining": ("F02", "every socket is closed with 4412"),
    "frame_size": ("F17", "64 kB and a byte: too_big"),
    "limits": ("F16", "a flood of valid acts is closed with 4429"),
    "places": ("F36", "50 are confirmed"),
    "leaving": ("F28", "no sockets are left"),
    "other_windows": ("F29", "both windows show the last vote"),
    "looking": ("F09", "everybody sees the vote"),
    "epoch": ("F05", "a new epoch reaches everybody"),
    "hosts' verbs": ("F19", "a host's close: refused"),
    "closing": ("F21", "no vote behind the close counts"),
    "hiding": ("F30", "what the desk hides is taken from everybody"),
}
OFF = {"standing": "rights", "hosts' verbs": "child", "closing": "child", "hiding": "child"}
"""Under which name a guard is taken out, where it is not its own: the child of formats has three of them."""

pytestmark = pytest.mark.timeout(600)


def play(*ids: str, off: str = "", **changes: Any) -> dict[str, Finding]:
    """Findings by id, with these guards out."""
    table = runner.scenarios()
    chosen = [replace(table[one], **changes) for one in ids]
    how = {"application": UNGUARDED, "environment": {"PLENARIA_GUARDS_OFF": off}} if off else {}
    return {one.scenario.id: one for one in asyncio.run(runner.play(chosen, seed=24, clients=12, **how))}


@pytest.mark.long
@pytest.mark.parametrize("guard", CONTROLS)
def test_control_with_the_guard_out_the_scenario_fails(guard: str) -> None:
    scenario, claim = CONTROLS[guard]
    found = play(scenario, off=OFF.get(guard, guard), within=60)[scenario]
    assert claim in [one.expected for one in found.failures], result.as_text(found)


@pytest.mark.long
def test_control_answers_before_the_commit_lose_votes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dying, "KILLS", 1)
    found = play("F01", off="commit")["F01"]
    assert "every acknowledged act is stored" in [one.expected for one in found.failures], result.as_text(found)


@pytest.mark.long
def test_control_an_outbox_that_forgets_leaves_acts_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    async def forgets(self: Phone) -> None:
        self._fresh = True
        self.outbox.clear()

    monkeypatch.setattr(Phone, "_arrived", forgets)
    found = play("F03", within=8)["F03"]
    assert "it ends within 8 s" in [one.expected for one in found.failures], result.as_text(found)


def test_a_scenario_that_hangs_claims_nothing_or_raises_has_failed() -> None:
    async def hangs(stage: Any) -> None:
        await asyncio.sleep(60)

    async def claims_nothing(stage: Any) -> None: ...

    async def raises(stage: Any) -> None:
        raise ValueError("what went wrong")

    def a_scenario(id: str, play: Any, within: float = 5) -> Scenario:
        return Scenario(id, id, "G1", "it holds", play, within=within)

    wrong = [a_scenario("X1", hangs, 0.2), a_scenario("X2", claims_nothing), a_scenario("X3", raises)]
    house = type("House", (), {"rooms": []})()

    async def findings() -> list[Finding]:
        made = [runner.Stage(house, one, 1, clients=1, long=False) for one in wrong]
        return [await runner._perform(stage) for stage in made]

    one, two, three = asyncio.run(findings())
    assert [one.passed, two.passed, three.passed] == [False, False, False]
    assert "expected: it ends within 0 s" in result.as_text(one)
    assert "nothing was claimed" in result.as_text(two)
    assert "what went wrong" in result.as_text(three)


def test_the_tries_of_who_comes_back_follow_the_time_without_a_server() -> None:
    """Waits of half a second, one, two, and then four each in the mean."""
    assert [mean_tries(seconds) for seconds in (0, 0.5, 2.5, 3.5, 7.4, 7.5, 20)] == [0, 1, 2, 3, 3, 4, 7]


def test_what_is_not_run_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    table, told = runner.scenarios(), list[Finding]()
    asyncio.run(runner.play([table["F07"]], seed=1, clients=1, tell=told.append))
    assert "NOT RUN" in result.as_text(told[0])
    assert "needs PostgreSQL: set DATABASE_URL" in result.as_text(told[0])
    assert "1 not run" in result.sum_up(told)


def test_the_file_holds_what_was_expected_and_got() -> None:
    scenario = runner.scenarios()["F21"]
    claims = [Claim("one close counts", False, "2 did"), Claim("the race is one", True, "")]
    told = result.as_json([Finding(scenario, 7, claims, {"late": 54}, 2.5)], clients=40)
    assert told["passed"] is False
    assert told["scenarios"][0]["failures"] == [{"expected": "one close counts", "got": "2 did"}]
    assert (told["scenarios"][0]["seed"], told["scenarios"][0]["figures"]) == (7, {"late": 54})


def test_every_row_of_the_matrix_is_played() -> None:
    wanted = [*range(1, 12), *range(16, 20), 21, *range(28, 34), 36]
    assert list(runner.scenarios()) == [f"F{number:02}" for number in wanted]
    assert runner.scenarios() == dict(sorted(SCENARIOS.items()))
