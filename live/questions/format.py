"""Questions: people ask, others join in, the desk shows, pins and answers."""

from heapq import nsmallest
from typing import Annotated

from msgspec import Meta, Struct

from live.questions.item import Item, State
from live.questions.verbs import About, Answer, Ask, Hide, Pin, Show, Unpin, Upvote, WithdrawUpvote
from plugins.contract import ALWAYS, N_, By, Conclusion, Format, Json, Mode, Refused, Results, Section, To, Verb

SHOWN = 100  # items in a view; the rest is asked for page by page


class QuestionsSettings(Struct, frozen=True):
    """What the organiser fills in."""

    review: Annotated[
        bool,
        Meta(
            title=N_("Read questions before they show"),
            description=N_("They wait at the desk until a host shows them."),
        ),
    ] = False


def host(body: type[Struct]) -> Verb:
    """A verb of the desk, heard before, during and after."""
    return Verb(body, who="host", when=ALWAYS)


class Questions(Format):
    """All questions of one activity."""

    slug = "questions"
    name = N_("Questions")
    description = N_("People ask in writing and join the questions of others. The desk shows, pins and answers.")
    icon = "help"
    version = 1
    default_results = Results.LIVE
    Settings = QuestionsSettings
    verbs = {
        "ask": Verb(Ask),
        "upvote": Verb(Upvote),
        "withdraw_upvote": Verb(WithdrawUpvote),
        "hide": host(Hide),
        "show": host(Show),
        "pin": host(Pin),
        "unpin": host(Unpin),
        "answer": host(Answer),
    }
    refusals = {
        "question": N_("That question is not there any more. Choose another one."),
        "joined": N_("You had joined this question already. It counts once."),
        "not_joined": N_("You had not joined this question. There was nothing to take back."),
    }

    def __init__(self, settings: QuestionsSettings):
        super().__init__(settings)
        self.questions: dict[str, Item] = {}
        self.asked: dict[str, list[str]] = {}
        self.joined: dict[str, dict[str, Mode]] = {}
        self.last: dict[str, int] = {}

    def check(self, said: Ask | About) -> None:
        match said:
            case Upvote() | WithdrawUpvote():
                self._public(said)
            case About():
                self._item(said)

    def accept(self, said: Ask | About, by: By) -> None:
        match said:
            case Ask():
                self._ask(said.text, by)
            case Upvote():
                self._join(self._public(said), by)
            case WithdrawUpvote():
                self._leave(self._public(said), by)
            case _:
                self._moderate(said, self._item(said), by)
        if by.role == "person":
            self.last[by.actor] = by.seq

    def _item(self, said: About) -> Item:
        if said.question not in self.questions:
            raise Refused("question")
        return self.questions[said.question]

    def _public(self, said: About) -> Item:
        item = self._item(said)
        if not item.state.public:
            raise Refused("question")
        return item

    def _ask(self, text: str, by: By) -> None:
        item = Item(by.seq, text, by.language, by.name, by.mode, waiting=self.settings.review)
        self.questions[item.id] = item
        self.asked.setdefault(by.actor, []).append(item.id)

    def _join(self, item: Item, by: By) -> None:
        if item.id in self.joined.get(by.actor, {}):
            raise Refused("joined")
        self.joined.setdefault(by.actor, {})[item.id] = by.mode
        item.support[by.mode] += 1

    def _leave(self, item: Item, by: By) -> None:
        mode = self.joined.get(by.actor, {}).pop(item.id, None)
        if mode is None:
            raise Refused("not_joined")
        item.support[mode] -= 1

    def _moderate(self, said: About, item: Item, by: By) -> None:
        match said:
            case Hide():
                item.shown, item.waiting, item.pinned = False, False, False
            case Show():
                item.shown, item.waiting = True, False
            case Pin():
                item.shown, item.waiting, item.pinned = True, False, True
            case Unpin():
                item.pinned = False
            case Answer(text=text):
                item.shown, item.waiting, item.pinned = True, False, False
                item.answered, item.answer = by.seq, text

    def view(self, to: To) -> Json:
        desk = to.side == "desk"
        items = self._seen(desk=desk)
        first = nsmallest(SHOWN, items, key=lambda item: item.order(desk=desk))
        view: Json = {"items": {item.id: item.json(desk=desk) for item in first}, "count": len(items)}
        if desk:
            view["waiting"] = sum(item.waiting for item in items)
        return view

    def _seen(self, *, desk: bool) -> list[Item]:
        return [item for item in self.questions.values() if desk or item.state.public]

    def more(self, to: To, collection: str, after: str) -> Json:
        desk = to.side == "desk"
        last = self.questions.get(after)
        if collection != "items" or last is None:
            return {}
        behind = [item for item in self._seen(desk=desk) if item.order(desk=desk) > last.order(desk=desk)]
        return {item.id: item.json(desk=desk) for item in nsmallest(SHOWN, behind, key=lambda i: i.order(desk=desk))}

    def mine(self, actor: str) -> Json:
        if actor not in self.last:
            return {}
        return {
            "asked": list(self.asked.get(actor, ())),
            "upvoted": list(self.joined.get(actor, ())),
            "seq": self.last[actor],
        }

    def took_part(self, actor: str) -> bool:
        return actor in self.last

    def conclude(self) -> Conclusion:
        public = sorted(self._seen(desk=False), key=lambda item: (-item.votes, item.seq))
        answered = tuple(item.statement() for item in public if item.answered)
        pinned = tuple(item.statement() for item in public if item.state is State.PINNED and not item.answered)
        sections = ((N_("Answered questions"), answered), (N_("Pinned questions"), pinned))
        return Conclusion(tuple(Section(title, items) for title, items in sections if items))
