"""What can be said in a word cloud: one typed body a verb."""

from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import force_setattr

from plugins.contract import Words
from plugins.wordcloud.settings import LONGEST
from plugins.wordcloud.spelling import LANGUAGES, Language, number, plain, stem
from plugins.wordcloud.stopwords import only_small

type Id = Annotated[str, Meta(min_length=1, max_length=20)]
type Key = Annotated[int, Meta(ge=1)]


class Spelt(Struct, frozen=True):
    """All of a word that anything is counted or refused by: when the word itself is taken out of the record, every
    number stays. `plain` is the number of its plain spelling, the others of its singular in each language; `small` are
    the languages in which it is nothing but small words; `letters` says how long it was."""

    plain: Key
    es: Key
    en: Key
    fr: Key
    pt: Key
    letters: Annotated[int, Meta(ge=1, le=LONGEST)]
    small: list[Language] = []


def spelt(text: str) -> Spelt:
    """What a text is counted by."""
    words = plain(text)
    stems = {language: number(stem(words, language), language) for language in LANGUAGES}
    return Spelt(plain=number(words), **stems, letters=len(text.strip()), small=only_small(words))


class Send(Struct, frozen=True):
    """One word or short phrase; it must hold more than spaces. `spelt` is filled in where it is read first, at the
    door, and kept in the log with it. Sent along by who does not mean well, it counts their word as another one and
    shows no letter of theirs (see `cloud.py`)."""

    text: Annotated[Words, Meta(min_length=1, max_length=LONGEST, pattern=r"\S")]
    spelt: Spelt | None = None

    def __post_init__(self) -> None:
        if self.spelt is None:
            force_setattr(self, "spelt", spelt(self.text))

    @property
    def told(self) -> Spelt:
        """What it is counted by."""
        return self.spelt or spelt(self.text)


class TakeBack(Struct, frozen=True):
    """A word of mine no longer counts; `word` is the entry that sent it."""

    word: Id


class About(Struct, frozen=True):
    """Points at a word by its id."""

    word: Id


class Approve(About, frozen=True):
    """Everybody sees it."""


class Hide(About, frozen=True):
    """Only the desk sees it."""


class Unapprove(About, frozen=True):
    """Approving it was a mistake."""


class Unhide(About, frozen=True):
    """Hiding it was a mistake."""


class Merge(About, frozen=True):
    """It says the same as another one: from now on both count as that one."""

    into: Id


class Split(About, frozen=True):
    """It counts by itself again."""
