"""How many of the questions that show are of each category and affiliation."""

from collections.abc import Sequence

from live.questions.item import Item
from live.questions.settings import Choice
from plugins.contract import Json, Refused


class Shares:
    """Kept while questions come and go, so that no view counts them all."""

    def __init__(self, categories: Sequence[Choice], affiliations: Sequence[Choice]):
        self._categories = {one.id: 0 for one in categories}
        self._affiliations = {one.id: 0 for one in affiliations}
        self._held: dict[str, tuple[str, str]] = {}

    def judge(self, category: str, affiliation: str) -> None:
        """Refuse what the organiser does not offer."""
        if category and category not in self._categories:
            raise Refused("category")
        if affiliation and affiliation not in self._affiliations:
            raise Refused("affiliation")

    def changed(self, item: Item) -> None:
        """It may show now, or no longer."""
        public, held = item.state.public, item.id in self._held
        if public and not held:
            self._held[item.id] = (item.category, item.affiliation)
            self._count(item, +1)
        elif held and not public:
            del self._held[item.id]
            self._count(item, -1)

    def _count(self, item: Item, one: int) -> None:
        for counts, id in ((self._categories, item.category), (self._affiliations, item.affiliation)):
            if id:
                counts[id] += one

    def json(self, categories: Sequence[Choice], affiliations: Sequence[Choice]) -> Json:
        """Both lists with their words, in the organiser's order; a list nobody made is left out."""
        lists = (("categories", categories, self._categories), ("affiliations", affiliations, self._affiliations))
        return {name: _list(choices, counts) for name, choices, counts in lists if choices}


def _list(choices: Sequence[Choice], counts: dict[str, int]) -> Json:
    return {
        one.id: {"label": one.label, "place": place, "questions": counts[one.id]}
        for place, one in enumerate(choices, 1)
    }
