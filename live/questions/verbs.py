"""What can be said about questions: one typed body a verb."""

from typing import Annotated

from msgspec import Meta, Struct

from plugins.contract import Words

LETTERS = 280  # what is read aloud in one breath and fits the projector
ANSWER_LETTERS = 500  # a paragraph, so that a hundred answers fit a view


class Ask(Struct, frozen=True):
    """A new question; it must hold more than spaces."""

    text: Annotated[Words, Meta(min_length=1, max_length=LETTERS, pattern=r"\S")]


class About(Struct, frozen=True):
    """Points at a question by its id."""

    question: Annotated[str, Meta(min_length=1, max_length=20)]


class Upvote(About, frozen=True):
    """I join this question."""


class WithdrawUpvote(About, frozen=True):
    """I no longer join this question."""


class Hide(About, frozen=True):
    """Only the desk sees it."""


class Show(About, frozen=True):
    """Everybody sees it."""


class Pin(About, frozen=True):
    """It stands first and on the projector."""


class Unpin(About, frozen=True):
    """It goes back to its place."""


class Answer(About, frozen=True):
    """It was answered; the text stays empty when that was done aloud."""

    text: Annotated[Words, Meta(max_length=ANSWER_LETTERS)] = ""
