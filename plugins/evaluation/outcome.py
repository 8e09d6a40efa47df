"""What an evaluation came to: means, choices and the texts that show. Nobody's name is in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from plugins.contract import (
    COUNTED,
    N_,
    Cell,
    Conclusion,
    Counts,
    Option,
    Section,
    Sheet,
    Statement,
    Tally,
)
from plugins.contract import Text as Words
from plugins.evaluation.asked import Asked, Chosen, Scale, Written
from plugins.evaluation.texts import SHOWN, Text, Texts
from plugins.split import ByMode, counted, covers_everybody

MEANS: Words = {"es": "Promedios", "en": "Means", "fr": "Moyennes", "pt": "Médias"}
WAYS = (N_("In the room"), N_("Far away"), N_("Assisted"), N_("Way not told"))


@dataclass(frozen=True)
class Outcome:
    """An evaluation as it stands. `people` are all who took part, `entries` the sendings that stand."""

    asked: list[Asked]
    texts: Texts
    people: ByMode
    entries: list[int]

    # -------------------------------------------------- conclusions
    def conclusion(self) -> Conclusion:
        """The means of all scales, a tally for each choice, and the texts that the desk has shown."""
        if not self.entries:
            return Conclusion()
        choices = (self._choice(one) for one in self.asked if isinstance(one, Chosen))
        items: tuple[Statement | Tally, ...] = (*self._means(), *choices, *self._said())
        return Conclusion((Section(N_("Evaluation"), items),) if items else ())

    @property
    def _refs(self) -> tuple[int, int]:
        return min(self.entries), max(self.entries)

    def _means(self) -> Iterator[Tally]:
        scales = [one for one in self.asked if isinstance(one, Scale)]
        if scales:
            options = tuple(
                Option(one.question.id, _with_steps(one), _people(one), scores=(one.mean / 10, one.total))
                for one in scales
            )
            voters = counted(self.people, split=covers_everybody(self.people))
            yield Tally(MEANS, options, voters, refs=self._refs, measures=(N_("Mean"), N_("Answers")))

    def _choice(self, one: Chosen) -> Tally:
        options = tuple(
            Option(choice.id, choice.label, counted(one.options[choice.id], split=one.is_split))
            for choice in one.question.options
        )
        return Tally(one.question.label, options, _people(one), several=one.question.several, refs=self._refs)

    def _said(self) -> Iterator[Statement]:
        for one in self.asked:
            for text in islice(self.texts.visible(one.question.id), SHOWN):
                mode = text.mode if one.is_split else "untold"
                yield Statement(text.words, text.language, mode, refs=(text.seq,), about=(one.question.label,))

    # -------------------------------------------------- downloads
    def sheets(self) -> tuple[Sheet, ...]:
        """One row an answer of each question; the texts that show; and, for the desk alone, all texts."""
        columns = (N_("Number"), N_("Question"), N_("Answer"), *WAYS, N_("Total"), N_("Answered it"), N_("Mean"))
        rows = tuple(row for place, one in enumerate(self.asked, 1) for row in _rows(place, one))
        if not any(isinstance(one, Written) for one in self.asked):
            return (Sheet("questions", columns, rows),)
        head = (N_("Entry"), N_("Question"), N_("Text"), N_("Language"))
        labels: dict[str, Words] = {one.question.id: one.question.label for one in self.asked}
        every = [(_text(one, labels), one.state) for one in self.texts.all.values()]
        shown = tuple(row for row, state in every if state == "visible")
        whole = tuple((*row, state) for row, state in every)
        return (
            Sheet("questions", columns, rows),
            Sheet("texts", head, shown),
            Sheet("all_texts", (*head, N_("State")), whole, desk=True),
        )


def _people(one: Asked) -> Counts:
    return counted(one.people, split=one.is_split)


def _with_steps(one: Scale) -> Words:
    """The question with its scale, for a mean says nothing without it."""
    return {language: f"{words} (1–{one.question.steps})" for language, words in one.question.label.items()}


def _text(one: Text, labels: dict[str, Words]) -> tuple[Cell, ...]:
    return (one.seq, labels[one.question], one.words, one.language)


def _rows(place: int, one: Asked) -> Iterator[tuple[Cell, ...]]:
    def row(answer: Cell, people: ByMode, mean: Cell = "") -> tuple[Cell, ...]:
        found = counted(people, split=one.is_split)
        by_mode = (getattr(found, mode) for mode in COUNTED)
        return (place, one.question.label, answer, *by_mode, found.total, one.total, mean)

    match one:
        case Scale():
            yield from (row(step, people, one.mean / 10) for step, people in one.at.items())
        case Chosen():
            yield from (row(choice.label, one.options[choice.id]) for choice in one.question.options)
        case _:
            yield row("", one.people)
