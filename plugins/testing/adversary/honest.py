"""A small format that keeps every rule; the wrong ones differ from it in one thing each."""

from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from plugins.contract import (
    By,
    Conclusion,
    Format,
    Item,
    Json,
    Refused,
    Section,
    Sheet,
    Statement,
    To,
    Verb,
    Words,
)


class HonestSettings(Struct, frozen=True):
    """What an organiser fills in."""

    most: Annotated[int, Meta(ge=1, le=3)] = 1


class Note(Struct, frozen=True):
    """Something said beside it."""

    text: Words


class Say(Struct, frozen=True):
    """What one person says."""

    text: Annotated[Words, Meta(min_length=1, max_length=200)]
    notes: list[Note] = []


class Line(Struct, frozen=True):
    """What was said and counted."""

    seq: int
    said: Say
    mode: str
    language: str


class Honest(Format):
    """Keeps what people say, a few times each; results are how many said something."""

    slug = "adversary"
    name = "Adversary"
    description = "Breaks each rule in turn."
    icon = "cross"
    version = 2
    Settings: ClassVar[type[Struct]] = HonestSettings
    verbs = {"say": Verb(Say)}
    refusals = {"enough": "You have said enough."}
    gives = takes = True

    @classmethod
    def upgrade_settings(cls, settings: Json, version: int) -> Json:
        """Version 1 asked whether people may say something once only."""
        once = {"most": 1 if settings.get("once") else 3} if version == 1 else {}
        return {name: value for name, value in settings.items() if name != "once"} | once

    @classmethod
    def upgrade_entry(cls, verb: str, body: Json, version: int) -> tuple[str, Json]:
        """In version 1 people shouted."""
        return ("say", {"text": body["words"]}) if verb == "shout" else (verb, body)

    def __init__(self, settings: HonestSettings):
        super().__init__(settings)
        self.said: dict[str, list[Line]] = {}
        self.taken: tuple[Item, ...] = ()

    @property
    def lines(self) -> list[Line]:
        """All that counted, in the order of the log."""
        return sorted((line for lines in self.said.values() for line in lines), key=lambda line: line.seq)

    def take(self, items: tuple[Item, ...]) -> None:
        self.taken = items

    def items(self) -> tuple[Item, ...]:
        return tuple(Item(str(one.seq), {one.language: one.said.text}, (one.seq,)) for one in self.lines[:100])

    def accept(self, said: Say, by: By) -> None:
        if len(self.said.get(by.actor, ())) >= self.settings.most:
            raise Refused("enough")
        self.said.setdefault(by.actor, []).append(Line(by.seq, said, by.mode, by.language))

    def view(self, to: To) -> Json:
        return {"people": len(self.said), "taken": {item.id: {"text": item.text} for item in self.taken}}

    def recorded(self, to: To, seq: int) -> Json:
        found = next((one for one in self.lines if one.seq == seq), None)
        return {"text": found.said.text, "language": found.language} if found else {}

    def results(self, to: To) -> Json:
        return {"said": len(self.lines)}

    def mine(self, actor: str) -> Json:
        return {"said": len(self.said[actor]), "seq": self.said[actor][-1].seq} if actor in self.said else {}

    def took_part(self, actor: str) -> bool:
        return actor in self.said

    def conclude(self) -> Conclusion:
        said = tuple(Statement(one.said.text, one.language, one.mode, refs=(one.seq,)) for one in self.lines)
        return Conclusion((Section("What was said", said),))

    def sheets(self) -> tuple[Sheet, ...]:
        rows = tuple((one.seq, one.said.text, one.mode) for one in self.lines)
        return (Sheet("said", ("Entry", "Words", "Way of taking part"), rows),)
