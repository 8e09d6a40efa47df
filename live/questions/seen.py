"""Questions as one side sees them: values for views, as many as one view may hold."""

from collections.abc import Iterable
from itertools import islice

from msgspec import json

from live.questions.item import Item, State
from live.questions.merging import Merging
from plugins.contract import Json

SHOWN = 100  # items of a collection in a view; the rest is asked for page by page
LARGEST = 60_000  # bytes of a view: long words let fewer questions show at once, so that it stays below 64 KiB
AWAY = 6_000  # bytes of what askers are told about questions that are not in the list
NAMED = 12  # authors named in a view; sheets name all
BRIEF = 80  # letters of a question that another one points at


class Seen:
    """Makes the values. What is not said of a question is left out, for a view names it up to a hundred times."""

    def __init__(self, questions: dict[str, Item], merging: Merging):
        self._questions, self._merging = questions, merging

    def page(self, items: Iterable[Item], *, desk: bool, room: int = LARGEST) -> Json:
        """As many of the first items as fit into so many bytes, at least one."""
        page: Json = {}
        for item in islice(items, SHOWN):
            found = self.item(item, desk=desk)
            room -= len(json.encode(found)) + len(item.id) + 4
            if room < 0 and page:
                break
            page[item.id] = found
        return page

    def item(self, item: Item, *, desk: bool) -> Json:
        seen: Json = {
            "text": item.text,
            "language": item.language,
            "name": item.name,
            "mode": item.mode,
            "votes": item.votes,
            "state": str(item.state),
            "rank": item.order(desk=desk)[0],
            "answer": item.standing.answer,
            "same": self._merging.ids(item),
        }
        if item.category:
            seen["category"] = item.category
        if item.affiliation:
            seen["affiliation"] = item.affiliation
        if item.merged:
            names = self._merging.authors(item)
            seen["authors"] = len(names)
            seen["name"] = ", ".join([name for name in names if name][:NAMED])
        return seen | self._for_desk(item) if desk else seen

    def _for_desk(self, item: Item) -> Json:
        like = self._like(item)
        seen: Json = {"like": like.id if like else "", "like_text": brief(like.text) if like else ""}
        if item.standing.reason:
            seen["reason"] = item.standing.reason
        if item.claimed and not item.into:
            seen |= {"claimed": True, "claimer": item.claimer}
        if item.into:
            root = self._merging.root(item)
            seen |= {"into": root.id, "into_text": brief(root.text)}
        return seen

    def _like(self, item: Item) -> Item | None:
        """The question this one could be merged into; none where that was done or makes no sense any more."""
        if not item.like or item.state in (State.HIDDEN, State.MERGED):
            return None
        root = self._merging.root(self._questions[item.like])
        return None if root is item or root.state is State.HIDDEN else root

    def away(self, ids: Iterable[str]) -> Json:
        """What became of questions that are not in the list, for who asked them; their words are not told."""
        page: Json = {}
        room = AWAY
        for id in islice(ids, SHOWN):
            found = self._fate(self._merging.root(self._questions[id]), id)
            room -= len(json.encode(found)) + len(id) + 4
            if room < 0:
                break
            page[id] = found
        return page

    def _fate(self, root: Item, id: str) -> Json:
        if root.state.public:
            return {"state": "merged", "into": root.id, "text": brief(root.text), "language": root.language}
        told: Json = {"state": str(root.state)}
        reason = root.standing.reason
        return told | {"reason": reason} if reason else told


def brief(text: str) -> str:
    """Its beginning, enough to know it again."""
    return text if len(text) <= BRIEF else f"{text[: BRIEF - 1].rstrip()}…"
