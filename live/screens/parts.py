"""The activities of a room as the parts of a page, each with what its template is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.safestring import SafeString

from live.screens.bodies import kinds
from live.wire.to_person import Snapshot
from plugins import registry
from plugins.contract import Json, Text


@dataclass(frozen=True)
class Receipt:
    """What became of the act a person has just sent from here; `typed` is given back when it was not counted."""

    activity: str
    verb: str
    state: str  # "counted", "refused" or "waiting", as the pieces of the page are named
    op_id: str
    why: str = ""
    seq: int | None = None
    typed: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """One activity on one page."""

    id: str
    side: str
    activity: Json
    mine: Json
    staged: bool
    act_url: str
    receipt: Receipt | None = None

    @property
    def title(self) -> Text:
        return self.activity["title"]

    @property
    def phase(self) -> str:
        return self.activity["phase"]

    @property
    def tallied(self) -> bool:
        """Whether there is an outcome to read, beside what waits in a queue."""
        return bool(self.activity.get("results"))

    @property
    def kinds(self) -> str:
        """Fields of the verbs' bodies that are no plain text, for the script that reads the forms: JSON."""
        kind = registry.get(self.activity["format"])
        verbs = kind.verbs if kind else {}
        return msgspec.json.encode(
            {verb: fields for verb, one in verbs.items() if (fields := kinds(one.body))}
        ).decode()

    @property
    def html(self) -> SafeString:
        """The format's own template of this side; a format that is not installed has a sentence in its place."""
        names = [f"{self.activity['format']}/{self.side}.html", "live/no_format.html"]
        return _first(names).render(self.context)  # type: ignore[return-value]

    @property
    def context(self) -> dict[str, Any]:
        """What a format's template is given: the activity's view at the top level, what is mine, and where to act."""
        receipt = self.receipt
        return {
            **self.activity,
            "id": self.id,
            "mine": self.mine,
            "side": self.side,
            "staged": self.staged,
            "act_url": self.act_url,
            "receipt": receipt,
            "typed": receipt.typed if receipt else {},
        }


def _first(names: list[str]) -> Any:
    for name in names[:-1]:
        try:
            return get_template(name)
        except TemplateDoesNotExist:
            continue
    return get_template(names[-1])


def parts(snapshot: Snapshot, *, side: str, act_url: str, receipt: Receipt | None = None) -> list[Part]:
    """The activities a page shows, in the order of the session's page; what is on stage comes first for people."""
    room, found = snapshot.view["room"], snapshot.view["activities"]
    made = [
        Part(
            id=key,
            side=side,
            activity=one,
            mine=snapshot.mine.get(key, {}),
            staged=key == room["stage"],
            act_url=act_url,
            receipt=receipt if receipt and receipt.activity == key else None,
        )
        for key, one in found.items()
    ]
    return sorted(made, key=lambda part: (side == "person" and not part.staged, part.activity.get("place", 0)))
