"""What a poll came to: its part of the conclusions, its tables to download, the items it gives to others."""

from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from live.polls.kinds.kind import Kind
from live.polls.kinds.writing import SHOWN, Writing
from live.polls.settings import PollSettings
from plugins.contract import COUNTED, N_, Cell, Conclusion, Item, Option, Section, Sheet, Tally, Text
from plugins.split import ByMode, counted

WAYS = (N_("In the room"), N_("Far away"), N_("Assisted"), N_("Way not told"))


class Line(NamedTuple):
    """One option of this round's ballot; `refs` are the entries behind one that another activity gave."""

    id: str
    label: Text
    refs: tuple[int, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """A poll as it stands. `entries` are those that count; `split` says whether votes are told by mode."""

    settings: PollSettings
    lines: tuple[Line, ...]
    kind: Kind
    voters: ByMode
    entries: list[int]
    split: bool

    def conclusion(self) -> Conclusion:
        """A tally, or the answers people wrote."""
        if isinstance(self.kind, Writing):
            answers = tuple(answer.statement() for answer in islice(self.kind.visible(), SHOWN))
            return Conclusion((Section(N_("Answers"), answers),) if answers else ())
        return Conclusion((Section(N_("Polls"), (self._tally(),)),))

    def _tally(self) -> Tally:
        people, scores = self.kind.people, self.kind.scores
        return Tally(
            question={},
            options=tuple(
                Option(line.id, line.label, counted(people[line.id], split=self.split), line.refs, scores(line.id))
                for line in self.lines
            ),
            voters=counted(self.voters, split=self.split),
            several=self.settings.several and not self.kind.measures,
            refs=(min(self.entries), max(self.entries)) if self.entries else (),
            measures=self.kind.measures,
            quorum=self.settings.quorum,
            base=self.settings.base,
        )

    def sheets(self) -> tuple[Sheet, ...]:
        """One row an option with its votes by mode and its scores, and who voted; or one row an answer."""
        if isinstance(self.kind, Writing):
            return (_answers(self.kind),)
        people, scores, settings = self.kind.people, self.kind.scores, self.settings
        options = tuple((line.label, *self._by_mode(people[line.id]), *scores(line.id)) for line in self.lines)
        voters: tuple[Cell, ...] = (*self._by_mode(self.voters), settings.quorum, settings.base)
        return (
            Sheet("options", (N_("Option"), *WAYS, N_("Total"), *self.kind.measures), options),
            Sheet("voters", (*WAYS, N_("Total"), N_("Quorum"), N_("Who may vote")), (voters,)),
        )

    def _by_mode(self, people: ByMode) -> tuple[Cell, ...]:
        found = counted(people, split=self.split)
        return (*(getattr(found, mode) for mode in COUNTED), found.total)

    def items(self) -> tuple[Item, ...]:
        """What another activity may take: the best option first, or the newest answer."""
        if isinstance(self.kind, Writing):
            shown = islice(self.kind.visible(), SHOWN)
            return tuple(Item(one.id, {one.language or "es": one.text}, (one.seq,)) for one in shown)
        lines = {line.id: line for line in self.lines}
        return tuple(Item(one, lines[one].label, lines[one].refs) for one in self.kind.best_first())


def _answers(kind: Writing) -> Sheet:
    """Answers in the order in which they were written."""
    rows = tuple((answer.seq, answer.text, answer.language) for answer in reversed(list(kind.visible())))
    return Sheet("answers", (N_("Entry"), N_("Answer"), N_("Language")), rows)
