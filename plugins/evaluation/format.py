"""The evaluation: a few questions at the end of a session, answered in one form, read by the organisers."""

from dataclasses import dataclass
from typing import Any
from zlib import crc32

from plugins.contract import (
    ALWAYS,
    N_,
    By,
    Conclusion,
    Format,
    Json,
    Mode,
    Refused,
    Results,
    Sheet,
    To,
    Verb,
)
from plugins.evaluation.asked import KINDS, Asked, Written
from plugins.evaluation.outcome import Outcome
from plugins.evaluation.settings import EvaluationSettings
from plugins.evaluation.texts import Texts
from plugins.evaluation.verbs import AboutText, Answer, HideText, ShowText, Withdraw
from plugins.split import ByMode, covers_everybody, nobody, told


@dataclass(frozen=True)
class Sent:
    """What one person answered, by question: a mark, the answers chosen, or the id of a text."""

    seq: int
    mode: Mode
    answers: dict[str, Any]


class Evaluation(Format):
    """All answers of one activity."""

    slug = "evaluation"
    name = N_("Evaluation")
    description = N_("A short survey at the end. Organisers alone read the answers, until the desk shows them.")
    icon = "form"
    version = 1
    default_results = Results.REVEALED
    Settings = EvaluationSettings
    verbs = {
        "answer": Verb(Answer, name=N_("Answers")),
        "withdraw": Verb(Withdraw, name=N_("Answers taken back")),
        "show_text": Verb(ShowText, who="host", when=ALWAYS, name=N_("Text shown")),
        "hide_text": Verb(HideText, who="host", when=ALWAYS, name=N_("Text hidden")),
    }
    refusals = {
        "question": N_("A question was changed or is not there any more. Reload the page and answer again."),
        "option": N_("That answer is not on the list. Choose one of those shown."),
        "off_scale": N_("A mark is off the scale. Give whole numbers from 1 to {most}."),
        "required": N_("Question {question} must be answered. Answer it and send again."),
        "nothing": N_("Nothing is answered yet. Answer one question at least and send it again."),
        "not_sent": N_("There are no answers of yours here. There was nothing to take back."),
        "text": N_("That text is not there any more. Its author may have changed it."),
    }

    def __init__(self, settings: EvaluationSettings):
        super().__init__(settings)
        self.asked: dict[str, Asked] = {one.id: KINDS[one.kind](one) for one in settings.questions}
        self.sent: dict[str, Sent] = {}
        self.people: ByMode = nobody()
        self.texts = Texts()

    @classmethod
    def complete(cls, settings: EvaluationSettings, *, taking: bool) -> None:
        if not settings.questions:
            raise ValueError(N_("questions: There is nothing to answer. Add a question."))

    # -------------------------------------------------- what is said
    def check(self, said: Any) -> None:
        match said:
            case Answer():
                self._known(said)
                for one in self.asked.values():
                    one.read(said)
            case AboutText():
                self.texts.find(said)

    def _known(self, said: Answer) -> None:
        named = {*said.marks, *said.picks, *said.texts, *said.remove, *(tick.split(".")[0] for tick in said.ticks)}
        if not named <= set(self.asked):
            raise Refused("question")

    def accept(self, said: Any, by: By) -> None:
        match said:
            case Answer():
                self._answer(said, by)
            case AboutText():
                self.texts.moderate(said)
            case Withdraw():
                if by.actor not in self.sent:
                    raise Refused("not_sent")
                self._forget(by.actor)

    def _answer(self, said: Answer, by: By) -> None:
        before = self.sent[by.actor].answers if by.actor in self.sent else {}
        answers = {id: one.read(said) for id, one in self.asked.items()}
        kept = {id: before[id] for id in self._texts_kept(said, before)}
        self._enough({id for id, answer in answers.items() if answer is not None} | set(kept))
        if by.actor in self.sent:
            self._forget(by.actor, kept=kept)
        for id, words in answers.items():
            if words is not None and isinstance(self.asked[id], Written):
                answers[id] = self.texts.add(id, words, by)
        self._count(
            Sent(by.seq, by.mode, {id: one for id, one in (answers | kept).items() if one is not None}), by.actor
        )

    def _texts_kept(self, said: Answer, before: dict[str, Any]) -> list[str]:
        """Texts of a former sending that stay: those not written anew and not removed."""
        written = [id for id in before if isinstance(self.asked[id], Written)]
        return [id for id in written if id not in said.texts and id not in said.remove]

    def _enough(self, answered: set[str]) -> None:
        for place, (id, one) in enumerate(self.asked.items(), 1):
            if one.question.required and id not in answered:
                raise Refused("required", question=place)
        if not answered:
            raise Refused("nothing")

    def _count(self, sent: Sent, actor: str) -> None:
        self.people[sent.mode] += 1
        for id, answer in sent.answers.items():
            self.asked[id].count(answer, sent.mode, +1)
        self.sent[actor] = sent

    def _forget(self, actor: str, kept: Any = ()) -> None:
        """Take back what somebody sent; texts that are kept stand."""
        sent = self.sent.pop(actor)
        self.people[sent.mode] -= 1
        for id, answer in sent.answers.items():
            self.asked[id].count(answer, sent.mode, -1)
            if isinstance(self.asked[id], Written) and id not in kept:
                del self.texts.all[answer]

    # -------------------------------------------------- what is seen
    @property
    def _worded(self) -> dict[str, Asked]:
        """The questions in the words of the settings as they are now: core adds those of one more language."""
        for question in self.settings.questions:
            self.asked[question.id].question = question
        return self.asked

    def view(self, to: To) -> Json:
        places = {id: place for place, id in enumerate(self.asked, 1)}
        view: Json = {
            "questions": {id: self._question(one, places[id]) for id, one in self._worded.items()},
            "count": len(self.asked),
            "people": len(self.sent),
            "drawn": self._drawn,
        }
        if to.side == "desk":
            view |= {"items": self.texts.for_desk(places), "waiting": self.texts.waiting}
        return view

    def _question(self, asked: Asked, place: int) -> Json:
        one = asked.question
        return {"label": one.label, "place": place, "kind": one.kind, "required": one.required, **asked.form()}

    @property
    def _drawn(self) -> str:
        """Other for each form with other fields: then pages ask for it anew."""
        fields = [
            (one.id, one.kind, one.required, one.steps, one.several, [option.id for option in one.options])
            for one in self.settings.questions
        ]
        return f"{crc32(repr(fields).encode()):x}"

    def results(self, to: To) -> Json:
        desk = to.side == "desk"
        lists = max(1, sum(isinstance(one, Written) for one in self.asked.values()))
        found = {id: one.results(desk=desk) for id, one in self.asked.items()}
        for id, one in self.asked.items():
            if isinstance(one, Written):
                found[id] |= {"shown": sum(1 for _one in self.texts.visible(id))}
                found[id] |= {} if desk else {"texts": self.texts.shown(id, lists)}
        split = desk or covers_everybody(self.people)
        return {"questions": found, "modes": told(self.people, split=split)}

    def mine(self, actor: str) -> Json:
        if actor not in self.sent:
            return {}
        sent = self.sent[actor]
        mine: Json = {"marks": {}, "chosen": {}, "texts": {}, "seq": sent.seq}
        for id, answer in sent.answers.items():
            if isinstance(answer, int):
                mine["marks"][id] = answer
            elif isinstance(answer, tuple):
                mine["chosen"][id] = list(answer)
            else:
                text = self.texts.all[answer]
                mine["texts"][id] = {"text": text.words, "language": text.language}
        return mine

    def took_part(self, actor: str) -> bool:
        return actor in self.sent

    # -------------------------------------------------- what it came to
    @property
    def _outcome(self) -> Outcome:
        entries = [sent.seq for sent in self.sent.values()]
        return Outcome(list(self._worded.values()), self.texts, self.people, entries)

    def conclude(self) -> Conclusion:
        return self._outcome.conclusion()

    def sheets(self) -> tuple[Sheet, ...]:
        return self._outcome.sheets()
