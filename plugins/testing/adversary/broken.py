"""The honest format, broken in one place at a time. `BROKEN` says which rule has to catch which."""

import random
import time
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from plugins.contract import By, Conclusion, Format, Item, Json, Refused, Section, Sheet, Statement, To, Verb
from plugins.testing.adversary.honest import Honest, Line, Say


class SaysNull(Honest):
    """A view with nothing in it where something was expected."""

    def view(self, to: To) -> Json:
        return {"last": None}


class TooLong(Honest):
    """A view that a phone waits for."""

    def view(self, to: To) -> Json:
        return {"text": "x" * 70_000}


class TooMany(Honest):
    """A view of more items than anybody reads."""

    def view(self, to: To) -> Json:
        return {"items": {str(at): {} for at in range(101)}}


class GrowsWithTheCrowd(Honest):
    """Small among seven people, too large in a hall."""

    def view(self, to: To) -> Json:
        return {"items": {str(line.seq): {"text": line.said.text} for line in self.lines}}


class NamesActors(Honest):
    """The view tells who took part."""

    def view(self, to: To) -> Json:
        return {"who": sorted(self.said)}


class ActorsInASheet(Honest):
    """The download tells who took part."""

    def sheets(self) -> tuple[Sheet, ...]:
        return (Sheet("people", ("Person",), tuple((actor,) for actor in self.said)),)


class ActorsInTheRecord(Honest):
    """The record tells who said it."""

    def recorded(self, to: To, seq: int) -> Json:
        who = next((actor for actor, lines in self.said.items() if any(one.seq == seq for one in lines)), "")
        return {"text": who, "language": "es"}


class MoreThanWordsInTheRecord(Honest):
    """The record tells how somebody took part beside what they said."""

    def recorded(self, to: To, seq: int) -> Json:
        return {**super().recorded(to, seq), "mode": "room"}


class RecordsTheRefused(Honest):
    """Words that did not count stand in the record."""

    def recorded(self, to: To, seq: int) -> Json:
        return {"text": "I said so", "language": "en"}


class TellsChoices(Honest):
    """What people chose stands in the view, where nobody may see it before the close."""

    verbs = {"say": Verb(Say, ballot=True)}

    def view(self, to: To) -> Json:
        return {"leading": max((line.said.text for line in self.lines), default="")}


class SpeaksAsOneself(Honest):
    """A voice for each person, by which their acts in two activities could be joined."""

    def voice(self, actor: str) -> str:
        return actor


class ChangesThenRefuses(Honest):
    """Counts what it refuses."""

    def accept(self, said: Say, by: By) -> None:
        much = len(self.said.get(by.actor, ())) >= self.settings.most
        self.said.setdefault(by.actor, []).append(Line(by.seq, said, by.mode, by.language))
        if much:
            raise Refused("enough")


class RefusesWithoutASentence(Honest):
    """Leaves people without a word."""

    def accept(self, said: Say, by: By) -> None:
        raise Refused("unheard_of")


class CheckCounts(Honest):
    """`check` is asked more often than anybody thinks."""

    checks = 0

    def check(self, said: Say) -> None:
        self.checks += 1

    def results(self, to: To) -> Json:
        return {"checks": self.checks}


class CountsLooks(Honest):
    """A view that changes by being looked at."""

    looks = 0

    def view(self, to: To) -> Json:
        self.looks += 1
        return {"looks": self.looks}


class Rolls(Honest):
    """Asks chance."""

    def view(self, to: To) -> Json:
        return {"luck": random.random()}  # noqa: S311  (what it does wrong)


class AsksTheClock(Honest):
    """Asks the time."""

    def view(self, to: To) -> Json:
        return {"now": time.monotonic_ns()}


class MineOfOthers(Honest):
    """What is only mine changes when others act, and nobody is told."""

    def mine(self, actor: str) -> Json:
        return {"others": len(self.said) - 1} if actor in self.said else {}


class KnowsTheSequence(Honest):
    """Depends on entries that did not count: a recount differs."""

    before = 0

    def accept(self, said: Say, by: By) -> None:
        gap, self.before = by.seq - self.before, by.seq
        super().accept(said, by)
        self.said[by.actor][-1] = Line(gap, said, by.mode, by.language)


class KeepsAGlobal(Honest):
    """One state for all activities."""

    everywhere: list[int] = []

    def accept(self, said: Say, by: By) -> None:
        super().accept(said, by)
        self.everywhere.append(by.seq)

    def results(self, to: To) -> Json:
        return {"said": len(self.everywhere)}


class CountsLetters(Honest):
    """A number that hangs on words somebody may have taken out."""

    def results(self, to: To) -> Json:
        return {"letters": sum(len(line.said.text) for line in self.lines)}


class CountsLettersWithin(Honest):
    """The same, deeper down."""

    def results(self, to: To) -> Json:
        return {"letters": sum(len(note.text) for line in self.lines for note in line.said.notes)}


class RefusesWords(Honest):
    """A verdict that hangs on words."""

    def accept(self, said: Say, by: By) -> None:
        if len(said.text) % 2:
            raise Refused("enough")
        super().accept(said, by)


class OrdersBySet(Honest):
    """The order of a set is another one in every process."""

    def results(self, to: To) -> Json:
        return {"words": list({line.said.text for line in self.lines} | {"one", "two", "three", "four"})}


class UpgradesToday(Honest):
    """Takes today's entries for old ones."""

    @classmethod
    def upgrade_entry(cls, verb: str, body: Json, version: int) -> tuple[str, Json]:
        return "say", {**body, "text": body["text"] + "!"}


class UpgradesInPlace(Honest):
    """Changes the settings that are handed to it, which are the log's."""

    @classmethod
    def upgrade_settings(cls, settings: Json, version: int) -> Json:
        if version == 1:
            settings["most"] = 3
        return settings


class ForgetsVersionOne(Honest):
    """Judges an old log by today's defaults."""

    @classmethod
    def upgrade_settings(cls, settings: Json, version: int) -> Json:
        return {"most": 2} if version == 1 else settings


class GivesWithoutSaying(Honest):
    """Has items, and no organiser is told."""

    gives = False


class GivesTwins(Honest):
    """Two items of one name."""

    def items(self) -> tuple[Item, ...]:
        return tuple(Item("1", {"es": "twin"}) for _line in range(2))


class ComesFromNowhere(Honest):
    """An item that names entries which nobody wrote."""

    def items(self) -> tuple[Item, ...]:
        return (Item("1", {"es": "from nowhere"}, (10_000,)),)


class ChokesOnItems(Honest):
    """Takes items and shows what nobody may be shown."""

    def view(self, to: To) -> Json:
        return {"first": self.taken[0].text if self.taken else {}, "origin": [None for _item in self.taken]}


class RestsOnNothing(Honest):
    """A conclusion whose thread leads nowhere."""

    def conclude(self) -> Conclusion:
        return Conclusion((Section("What was said", (Statement("Trust me.", "en", "room", refs=(10_000,)),)),))


class RaggedSheet(Honest):
    """A table with a cell too many."""

    def sheets(self) -> tuple[Sheet, ...]:
        return (Sheet("said", ("Words",), (("one", "two"),)),)


class ListInACell(Honest):
    """A table that no spreadsheet takes."""

    def sheets(self) -> tuple[Sheet, ...]:
        cell: Any = ["one", "two"]
        return (Sheet("said", ("Words",), ((cell,),)),)


class Growing(Struct):
    """Settings that are others each time they are read."""

    most: int = 1

    def __post_init__(self) -> None:
        self.most += 1


class GrowingSettings(Honest):
    """What an organiser filled in does not stay so."""

    Settings = Growing


class Unmarked(Honest):
    """Its page prints a number and does not say where it comes from: it stays as it was first drawn."""

    slug = "unmarked"


class Unlabelled(Honest):
    """Its page asks for a text and does not say which."""

    slug = "unlabelled"


class Headless(Honest):
    """Its page does not say what the activity is called."""

    slug = "headless"


class Mute(Honest):
    """Its page has no way to say what people may say."""

    slug = "mute"


BROKEN: Mapping[str, tuple[type[Format], ...]] = {
    "views_are_plain_json": (SaysNull, TooLong, TooMany, ChokesOnItems),
    "views_stay_small_in_a_crowd": (GrowsWithTheCrowd,),
    "nobody_is_named_by_actor": (NamesActors, ActorsInASheet, SpeaksAsOneself),
    "a_view_tells_no_choice": (TellsChoices,),
    "a_refusal_changes_nothing": (ChangesThenRefuses, RefusesWithoutASentence),
    "checking_changes_nothing": (CheckCounts,),
    "looking_changes_nothing": (CountsLooks, Rolls, AsksTheClock),
    "mine_is_mine": (MineOfOthers,),
    "a_recount_agrees": (KnowsTheSequence, KeepsAGlobal),
    "redaction_keeps_tallies": (CountsLetters, CountsLettersWithin, RefusesWords),
    "settings_come_back": (GrowingSettings,),
    "todays_terms_pass_as_they_are": (UpgradesToday, UpgradesInPlace),
    "items_can_be_taken": (GivesWithoutSaying, GivesTwins, ComesFromNowhere),
    "conclusions_rest_on_entries": (RestsOnNothing,),
    "the_record_tells_words_alone": (ActorsInTheRecord, MoreThanWordsInTheRecord, RecordsTheRefused),
    "sheets_are_tables": (RaggedSheet, ListInACell),
    "the_fold_law": (OrdersBySet,),
    "golden_logs_hold": (ForgetsVersionOne,),
    "templates_are_complete": (Headless, Mute),
    "pages_are_accessible": (Unlabelled,),
    "the_page_law": (Unmarked,),
}
"""The rule that has to catch each of them, by name."""
