"""The activities of a room as the parts of a page, each with what its template is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urljoin

import msgspec
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.safestring import SafeString

from live.ballots.receipts import new_receipt
from live.screens.bodies import kinds
from live.screens.record_query import verb_in_words
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
    ballot: str = ""  # by which a secret ballot is found in the published list


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
    def stopped(self) -> str:
        """Why its format does not run: "time", "memory", "output", "missing"; "" while it does."""
        return self.activity.get("halted") or ("missing" if self.activity.get("missing") else "")

    @property
    def drawn(self) -> str:
        """What of an activity needs its part drawn anew when it changes: the round, whether its format runs, and what
        the format's view says of its own fields as `drawn`."""
        return f"{self.activity['round']}{self.stopped}{self.activity['view'].get('drawn', '')}"

    @property
    def tallied(self) -> bool:
        """Whether there is an outcome to read, now or at the close, beside what waits in a queue."""
        return self.secret or bool(self.activity.get("results"))

    @property
    def secret(self) -> bool:
        """Whether ballots lie in a box until the close."""
        return bool(self.activity.get("secret"))

    @property
    def kinds(self) -> str:
        """Fields of the verbs' bodies that are no plain text, for the script that reads the forms: JSON."""
        kind = registry.get(self.activity["format"])
        verbs = kind.verbs if kind else {}
        return msgspec.json.encode(
            {verb: fields for verb, one in verbs.items() if (fields := kinds(one.body))}
        ).decode()

    @property
    def verbs(self) -> str:
        """What people say here, as the record calls it, for the script that lists one's own entries: JSON."""
        kind = registry.get(self.activity["format"])
        said = [verb for verb, one in kind.verbs.items() if one.who == "person"] if kind else []
        return msgspec.json.encode({verb: verb_in_words(verb, self.activity["format"]) for verb in said}).decode()

    @property
    def script(self) -> str:
        """The address of the format's own module; "" where it needs none."""
        slug = self.activity["format"]
        return "" if self.stopped or not registry.has_script(slug) else static(f"{slug}/{slug}.js")

    @property
    def style(self) -> str:
        """The address of the format's own sheet of style; "" where it needs none."""
        slug = self.activity["format"]
        return "" if self.stopped or not registry.has_style(slug) else static(f"{slug}/{slug}.css")

    @property
    def html(self) -> SafeString:
        """The format's own template of this side; a format that does not run has a sentence in its place."""
        names = [f"{self.activity['format']}/{self.side}.html", "live/stopped.html"]
        if self.stopped:
            names = names[1:]
        return _first(names).render(self.context)  # type: ignore[return-value]

    @property
    def box(self) -> SafeString | str:
        """What core says of a secret vote below it: the turnout, one's receipt, the published list."""
        if not self.secret or self.stopped or self.side == "screen":
            return ""
        room = self.act_url if self.side == "person" else urljoin(self.act_url, "../")
        published = urljoin(room, f"ballots/{quote(self.id)}/")
        return get_template("live/ballot_box.html").render(self.context | {"published": published})

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
            "stopped": self.stopped,
            "act_url": self.act_url,
            "receipt": receipt,
            "typed": receipt.typed if receipt else {},
            **self._sealing(),
        }

    def _sealing(self) -> dict[str, Any]:
        """Of a secret vote, the verbs whose forms carry a receipt, and one for who has no script to make it. What is
        not stored yet keeps its own."""
        kind = registry.get(self.activity["format"])
        if not self.secret or kind is None:
            return {}
        waits = self.receipt is not None and self.receipt.state == "waiting"
        own = self.receipt.ballot if waits and self.receipt else ""
        return {"sealed": {verb for verb, one in kind.verbs.items() if one.ballot}, "sealed_as": own or new_receipt()}


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
