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

type Mode = Literal["room", "remote", "assisted", "untold"]
MODES: tuple[Mode, ...] = ("room", "remote", "assisted")
"""The ways to take part."""

COUNTED: tuple[Mode, ...] = (*MODES, "untold")
"""What ballots are counted by: in a secret vote in which so few took part in one way that telling it would tell who
chose what, it is told of none."""

type Json = dict[str, Any]

CONTRACT = 1
"""The version of this page. A format says which one it was written for; one that this house does not know is named at
start-up and not run."""


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
    voice: str = ""  # for whom they speak in the activity this one takes its items from: its `voice` of them


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
    """One thing that can be said: the typed body, who may say it, and in which phases it is heard.

    A `ballot` is what goes into the ballot box where the organiser asked for a secret vote: the format then hears of it
    at the close, all at once, each said once by somebody unknown, in one of the modes `COUNTED`. What `check` takes
    while the box is open, `accept` takes then. The view tells nothing of ballots: core shows the turnout. One that
    `withdraws` takes the ballot of whoever says it back: out of the box by core, and the format never hears of it."""

    body: type[Struct]
    who: Literal["person", "host"] = "person"
    when: frozenset[Phase] = OPEN_ONLY
    ballot: bool = False
    withdraws: bool = False
    name: str = ""  # what the record calls it, marked with `N_`, such as "Question hidden"; else it is read as written


class Item(Struct, frozen=True):
    """Something one activity gives to another. `id` names it where it comes from, `refs` are the entries behind it
    (none for what an organiser wrote)."""

    id: str
    text: Text
    refs: tuple[int, ...] = ()


class Format:
    """One participation format; subclass it in `<folder>/format.py`. An instance is one activity's state."""

    slug: ClassVar[str]  # the folder's name, the block's type, the wire's `format`
    name: ClassVar[str]  # N_(…)
    description: ClassVar[str]  # N_(…), one sentence for the organiser
    icon: ClassVar[str] = "form"  # one of Wagtail's icons, for the organiser's menu
    contract: ClassVar[int] = CONTRACT  # the version of this page it was written for
    version: ClassVar[int] = 1  # raise it when the fold or the view changes its meaning
    default_results: ClassVar[Results] = Results.AT_CLOSE
    Settings: ClassVar[type[Struct]]  # what the organiser fills in; becomes a form
    verbs: ClassVar[Mapping[str, Verb]]
    refusals: ClassVar[Mapping[str, str]] = {}  # code: N_("sentence with {values}")
    gives: ClassVar[bool] = False  # other activities may take its `items`
    takes: ClassVar[bool] = False  # it may `take` the items of another

    def __init__(self, settings: Any):
        """Core may put in the same settings with words of one more language: read words from `settings` when asked."""
        self.settings = settings
        self.written = self.version  # core puts in the version that set this up: judge entries as that one judged them

    @classmethod
    def upgrade_settings(cls, settings: Json, version: int) -> Json:
        """Settings as an older `version` wrote them, in today's terms. Asked before `Settings` reads them."""
        return settings

    @classmethod
    def upgrade_entry(cls, verb: str, body: Json, version: int) -> tuple[str, Json]:
        """An entry of an activity that an older `version` set up, in today's terms; it may be in them already."""
        return verb, body

    @classmethod
    def complete(cls, settings: Any, *, taking: bool) -> None:
        """Raise `ValueError("setting: what is wrong and the way out")` for settings that are too little, or too much,
        for an activity that takes its items from another, or from none. Asked by the organiser's form."""

    def take(self, items: tuple[Item, ...]) -> None:
        """Receive the items of another activity: once a round, as they stand when this one opens, before any entry."""

    def items(self) -> tuple[Item, ...]:
        """What other activities may take from this one, first what counts most."""
        return ()

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

    def recorded(self, to: To, seq: int) -> Json:
        """Words of one entry that no item of the view tells, for the record: `{"text", "language"}`, or {}. Asked only
        where results are shown, and of no ballot out of a box."""
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

    def voice(self, actor: str) -> str:
        """For whom this actor speaks in activities that take their items from this one, in a short name such as
        "table-3" (64 letters at most); "" for nobody. The door asks, and writes it into their entries."""
        return ""

    def conclude(self) -> "Conclusion":
        """The outcome as plain values with references to the entries behind it."""
        return Conclusion()

    def sheets(self) -> "tuple[Sheet, ...]":
        """What people download as CSV, XLSX and JSON: the outcome in rows, nobody in it by actor, and nothing that is
        hidden from people. Core alone decides who gets it."""
        return ()


# ------------------------------------------------------------------ conclusions
class Counts(Struct, frozen=True):
    """People by mode; drawn one mark each. `untold` are those of a secret vote whose mode is not told."""

    room: int = 0
    remote: int = 0
    assisted: int = 0
    untold: int = 0

    @property
    def total(self) -> int:
        return self.room + self.remote + self.assisted + self.untold


class Part(Struct, frozen=True):
    """One more thing said with a statement: what it is, marked with `N_`, and the words."""

    title: str
    text: Words


class Statement(Struct, frozen=True, tag="statement"):
    """Something a person said. `refs` are the entries behind it (`seq`), the one that said it first; `about` is where
    it belongs, from the widest on: a table, an axis, a pillar."""

    text: Words
    language: str
    mode: str
    support: Counts = Counts()
    state: str = ""  # "answered", "pinned", …: a word of the format's own vocabulary
    answer: Words = ""
    refs: tuple[int, ...] = ()
    about: tuple[Text, ...] = ()
    parts: tuple[Part, ...] = ()


class Option(Struct, frozen=True):
    """One line of a tally. `refs` are the entries it was taken from, where another activity gave it."""

    id: str
    label: Text
    counts: Counts
    refs: tuple[int, ...] = ()
    scores: tuple[float, ...] = ()  # one for each of the tally's measures


class Tally(Struct, frozen=True, tag="tally"):
    """A vote that was counted. `refs` are the first and the last entry that were counted."""

    question: Text
    options: tuple[Option, ...]
    voters: Counts
    several: bool = False  # a voter could choose more than one, so shares are of voters and may pass 100 %
    refs: tuple[int, ...] = ()
    measures: tuple[str, ...] = ()  # what scores of options mean, marked with `N_`; none where votes alone count
    quorum: int = 0  # how many voters were needed; 0 where none was asked for
    base: int = 0  # how many might have voted; 0 where nobody knows


class Section(Struct, frozen=True):
    """A titled part of a conclusion; the title is marked with `N_`."""

    title: str
    items: tuple[Statement | Tally, ...] = ()


@dataclass(frozen=True)
class Conclusion:
    """What one activity came to."""

    sections: tuple[Section, ...] = field(default=())


# ------------------------------------------------------------------ exports
type Cell = str | int | float | bool | Text
"""What stands in a field of a sheet; `Text` is told in the reader's language."""


class Sheet(Struct, frozen=True):
    """A table to download. `name` is a short word in code (20 small letters, figures or hyphens at most); `columns` are
    marked with `N_`, one a cell of each row."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    desk: bool = False  # for the desk alone, also once results are shown to everybody
