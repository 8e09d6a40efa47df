"""An evaluation to answer."""

import msgspec

from plugins.contract import By, Refused, To
from plugins.evaluation.format import Evaluation
from plugins.evaluation.settings import EvaluationSettings

PERSON, SCREEN, DESK = To("person"), To("screen"), To("desk")


def text(words):
    return {"es": words}


def options(*ids):
    return [{"id": id, "label": text(id.upper())} for id in ids]


ORGANISED = {"id": "o1", "label": text("¿Cómo estuvo organizada?"), "kind": "scale", "steps": 5, "required": True}
AGAIN = {"id": "o2", "label": text("¿Volverías?"), "kind": "choice", "options": options("yes", "no")}
HEARD = {"id": "o3", "label": text("¿Por dónde?"), "kind": "choice", "several": True, "options": options("web", "ad")}
BETTER = {"id": "o4", "label": text("¿Qué mejorarías?"), "kind": "text"}
ALL = (ORGANISED, AGAIN, HEARD, BETTER)


class Survey:
    """One activity with some questions."""

    def __init__(self, *questions):
        settings = {"questions": list(questions or ALL)}
        self.format = Evaluation(msgspec.convert(settings, EvaluationSettings))
        self.seq = 0

    def says(self, verb, actor="ben", mode="room", **body):
        """Fold one entry as core does: its place, or the code of its refusal with its values."""
        self.seq += 1
        one = self.format.verbs[verb]
        said = msgspec.convert(body, one.body)
        by = By(self.seq, actor, "Ben Soto", one.who, mode, "open", "es", float(self.seq))
        try:
            self.format.check(said)
            self.format.accept(said, by)
        except Refused as refusal:
            return (refusal.code, refusal.values) if refusal.values else refusal.code
        return self.seq

    def of(self, question, to=PERSON):
        """What came of one question."""
        return self.format.results(to)["questions"][question]

    @property
    def texts(self):
        """What people read of the texts."""
        return [one["text"] for one in self.of("o4")["texts"].values()]
