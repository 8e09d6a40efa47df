"""A room read as a whole: what its activities came to, their tables, the words of its record. Pure.

Nothing found here changes the fold: what goes wrong while reading is told to who reads, and the room stays as it was.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from live.apart import outputs
from live.apart.activity import Activity, Class, Round
from live.apart.calls import Came, Head, Listed, Outcome, Passage, Told, Whole, Written
from live.apart.replicas import Replica
from live.apart.watch import watch
from plugins.contract import Format, Json, To

MISSING, FAULT, OUTPUT = "missing", "fault", "output"

type Fill = Callable[[Format, Came], None]


def conclude(format: Format, came: Came) -> None:
    """Put in what a round came to."""
    came.sections = outputs.conclusion(format.conclude())


def tabulate(format: Format, came: Came) -> None:
    """Put in its tables."""
    came.sheets = outputs.sheets(format.sheets())


def outcomes(replica: Replica, asked: Whole, fill: Fill) -> list[Outcome]:
    """Every activity with its rounds, in the order of the page; where a format gives nothing, why."""
    found = [one for one in replica.activities.values() if asked.activity in ("", one.id)]
    return [_outcome(one, asked.without.get(one.id, ""), fill) for one in sorted(found, key=lambda one: one.place)]


def _outcome(one: Activity, left_alone: str, fill: Fill) -> Outcome:
    rounds = [_came(one, each, left_alone, fill) for each in one.rounds]
    if one.format is None:
        rounds.append(Came(one.round, one.setup, public=False, lacks=MISSING))
    return Outcome(one.id, one.place, one.phase.value, one.shows_itself(Class("person")), rounds)


def _came(one: Activity, each: Round, left_alone: str, fill: Fill) -> Came:
    came = Came(each.number, each.setup, each.public, lacks=left_alone or each.halted, ballots=each.ballots)
    if not came.lacks:
        came.lacks = _tried(one.id, fill, each.format, came)
    return came


def _tried(activity: str, work: Callable[..., Any], *args: Any) -> str:
    """Let a format work; why it failed, if it did."""
    watch.enter(activity)
    try:
        work(*args)
    except MemoryError:
        raise
    except outputs.BadOutput:
        return OUTPUT
    except Exception:  # a format that raises is left out and nothing else
        return FAULT
    return ""


def record(replica: Replica, asked: Passage) -> Told:
    """Entries as one side reads them now, and the activities it may know of."""
    here = [one for one in replica.activities.values() if one.shows_itself(Class(asked.side))]
    heads, words = [], dict[str, Words]()
    for one in sorted(here, key=lambda one: one.place):
        left_alone = asked.without.get(one.id, "")
        items, lacks = _items_of(one, asked.side, left_alone)
        words[one.id] = Words(one, asked.side, items, {} if left_alone else {each.number: each for each in one.rounds})
        heads.append(Head(one.id, one.setup.title, one.round, lacks))
    return Told(heads, [_written(replica, seq, activity, words.get(activity)) for seq, activity in asked.entries])


class Words(NamedTuple):
    """Where the words of an activity's entries are found: items of its lists, by entry, and its rounds."""

    activity: Activity
    side: str
    items: Json
    rounds: dict[int, Round]

    def of(self, seq: int, number: int) -> tuple[str, str]:
        """What an entry of a round said, and in which language; ("", "") where this side reads no words of it."""
        found = self.items.get(str(seq)) or self._recorded(seq, self.rounds.get(number))
        told = [found.get(part) for part in ("text", "language")] if isinstance(found, dict) else []
        text, language = (part if isinstance(part, str) else "" for part in told or ("", ""))
        return text, language

    def _recorded(self, seq: int, each: Round | None) -> Json:
        if each is None or each.halted or seq == each.ballots or not (each.public or self.side == "desk"):
            return {}
        found: Json = {}
        _tried(self.activity.id, _add_recorded, found, each.format, self.side, seq)
        return found


def _add_recorded(found: Json, format: Format, side: str, seq: int) -> None:
    found |= outputs.plain(format.recorded(To(side), seq))  # type: ignore[arg-type]


def _items_of(one: Activity, side: str, left_alone: str) -> tuple[Json, str]:
    """The items of all rounds, and why the activity cannot be read as it stands."""
    found: Json = {}
    lacks = left_alone or one.halted or ("" if one.format else MISSING)
    for each in [] if left_alone else one.rounds:
        why = each.halted or _tried(one.id, add_items, found, one.id, each.format, side)
        lacks = lacks or (why if each.number == one.round else "")
    return found, lacks


def add_items(found: Json, activity: str, format: Format, side: str) -> None:
    """Put in all items of a format's list as one side sees them, and not the first hundred alone."""
    to = To(side)  # type: ignore[arg-type]
    more = outputs.plain(format.view(to)).get("items", {})
    while isinstance(more, dict) and more:
        found |= more
        watch.enter(activity)
        page = outputs.plain(format.more(to, "items", next(reversed(more))))
        more = {key: item for key, item in page.items() if key not in found}


def _written(replica: Replica, seq: int, activity: str, words: Words | None) -> Written:
    """An item of a view has its entry's number."""
    number = replica.round_of(seq, activity)
    text, language = words.of(seq, number) if words else ("", "")
    one = replica.activities.get(activity)
    return Written(seq, replica.verdict(seq).code, number, text, language, one.setup.format if one else "")


def listed(replica: Replica, asked: Listed) -> dict[str, Json]:
    """All items of the activities of a format, as one side sees them; what cannot be read is left out."""
    found: dict[str, Json] = {}
    for one in replica.activities.values():
        readable = one.format and not one.halted and one.id not in asked.without
        if readable and one.setup.format == asked.format and one.shows_itself(Class(asked.side)):
            found[one.id] = {}
            _tried(one.id, add_items, found[one.id], one.id, one.format, asked.side)
    return found
