"""One note as the fold keeps it."""

from dataclasses import dataclass, field

from plugins.contract import MODES, Json, Mode
from plugins.tables.verbs import Said


@dataclass(eq=False)
class Note:
    """What somebody wrote, or had written down, at a table; who joined it; and what became of it."""

    seq: int
    table: int
    place: int  # its number at the table
    cell: str  # where it stands on the board: "4-1" is the fourth axis, first pillar
    said: Said
    language: str
    mode: Mode
    author: str  # the actor, "" where it was said aloud: then the table's facilitator answers for it
    voters: dict[str, Mode] = field(default_factory=dict)  # who joined this very note, by actor
    hands: int = 0  # people without a device who joined it
    support: dict[Mode, int] = field(default_factory=lambda: dict.fromkeys(MODES, 0))  # with all merged into it
    handed: int = 0  # the entry that handed it in; 0 while it is a draft
    hidden: bool = False
    chosen: bool = False
    into: str = ""  # the note it was merged into
    merged: list[str] = field(default_factory=list)  # those merged into this one
    changed: int = 0  # the entry that gave it its words, if not its first
    seen: Json | None = None  # as a board shows it, until it changes

    @property
    def id(self) -> str:
        return str(self.seq)

    @property
    def number(self) -> str:
        """As people say it: 4.15 is the fifteenth note of table 4."""
        return f"{self.table}.{self.place}"

    @property
    def votes(self) -> int:
        return sum(self.support.values())
