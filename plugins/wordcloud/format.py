"""Word cloud: each person sends a few words, variants count as one, the desk reads them before they show."""

from typing import Any

from msgspec import Struct

from plugins.contract import ALWAYS, N_, By, Conclusion, Format, Item, Json, Refused, Results, Sheet, To, Verb
from plugins.wordcloud.cloud import Cloud, Sent, Standing, Word
from plugins.wordcloud.outcome import Outcome
from plugins.wordcloud.seen import Seen
from plugins.wordcloud.settings import WordcloudSettings
from plugins.wordcloud.spelling import LANGUAGES, number, plain, stem
from plugins.wordcloud.verbs import (
    About,
    Approve,
    Hide,
    Merge,
    Send,
    Spelt,
    Split,
    TakeBack,
    Unapprove,
    Unhide,
)

UNDONE = {Unapprove: "approve", Unhide: "hide"}
"""What each of these takes back, if it was the last decision: another host may have decided since."""


def host(body: type[Struct], name: str) -> Verb:
    """A verb of the desk, heard before, during and after."""
    return Verb(body, who="host", when=ALWAYS, name=name)


class Wordcloud(Format):
    """One cloud of words."""

    slug = "wordcloud"
    name = N_("Word cloud")
    description = N_("Each person sends a few words. The same word in any spelling counts as one, person by person.")
    icon = "tag"
    contract = 1
    version = 1
    default_results = Results.LIVE
    gives = True
    Settings = WordcloudSettings
    verbs = {
        "send": Verb(Send, name=N_("Word")),
        "take_back": Verb(TakeBack, name=N_("Word taken back")),
        "approve": host(Approve, N_("Word approved")),
        "hide": host(Hide, N_("Word hidden")),
        "unapprove": host(Unapprove, N_("Word no longer approved")),
        "unhide": host(Unhide, N_("Word no longer hidden")),
        "merge": host(Merge, N_("Words put together")),
        "split": host(Split, N_("Words taken apart")),
    }
    refusals = {
        "twice": N_("You sent this word already. It counts once."),
        "enough": N_("You have sent all your words: {most}. Take one back to send another."),
        "long": N_("Your word has {letters} letters. Up to {most} fit. Say it shorter."),
        "small": N_("That is too small a word alone. Send the word that carries what you mean."),
        "not_sent": N_("That word of yours is not there any more. There was nothing to take back."),
        "word": N_("That word is not there. Choose another one."),
        "itself": N_("A word cannot be put together with itself. Give the number of another one."),
        "merged": N_("That word counts as another one. Take it apart first."),
        "many": N_("At most {most} words can count as one. Choose another one."),
    }

    def __init__(self, settings: WordcloudSettings):
        super().__init__(settings)
        self.cloud = Cloud(review=settings.review)
        self.sent: dict[str, dict[str, Word]] = {}  # actor: my words, by the entry that sent each
        self.senders: dict[str, str] = {}  # the actor of each entry whose word stands
        self.last: dict[str, int] = {}
        self.people = 0  # who has a word that stands
        self.shown: dict[str, Word] = {}  # what everybody may see
        self._own = _numbers(settings.own_small)
        self._seen = Seen(self.cloud)

    # -------------------------------------------------- what is said
    def check(self, said: Any) -> None:
        match said:
            case Send():
                self._judge(said.told)
            case Merge():
                self.cloud.judge_merge(self._word(said.word), self._word(said.into))
            case Split():
                self._word(said.word)
            case About():
                self._root(said.word)

    def accept(self, said: Any, by: By) -> None:
        match said:
            case Send():
                self._send(said, by)
            case TakeBack():
                self._take_back(said.word, by)
            case Merge():
                word, into = self._word(said.word), self._word(said.into)
                if self.cloud.judge_merge(word, into):
                    self._changed(*self.cloud.merge(word, into))
            case Split():
                word = self._word(said.word)
                if word.into:
                    self._changed(*self.cloud.split(word))
            case About():
                self._decide(said, self._root(said.word))

    def _judge(self, spelling: Spelt) -> None:
        """Raise `Refused` for what no language takes."""
        if spelling.letters > self.settings.letters:
            raise Refused("long", letters=spelling.letters, most=self.settings.letters)
        if self._own.intersection(getattr(spelling, name) for name in ("plain", *LANGUAGES)):
            raise Refused("small")

    def _send(self, said: Send, by: By) -> None:
        self._judge(said.told)
        if self.settings.refuse_small and by.language in said.told.small:
            raise Refused("small")
        mine = self.sent.get(by.actor, {})
        if len(mine) >= self.settings.most:
            raise Refused("enough", most=self.settings.most)
        word = self.cloud.send(said, by)
        self.people += not mine
        self.sent.setdefault(by.actor, {})[str(by.seq)] = word
        self.senders[str(by.seq)] = by.actor
        self.last[by.actor] = by.seq
        self._changed(self.cloud.root(word))

    def _take_back(self, entry: str, by: By) -> None:
        mine = self.sent.get(by.actor, {})
        if entry not in mine:
            raise Refused("not_sent")
        word = mine.pop(entry)
        del self.senders[entry]
        self.cloud.take_back(word, by.actor)
        self._changed(self.cloud.root(word))
        self.people -= not mine
        self.last[by.actor] = by.seq

    # -------------------------------------------------- the desk
    def _word(self, id: str) -> Word:
        if id not in self.cloud.words:
            raise Refused("word")
        return self.cloud.words[id]

    def _root(self, id: str) -> Word:
        """A word that counts by itself: what counts as another one is not decided about beside it."""
        word = self._word(id)
        if word.into:
            raise Refused("merged")
        return word

    def _decide(self, said: About, word: Word) -> None:
        """Two hosts may say the same: what is so already stays so."""
        match said:
            case Approve():
                word.before, word.standing = ("approve", word.standing), Standing(waiting=False)
            case Hide():
                word.before, word.standing = ("hide", word.standing), Standing(waiting=False, hidden=True)
            case Unapprove() | Unhide() if word.before and word.before[0] == UNDONE[type(said)]:
                word.standing, word.before = word.before[1], None
        self._changed(word)

    def _changed(self, *words: Word) -> None:
        """It may have come into what everybody sees, or gone out of it."""
        for word in words:
            if word.standing.shown and not word.into and word.people:
                self.shown[word.id] = word
            else:
                self.shown.pop(word.id, None)

    # -------------------------------------------------- what is seen
    def view(self, to: To) -> Json:
        """How words are sent. The words are results, so that where results are hidden they are absent; the desk has all
        of them."""
        view: Json = {
            "most": self.settings.most,
            "letters": self.settings.letters,
            "review": self.settings.review,
            "people": self.people,
        }
        return view | self._seen.desk() if to.side == "desk" else view

    def results(self, to: To) -> Json:
        return self._seen.shown(self.shown)

    def recorded(self, to: To, seq: int) -> Json:
        """Each word as it was sent, where what it counts as shows; the list tells the label alone."""
        actor = self.senders.get(str(seq))
        if actor is None:
            return {}
        word = self.sent[actor][str(seq)]
        sent = word.sent[actor]
        seen = sent.told and (to.side == "desk" or self.cloud.root(word).standing.shown)
        return _as_sent(sent) if seen else {}

    def mine(self, actor: str) -> Json:
        if actor not in self.last:
            return {}
        mine = self.sent.get(actor, {})
        words = {entry: _as_sent(word.sent[actor]) for entry, word in mine.items()}
        return {
            "words": words,
            "full": len(words) >= self.settings.most,
            "left": self.settings.most - len(words),
            "seq": self.last[actor],
        }

    def took_part(self, actor: str) -> bool:
        return actor in self.last

    # -------------------------------------------------- what it came to
    @property
    def _outcome(self) -> Outcome:
        return Outcome(self.cloud, self.shown)

    def items(self) -> tuple[Item, ...]:
        return self._outcome.items()

    def conclude(self) -> Conclusion:
        return self._outcome.conclusion()

    def sheets(self) -> tuple[Sheet, ...]:
        return self._outcome.sheets()


def _as_sent(sent: Sent) -> Json:
    return {"text": sent.text, "language": sent.language}


def _numbers(own: str) -> frozenset[int]:
    """What the organiser's words are known by, in any language."""
    words = [plain(one) for one in own.split(",") if one.strip()]
    stems = {number(stem(one, language), language) for one in words for language in LANGUAGES}
    return frozenset(stems | {number(one) for one in words})
