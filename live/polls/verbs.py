"""What can be said in a poll: one typed body a verb. People vote in one of six ways, as the poll asks."""

from typing import Annotated

from msgspec import Meta, Struct

from live.polls.settings import MOST_OPTIONS
from plugins.contract import Words

LETTERS = 280  # of a written answer: what is read aloud in one breath and fits the projector

Id = Annotated[str, Meta(max_length=64)]


class Vote(Struct, frozen=True):
    """The options chosen; a later ballot of the same person replaces it, as in all kinds."""

    choices: Annotated[list[Id], Meta(min_length=1, max_length=MOST_OPTIONS)]


class Rate(Struct, frozen=True):
    """A mark from 1 on for each option; who cannot judge one leaves it out."""

    scores: dict[Id, int]


class Rank(Struct, frozen=True):
    """The place of each option, 1 for the first; those left out come after all others."""

    places: dict[Id, int]


class Share(Struct, frozen=True):
    """Points for options: all of them, no more and no less."""

    points: dict[Id, int]


class Place(Struct, frozen=True):
    """Where each option stands between the two axes, each from 1 to 5."""

    across: dict[Id, int]
    up: dict[Id, int]


class Write(Struct, frozen=True):
    """An answer in one's own words; it must hold more than spaces."""

    text: Annotated[Words, Meta(min_length=1, max_length=LETTERS, pattern=r"\S")]


class Withdraw(Struct, frozen=True):
    """I take my ballot back."""


class Heads(Struct, frozen=True):
    """The desk counted the people who vote by hand or on paper: no more hands are entered than there are heads."""

    people: int


class Hands(Struct, frozen=True):
    """Raised hands or papers, counted: how many people voted so, and how many for each option. Replaces the former."""

    people: int
    counts: dict[Id, int]


class AboutAnswer(Struct, frozen=True):
    """Points at a written answer by its id."""

    answer: Annotated[str, Meta(min_length=1, max_length=40)]


class ShowAnswer(AboutAnswer, frozen=True):
    """Whoever sees the results reads it."""


class HideAnswer(AboutAnswer, frozen=True):
    """Only the desk reads it."""
