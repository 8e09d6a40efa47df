"""The questions as a table to download: what shows, and what counts as it. Hidden and waiting ones stay out."""

from collections.abc import Iterable, Iterator

from live.questions.item import Item
from live.questions.merging import Merging
from live.questions.settings import QuestionsSettings
from plugins.contract import MODES, N_, Cell, Sheet, Text

COLUMNS = (
    N_("Number"),
    N_("Question"),
    N_("Language"),
    N_("Category"),
    N_("Who asks"),
    N_("Taking part"),
    N_("Name"),
    N_("Joined"),
    N_("In the room"),
    N_("Far away"),
    N_("Assisted"),
    N_("State"),
    N_("Answer"),
    N_("Counts as"),
)


def sheet(items: Iterable[Item], merging: Merging, settings: QuestionsSettings) -> Sheet:
    """One row a question in the order they were asked; the votes of a merged one stand with what it counts as."""
    return Sheet("questions", COLUMNS, tuple(_rows(items, merging, settings)))


def _rows(items: Iterable[Item], merging: Merging, settings: QuestionsSettings) -> Iterator[tuple[Cell, ...]]:
    categories: dict[str, Text] = {one.id: one.label for one in settings.categories}
    affiliations: dict[str, Text] = {one.id: one.label for one in settings.affiliations}
    for item in items:
        root = merging.root(item)
        if not root.state.public:
            continue
        votes = (item.votes, *(item.support[mode] for mode in MODES)) if root is item else (0, 0, 0, 0)
        yield (
            item.seq,
            item.text,
            item.language,
            categories.get(item.category, ""),
            affiliations.get(item.affiliation, ""),
            item.mode,
            item.name,
            *votes,
            str(item.state),
            item.standing.answer,
            root.seq if root is not item else "",
        )
