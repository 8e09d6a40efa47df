"""A scenario: what is done to a server, what is promised, and what came of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from live.check.stage import Stage

type Need = Literal["nothing", "SQLite", "PostgreSQL", "Redis", "PostgreSQL and Redis"]
type Figure = float | int | str
type Play = Callable[["Stage"], Awaitable[None]]

SCENARIOS: dict[str, "Scenario"] = {}


@dataclass(frozen=True)
class Scenario:
    """One row of the matrix. `within` seconds is the longest it may take: what hangs has failed.

    Scenarios run a few at a time, for much of it is waiting. A `patient` one waits nearly all the time and takes no
    lane; one that is to be `alone` measures, or harms what all share. A `long` one is left out of the small run.
    """

    id: str
    title: str
    promise: str
    expected: str
    play: Play
    needs: Need = "nothing"
    within: float = 60.0
    patient: bool = False
    alone: bool = False
    long: bool = False


@dataclass(frozen=True)
class Claim:
    """One thing that must hold, and what was found."""

    expected: str
    held: bool
    got: str


@dataclass
class Finding:
    """What came of one scenario with one seed. `not_run` is the sentence that says what was missing."""

    scenario: Scenario
    seed: int
    claims: list[Claim] = field(default_factory=list)
    figures: dict[str, Figure] = field(default_factory=dict)
    seconds: float = 0.0
    not_run: str = ""

    @property
    def passed(self) -> bool:
        """Whether something was claimed and all of it held."""
        return bool(self.claims) and all(claim.held for claim in self.claims)

    @property
    def failures(self) -> list[Claim]:
        return [claim for claim in self.claims if not claim.held]


def scenario(
    id: str,
    title: str,
    *,
    promise: str,
    expected: str,
    needs: Need = "nothing",
    within: float = 60.0,
    patient: bool = False,
    alone: bool = False,
    long: bool = False,
) -> Callable[[Play], Play]:
    """Enters a function into the table. Two of one id are a mistake."""

    def enter(play: Play) -> Play:
        assert id not in SCENARIOS, f"There are two scenarios {id}."
        SCENARIOS[id] = Scenario(id, title, promise, expected, play, needs, within, patient, alone, long)
        return play

    return enter
