"""What the organiser fills in for an evaluation, and what makes no sense together."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from plugins.contract import N_, Text

MOST_QUESTIONS = 12  # more are not answered at the end of a session
MOST_OPTIONS = 12
MOST_STEPS = 10  # of a scale: more cannot be told apart, nor pressed with a thumb

type KindName = Literal["scale", "choice", "text"]


class Choice(Struct, frozen=True):
    """One answer to choose; `id` is given by the form and names it for ever."""

    label: Annotated[Text, Meta(title=N_("Answer"), description=N_("Up to 60 letters."), extra={"letters": 60})]
    id: str = ""


class Question(Struct, frozen=True):
    """One question; `id` is given by the form and names it for ever."""

    label: Annotated[Text, Meta(title=N_("Question"), description=N_("Up to 140 letters."), extra={"letters": 140})]
    id: str = ""
    kind: Annotated[
        KindName,
        Meta(
            title=N_("How people answer"),
            description=N_("Each way uses its own of the fields below."),
            extra={
                "labels": {
                    "scale": N_("With a mark on a scale"),
                    "choice": N_("By choosing from a list"),
                    "text": N_("In their own words"),
                }
            },
        ),
    ] = "scale"
    required: Annotated[bool, Meta(title=N_("Must be answered"), description=N_("Off: people may leave it out."))] = (
        False
    )
    steps: Annotated[
        int, Meta(title=N_("Highest mark"), description=N_("1 is always the lowest."), ge=2, le=MOST_STEPS)
    ] = 5
    low: Annotated[
        Text, Meta(title=N_("1 means"), description=N_("For example: not at all."), extra={"letters": 30})
    ] = {}
    high: Annotated[
        Text, Meta(title=N_("The highest mark means"), description=N_("For example: very much."), extra={"letters": 30})
    ] = {}
    options: Annotated[
        list[Choice],
        Meta(
            title=N_("Answers to choose from"),
            description=N_("In this order, two at least. Only where people choose from a list."),
            max_length=MOST_OPTIONS,
        ),
    ] = []
    several: Annotated[
        bool,
        Meta(title=N_("People may choose more than one answer"), description=N_("Off: each person chooses one.")),
    ] = False


class EvaluationSettings(Struct, frozen=True):
    """The questions. Who reads the outcome is set above: as long as the desk does not show it, the desk alone."""

    questions: Annotated[
        list[Question],
        Meta(
            title=N_("Questions"),
            description=N_("In this order, twelve at most. Three or four are answered best."),
            max_length=MOST_QUESTIONS,
        ),
    ] = []

    def __post_init__(self):
        for question in self.questions:
            if question.kind == "choice" and len(question.options) < 2:
                raise ValueError(
                    N_(
                        "questions: One is answered by choosing, and has fewer than two answers. "
                        "Add answers to it, or let people answer in another way."
                    )
                )
            if question.kind != "choice" and question.options:
                raise ValueError(
                    N_(
                        "questions: One has answers to choose from, but is answered in another way. "
                        "Take its answers away, or let people choose from them."
                    )
                )
