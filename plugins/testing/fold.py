"""Folds a generated log into a format, as core does, and shows everything anybody could see of it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from plugins.contract import By, Format, Item, Json, Refused, To
from plugins.setup import decode_settings
from plugins.trial import SIDES


class Said(NamedTuple):
    """One entry of a log: the verb, its body as JSON, and who said it."""

    verb: str
    body: Json
    by: By


class Log(NamedTuple):
    """One activity's whole life. `version` wrote its settings and entries; 0 is today's. `items` are another's."""

    settings: Json
    entries: tuple[Said, ...]
    items: tuple[Item, ...] = ()
    version: int = 0

    @property
    def actors(self) -> list[str]:
        """Everyone who said anything, in order, and one who never did."""
        return [*dict.fromkeys(said.by.actor for said in self.entries), "actor-nobody"]


class Life:
    """A format being folded, entry by entry."""

    def __init__(self, kind: type[Format], log: Log):
        self.kind = kind
        version = log.version or kind.version
        self.format = kind(decode_settings(kind, log.settings, version))
        self.format.written = version
        if kind.takes and log.items:
            self.format.take(log.items)

    def take(self, said: Said) -> str:
        """Fold one entry; the code of its refusal, or "" where it counted."""
        verb, body = self.format.upgrade_entry(said.verb, said.body, self.format.written)
        typed = msgspec.convert(body, self.kind.verbs[verb].body)
        try:
            self.format.check(typed)
            self.format.accept(typed, said.by)
        except Refused as refusal:
            return refusal.code
        return ""

    def take_all(self, entries: Iterable[Said]) -> list[str]:
        return [self.take(said) for said in entries]

    def shown(self, actors: Iterable[str]) -> Json:
        """Everything anybody could see, as JSON values."""
        one, actors = self.format, list(actors)
        groups = sorted({one.group(actor) for actor in actors} | {""})
        seen = {
            "views": {f"{side}/{group}": one.view(To(side, group)) for side in SIDES for group in groups},  # type: ignore[arg-type]
            "results": {f"{side}/{group}": one.results(To(side, group)) for side in SIDES for group in groups},  # type: ignore[arg-type]
            "mine": {actor: one.mine(actor) for actor in actors},
            "took_part": {actor: one.took_part(actor) for actor in actors},
            "group": {actor: one.group(actor) for actor in actors},
            "voice": {actor: one.voice(actor) for actor in actors},
            "concluded": one.conclude().sections,
            "sheets": one.sheets(),
            "items": one.items(),
        }
        return msgspec.json.decode(msgspec.json.encode(seen))


def lived(kind: type[Format], log: Log) -> Any:
    """What became of a log: the verdicts, and all that is seen at its end."""
    life = Life(kind, log)
    verdicts = life.take_all(log.entries)
    return {"verdicts": verdicts, "shown": life.shown(log.actors)}
