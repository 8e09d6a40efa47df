"""A word cloud to say things to, as the log would."""

import msgspec

from plugins.contract import By, Refused, To
from plugins.wordcloud.format import Wordcloud
from plugins.wordcloud.settings import WordcloudSettings

SCREEN, DESK = To("screen"), To("desk")


class Cloud:
    """One activity, and the place of its last entry."""

    def __init__(self, **settings):
        self.format = Wordcloud(WordcloudSettings(**({"review": False} | settings)))
        self.seq = 0

    def says(self, verb, actor="ben", mode="room", language="es", **body):
        """Fold one entry as core does; its place, or the code of its refusal."""
        self.seq += 1
        one = self.format.verbs[verb]
        said = msgspec.convert(msgspec.to_builtins(msgspec.convert(body, one.body)), one.body)
        by = By(self.seq, actor, "", one.who, mode, "open", language, float(self.seq))
        try:
            self.format.check(said)
            self.format.accept(said, by)
        except Refused as refusal:
            return refusal.code
        return str(self.seq)

    def send(self, text, actor="ben", **who):
        return self.says("send", actor, text=text, **who)

    def words(self, to=SCREEN):
        """The words that show, with how many people said each."""
        return {one["text"]: one["votes"] for one in self.format.results(to)["words"].values()}

    def at_the_desk(self):
        return {one["text"]: one["state"] for one in self.format.view(DESK)["words"].values()}
