"""Which earlier question a new one resembles: it is suggested to the desk, and a person decides."""

import re
import unicodedata
from collections import defaultdict, deque
from functools import partial

LETTERS = 4  # of the shortest word that says what a question is about
STEM = 5  # letters of a word that are compared: "participar" and "participación" say the same in four languages
ALIKE = 0.6  # share of words in common; below it desks were told of what nobody would put together
RECENT = 50  # questions remembered for one word, so that a common one costs no more the longer a session lasts
WORD = re.compile(r"[^\W_]+")


class Similar:
    """Words of questions, and in which of the latest they stand. A new question costs its words × RECENT at most."""

    def __init__(self) -> None:
        self._with: defaultdict[str, deque[str]] = defaultdict(partial(deque, maxlen=RECENT))
        self._words: dict[str, int] = {}  # question: how many words it has

    def add(self, id: str, text: str) -> str:
        """Take in one more question and give back the earlier one most like it, the oldest of several; "" for none."""
        words = _words(text)
        found = self._most_alike(words)
        for word in words:
            self._with[word].append(id)
        self._words[id] = len(words)
        return found

    def _most_alike(self, words: list[str]) -> str:
        common: defaultdict[str, int] = defaultdict(int)
        for word in words:
            for id in self._with.get(word, ()):
                common[id] += 1
        best, most = "", 0.0
        for id, shared in common.items():
            alike = 2 * shared / (len(words) + self._words[id])
            if alike >= ALIKE and (alike > most or (alike == most and int(id) < int(best))):
                best, most = id, alike
        return best


def _words(text: str) -> list[str]:
    """The beginnings of its longer words, each once, without accents and capitals."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return list(dict.fromkeys(word[:STEM] for word in WORD.findall(plain) if len(word) >= LETTERS))
