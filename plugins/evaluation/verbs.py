"""What can be said in an evaluation: one typed body a verb."""

from typing import Annotated

from msgspec import Meta, Struct

from plugins.contract import Words
from plugins.evaluation.settings import MOST_OPTIONS, MOST_QUESTIONS

LETTERS = 500  # of a text: a paragraph

type Id = Annotated[str, Meta(max_length=64)]


class Answer(Struct, frozen=True):
    """All my answers at once, by question. What is not in it is not answered, but for texts: one that was sent before
    stays until another one takes its place or it is removed, so that nobody has to write it again."""

    marks: dict[Id, int] = {}
    picks: dict[Id, Id] = {}  # the one answer chosen
    ticks: Annotated[list[Annotated[str, Meta(max_length=130)]], Meta(max_length=MOST_QUESTIONS * MOST_OPTIONS)] = []
    """`question.option`, of questions with several."""
    texts: dict[Id, Annotated[Words, Meta(min_length=1, max_length=LETTERS, pattern=r"\S")]] = {}
    remove: Annotated[list[Id], Meta(max_length=MOST_QUESTIONS)] = []


class Withdraw(Struct, frozen=True):
    """I take my answers back."""


class AboutText(Struct, frozen=True):
    """Points at a text by its id."""

    text: Annotated[str, Meta(min_length=1, max_length=90)]


class ShowText(AboutText, frozen=True):
    """Whoever sees the outcome reads it."""


class HideText(AboutText, frozen=True):
    """Only the desk reads it."""
