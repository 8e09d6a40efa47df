"""What a participation format is. One page; it knows no Django, no clock, no socket and no table.

A format is folded from the log: one instance is one activity's state. The same entries in the same order give the
same state in every process, for ever, so a format may read nothing but what it is handed here: no time, no random,
no set order, no file, no setting.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from msgspec import Meta, Struct

type Text = dict[str, str]
"""Words of an organiser, by language: {"es": "…", "en": "…"}. The page shows the reader's, else the first."""

Words = Annotated[str, Meta(extra={"kind": "words"})]
"""Free text of a person. A redaction replaces it by another text, so a fold must take any."""

Personal = Annotated[str, Meta(extra={"kind": "personal"})]
"""Something that names a person. Erasing a person replaces it by ""."""

type Mode = Literal["room", "remote", "assisted"]
MODES: tuple[Mode, ...] = ("room", "remote", "assisted")

type Json = dict[str, Any]


def N_(message: str) -> str:
    """Marks a label for translation; it is translated at the edge, in the reader's language."""
    return message


class Phase(enum.StrEnum):
    """Where an activity stands. Core owns it: a format only says in which phases a verb is heard."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Results(enum.StrEnum):
    """When people and projector see results; the desk always does."""

    LIVE = "live"
    AFTER_VOTE = "after_vote"
    AT_CLOSE = "at_close"
    REVEALED = "revealed"


class By(NamedTuple):
    """Who said it, as the log keeps it. `seq` is the entry's place and, as text, the id of what it makes."""

    seq: int
    actor: str  # a pseudonym, of this activity only
    name: Personal  # what this activity shows of the person; "" for nothing
    role: Literal["person", "host"]
    mode: Mode
    trust: Literal["open", "registered", "account"]
    language: str
    at: float  # seconds since 1970, never going back within a room


class To(NamedTuple):
    """For whom a view is made: one of three sides, and a group of the format's own ("" for who never acted)."""

    side: Literal["person", "desk", "screen"]
    group: str = ""


class Refused(Exception):
    """What only the order of the log decides. `code` is one of the format's `refusals`; values fill its sentence."""

    def __init__(self, code: str, **values: str | int):
        super().__init__(code)
        self.code, self.values = code, values


OPEN_ONLY = frozenset({Phase.OPEN})
ALWAYS = frozenset(Phase)


@dataclass(frozen=True)
class Verb:
    """One thing that can be said: the typed body, who may say it, and in which phases it is heard."""

    body: type[Struct]
    who: Literal["person", "host"] = "person"
    when: frozenset[Phase] = OPEN_ONLY


class Format:
    """One participation format; subclass it in `<folder>/format.py`. An instance is one activity's state."""

    slug: ClassVar[str]  # the folder's name, the block's type, the wire's `format`
    name: ClassVar[str]  # N_(…)
    description: ClassVar[str]  # N_(…), one sentence for the organiser
    icon: ClassVar[str] = "form"  # one of Wagtail's icons, for the organiser's menu
    version: ClassVar[int] = 1  # raise it when the fold or the view changes its meaning
    default_results: ClassVar[Results] = Results.AT_CLOSE
    Settings: ClassVar[type[Struct]]  # what the organiser fills in; becomes a form
    verbs: ClassVar[Mapping[str, Verb]]
    refusals: ClassVar[Mapping[str, str]] = {}  # code: N_("sentence with {values}")

    def __init__(self, settings: Any):
        """Core may put in the same settings with words of one more language: read words from `settings` when asked."""
        self.settings = settings

    def check(self, said: Any) -> None:
        """Raise `Refused` for what cannot count as things stand, whoever says it: a choice that is not on the ballot,
        a question that is not there. The door asks before it stores, the fold asks again. Changes nothing."""

    def accept(self, said: Any, by: By) -> None:
        """Fold one entry; `said` is one of the verbs' bodies. Raise `Refused` before changing anything."""
        raise Refused("unknown")

    def view(self, to: To) -> Json:
        """What one class sees, results left out: objects, lists, text, numbers, booleans; no null, no actor, no
        markup, no words of the interface. Collections are objects keyed by id, at most 100 items, with a count."""
        return {}

    def more(self, to: To, collection: str, after: str) -> Json:
        """The next items of a collection of the view, keyed by id, 100 at most, after the item `after` in its order."""
        return {}

    def results(self, to: To) -> Json:
        """The outcome so far. Core alone decides which classes get it."""
        return {}

    def mine(self, actor: str) -> Json:
        """What is only this actor's: changes by their own entries and by a new round alone."""
        return {}

    def took_part(self, actor: str) -> bool:
        """Whether this actor has taken part in this round: what "results after my vote" asks."""
        return False

    def group(self, actor: str) -> str:
        """A short name such as "table-3" (64 letters at most), "" for none; never one per person."""
        return ""

    def conclude(self) -> "Conclusion":
        """The outcome as plain values with references to the entries behind it."""
        return Conclusion()


# ------------------------------------------------------------------ conclusions
class Counts(Struct, frozen=True):
    """People by mode; drawn one mark each."""

    room: int = 0
    remote: int = 0
    assisted: int = 0

    @property
    def total(self) -> int:
        return self.room + self.remote + self.assisted


class Statement(Struct, frozen=True, tag="statement"):
    """Something a person said. `refs` are the entries behind it (`seq`), the one that said it first."""

    text: Words
    language: str
    mode: str
    support: Counts = Counts()
    state: str = ""  # "answered", "pinned", …: a word of the format's own vocabulary
    answer: Words = ""
    refs: tuple[int, ...] = ()


class Option(Struct, frozen=True):
    """One line of a tally."""

    id: str
    label: Text
    counts: Counts


class Tally(Struct, frozen=True, tag="tally"):
    """A vote that was counted. `refs` are the first and the last entry that were counted."""

    question: Text
    options: tuple[Option, ...]
    voters: Counts
    several: bool = False  # a voter could choose more than one, so shares are of voters and may pass 100 %
    refs: tuple[int, ...] = ()


class Section(Struct, frozen=True):
    """A titled part of a conclusion; the title is marked with `N_`."""

    title: str
    items: tuple[Statement | Tally, ...] = ()


@dataclass(frozen=True)
class Conclusion:
    """What one activity came to."""

    sections: tuple[Section, ...] = field(default=())
