"""The words of one cloud: which spellings are one word, who sent it, and what counts as another one.

Who sent a word counts once for it, however it was spelt and whatever was put together with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from plugins.contract import MODES, By, Mode, Refused
from plugins.wordcloud.spelling import LANGUAGES, number, plain
from plugins.wordcloud.verbs import Send, Spelt

MOST = 100  # words that count as one: the desk sees them in one line
GONE = "[…]"  # a word whose every spelling was taken out of the record


class Sent(NamedTuple):
    """One person's word as it was sent."""

    seq: int
    text: str
    language: str
    mode: Mode
    told: bool  # whether it makes the numbers it is counted by, and so may be shown as a spelling


@dataclass
class Spelling:
    """One way to write a word."""

    seq: int  # the entry that wrote it first
    language: str
    times: int = 0


class Standing(NamedTuple):
    """What the desk decided about a word."""

    waiting: bool
    hidden: bool = False

    @property
    def shown(self) -> bool:
        return not (self.waiting or self.hidden)


@dataclass
class Word:
    """A word, its spellings, and who sent it."""

    seq: int
    standing: Standing
    sent: dict[str, Sent] = field(default_factory=dict)  # by actor
    spellings: dict[str, Spelling] = field(default_factory=dict)
    counts: dict[Mode, int] = field(default_factory=lambda: dict.fromkeys(MODES, 0))  # with all that count as it
    before: tuple[str, Standing] | None = None  # the desk's last decision, and how it stood until then
    into: str = ""  # the word it counts as
    merged: list[str] = field(default_factory=list)  # those that count as this one

    @property
    def id(self) -> str:
        return str(self.seq)

    @property
    def people(self) -> int:
        return sum(self.counts.values())

    @property
    def label(self) -> tuple[str, str]:
        """The spelling used most, of several the first, and its language."""
        best = min(self.spellings.items(), key=lambda one: (-one[1].times, one[1].seq), default=None)
        return (best[0], best[1].language) if best else (GONE, "")

    @property
    def others(self) -> list[str]:
        """The other spellings that somebody uses, in the order in which they came."""
        label, _language = self.label
        return [text for text, one in self.spellings.items() if one.times and text != label]

    @property
    def state(self) -> str:
        if self.into:
            return "merged"
        return "waiting" if self.standing.waiting else "hidden" if self.standing.hidden else "visible"


class Cloud:
    """All words by id. A word is found by the numbers of its spelling alone, so that words can be taken out of the
    record while every count stays."""

    def __init__(self, *, review: bool):
        self.words: dict[str, Word] = {}
        self._review = review
        self._found: dict[int, str] = {}  # the numbers of spellings: which word they are

    # -------------------------------------------------- people
    def send(self, said: Send, by: By) -> Word:
        """One more who says it; the word itself, not what it counts as. Raises `Refused` for whom it counts by now."""
        spelling = said.told
        keys = _keys(spelling, by.language)
        known = next((self._found[key] for key in keys if key in self._found), "")
        if known and any(by.actor in one.sent for one in self.members(self.root(self.words[known]))):
            raise Refused("twice")
        word = self.words[known] if known else Word(by.seq, Standing(waiting=self._review))
        self.words.setdefault(word.id, word)
        for key in keys:
            self._found.setdefault(key, word.id)
        told = number(plain(said.text)) == spelling.plain
        word.sent[by.actor] = sent = Sent(by.seq, said.text.strip(), by.language, by.mode, told)
        if told:
            word.spellings.setdefault(sent.text, Spelling(by.seq, by.language)).times += 1
        self.root(word).counts[by.mode] += 1
        return word

    def take_back(self, word: Word, actor: str) -> None:
        """One fewer, unless the same person said it in a word that was put together with it."""
        sent = word.sent.pop(actor)
        if sent.told:
            word.spellings[sent.text].times -= 1
        self._count(self.root(word))

    # -------------------------------------------------- the desk
    def root(self, word: Word) -> Word:
        """The word this one counts as: itself, unless it was put together with another."""
        while word.into:
            word = self.words[word.into]
        return word

    def members(self, word: Word) -> Iterator[Word]:
        """The word itself, then all that count as it."""
        yield word
        for id in word.merged:
            yield from self.members(self.words[id])

    def judge_merge(self, word: Word, into: Word) -> bool:
        """Whether putting together changes anything: two hosts may say the same. Refuses what cannot be."""
        root = self.root(into)
        if root is word:
            raise Refused("itself")
        if word.into and self.root(word) is not root:
            raise Refused("merged")
        if not word.into and sum(1 for one in (root, word) for _each in self.members(one)) > MOST:
            raise Refused("many", most=MOST)
        return not word.into

    def merge(self, word: Word, into: Word) -> tuple[Word, ...]:
        """From now on it counts as the other; both as they stand now."""
        root = self.root(into)
        word.into = root.id
        root.merged.append(word.id)
        self._count(root)
        return root, word

    def split(self, word: Word) -> tuple[Word, ...]:
        """It counts by itself again; it and the one it counted as."""
        parent, root = self.words[word.into], self.root(word)
        parent.merged.remove(word.id)
        word.into = ""
        for one in (word, root):
            self._count(one)
        return root, word

    def people(self, root: Word) -> dict[str, Sent]:
        """Who said it, each once, by what they said first in the order of what counts as one."""
        found: dict[str, Sent] = {}
        for one in self.members(root):
            for actor, sent in one.sent.items():
                found.setdefault(actor, sent)
        return found

    def _count(self, root: Word) -> None:
        root.counts = dict.fromkeys(MODES, 0)
        for sent in self.people(root).values():
            root.counts[sent.mode] += 1


def _keys(spelling: Spelt, language: str) -> list[int]:
    """The numbers a word is found by: as it is spelt, then in the singular of the language it was written in."""
    return [spelling.plain, *([getattr(spelling, language)] if language in LANGUAGES else [])]
