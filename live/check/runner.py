"""Plays scenarios, a few at a time: none may hang, none is left out in silence."""

import asyncio
import contextlib
import importlib
import os
import time
from collections.abc import Callable, Collection, Mapping, Sequence

from live.check.house import House, open_house
from live.check.scenario import SCENARIOS, Claim, Finding, Scenario
from live.check.stage import Stage
from live.rig.server import PRODUCT
from live.rig.services import Missing

FAMILIES = (
    *("dying", "losing", "stores", "layers", "leaking"),
    *("flooding", "intruding", "closing", "revoking", "reserving"),
)

LANES = 4  # scenarios at a time: on two processors their servers still answer as on one's own

type Tell = Callable[[Finding], None]


def scenarios() -> dict[str, Scenario]:
    """All of them, by id, in their order."""
    for family in FAMILIES:
        importlib.import_module(f"live.check.{family}")
    return dict(sorted(SCENARIOS.items()))


async def play(
    chosen: Sequence[Scenario],
    *,
    seed: int,
    clients: int,
    long: bool = False,
    tell: Tell = lambda finding: None,
    application: str = PRODUCT,
    environment: Mapping[str, str] | None = None,
) -> list[Finding]:
    """All of `chosen` with one seed, on a house of their own. `application` may name one with a guard taken out."""
    findings: list[Finding] = []

    async def one(scenario: Scenario, house: House, lanes: asyncio.Semaphore) -> None:
        async with contextlib.nullcontext() if scenario.patient else lanes:
            finding = await _perform(Stage(house, scenario, seed, clients=clients, long=long))
        findings.append(finding)
        tell(finding)

    ready = [scenario for scenario in chosen if not _not_run(scenario, long)]
    for scenario in chosen:
        if sentence := _not_run(scenario, long):
            findings.append(Finding(scenario, seed, not_run=sentence))
            tell(findings[-1])
    if not ready:
        return findings
    async with open_house(application=application, environment=environment) as house:
        for some in ([one for one in ready if not one.alone], [one for one in ready if one.alone]):
            lanes = asyncio.Semaphore(1 if some[:1] and some[0].alone else LANES)
            async with asyncio.TaskGroup() as group:
                for scenario in some:
                    group.create_task(one(scenario, house, lanes))
    return sorted(findings, key=lambda finding: finding.scenario.id)


async def _perform(stage: Stage) -> Finding:
    """Play it, come what may: a fault of its own and a wait without end are findings too."""
    finding, begun = stage.finding, time.monotonic()
    within = finding.scenario.within
    try:
        async with asyncio.timeout(within):
            await finding.scenario.play(stage)
    except TimeoutError:
        finding.claims.append(Claim(f"it ends within {within:.0f} s", False, "it did not"))
    except Missing as missing:
        finding.not_run = f"needs a program: {missing}"
    except Exception as error:  # told as what was got
        finding.claims.append(Claim("the scenario can be played", False, f"{type(error).__name__}: {error}"))
    finally:
        await stage.end()
    finding.seconds = round(time.monotonic() - begun, 2)
    return finding


def _not_run(scenario: Scenario, long: bool) -> str:
    """Why it cannot be played here, or nothing."""
    if scenario.long and not long:
        return "takes minutes: say --long"
    has = {"PostgreSQL": bool(os.environ.get("DATABASE_URL")), "Redis": bool(os.environ.get("REDIS_URL"))}
    match scenario.needs:
        case "SQLite" if has["PostgreSQL"]:
            return "is about SQLite: run without DATABASE_URL"
        case "PostgreSQL" | "PostgreSQL and Redis" if not has["PostgreSQL"]:
            return "needs PostgreSQL: set DATABASE_URL"
        case "Redis" | "PostgreSQL and Redis" if not has["Redis"]:
            return "needs Redis: set REDIS_URL"
    return ""


def unknown(ids: Collection[str]) -> list[str]:
    """Those of `ids` that name no scenario."""
    return [one for one in ids if one not in scenarios()]
