"""What a word cloud came to: its part of the conclusions, its table to download, the words it gives to others."""

from collections.abc import Mapping

from plugins.contract import MODES, N_, Cell, Conclusion, Counts, Item, Option, Section, Sheet, Tally, Text
from plugins.wordcloud.cloud import Cloud, Word

MOST = 100  # words that are concluded, or given to another activity; all of them are in the download
COLUMNS = (
    N_("Word"),
    N_("Language"),
    N_("In the room"),
    N_("Far away"),
    N_("Assisted"),
    N_("People"),
    N_("Also written"),
)


class Outcome:
    """Of what shows, the most used first."""

    def __init__(self, cloud: Cloud, shown: Mapping[str, Word]):
        self._cloud = cloud
        self._words = sorted(shown.values(), key=lambda word: (-word.people, word.seq))

    def items(self) -> tuple[Item, ...]:
        return tuple(Item(word.id, _text(word), self._refs(word)) for word in self._words[:MOST])

    def conclusion(self) -> Conclusion:
        """A tally in which each person has several words."""
        if not self._words:
            return Conclusion()
        entries = [sent.seq for word in self._words for one in self._cloud.members(word) for sent in one.sent.values()]
        tally = Tally(
            question={},
            options=tuple(
                Option(word.id, _text(word), Counts(**word.counts), self._refs(word)) for word in self._words[:MOST]
            ),
            voters=self._voters(),
            several=True,
            refs=(min(entries), max(entries)),
        )
        return Conclusion((Section(N_("Words"), (tally,)),))

    def _voters(self) -> Counts:
        """Everybody who has a word that shows, once, by the way of the first of these."""
        people = {
            actor: sent.mode for word in reversed(self._words) for actor, sent in self._cloud.people(word).items()
        }
        modes = list(people.values())
        return Counts(**{mode: modes.count(mode) for mode in MODES})

    def _refs(self, word: Word) -> tuple[int, ...]:
        """The entry that sent it first, and the first of each word that counts as it."""
        return tuple(one.seq for one in self._cloud.members(word))

    def sheets(self) -> tuple[Sheet, ...]:
        return (Sheet("words", COLUMNS, tuple(self._row(word) for word in self._words)),)

    def _row(self, word: Word) -> tuple[Cell, ...]:
        text, language = word.label
        also = [spelling for one in self._cloud.members(word) for spelling in (one.label[0], *one.others)]
        others = dict.fromkeys(one for one in also if one != text)
        return (text, language, *(word.counts[mode] for mode in MODES), word.people, ", ".join(others))


def _text(word: Word) -> Text:
    text, language = word.label
    return {language or "es": text}
