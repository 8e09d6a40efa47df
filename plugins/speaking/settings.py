"""What the organiser fills in for a speaking queue."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from plugins.contract import N_, Text

MOST_GROUPS = 12  # what a phone shows without scrolling past it
LONGEST = 3600  # seconds: a turn of more than an hour is a lecture

type Rule = Literal["alternate", "share", "order"]
"""Which way of taking part is next: that with fewest turns, with fewest for those who ask, or whoever asked first."""


class Group(Struct, frozen=True):
    """One group or sector; `id` is given by the form and names it for ever."""

    label: Annotated[Text, Meta(title=N_("Label"), description=N_("Up to 40 letters."), extra={"letters": 40})]
    id: str = ""


class SpeakingSettings(Struct, frozen=True):
    """How long people speak, and what is fair."""

    seconds: Annotated[
        int,
        Meta(title=N_("Seconds of a turn"), description=N_("The desk can give more time."), ge=10, le=LONGEST),
    ] = 120
    more: Annotated[
        int,
        Meta(title=N_("Seconds of more time"), description=N_("What one press at the desk adds."), ge=5, le=LONGEST),
    ] = 30
    rule: Annotated[
        Rule,
        Meta(
            title=N_("Who is next"),
            description=N_("Then comes the group that has spoken least, who has not spoken yet, who asked first."),
            extra={
                "labels": {
                    "alternate": N_("Room, far away and assisted in turn"),
                    "share": N_("Room, far away and assisted, in proportion to how many ask"),
                    "order": N_("Whoever asked first, however people take part"),
                }
            },
        ),
    ] = "alternate"
    groups: Annotated[
        list[Group],
        Meta(
            title=N_("Groups"),
            description=N_("Sectors or groups that people say they belong to. Leave it empty to ask for none."),
            max_length=MOST_GROUPS,
        ),
    ] = []
    points: Annotated[
        int,
        Meta(
            title=N_("Points of order a person has"),
            description=N_("They go before all hands. 0 allows none."),
            ge=0,
            le=20,
        ),
    ] = 2
    point_seconds: Annotated[
        int,
        Meta(title=N_("Seconds of a point of order"), description=N_("No longer than a turn."), ge=5, le=LONGEST),
    ] = 60

    def __post_init__(self):
        if len(self.groups) == 1:
            raise ValueError(N_("groups: One group is no choice. Add another one, or leave the list empty."))
        if self.points and self.point_seconds > self.seconds:
            raise ValueError(
                N_("point_seconds: A point of order is longer than a turn. Shorten it, or lengthen the turns.")
            )
