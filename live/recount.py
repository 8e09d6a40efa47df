"""Counts a room again from nothing, and holds what was published against it."""

from dataclasses import dataclass
from typing import Any

import msgspec

from events.models import ConclusionsPage
from live.apart.activity import Activity
from live.history import fold_all
from live.queries import RoomInfo
from plugins.contract import Conclusion, Counts, Tally


@dataclass(frozen=True)
class Recount:
    """One activity, counted again. `accepted` and `refused` are people's entries alone; `tally` is votes by option."""

    title: str
    entries: int
    accepted: int
    refused: int
    tally: dict[str, int]

    def json(self) -> dict[str, Any]:
        """As `manage.py recount --json` prints it (live/wire/README.md)."""
        return {"entries": self.entries, "accepted": self.accepted, "refused": self.refused, "tally": self.tally}


def recount(room: RoomInfo) -> dict[str, Recount]:
    """Every activity of the room, by its id, folded from the log."""
    replica = fold_all(room.id)
    return {key: _count(one) for key, one in replica.activities.items()}


def _count(one: Activity) -> Recount:
    title = next(iter(one.setup.title.values()), "")
    return Recount(title, one.entries, one.accepted, one.refused, _tally(one))


def _tally(one: Activity) -> dict[str, int]:
    """Votes by option for a format that counts any; {} for one that does not."""
    found = [item for item in _items(one) if isinstance(item, Tally)]
    return {option.id: option.counts.total for tally in found for option in tally.options}


def _items(one: Activity) -> list[Any]:
    concluded = one.format.conclude() if one.format else Conclusion()
    return [item for section in concluded.sections for item in section.items]


def differences(room: RoomInfo) -> list[str]:
    """Published votes of this room that are not what the log says: one sentence each."""
    return [
        f"“{page.title}” ({page.url}): the vote {value['ref']['activity']} is not what the log says."
        for page in ConclusionsPage.objects.live()
        for value in _published(page)
        if value["ref"]["room"] == room.code and not _agrees(room, value)
    ]


def _published(page: ConclusionsPage) -> list[dict[str, Any]]:
    return [block.value["value"] for block in page.body if block.block_type == "tally"]


def _agrees(room: RoomInfo, value: dict[str, Any]) -> bool:
    """Whether a frozen vote is what the log gave at the last entry it counted, option by option, mode by mode."""
    ref = value["ref"]
    one = fold_all(room.id, until=ref["seqs"][-1] if ref["seqs"] else None).activities.get(ref["activity"])
    published = {option["id"]: msgspec.convert(option["counts"], Counts) for option in value["options"]}
    counted = [item for item in (_items(one) if one else []) if isinstance(item, Tally)]
    return any(published == {it.id: it.counts for it in tally.options} for tally in counted)
