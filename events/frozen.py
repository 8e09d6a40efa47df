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


@dataclass(frozen=True)
class Result:
    """What one activity came to."""

    title: Text
    sections: tuple[Section, ...]
    source: Source


def freeze(item: Tally | Statement, source: Source) -> dict[str, Any]:
    """An item as JSON, with its reference to the log."""
    value = msgspec.json.decode(msgspec.json.encode(item))
    ref = {"room": source.room, "activity": source.activity, "record": source.record, "seqs": list(item.refs)}
    return {**{key: part for key, part in value.items() if key not in ("type", "refs")}, "ref": ref}


def words(text: Mapping[str, str], language: str) -> str:
    """Words of an organiser in `language`, else in the first there are."""
    return text.get(language) or next(iter(text.values()), "")


@dataclass(frozen=True)
class Line:
    """One option of a frozen tally, as it is drawn."""

    letter: str
    label: str
    counts: Counts
    percent: int


def lines(value: Mapping[str, Any], language: str) -> list[Line]:
    """The options in the ballot's order; shares are of voters."""
    voters = msgspec.convert(value["voters"], Counts).total
    return [
        Line(
            letter=chr(ord("A") + place) if place < 26 else str(place + 1),
            label=words(option["label"], language),
            counts=(counts := msgspec.convert(option["counts"], Counts)),
            percent=(200 * counts.total + voters) // (2 * voters) if voters else 0,  # a half goes up
        )
        for place, option in enumerate(value["options"])
    ]


def voters(value: Mapping[str, Any]) -> Counts:
    """Who voted, by mode."""
    return msgspec.convert(value["voters"], Counts)


def record_link(value: Mapping[str, Any]) -> str:
    """The place in the public record where a result begins."""
    ref = value["ref"]
    if not ref["seqs"]:
        return ref["record"]
    first = ref["seqs"][0]
    return f"{ref['record']}?entry={first}#e{first}"  # the record has pages; `entry` opens the right one


def readable(value: Mapping[str, Any], language: str) -> str:
    """A frozen value as a few lines of text, for the editor's form."""
    if "options" in value:
        head = words(value["question"], language)
        rows = [_by_mode(f"{line.letter}. {line.label}", line.counts) for line in lines(value, language)]
        return "\n".join([head, *rows, _by_mode(_("Voters"), voters(value))])
    support = msgspec.convert(value["support"], Counts).total
    parts = [f"“{value['text']}”", _("Joined by %(count)s") % {"count": support} if support else ""]
    return "\n".join([*filter(None, parts), *([f"→ {value['answer']}"] if value["answer"] else [])])


def _by_mode(label: str, counts: Counts) -> str:
    by = _("%(room)s in the room, %(remote)s remote, %(assisted)s assisted") % msgspec.to_builtins(counts)
    return f"{label}: {counts.total} ({by})"
