"""A format that goes wrong as it is told: in the fold, in its view, or in what it gives."""

import os
import re
import sys
import time
from collections.abc import Callable
from typing import Any

from msgspec import Struct

from plugins.contract import N_, By, Conclusion, Format, Json, Refused, Results, Sheet, To, Verb


class Settings(Struct, frozen=True):
    """Nothing to choose."""


class Do(Struct, frozen=True):
    """What to do wrong, and where: `fold`, `check`, `view`, `mine`, `group`, `conclude` or `sheets`."""

    how: str
    where: str = "fold"


def loop() -> None:
    while True:
        pass


def burn() -> None:
    re.match(r"(a+)+$", "a" * 40 + "b")


def power() -> None:
    9**9**9


def eat() -> None:
    bytearray(4 << 30)


HARM: dict[str, Callable[[], Any]] = {
    "sleep": lambda: time.sleep(60),
    "loop": loop,
    "burn": burn,
    "power": power,
    "eat": eat,
    "raise": lambda: 1 / 0,
    "exit": lambda: os._exit(3),
    "leave": lambda: sys.exit(3),
    "odd words": lambda: (_ for _ in ()).throw(ValueError("\ud800")),
    "odd refusal": lambda: (_ for _ in ()).throw(Refused("x", who=None)),  # type: ignore[arg-type]
    "recurse": lambda: HARM["recurse"](),
}
GIVE: dict[str, Json] = {
    "10 MB": {"text": "x" * 10_000_000},
    "nan": {"share": float("nan")},
    "null": {"nobody": None},
    "endless": {"share": [1.0, float("inf")]},
}


class Harmful(Format):
    slug = "harmful"
    name = "Harmful"
    description = "Goes wrong as it is told."
    default_results = Results.LIVE
    Settings = Settings
    verbs = {"do": Verb(Do)}

    def __init__(self, settings: Any):
        super().__init__(settings)
        self.done = 0
        self.at: dict[str, str] = {}

    def check(self, said: Do) -> None:
        if said.where == "check":
            HARM[said.how]()

    def accept(self, said: Do, by: By) -> None:
        if said.where == "fold":
            HARM[said.how]()
        self.at[said.where] = said.how
        self.done += 1

    def view(self, to: To) -> Json:
        return {"done": self.done, **self._wrong("view")}

    def mine(self, actor: str) -> Json:
        return self._wrong("mine")

    def group(self, actor: str) -> str:
        self._wrong("group")
        return ""

    def conclude(self) -> Conclusion:
        self._wrong("conclude")
        return Conclusion()

    def sheets(self) -> tuple[Sheet, ...]:
        wrong = self._wrong("sheets")
        return (Sheet("done", (N_("Number"),), ((self.done,), *((cell,) for cell in wrong.values()))),)

    def _wrong(self, where: str) -> Json:
        how = self.at.get(where, "")
        if how in HARM:
            HARM[how]()
        return GIVE.get(how, {})
