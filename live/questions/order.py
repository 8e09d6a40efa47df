"""The order in which one side sees questions, kept while a few of many change."""

from bisect import bisect_right, insort
from collections.abc import Callable, Iterator, Mapping

from live.questions.item import Item, Place

MANY = 8  # when more than one in so many changed, all are sorted anew: that is quicker than moving each


class Order:
    """Questions by `place`, which is None for one that this side does not see. It follows from the items alone:
    changes are only noted, and put in order when somebody looks."""

    def __init__(self, items: Mapping[str, Item], place: Callable[[Item], Place | None]):
        self._items, self._place = items, place
        self._held: dict[str, Place] = {}
        self._order: list[Place] = []
        self._changed: dict[str, None] = {}

    def changed(self, item: Item) -> None:
        """Something that may move this question."""
        self._changed[item.id] = None

    def __len__(self) -> int:
        return len(self._settled())

    def before(self, place: tuple[int, ...]) -> int:
        """How many stand before this place, or at it."""
        return bisect_right(self._settled(), place)

    def behind(self, place: tuple[int, ...] = ()) -> Iterator[Item]:
        """The questions behind this place, in order."""
        order = self._settled()
        for at in range(bisect_right(order, place), len(order)):
            yield self._items[str(order[at][-1])]

    def _settled(self) -> list[Place]:
        if len(self._changed) * MANY > len(self._order):
            self._held = {key: place for key, item in self._items.items() if (place := self._place(item))}
            self._order = sorted(self._held.values())
        else:
            for key in self._changed:
                self._move(key)
        self._changed.clear()
        return self._order

    def _move(self, key: str) -> None:
        before, now = self._held.pop(key, None), self._place(self._items[key])
        if before is not None:
            del self._order[bisect_right(self._order, before) - 1]
        if now is not None:
            self._held[key] = now
            insort(self._order, now)
