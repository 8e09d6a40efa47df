"""The published ballots of one round: as text with its SHA-256, as JSON, in words, and counted."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import json

from live import reading
from live.apart.activity import Ballot
from live.apart.calls import Came
from live.models import Entry
from live.queries import RoomInfo
from plugins.contract import Tally, Text

_encode = json.Encoder(order="sorted").encode


@dataclass(frozen=True)
class Published:
    """What anybody may read, count and compare. `entry` is where it stands in the record; `results` are the votes by
    option that the activity's result tells, {} for a result of another kind."""

    room: str
    activity: str
    round: int
    rounds: tuple[int, ...]  # those of this activity whose ballots are published
    entry: int
    title: Text
    labels: dict[str, Text]
    results: dict[str, int]
    ballots: tuple[Ballot, ...]

    @property
    def text(self) -> str:
        """A line a ballot: receipt, mode, verb and what it says, between tabs. Byte for byte the same for ever."""
        return "".join(f"{one.receipt}\t{one.mode}\t{one.verb}\t{_encode(one.body).decode()}\n" for one in self.ballots)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def json(self) -> bytes:
        """What `recount_ballots.py` reads."""
        told = {
            "room": self.room,
            "activity": self.activity,
            "round": self.round,
            "entry": self.entry,
            "title": self.title,
            "options": self.labels,
            "results": self.results,
            "sha256": self.sha256,
            "ballots": self.ballots,
        }
        return json.format(json.encode(told), indent=1)

    @property
    def counted(self) -> Counter[str]:
        """How many ballots name each option."""
        return Counter(name for one in self.ballots for name in named(one.body))

    @property
    def says_modes(self) -> bool:
        """Whether the list tells how people took part."""
        return any(one.mode != "untold" for one in self.ballots)

    def found(self, beginning: str) -> list[Ballot]:
        """The ballots whose receipt begins so."""
        return [one for one in self.ballots if beginning and one.receipt.startswith(beginning)]


def of_round(room: RoomInfo, activity: str, number: int = 0) -> Published | None:
    """The published ballots of a round, of the newest that has some for 0; None where there are none."""
    outcome = next((one for one in reading.concluded(room) if one.id == activity), None)
    rounds = [came for came in outcome.rounds if came.ballots] if outcome else []
    came = next((one for one in reversed(rounds) if number in (0, one.number)), None)
    if came is None:
        return None
    labels, results = _options(came)
    ballots = tuple(msgspec.convert(Entry.objects.get(room_id=room.id, seq=came.ballots).body["ballots"], list[Ballot]))
    numbers = tuple(one.number for one in rounds)
    return Published(
        room.code, activity, came.number, numbers, came.ballots, came.setup.title, labels, results, ballots
    )


def _options(came: Came) -> tuple[dict[str, Text], dict[str, int]]:
    """The options of a round by id, in words, and how many votes each came to."""
    tallies = [item for section in came.sections for item in section.items if isinstance(item, Tally)]
    options = [option for tally in tallies for option in tally.options]
    labels = dict(_labelled(came.setup.settings)) | {one.id: one.label for one in options}
    return labels, {one.id: one.counts.total for one in options}


def _labelled(value: Any) -> Iterator[tuple[str, Text]]:
    """What an organiser gave an id and a label, wherever it stands in the settings."""
    if isinstance(value, dict) and isinstance(value.get("id"), str) and isinstance(value.get("label"), dict):
        yield value["id"], value["label"]
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _labelled(part)


def named(body: dict[str, Any]) -> set[str]:
    """The options a ballot names, whatever it says of them: `recount_ballots.py` reads ballots the same way."""
    return {name for part in body.values() for name in _named(part)}


def _named(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from (name for name, value in part.items() if value)
    elif isinstance(part, list):
        yield from (name for name in part if isinstance(name, str))
