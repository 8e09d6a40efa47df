"""What questions came to: what is concluded, and what other activities take."""

from collections.abc import Iterable

from live.questions.item import Item, State
from live.questions.merging import Merging
from plugins.contract import N_, Conclusion, Counts, Section, Statement
from plugins.contract import Item as Given

MOST_GIVEN = 100  # questions another activity may take


class Outcome:
    """Of what shows, the most joined first; each with the entries behind it and behind all that counts as it."""

    def __init__(self, public: Iterable[Item], merging: Merging):
        self._merging = merging
        self._items = sorted(public, key=lambda item: (-item.votes, item.seq))

    def given(self) -> tuple[Given, ...]:
        """For another activity to take."""
        return tuple(Given(one.id, {one.language: one.text}, self._refs(one)) for one in self._items[:MOST_GIVEN])

    def concluded(self) -> Conclusion:
        """What was answered, and what stayed on the table."""
        answered = tuple(self._statement(one) for one in self._items if one.standing.answered)
        open_ones = (one for one in self._items if not one.standing.answered)
        pinned = tuple(self._statement(one) for one in open_ones if one.state is State.PINNED)
        sections = ((N_("Answered questions"), answered), (N_("Pinned questions"), pinned))
        return Conclusion(tuple(Section(title, items) for title, items in sections if items))

    def _refs(self, item: Item) -> tuple[int, ...]:
        return tuple(one.seq for one in self._merging.members(item))

    def _statement(self, item: Item) -> Statement:
        return Statement(
            text=item.text,
            language=item.language,
            mode=item.mode,
            support=Counts(**item.support),
            state=str(State.ANSWERED if item.standing.answered else item.state),
            answer=item.standing.answer,
            refs=(*self._refs(item), item.standing.answered) if item.standing.answered else self._refs(item),
        )
