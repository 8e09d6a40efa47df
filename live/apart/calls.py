"""Every question the server asks the child about a room, and its answer: one closed vocabulary, typed."""

from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from live.apart.law import Boxed
from live.apart.line import Line
from plugins.contract import Section, Sheet, Text
from plugins.setup import Accepts, Names, Setup


class Who(NamedTuple):
    """Of a seat, what the door asks. No key and no name goes to the child; `there` is its pseudonym in the activity
    that gives items to the one it speaks in, "" where none does."""

    side: str
    role: str
    trust: str
    there: str = ""


class Said(NamedTuple):
    """An act as it came in; `body` is JSON."""

    who: Who
    activity: str
    verb: str
    body: bytes


class Judged(Struct, array_like=True):
    """The body to store, or why not."""

    body: dict[str, Any] | None = None
    code: str = ""
    values: dict[str, str | int] = {}
    names: Names = "nothing"  # what the entry holds of who said it
    boxed: Boxed = ""  # of a secret vote: the entry to write instead; a body goes into the box
    paper: int = 0  # the ballot paper it is made out on
    voice: str = ""  # for whom this person speaks in the activity that gives the items


class Fault(NamedTuple):
    """What a format did wrong, told once by name. `cuts`: the activity is to be halted from `place` on."""

    activity: str
    why: str
    place: int
    cuts: bool


class Lines(NamedTuple):
    """The next lines of a log; `mine`: whether what is only theirs is to be made for those who said something."""

    lines: list[Line]
    mine: bool


class Folded(Struct, array_like=True):
    """How far the fold came and what it changed. `mine` holds (activity, actor, JSON of what is only theirs)."""

    rev: int
    formats: dict[str, str]  # activity: slug
    accepts: dict[str, Accepts]  # activity: whom it hears
    sources: dict[str, str]  # activity: whose items it takes, where it takes any
    versions: str
    changed: bool
    regrouped: bool
    mine: list[tuple[str, str, str]]
    renewed: list[str]
    again: bool  # a halt reaches back behind what is folded: begin anew
    faults: list[Fault]


class Verdict(NamedTuple):
    """What the fold made of an entry: `code` is "" where it counted."""

    seq: int
    code: str = ""
    values: dict[str, str | int] = {}


class Viewer(NamedTuple):
    """Someone who looks: the side, and the pseudonyms in the order of the activities (none for a screen)."""

    side: str
    actors: list[str]


class Tick(NamedTuple):
    """Asked at each tick: the audiences that are here, the viewers whose audience may have changed, and newcomers."""

    here: list[str]
    asked: list[tuple[str, Viewer]]  # (audience before, viewer)
    joining: list[Viewer]


class Face(NamedTuple):
    """What one newcomer is shown: by activity JSON of what is only theirs; the view is their audience's."""

    audience: str
    mine: dict[str, str]


class Ticked(Struct, array_like=True):
    """What was published: for each pair (audience before, now) the changed fragments; `now` of each asked; for
    newcomers their faces and the views of their audiences as published, from which the next patch starts."""

    rev: int
    now: list[str]
    frames: list[tuple[str, str, list[str]]]
    faces: list[Face]
    views: dict[str, str]  # audience: JSON
    faults: list[Fault]


class Preview(Struct, array_like=True):
    """What a page shows: the view as folded now."""

    rev: int
    face: Face
    view: str


class More(NamedTuple):
    """Which further items: of a list in an activity's view, after an item, for a viewer there."""

    side: str
    actor: str
    activity: str
    collection: str
    after: str


class Whole(NamedTuple):
    """The outcome of one activity, or of all of them; `without` names those whose format is left alone, and why."""

    activity: str
    without: dict[str, str]


class Came(Struct, array_like=True):
    """What one round came to. `lacks` is why there is nothing of it: "missing", "fault", or why it was cut off."""

    number: int
    setup: Setup
    public: bool
    lacks: str = ""
    sections: tuple[Section, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    ballots: int = 0  # the entry that published them, where the vote was secret


class Outcome(Struct, array_like=True):
    """One activity and its rounds; `seen`: whether people may know of it."""

    id: str
    place: int
    phase: str
    seen: bool
    rounds: list[Came]


class Passage(NamedTuple):
    """Entries of the record, each with its activity, as one side reads them."""

    side: str
    entries: list[tuple[int, str]]
    without: dict[str, str]


class Head(Struct, array_like=True):
    """An activity in the record."""

    id: str
    title: Text
    rounds: int
    lacks: str


class Written(Struct, array_like=True):
    """One entry in the record: why it did not count, its round, the words it made, and the format it was said in."""

    seq: int
    refused: str = ""
    round: int = 1
    text: str = ""
    language: str = ""
    format: str = ""  # of its activity; "" for what is said to the room


class Told(Struct, array_like=True):
    """The activities one side may know of, in the order of the page, and the entries asked for."""

    activities: list[Head]
    entries: list[Written]


class Listed(NamedTuple):
    """All items in the activities of a format, as one side sees them."""

    side: str
    format: str
    without: dict[str, str]


class Call[Asked, Answered](NamedTuple):
    """A question by name, with the types of what is asked and answered."""

    name: str
    asks: Any
    answers: Any


BEGIN: Call[list[Line], None] = Call("begin", list[Line], None)  # the halts in the room's log
FORGET: Call[None, None] = Call("forget", None, None)
JUDGE: Call[list[Said], list[Judged]] = Call("judge", list[Said], list[Judged])
FOLD: Call[Lines, Folded] = Call("fold", Lines, Folded)
VERDICTS: Call[list[int], list[Verdict]] = Call("verdicts", list[int], list[Verdict])
TICK: Call[Tick, Ticked] = Call("tick", Tick, Ticked)
PREVIEW: Call[Viewer, Preview] = Call("preview", Viewer, Preview)
MORE: Call[More, str] = Call("more", More, str)
CONCLUDE: Call[Whole, list[Outcome]] = Call("conclude", Whole, list[Outcome])
SHEETS: Call[Whole, list[Outcome]] = Call("sheets", Whole, list[Outcome])
RECORD: Call[Passage, Told] = Call("record", Passage, Told)
ITEMS: Call[Listed, dict[str, dict[str, Any]]] = Call("items", Listed, dict[str, dict[str, Any]])

CALLS: dict[str, Call[Any, Any]] = {
    call.name: call
    for call in (BEGIN, FORGET, JUDGE, FOLD, VERDICTS, TICK, PREVIEW, MORE, CONCLUDE, SHEETS, RECORD, ITEMS)
}


class Question(NamedTuple):
    """One message to the child. `turn` comes back with the reply, so that no answer is taken for another's."""

    turn: int
    call: str
    room: str
    asked: msgspec.Raw


class Reply(NamedTuple):
    """One message back. `lost`: this child does not hold the room; `cut`: why the activity that ran must be cut off;
    `error`: a fault of our own, as text."""

    answer: msgspec.Raw
    turn: int = 0
    lost: bool = False
    cut: str = ""
    error: str = ""
