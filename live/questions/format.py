"""Questions: people ask, others join in, the desk shows, pins, answers and puts together."""

from typing import Any

from msgspec import Struct, json

from live.questions.item import Item, Place, Standing, State
from live.questions.merging import Merging
from live.questions.moderation import moderate
from live.questions.order import Order
from live.questions.outcome import Outcome
from live.questions.seen import LARGEST, Seen
from live.questions.settings import QuestionsSettings
from live.questions.shares import Shares
from live.questions.sheet import sheet
from live.questions.similar import Similar
from live.questions.verbs import (
    About,
    Answer,
    Ask,
    Claim,
    Hide,
    Merge,
    Pin,
    Release,
    ReviewOff,
    ReviewOn,
    Show,
    Split,
    Unanswer,
    Unhide,
    Unpin,
    Unshow,
    Upvote,
    WithdrawUpvote,
)
from plugins.contract import (
    ALWAYS,
    N_,
    By,
    Conclusion,
    Format,
    Json,
    Refused,
    Results,
    Sheet,
    To,
    Verb,
)
from plugins.contract import Item as Given

OWN = 12  # of my latest questions, their words: what became of them is told beside


def host(body: type[Struct], name: str) -> Verb:
    """A verb of the desk, heard before, during and after."""
    return Verb(body, who="host", when=ALWAYS, name=name)


class Questions(Format):
    """All questions of one activity."""

    slug = "questions"
    name = N_("Questions")
    description = N_("People ask in writing and join the questions of others. The desk shows, pins and answers.")
    icon = "help"
    version = 1
    default_results = Results.LIVE
    gives = True
    Settings = QuestionsSettings
    verbs = {
        "ask": Verb(Ask, name=N_("Question")),
        "upvote": Verb(Upvote, name=N_("Joined a question")),
        "withdraw_upvote": Verb(WithdrawUpvote, name=N_("No longer joined a question")),
        "hide": host(Hide, N_("Question hidden")),
        "show": host(Show, N_("Question shown")),
        "pin": host(Pin, N_("Question pinned")),
        "unpin": host(Unpin, N_("Question unpinned")),
        "answer": host(Answer, N_("Question answered")),
        "unshow": host(Unshow, N_("Question no longer shown")),
        "unhide": host(Unhide, N_("Question no longer hidden")),
        "unanswer": host(Unanswer, N_("Question no longer answered")),
        "merge": host(Merge, N_("Questions put together")),
        "split": host(Split, N_("Questions taken apart")),
        "claim": host(Claim, N_("Question taken by the moderation")),
        "release": host(Release, N_("Question released by the moderation")),
        "review_on": host(ReviewOn, N_("Questions are read before they show")),
        "review_off": host(ReviewOff, N_("Questions show at once")),
    }
    refusals = {
        "question": N_("That question is not there any more. Choose another one."),
        "joined": N_("You had joined this question already. It counts once."),
        "not_joined": N_("You had not joined this question. There was nothing to take back."),
        "category": N_("That category is not on the list. Choose one of those shown, or none."),
        "affiliation": N_("That is not on the list of who asks. Choose one of those shown, or none."),
        "itself": N_("A question cannot be joined with itself. Give the number of another one."),
        "merged": N_("That question counts as part of another one. Take it apart first."),
        "hidden": N_("The question it would count as does not show. Show it first, or choose another one."),
        "many": N_("At most {most} questions can count as one. Choose another one."),
        "claimed": N_("Another moderator has taken this question. Choose another one, or release it first."),
    }

    def __init__(self, settings: QuestionsSettings):
        super().__init__(settings)
        self.questions: dict[str, Item] = {}
        self.review = settings.review
        self.asked: dict[str, list[str]] = {}
        self.joined: dict[str, dict[str, None]] = {}
        self.last: dict[str, int] = {}
        self.away: dict[str, None] = {}  # what is not in people's list, the latest last
        self.merging, self.similar = Merging(self.questions), Similar()
        self.shares = Shares(settings.categories, settings.affiliations)
        self.seen = Seen(self.questions, self.merging)
        self.public, self.desk = Order(self.questions, _for_people), Order(self.questions, _for_desk)

    @classmethod
    def upgrade_settings(cls, settings: Json, version: int) -> Json:
        """What was not asked of the organiser then takes the value it had: the page still asks the same."""
        return {"review": False, "categories": [], "affiliations": [], **settings}

    # -------------------------------------------------- what is said
    def check(self, said: Any) -> None:
        match said:
            case Ask():
                self.shares.judge(said.category, said.affiliation)
            case Upvote() | WithdrawUpvote():
                self._public(said)
            case Merge():
                self.merging.judge(self._item(said.question), self._item(said.into))
            case Split():
                self._item(said.question)
            case About():
                self._root(said)

    def accept(self, said: Any, by: By) -> None:
        match said:
            case Ask():
                self._ask(said, by)
            case Upvote():
                self._join(self._public(said), by)
            case WithdrawUpvote():
                self._leave(self._public(said), by)
            case ReviewOn() | ReviewOff():
                self.review = isinstance(said, ReviewOn)
            case Merge():
                self._merge(self._item(said.question), self._item(said.into))
            case Split():
                self._split(self._item(said.question))
            case _:
                self._moderate(said, self._root(said), by)
        if by.role == "person":
            self.last[by.actor] = by.seq

    def _item(self, id: str) -> Item:
        if id not in self.questions:
            raise Refused("question")
        return self.questions[id]

    def _root(self, said: About) -> Item:
        """A question that stands on its own: what counts as another one is not moderated beside it."""
        item = self._item(said.question)
        if item.into:
            raise Refused("merged")
        return item

    def _public(self, said: About) -> Item:
        """What people join: of a merged one, the question it counts as."""
        item = self.merging.root(self._item(said.question))
        if not item.state.public:
            raise Refused("question")
        return item

    def _moved(self, item: Item) -> None:
        self.public.changed(item)
        self.desk.changed(item)

    def _shown(self, item: Item) -> None:
        """It may have come into people's list, or gone out of it."""
        self._moved(item)
        self.shares.changed(item)
        if item.state.public:
            self.away.pop(item.id, None)
        else:
            self.away.setdefault(item.id)

    # -------------------------------------------------- people
    def _ask(self, said: Ask, by: By) -> None:
        self.shares.judge(said.category, said.affiliation)
        item = Item(
            by.seq,
            said.text,
            by.language,
            by.name,
            by.mode,
            by.actor,
            said.category,
            said.affiliation,
            self.similar.add(str(by.seq), said.text),
            standing=Standing(waiting=self.review),
        )
        self.questions[item.id] = item
        self._shown(item)
        self.asked.setdefault(by.actor, []).append(item.id)

    def _join(self, item: Item, by: By) -> None:
        self.merging.join(item, by.actor, by.mode)
        self.joined.setdefault(by.actor, {})[item.id] = None
        self._moved(item)

    def _leave(self, item: Item, by: By) -> None:
        for id in self.merging.leave(item, by.actor):
            del self.joined[by.actor][id]
            self._moved(self.questions[id])
        self._moved(item)

    # -------------------------------------------------- the desk
    def _merge(self, item: Item, into: Item) -> None:
        if self.merging.judge(item, into):
            self._shown(self.merging.merge(item, into))
            self._shown(item)

    def _split(self, item: Item) -> None:
        if item.into:
            self._shown(self.merging.split(item))
            self._shown(item)

    def _moderate(self, said: About, item: Item, by: By) -> None:
        moderate(item, said, by)
        self._shown(item)

    # -------------------------------------------------- what is seen
    def view(self, to: To) -> Json:
        desk, order = to.side == "desk", self._order(to)
        view: Json = {"count": len(order), "shown": len(self.public)}
        view |= self.shares.json(self.settings.categories, self.settings.affiliations)
        if desk:
            view |= {"review": self.review, "waiting": order.before((State.PINNED.rank,))}
        elif to.side == "person":
            view |= {"review": self.review, "away": self.seen.away(reversed(self.away))}
        room = LARGEST - len(json.encode(view))
        return {"items": self.seen.page(order.behind(), desk=desk, room=room), **view}

    def _order(self, to: To) -> Order:
        return self.desk if to.side == "desk" else self.public

    def more(self, to: To, collection: str, after: str) -> Json:
        last, desk = self.questions.get(after), to.side == "desk"
        if collection != "items" or last is None:
            return {}
        return self.seen.page(self._order(to).behind(last.order(desk=desk)), desk=desk)

    def recorded(self, to: To, seq: int) -> Json:
        """What counts as a question that shows stands in no list; its words stay on the record all the same."""
        item = self.questions.get(str(seq))
        if item is None or not item.into or not self.merging.root(item).state.public:
            return {}
        seen = to.side == "desk" or (item.standing.shown and not item.standing.waiting)
        return {"text": item.text, "language": item.language} if seen else {}

    def mine(self, actor: str) -> Json:
        if actor not in self.last:
            return {}
        asked = self.asked.get(actor, [])
        mine: Json = {"asked": list(asked), "upvoted": list(self.joined.get(actor, ())), "seq": self.last[actor]}
        if asked:
            latest = [self.questions[id] for id in asked[-OWN:]]
            mine["said"] = {item.id: {"text": item.text, "language": item.language} for item in latest}
        return mine

    def took_part(self, actor: str) -> bool:
        return actor in self.last

    # -------------------------------------------------- what it came to
    def items(self) -> tuple[Given, ...]:
        return Outcome(self.public.behind(), self.merging).given()

    def conclude(self) -> Conclusion:
        return Outcome(self.public.behind(), self.merging).concluded()

    def sheets(self) -> tuple[Sheet, ...]:
        return (sheet(self.questions.values(), self.merging, self.settings),)


def _for_people(item: Item) -> Place | None:
    return item.order(desk=False) if item.state.public else None


def _for_desk(item: Item) -> Place:
    return item.order(desk=True)
