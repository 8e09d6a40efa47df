"""What the organiser fills in for a temperature."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from plugins.contract import N_, Text

FEWEST, MOST = 2, 5  # steps of a scale

type Reasons = Literal["none", "desk", "all"]
"""Who reads why somebody objects: nobody is asked, the desk alone, everybody."""


class Step(Struct, frozen=True):
    """One step of the scale; `id` is given by the form and names it for ever."""

    label: Annotated[Text, Meta(title=N_("Step"), description=N_("Up to 30 letters."), extra={"letters": 30})]
    id: str = ""


CONSENSUS = (
    Step({"es": "De acuerdo", "en": "Agree", "fr": "D’accord", "pt": "De acordo"}, "agree"),
    Step({"es": "Con dudas", "en": "Unsure", "fr": "J’hésite", "pt": "Com dúvidas"}, "unsure"),
    Step({"es": "Objeción", "en": "Object", "fr": "Objection", "pt": "Objeção"}, "object"),
)
"""The scale of consensus practice, where the organiser gives none of their own."""


class TemperatureSettings(Struct, frozen=True):
    """What it is about is the activity's title, and the statement where there is one."""

    statement: Annotated[
        Text,
        Meta(
            title=N_("Statement"),
            description=N_("The words on which people take a stand, where the title is not enough. Up to 200 letters."),
            extra={"letters": 200},
        ),
    ] = {}
    scale: Annotated[
        list[Step],
        Meta(
            title=N_("Scale"),
            description=N_("From 2 to 5 steps; the last one objects. Left empty: agree, unsure, object."),
            max_length=MOST,
        ),
    ] = []
    cooldown: Annotated[
        int,
        Meta(
            title=N_("Seconds between two changes"),
            description=N_("Of one person, up to 600. 0 lets people change at any moment."),
            ge=0,
            le=600,
        ),
    ] = 20
    reasons: Annotated[
        Reasons,
        Meta(
            title=N_("Why somebody objects"),
            description=N_("Who chooses the last step may say why in one line. People are told who reads it."),
            extra={
                "labels": {
                    "none": N_("Nobody is asked"),
                    "desk": N_("The moderation reads it"),
                    "all": N_("Everybody reads it"),
                }
            },
        ),
    ] = "desk"

    def __post_init__(self) -> None:
        if len(self.scale) == 1:
            raise ValueError(N_("scale: One step is no scale. Add another one, or leave the list empty."))

    @property
    def steps(self) -> tuple[Step, ...]:
        """The scale in use."""
        return tuple(self.scale) or CONSENSUS
