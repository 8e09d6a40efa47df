"""Priorities: what matters most of what was proposed, by dots or by comparing pairs, by person or by table."""

from zlib import crc32

from msgspec import Struct

from plugins import split
from plugins.contract import (
    ALWAYS,
    N_,
    By,
    Conclusion,
    Format,
    Item,
    Json,
    Mode,
    Refused,
    Results,
    Sheet,
    To,
    Verb,
)
from plugins.priorities import ranking, tables
from plugins.priorities.dots import Dots
from plugins.priorities.lines import Lines
from plugins.priorities.outcome import Outcome
from plugins.priorities.pairs import Pairs
from plugins.priorities.settings import PrioritiesSettings
from plugins.priorities.verbs import (
    Begin,
    Compare,
    Give,
    GiveAsTable,
    ShowAll,
    ShowTop,
    StepBack,
    TakeBack,
    TakeBackAsTable,
)
from plugins.priorities.way import Way

WAYS: dict[str, type[Way]] = {"dots": Dots, "pairs": Pairs}


class Priorities(Format):
    """One round of priorities: its proposals, and the way that counts them."""

    slug = "priorities"
    name = N_("Priorities")
    description = N_("People or tables give dots to proposals, or compare them two by two. The first go to the stage.")
    icon = "order"
    version = 1
    default_results = Results.AT_CLOSE
    Settings = PrioritiesSettings
    verbs = {
        "give": Verb(Give, ballot=True, name=N_("Dots given")),
        "give_as_table": Verb(GiveAsTable, name=N_("Dots of a table")),
        "begin": Verb(Begin, name=N_("Comparing begun")),
        "compare": Verb(Compare, name=N_("Pair compared")),
        "step_back": Verb(StepBack, name=N_("Choice taken back")),
        "take_back": Verb(TakeBack, withdraws=True, name=N_("Dots taken back")),
        "take_back_as_table": Verb(TakeBackAsTable, name=N_("Dots of a table taken back")),
        "show_top": Verb(ShowTop, who="host", when=ALWAYS, name=N_("First ones put on the stage")),
        "show_all": Verb(ShowAll, who="host", when=ALWAYS, name=N_("All put on the stage")),
    }
    refusals = {
        "other_way": N_("Here people choose in another way. Reload the page and use its form."),
        "proposal": N_("That proposal is not on the list. Choose among those shown."),
        "below_nothing": N_("A number of dots is below nothing. Give 0 or more."),
        "nothing": N_("No dot is given yet. You have {whole}: give one at least and send it again."),
        "over": N_("You gave {given} dots and have {whole}. Take {over} away and send it again."),
        "over_one": N_("One proposal has {given} dots. It takes {most} of yours at most."),
        "no_voice": N_(
            "Here each table has one voice. Only the rapporteur of a table sends it: tell yours your choice."
        ),
        "too_few": N_("There are fewer than two proposals. Nothing can be compared yet."),
        "other_pair": N_("That pair is not the one you are at. Choose between the two shown."),
        "nothing_back": N_("There is nothing of yours here. There was nothing to take back."),
    }
    gives = takes = True

    def __init__(self, settings: PrioritiesSettings):
        super().__init__(settings)
        self.top = settings.top
        self.taken: tuple[Item, ...] = ()
        self._begin()

    def _begin(self) -> None:
        self._lines = Lines(self.settings, self.taken)
        self.way = WAYS[self.settings.way](self.settings, tuple(self._lines.by_id))

    @classmethod
    def complete(cls, settings: PrioritiesSettings, *, taking: bool) -> None:
        if settings.voice == "table" and not taking:
            raise ValueError(
                N_("voice: Tables decide about what comes from tables. Take items from an activity of tables first.")
            )
        if not taking and len(settings.proposals) < 2:
            raise ValueError(
                N_("proposals: There is too little to choose from. Add proposals, or take items from an activity.")
            )

    def take(self, items: tuple[Item, ...]) -> None:
        self.taken = items
        self._begin()

    # -------------------------------------------------- what is said
    def check(self, said: Struct) -> None:
        if not isinstance(said, ShowTop | ShowAll):
            self.way.check(said)

    def accept(self, said: Struct, by: By) -> None:
        match said:
            case ShowTop(most):
                self.top = most
            case ShowAll():
                self.top = 0
            case _:
                self.way.check(said)
                self.way.accept(said, by, *self._voter(by))

    def _voter(self, by: By) -> tuple[str, Mode]:
        """Whose decision it is, and how they take part: a table has no mode of its own."""
        if self.settings.voice == "person":
            return by.actor, by.mode
        if not by.voice:
            raise Refused("no_voice")
        return by.voice, "untold"

    # -------------------------------------------------- what is seen
    @property
    def lines(self) -> Lines:
        """The lines of this round; made again where core puts in the words of another language."""
        if self._lines.settings is not self.settings:
            self._lines = Lines(self.settings, self.taken)
        return self._lines

    def view(self, to: To) -> Json:
        by_table = self.settings.voice == "table"
        return {
            "way": self.settings.way,
            "voice": self.settings.voice,
            "verb": self.way.verbs[self.settings.voice],
            "drawn": self._drawn(),
            "proposals": dict(self.lines.seen),
            "count": len(self.way.ids),
            "voters": sum(self.way.voters.values()),
            "top": self.top,
            **self.way.form(),
            **(tables.told(self.way.standing()) if by_table else {}),
        }

    def _drawn(self) -> str:
        """Other for each form that has other fields: then pages ask for it anew."""
        fields = f"{self.way.ids} {self.way.form()} {self.settings.voice}"
        return f"{self.settings.way}-{crc32(fields.encode()):x}"

    def results(self, to: To) -> Json:
        told = to.side == "desk" or self._is_split
        found = ranking.places(self.way)
        stage = set(ranking.staged(found, self.top))
        return {
            "proposals": {id: self._row(id, place, told=told) for place, id in enumerate(self.way.ids, 1)},
            "places": {str(score): place for score, place in found.items()},
            "stage": {str(score): True for score in sorted(stage)},
            "staged": sum(self.way.score(id) in stage for id in self.way.ids),
            "modes": split.told(self.way.voters, split=told),
            "top": max((sum(marks.values()) for marks in self.way.marks.values()), default=0),
        }

    def _row(self, id: str, place: int, *, told: bool) -> Json:
        return {**split.told(self.way.marks[id], split=told), **self.way.row(id), "place": place}

    @property
    def _is_split(self) -> bool:
        """Whether everybody may know how each proposal did by mode."""
        return split.covers_everybody(self.way.voters)

    def mine(self, actor: str) -> Json:
        mine = self.way.mine(actor)
        for side in ("one", "other"):
            if side in mine:
                mine[side] |= self.lines.seen[mine[side]["id"]]
        return mine

    def took_part(self, actor: str) -> bool:
        return self.way.took_part(actor)

    # -------------------------------------------------- what came of it
    @property
    def _outcome(self) -> Outcome:
        return Outcome(self.lines.by_id, self.way, self._is_split)

    def items(self) -> tuple[Item, ...]:
        return self._outcome.items()

    def conclude(self) -> Conclusion:
        return self._outcome.conclusion()

    def sheets(self) -> tuple[Sheet, ...]:
        return self._outcome.sheets()
