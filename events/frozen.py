"""What a session came to, as plain values: made once from its log and kept, each with its place in the record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from plugins.contract import Counts, Section, Statement, Tally, Text


@dataclass(frozen=True)
class Source:
    """Where a result comes from: the activity in the room's log, and the address of the public record."""

    room: str
    activity: str
    record: str  # a path of ours, such as /live/MESA24/record/
    round: int = 0  # which one, of an activity that had several


@dataclass(frozen=True)
class Result:
    """What one round of an activity came to; `lacks` is a sentence where nothing can be told of it."""

    title: Text
    sections: tuple[Section, ...]
    source: Source
    lacks: str = ""


LATER = ("about", "parts")
"""What statements did not have at first: where there is none, nothing is kept."""


def freeze(item: Tally | Statement, source: Source) -> dict[str, Any]:
    """An item as JSON, with its reference to the log."""
    value = msgspec.json.decode(msgspec.json.encode(item))
    ref: dict[str, Any] = {
        "room": source.room,
        "activity": source.activity,
        "record": source.record,
        "seqs": list(item.refs),
    }
    if source.round:
        ref["round"] = source.round
    kept = {key: part for key, part in value.items() if key not in ("type", "refs") and (part or key not in LATER)}
    return {**kept, "ref": ref}


def words(text: Mapping[str, str], language: str) -> str:
    """Words of an organiser in `language`, else in the first there are."""
    return text.get(language) or next(iter(text.values()), "")


@dataclass(frozen=True)
class Entry:
    """One entry of the public record and where it stands."""

    seq: int
    link: str


@dataclass(frozen=True)
class Line:
    """One option of a frozen tally, as it is drawn. `origins`: the entries it was taken from, if it was."""

    letter: str
    label: str
    counts: Counts
    percent: int
    origins: list[Entry]
    measured: list[tuple[str, float]]  # what was measured beside votes: in words, and how much


def lines(value: Mapping[str, Any], language: str) -> list[Line]:
    """The options in the ballot's order; shares are of voters."""
    voters, measures = msgspec.convert(value["voters"], Counts).total, value.get("measures", ())
    return [
        Line(
            letter=chr(ord("A") + place) if place < 26 else str(place + 1),
            label=words(option["label"], language),
            counts=(counts := msgspec.convert(option["counts"], Counts)),
            percent=(200 * counts.total + voters) // (2 * voters) if voters else 0,  # a half goes up
            origins=[Entry(seq, entry_link(value, seq)) for seq in option.get("refs", ())],
            measured=[(_(name), score) for name, score in zip(measures, option.get("scores", ()), strict=True)],
        )
        for place, option in enumerate(value["options"])
    ]


def voters(value: Mapping[str, Any]) -> Counts:
    """Who voted, by mode."""
    return msgspec.convert(value["voters"], Counts)


def record_link(value: Mapping[str, Any]) -> str:
    """The place in the public record where a result begins."""
    seqs = value["ref"]["seqs"]
    return entry_link(value, seqs[0]) if seqs else value["ref"]["record"]


def entry_link(value: Mapping[str, Any], seq: int) -> str:
    """An entry in the record a result comes from."""
    return f"{value['ref']['record']}?entry={seq}#e{seq}"  # the record has pages; `entry` opens the right one


def round_of(value: Mapping[str, Any]) -> int:
    """The round a result is of; 0 where there was only one."""
    return value["ref"].get("round", 0)


def readable(value: Mapping[str, Any], language: str) -> str:
    """A frozen value as a few lines of text, for the editor's form."""
    if "options" in value:
        head = words(value["question"], language)
        if round_of(value):
            head = f"{head} ({_('Round %(number)s') % {'number': round_of(value)}})"
        rows = [_by_mode(f"{line.letter}. {line.label}{_told(line)}", line.counts) for line in lines(value, language)]
        return "\n".join([head, *rows, _by_mode(_("Voters"), voters(value))])
    support = msgspec.convert(value["support"], Counts).total
    parts = [f"“{value['text']}”", *(f"{title}: {text}" for title, text in details(value))]
    parts += [" · ".join(about(value, language)), _("Joined by %(count)s") % {"count": support} if support else ""]
    return "\n".join([*filter(None, parts), *([f"→ {value['answer']}"] if value["answer"] else [])])


def about(value: Mapping[str, Any], language: str) -> list[str]:
    """Where a statement belongs, from the widest on: table, axis, pillar."""
    return [words(text, language) for text in value.get("about", ())]


def details(value: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was said beside a statement: what it is, and the words."""
    return [(_(part["title"]), part["text"]) for part in value.get("parts", ()) if part["text"]]


def _told(line: Line) -> str:
    """What was measured of an option."""
    return "".join(f" · {name} {score:g}" for name, score in line.measured)


def _by_mode(label: str, counts: Counts) -> str:
    if counts.untold:
        return f"{label}: {counts.total}"
    by = _("%(room)s in the room, %(remote)s remote, %(assisted)s assisted") % msgspec.to_builtins(counts)
    return f"{label}: {counts.total} ({by})"
