"""Notes that say the same and count as one: the joins of all, each person once, and every note credited."""

from collections.abc import Iterator, Mapping

from plugins.contract import MODES, Mode, Refused
from plugins.tables.note import Note

MOST = 40  # notes that count as one: each is named in every view


class Merging:
    """Which note stands for which. Each merged one points at another, so that taking one out again takes along what
    had been merged into it before, and nothing else: a merge of merged notes is one note, and comes apart as it was
    put together."""

    def __init__(self, notes: Mapping[str, Note]):
        self._notes = notes

    def root(self, note: Note) -> Note:
        """The note this one counts as: itself, unless it was merged."""
        while note.into:
            note = self._notes[note.into]
        return note

    def members(self, note: Note) -> Iterator[Note]:
        """The note itself, then all that count as it."""
        yield note
        for id in note.merged:
            yield from self.members(self._notes[id])

    # -------------------------------------------------- putting together and taking apart
    def judge(self, note: Note, into: Note) -> None:
        """Refuse what cannot be: with itself, a second time, too many."""
        root = self.root(into)
        if root is note:
            raise Refused("itself")
        if note.into:
            raise Refused("merged", note=note.number, into=self.root(note).number)
        if sum(1 for one in (note, root) for _member in self.members(one)) > MOST:
            raise Refused("many", most=MOST)

    def merge(self, note: Note, into: Note) -> Note:
        """From now on `note` counts as what `into` counts as, which is given back; of one table, it goes to the
        plenary where either was to go."""
        root = self.root(into)
        note.into = root.id
        root.merged.append(note.id)
        if note.table == root.table:
            root.chosen, note.chosen = root.chosen or note.chosen, False
        self._count(root)
        return root

    def split(self, note: Note) -> Note:
        """It stands on its own again; what it counted as is given back."""
        parent, root = self._notes[note.into], self.root(note)
        parent.merged.remove(note.id)
        note.into = ""
        for one in {id(each): each for each in (note, parent, root)}.values():
            self._count(one)
        return root

    # -------------------------------------------------- people join and leave
    def join(self, root: Note, actor: str, mode: Mode) -> None:
        """One more, unless this person is counted already by a note that was merged into it."""
        if any(actor in one.voters for one in self.members(root)):
            raise Refused("joined")
        root.voters[actor] = mode
        root.support[mode] += 1

    def leave(self, root: Note, actor: str) -> list[Note]:
        """One fewer; all this person had joined that count as this note."""
        left = [one for one in self.members(root) if actor in one.voters]
        if not left:
            raise Refused("not_joined")
        for one in left:
            del one.voters[actor]
        for one in self.members(root):
            self._count(one)
        return left

    def raise_hands(self, note: Note, people: int) -> None:
        """So many without a device join this very note."""
        note.hands = people
        self._count(self.root(note))

    def _count(self, note: Note) -> None:
        """Each person once, in the mode of the first they joined. Hands have no face: of several notes the largest
        number counts, for the same people may have raised them."""
        voters: dict[str, Mode] = {}
        for one in self.members(note):
            for actor, mode in one.voters.items():
                voters.setdefault(actor, mode)
        note.support = dict.fromkeys(MODES, 0)
        for mode in voters.values():
            note.support[mode] += 1
        note.support["assisted"] += max(one.hands for one in self.members(note))
