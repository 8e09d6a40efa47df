"""What the organiser fills in for a word cloud."""

from typing import Annotated

from msgspec import Meta, Struct

from plugins.contract import N_

LONGEST = 60  # letters: a short phrase, on one line of a phone


class WordcloudSettings(Struct, frozen=True):
    """What it is about is the activity's title."""

    most: Annotated[
        int,
        Meta(
            title=N_("Words a person may send"),
            description=N_("From 1 to 5. People may change theirs until the close."),
            ge=1,
            le=5,
        ),
    ] = 3
    letters: Annotated[
        int,
        Meta(
            title=N_("Letters at most"),
            description=N_("Of one word or short phrase, from 10 to 60."),
            ge=10,
            le=LONGEST,
        ),
    ] = 40
    review: Annotated[
        bool,
        Meta(
            title=N_("Read words before they show"),
            description=N_(
                "New words wait at the desk until a host approves them. The same word sent again then shows at once."
            ),
        ),
    ] = True
    refuse_small: Annotated[
        bool,
        Meta(
            title=N_("Refuse small words"),
            description=N_("Words such as “the” or “and” alone, in the language in which the person reads the page."),
        ),
    ] = True
    own_small: Annotated[
        str,
        Meta(
            title=N_("Other words to refuse"),
            description=N_("Separated by commas, such as the name of the event. In any language."),
            max_length=500,
        ),
    ] = ""
