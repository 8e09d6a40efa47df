"""What the organiser fills in for priorities, and what makes no sense together."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from plugins.contract import N_, Text

MOST_PROPOSALS = 100  # what one view holds, and more than anybody reads to the end
MOST_DOTS = 20
MOST_ON_ONE = 10  # seats of one proposal on a phone: two lines of them
MOST_PAIRS = 200  # an hour of comparing

type WayName = Literal["dots", "pairs"]
"""The ways to set priorities; each has a module of its own."""


class Proposal(Struct, frozen=True):
    """One proposal of the organiser's own list; `id` is given by the form and names it for ever."""

    label: Annotated[Text, Meta(title=N_("Proposal"), description=N_("Up to 140 letters."), extra={"letters": 140})]
    id: str = ""


class PrioritiesSettings(Struct, frozen=True):
    """What the organiser fills in. What it is about is the activity's title."""

    way: Annotated[
        WayName,
        Meta(
            title=N_("How priorities are set"),
            description=N_("Dots are quick. Pairs are easier where proposals are many and alike."),
            extra={"labels": {"dots": N_("Give dots to proposals"), "pairs": N_("Compare proposals two by two")}},
        ),
    ] = "dots"
    voice: Annotated[
        Literal["person", "table"],
        Meta(
            title=N_("Who decides"),
            description=N_("By table, whoever speaks for a table gives its one ballot. It is never secret."),
            extra={"labels": {"person": N_("Each person"), "table": N_("Each table, by its rapporteur")}},
        ),
    ] = "person"
    proposals: Annotated[
        list[Proposal],
        Meta(
            title=N_("Proposals"),
            description=N_("Your own list. It comes after what is taken from another activity; 100 at most in all."),
            max_length=MOST_PROPOSALS,
        ),
    ] = []
    dots: Annotated[
        int, Meta(title=N_("Dots each one has"), description=N_("Only where dots are given."), ge=1, le=MOST_DOTS)
    ] = 5
    most: Annotated[
        int,
        Meta(
            title=N_("Dots on one proposal, at most"),
            description=N_("1 spreads them over as many proposals as there are dots."),
            ge=1,
            le=MOST_ON_ONE,
        ),
    ] = 3
    pairs: Annotated[
        int,
        Meta(
            title=N_("Pairs each one compares"),
            description=N_("At most, and only where proposals are compared. Fewer proposals have fewer pairs."),
            ge=1,
            le=MOST_PAIRS,
        ),
    ] = 15
    top: Annotated[
        int,
        Meta(
            title=N_("How many go to the stage"),
            description=N_("The first ones, once results show; the desk may change it. 0 shows all."),
            ge=0,
            le=MOST_PROPOSALS,
        ),
    ] = 5

    @property
    def on_one(self) -> int:
        """How many dots one proposal may get of one voter."""
        return min(self.most, self.dots)
