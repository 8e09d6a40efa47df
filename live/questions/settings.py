"""What the organiser fills in for questions."""

from typing import Annotated

from msgspec import Meta, Struct

from plugins.contract import N_, Text

MOST_CHOICES = 12  # what a phone shows without scrolling past it, and a projector in two lines


class Choice(Struct, frozen=True):
    """One category or affiliation; `id` is given by the form and names it for ever."""

    label: Annotated[Text, Meta(title=N_("Label"), description=N_("Up to 40 letters."), extra={"letters": 40})]
    id: str = ""


class QuestionsSettings(Struct, frozen=True):
    """How questions are taken."""

    review: Annotated[
        bool,
        Meta(
            title=N_("Read questions before they show"),
            description=N_("They wait at the desk until a host shows them. The desk can switch this at any time."),
        ),
    ] = False
    categories: Annotated[
        list[Choice],
        Meta(
            title=N_("Categories"),
            description=N_("What questions are about, such as the axes of the event. Leave it empty to ask for none."),
            max_length=MOST_CHOICES,
        ),
    ] = []
    affiliations: Annotated[
        list[Choice],
        Meta(
            title=N_("Who asks"),
            description=N_("As what people ask: citizens, institutions, academia. Leave it empty to ask for none."),
            max_length=MOST_CHOICES,
        ),
    ] = []
