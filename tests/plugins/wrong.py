"""Formats that break one rule each: the suite has to catch every one."""

import random

from msgspec import Struct

from plugins.contract import By, Conclusion, Format, Json, Refused, To, Verb, Words


class Settings(Struct, frozen=True):
    """Nothing to fill in."""


class Say(Struct, frozen=True):
    text: Words


class Right(Format):
    """Keeps everything; the wrong ones differ in one thing."""

    slug = "wrong"
    name = description = "Wrong"
    icon = "cross"
    Settings = Settings
    verbs = {"say": Verb(Say)}
    refusals = {"twice": "You said it already."}

    def __init__(self, settings: Settings):
        super().__init__(settings)
        self.said: dict[str, str] = {}

    def accept(self, said: Say, by: By) -> None:
        if by.actor in self.said:
            raise Refused("twice")
        self.said[by.actor] = said.text

    def view(self, to: To) -> Json:
        return {"count": len(self.said)}

    def mine(self, actor: str) -> Json:
        return {"text": self.said[actor]} if actor in self.said else {}

    def conclude(self) -> Conclusion:
        return Conclusion()


class SaysNull(Right):
    def view(self, to: To) -> Json:
        return {"last": None}


class NamesActors(Right):
    def view(self, to: To) -> Json:
        return {"who": list(self.said)}


class ChangesThenRefuses(Right):
    def accept(self, said: Say, by: By) -> None:
        twice = by.actor in self.said
        self.said[by.actor] = said.text
        if twice:
            raise Refused("twice")


class RefusesWithoutASentence(Right):
    def accept(self, said: Say, by: By) -> None:
        raise Refused("unheard_of")


class CountsLooks(Right):
    looks = 0

    def view(self, to: To) -> Json:
        self.looks += 1
        return {"looks": self.looks}


class CheckCounts(Right):
    checks = 0

    def check(self, said: Say) -> None:
        self.checks += 1

    def view(self, to: To) -> Json:
        return {"checks": self.checks}


class MineOfOthers(Right):
    def mine(self, actor: str) -> Json:
        return {"others": len(self.said) - 1} if actor in self.said else {}


class CountsRefusals(Right):
    refused = 0

    def accept(self, said: Say, by: By) -> None:
        if len(said.text) % 2:
            raise Refused("twice")
        super().accept(said, by)


class CountsLetters(Right):
    def view(self, to: To) -> Json:
        return {"letters": sum(map(len, self.said.values()))}


class KnowsTheSequence(Right):
    """Depends on entries that did not count: a recount differs."""

    before = 0

    def accept(self, said: Say, by: By) -> None:
        gap = by.seq - self.before
        self.before = by.seq
        super().accept(said, by)
        self.said[by.actor] = str(gap)

    def view(self, to: To) -> Json:
        return {"gaps": list(self.said.values())}


class OrdersBySet(Right):
    def view(self, to: To) -> Json:
        return {"texts": list({text for text in self.said.values()} | {"one", "two", "three", "four"})}


class Rolls(Right):
    def view(self, to: To) -> Json:
        return {"luck": random.random()}


class TooLong(Right):
    def view(self, to: To) -> Json:
        return {"text": "x" * 70_000}


class TooMany(Right):
    def view(self, to: To) -> Json:
        return {"items": {str(at): {} for at in range(101)}}
