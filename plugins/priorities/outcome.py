"""What priorities came to: their part of the conclusions, their tables to download, the items they give to others."""

from dataclasses import dataclass

from plugins.contract import COUNTED, N_, Cell, Conclusion, Item, Option, Section, Sheet, Tally
from plugins.priorities.lines import Line
from plugins.priorities.ranking import best_first, places
from plugins.priorities.way import Way
from plugins.split import ByMode, counted

WAYS = (N_("In the room"), N_("Far away"), N_("Assisted"), N_("Way not told"))


@dataclass(frozen=True)
class Outcome:
    """Priorities as they stand. `split` says whether votes are told by mode."""

    lines: dict[str, Line]
    way: Way
    split: bool

    def items(self) -> tuple[Item, ...]:
        """What another activity may take, the best first, each with the entries it came from."""
        return tuple(Item(line.id, line.label, line.refs) for line in self._ranked())

    def _ranked(self) -> list[Line]:
        return [self.lines[id] for id in best_first(self.way)]

    def conclusion(self) -> Conclusion:
        """A tally with the best first; nothing where there was nothing to decide about."""
        by_table = self.way.settings.voice == "table"
        title = N_("Priorities of the tables") if by_table else N_("Priorities")
        return Conclusion((Section(title, (self._tally(),)),) if self.lines else ())

    def _tally(self) -> Tally:
        seqs, people, scores = sorted(self.way.seqs()), self.way.people(), self.way.scores
        return Tally(
            question={},
            options=tuple(
                Option(line.id, line.label, counted(people[line.id], split=self.split), line.refs, scores(line.id))
                for line in self._ranked()
            ),
            voters=counted(self.way.voters, split=self.split),
            refs=(seqs[0], seqs[-1]) if seqs else (),
            measures=self.way.measures,
        )

    def sheets(self) -> tuple[Sheet, ...]:
        """One row a proposal, the best first; and who decided: people by mode, or the tables."""
        people, place = self.way.people(), places(self.way)
        rows = tuple(
            (place[self.way.score(line.id)], line.label, *self._by_mode(people[line.id]), *self.way.scores(line.id))
            for line in self._ranked()
        )
        columns = (N_("Place"), N_("Proposal"), *WAYS, N_("Total"), *self.way.measures)
        return (Sheet("ranking", columns, rows), self._voters())

    def _voters(self) -> Sheet:
        if self.way.settings.voice == "table":
            told = sorted(self.way.standing().items(), key=lambda one: one[1])
            return Sheet("voters", (N_("Table"), N_("Entry")), tuple(told))
        return Sheet("voters", (*WAYS, N_("Total")), (self._by_mode(self.way.voters),))

    def _by_mode(self, people: ByMode) -> tuple[Cell, ...]:
        found = counted(people, split=self.split)
        return (*(getattr(found, mode) for mode in COUNTED), found.total)
