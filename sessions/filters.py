"""Filters of the calendar: what can be asked, what an address asks, and which entries answer it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sessions.calendar_entries import Entry
from sessions.filter_words import Vocabulary

NAMES: dict[str, Promise] = {
    "event": _("Event"),
    "line": _("Thematic line"),
    "category": _("Format"),
    "territory": _("Territory"),
    "language": _("Language"),
    "mode": _("How people take part"),
}
"""The parameters of an address, in their order, with the words beside them."""

SHOWN = 60  # letters of a value we repeat in a sentence: enough to recognise a slip


@dataclass(frozen=True)
class Asked:
    """What an address asks for: known values by filter, and what nobody knows."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: tuple[tuple[str, str], ...] = ()

    def query(self) -> str:
        """As the end of an address, "?" included; nothing where nothing is asked."""
        asked = urlencode(self.chosen, doseq=True)
        return f"?{asked}" if asked else ""

    def without(self, name: str, value: str) -> "Asked":
        """The same without one value."""
        left = {key: tuple(v for v in values if (key, v) != (name, value)) for key, values in self.chosen.items()}
        return Asked({key: values for key, values in left.items() if values})


@dataclass(frozen=True)
class Choice:
    """One value of a filter and how many entries it would leave."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """One filter as the form shows it. `kept` are further values of the address, which the form carries along."""

    name: str
    label: str
    choices: list[Choice]
    kept: tuple[str, ...]


@dataclass(frozen=True)
class Chip:
    """A value in force, and the end of the address without it."""

    filter: str
    label: str
    query: str


def read(address: QueryDict, known: Vocabulary) -> Asked:
    """What an address asks for. Values of one filter are alternatives; filters narrow one another."""
    chosen, unknown = {}, []
    for name in NAMES:
        given = [value for value in dict.fromkeys(address.getlist(name)) if value]
        found = dict.fromkeys(value for one in given if (value := known.value(name, one)))
        unknown += [(name, one) for one in given if not known.value(name, one)]
        if found:
            chosen[name] = tuple(found)
    return Asked(chosen, tuple(unknown))


def sentences(asked: Asked) -> list[str]:
    """What to say of values nobody knows."""
    return [
        _now("“%(value)s” is not known as a filter of “%(name)s”, so it was left out.")
        % {"value": value[:SHOWN], "name": NAMES[name]}
        for name, value in asked.unknown
    ]


def narrow(entries: Iterable[Entry], asked: Asked, known: Vocabulary) -> list[Entry]:
    """The entries that answer every filter."""
    return [entry for entry in entries if all(_answers(known, entry, name, asked) for name in asked.chosen)]


def offer(entries: list[Entry], asked: Asked, known: Vocabulary) -> list[Filter]:
    """The form: each filter with the values that would leave something beside the other filters."""
    return [_filter(entries, name, asked, known) for name in NAMES]


def chips(asked: Asked, known: Vocabulary) -> list[Chip]:
    """The values in force, each with the way to be rid of it."""
    return [
        Chip(str(NAMES[name]), known.words[name][value], asked.without(name, value).query())
        for name, values in asked.chosen.items()
        for value in values
    ]


def _answers(known: Vocabulary, entry: Entry, name: str, asked: Asked) -> bool:
    return bool(known.said_by(entry, name).intersection(asked.chosen[name]))


def _filter(entries: list[Entry], name: str, asked: Asked, known: Vocabulary) -> Filter:
    others = Asked({key: values for key, values in asked.chosen.items() if key != name})
    counts = Counter(value for entry in narrow(entries, others, known) for value in known.said_by(entry, name))
    first, *kept = asked.chosen.get(name, ("",))
    choices = [
        Choice(value, label, counts[value], value == first)
        for value, label in known.words[name].items()
        if (counts[value] or value == first) and value not in kept
    ]
    return Filter(name, str(NAMES[name]), choices, tuple(kept))
