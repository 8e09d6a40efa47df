"""Questions that ask the same and count as one: the votes of all, each person once, and everybody credited."""

from collections.abc import Iterator, Mapping

from live.questions.item import Item, State
from plugins.contract import MODES, Mode, Refused

MOST = 100  # questions that count as one: each is named by its id in every view


class Merging:
    """Which question stands for which. Each merged one points at another, so that taking one out again takes along
    what had been merged into it before, and nothing else."""

    def __init__(self, questions: Mapping[str, Item]):
        self._questions = questions

    def root(self, item: Item) -> Item:
        """The question this one counts as: itself, unless it was merged."""
        while item.into:
            item = self._questions[item.into]
        return item

    def members(self, item: Item) -> Iterator[Item]:
        """The question itself, then all that count as it."""
        yield item
        for id in item.merged:
            yield from self.members(self._questions[id])

    def ids(self, item: Item) -> list[str]:
        return [one.id for one in self.members(item)] if item.merged else [item.id]

    def authors(self, item: Item) -> list[str]:
        """The names of all who asked, in the order of what counts as this question; "" for who gave none."""
        found: dict[str, str] = {}
        for one in self.members(item):
            found.setdefault(one.author, one.name)
        return list(found.values())

    # -------------------------------------------------- the desk puts together and takes apart
    def judge(self, item: Item, into: Item) -> bool:
        """Whether merging changes anything: two moderators may say the same. Refuses what cannot be."""
        root = self.root(into)
        if root is item:
            raise Refused("itself")
        if item.into and self.root(item) is not root:
            raise Refused("merged")
        if root.state is State.HIDDEN or (item.state.public and not root.state.public):
            raise Refused("hidden")
        if not item.into and len(self.ids(root)) + len(self.ids(item)) > MOST:
            raise Refused("many", most=MOST)
        return not item.into

    def merge(self, item: Item, into: Item) -> Item:
        """From now on `item` counts as the question that `into` counts as, which is given back. What the desk decided
        about it stands again once it is split."""
        root = self.root(into)
        item.into = root.id
        root.merged.append(item.id)
        self._count(root)
        return root

    def split(self, item: Item) -> Item:
        """It stands on its own again; the question it counted as is given back."""
        parent, root = self._questions[item.into], self.root(item)
        parent.merged.remove(item.id)
        item.into = ""
        for one in {id(each): each for each in (item, parent, root)}.values():
            self._count(one)
        return root

    # -------------------------------------------------- people join and leave
    def join(self, root: Item, actor: str, mode: Mode) -> None:
        """One more, unless this person is counted already by a question that was merged into it."""
        if actor in root.voters:
            raise Refused("joined")
        counted = self._counted(root, actor)
        root.voters[actor] = mode
        root.support[mode] += 1
        if counted:
            root.support[counted] -= 1

    def leave(self, root: Item, actor: str) -> list[str]:
        """One fewer; the ids of all this person had joined that count as this question."""
        left = [one for one in self.members(root) if actor in one.voters]
        if not left:
            raise Refused("not_joined")
        root.support[left[0].voters[actor]] -= 1
        for one in left:
            del one.voters[actor]
        for one in self.members(root) if root.merged else ():
            self._count(one)
        return [one.id for one in left]

    def _counted(self, root: Item, actor: str) -> Mode | None:
        """The mode a person is counted in: that of the first they joined, in the order of what counts as one."""
        return next((one.voters[actor] for one in self.members(root) if actor in one.voters), None)

    def _count(self, item: Item) -> None:
        voters: dict[str, Mode] = {}
        for one in self.members(item):
            for actor, mode in one.voters.items():
                voters.setdefault(actor, mode)
        item.support = dict.fromkeys(MODES, 0)
        for mode in voters.values():
            item.support[mode] += 1
