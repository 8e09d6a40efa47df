"""One way to set priorities: who decided what, what each proposal comes to, and in which order they stand."""

from collections.abc import Iterable
from typing import Any, ClassVar

from msgspec import Struct

from plugins.contract import By, Json, Mode, Refused
from plugins.priorities.settings import PrioritiesSettings
from plugins.split import ByMode, nobody


class Way:
    """Dots or pairs, of one round. A `voter` is an actor, or the table an actor speaks for.

    `voters` counts them by mode: a table has none of its own, so tables are `untold`."""

    measures: ClassVar[tuple[str, ...]]  # what `scores` mean, marked with `N_`
    verbs: ClassVar[dict[str, str]]  # by who decides: the verb of the phone's form

    def __init__(self, settings: PrioritiesSettings, ids: tuple[str, ...]):
        self.settings, self.ids = settings, ids
        self.marks = {id: nobody() for id in ids}  # what is drawn of each proposal, by mode
        self.voters = nobody()

    def check(self, said: Struct) -> None:
        """Raise `Refused` for what cannot count whoever says it."""
        raise Refused("other_way")

    def accept(self, said: Any, by: By, voter: str, mode: Mode) -> None:
        """Fold what somebody said for a voter, or raise `Refused`."""
        raise NotImplementedError

    def form(self) -> Json:
        """What the view tells of the form."""
        raise NotImplementedError

    def mine(self, actor: str) -> Json:
        """What an actor is shown of what they said."""
        raise NotImplementedError

    def took_part(self, actor: str) -> bool:
        """Whether something this actor said has counted and was not taken back."""
        raise NotImplementedError

    def score(self, id: str) -> int:
        """What proposals are ordered by, the most first; 0 where nobody decided about it."""
        raise NotImplementedError

    def weight(self, id: str) -> int:
        """On how many voters or comparisons the score rests: orders those of equal score, the most first."""
        raise NotImplementedError

    def row(self, id: str) -> Json:
        """What results tell of a proposal beside its marks."""
        return {"score": self.score(id), "weight": self.weight(id)}

    def people(self) -> dict[str, ByMode]:
        """Who was for each proposal, by mode, each voter once."""
        raise NotImplementedError

    def scores(self, id: str) -> tuple[float, ...]:
        """One for each of the `measures`."""
        raise NotImplementedError

    def seqs(self) -> Iterable[int]:
        """The entries that count."""
        raise NotImplementedError

    def standing(self) -> dict[str, int]:
        """The voters that have decided, each with the last entry that counts for it."""
        raise NotImplementedError

    def known(self, ids: Iterable[str]) -> None:
        """Raise `Refused` where one is not on the ballot."""
        if any(id not in self.marks for id in ids):
            raise Refused("proposal")
