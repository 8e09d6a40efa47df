"""Words as one side sees them: values for views, the most used first, as many as one view may hold."""

from collections.abc import Callable, Iterable, Mapping
from heapq import nsmallest

from msgspec import json

from plugins.contract import MODES, Json
from plugins.wordcloud.cloud import Cloud, Word

SHOWN = 100  # words of a view; all of them are in the download
LARGEST = 56_000  # bytes of them: long words in long letters let fewer show, so that a view stays below 64 KiB
VARIANTS = 8  # other spellings the desk reads of one word
STATES = ("waiting", "visible", "hidden", "merged")
LARGEST_STEP = 8  # of text: 128 people and more


class Seen:
    """Makes the values."""

    def __init__(self, cloud: Cloud):
        self._cloud = cloud

    def shown(self, words: Mapping[str, Word]) -> Json:
        """What everybody may see."""
        first = nsmallest(SHOWN, words.values(), key=lambda word: (-word.people, word.seq))
        top = first[0].people if first else 0
        return {
            "words": _page(first, _json),
            "count": len(words),
            "top": top,
            "steps": step(top),
        }

    def desk(self) -> Json:
        """All words that somebody stands for, those that wait first, with how else they are spelt and what they count
        as."""
        words = [word for word in self._cloud.words.values() if word.sent or word.people]
        first = nsmallest(SHOWN, words, key=lambda word: (STATES.index(word.state), -word.people, word.seq))
        return {
            "words": _page(first, self._for_desk),
            "count": len(words),
            "waiting": sum(word.state == "waiting" for word in words),
        }

    def _for_desk(self, word: Word) -> Json:
        seen = _json(word) | {"state": word.state, "rank": STATES.index(word.state)}
        if others := word.others:
            seen["others"] = ", ".join(others[:VARIANTS])
        if word.into:
            root = self._cloud.root(word)
            seen |= {"into": root.id, "into_text": root.label[0]}
        return seen


def _page(words: Iterable[Word], make: Callable[[Word], Json]) -> Json:
    """As many of the first words as one view holds."""
    page: Json = {}
    room = LARGEST
    for word in words:
        found = make(word)
        room -= len(json.encode(found)) + len(word.id) + 4
        if room < 0:
            break
        page[word.id] = found
    return page


def _json(word: Word) -> Json:
    text, language = word.label
    counts: Json = {mode: word.counts[mode] for mode in MODES}
    return {"text": text, "language": language, **counts, "votes": word.people, "step": step(word.people)}


def step(people: int) -> int:
    """How large a word is written: twice the people, one step. A vote hardly ever moves it, and never that of
    another word."""
    return min(people.bit_length(), LARGEST_STEP)
