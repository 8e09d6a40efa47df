"""What the organiser fills in for a poll, and what makes no sense together."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from plugins.contract import N_, Text

MOST_OPTIONS = 12  # what a projector shows readably, and what a person compares
MOST_STEPS = 10  # of a rating scale: more cannot be told apart, nor pressed with a thumb
MOST_POINTS = 1000
CROWD = 1_000_000  # the largest quorum: more people than one vote is held for here

type KindName = Literal["choice", "rating", "ranking", "points", "grid", "text"]
"""The ways to vote; each has a module of its own in `kinds`."""


class Choice(Struct, frozen=True):
    """One option of the ballot; `id` is given by the form and names it for ever."""

    label: Annotated[Text, Meta(title=N_("Option"), description=N_("Up to 60 letters."), extra={"letters": 60})]
    id: str = ""
    correct: Annotated[
        bool,
        Meta(
            title=N_("Correct answer"),
            description=N_("Makes a quiz of a choice. It is told with the results: let those show at the close."),
        ),
    ] = False


class Scale(Struct, frozen=True):
    """The marks of a rating, from 1 on."""

    steps: Annotated[
        int, Meta(title=N_("Highest mark"), description=N_("1 is always the lowest."), ge=2, le=MOST_STEPS)
    ] = 5
    low: Annotated[
        Text, Meta(title=N_("1 means"), description=N_("For example: not at all."), extra={"letters": 30})
    ] = {}
    high: Annotated[
        Text, Meta(title=N_("The highest mark means"), description=N_("For example: very much."), extra={"letters": 30})
    ] = {}


class Axes(Struct, frozen=True):
    """The two questions of a 2×2."""

    across: Annotated[Text, Meta(title=N_("Across"), description=N_("Left empty: effort."), extra={"letters": 30})] = {}
    up: Annotated[Text, Meta(title=N_("Upwards"), description=N_("Left empty: impact."), extra={"letters": 30})] = {}


class PollSettings(Struct, frozen=True):
    """What the organiser fills in. The question is the activity's title."""

    kind: Annotated[
        KindName,
        Meta(
            title=N_("How people vote"),
            description=N_("Each way uses its own of the fields below."),
            extra={
                "labels": {
                    "choice": N_("Choose one option or several"),
                    "rating": N_("Rate each option on a scale"),
                    "ranking": N_("Put the options in order"),
                    "points": N_("Share out points"),
                    "grid": N_("Place each option between two axes"),
                    "text": N_("Write an answer"),
                }
            },
        ),
    ] = "choice"
    options: Annotated[
        list[Choice],
        Meta(
            title=N_("Options"),
            description=N_(
                "What people vote on, in this order. None for written answers, or if another activity gives them."
            ),
            max_length=MOST_OPTIONS,
            extra={"begins": 2},
        ),
    ] = []
    several: Annotated[
        bool,
        Meta(title=N_("People may choose more than one option"), description=N_("Off: each person chooses one.")),
    ] = False
    least: Annotated[
        int,
        Meta(
            title=N_("At least"),
            description=N_("How many options one person must choose, if more than one."),
            ge=1,
            le=MOST_OPTIONS,
        ),
    ] = 1
    most: Annotated[
        int,
        Meta(
            title=N_("At most"),
            description=N_("How many options one person may choose, if more than one. 0 sets no limit."),
            ge=0,
            le=MOST_OPTIONS,
        ),
    ] = 0
    scale: Annotated[Scale, Meta(title=N_("Scale of a rating"), description=N_("Only where options are rated."))] = (
        Scale()
    )
    axes: Annotated[Axes, Meta(title=N_("Axes of a 2×2"), description=N_("Only where options are placed."))] = Axes()
    points: Annotated[
        int,
        Meta(
            title=N_("Points each person shares out"),
            description=N_("Only where points are shared out."),
            ge=2,
            le=MOST_POINTS,
        ),
    ] = 100
    review: Annotated[
        bool,
        Meta(
            title=N_("Read answers before they show"),
            description=N_("Written answers wait at the desk until a host shows them."),
        ),
    ] = False
    quorum: Annotated[
        int,
        Meta(
            title=N_("Quorum"),
            description=N_("How many people must vote for it to count. 0 asks for none."),
            ge=0,
            le=CROWD,
        ),
    ] = 0
    base: Annotated[
        int,
        Meta(title=N_("Who may vote"), description=N_("How many people. 0 where nobody knows."), ge=0, le=CROWD),
    ] = 0

    def __post_init__(self):
        if self.kind == "choice" and self.options:
            self._limits_fit()
        if self.kind != "choice" and any(option.correct for option in self.options):
            raise ValueError(
                N_("options: Only a choice has a correct answer. Take the mark off, or let people choose.")
            )
        if self.base and self.quorum > self.base:
            raise ValueError(N_("quorum: These are more people than may vote. Give a lower number, or a higher base."))

    def _limits_fit(self) -> None:
        if self.most > len(self.options):
            raise ValueError(N_("most: There are fewer options than this. Give a lower number or add options."))
        if self.least > 1 and not self.several:
            raise ValueError(N_("least: Here people choose one option. Let them choose more than one, or write 1."))
        if self.most and self.least > self.most:
            raise ValueError(N_("least: This is more than the most a person may choose. Lower it, or raise the other."))
        if self.least > len(self.options):
            raise ValueError(N_("least: There are fewer options than this. Give a lower number or add options."))

    @property
    def limit(self) -> int:
        """How many options one voter may choose; without own options, as many as a ballot holds."""
        return (self.most or len(self.options) or MOST_OPTIONS) if self.several else 1
