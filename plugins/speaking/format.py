"""The speaking queue: hands go up, the floor goes round fairly, and everybody sees the clock."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from plugins.contract import (
    ALWAYS,
    N_,
    By,
    Conclusion,
    Format,
    Json,
    Mode,
    Phase,
    Refused,
    Results,
    Sheet,
    To,
    Verb,
)
from plugins.speaking import seen
from plugins.speaking.fairness import in_order
from plugins.speaking.floor import Floor, Turn
from plugins.speaking.hand import Hand, State
from plugins.speaking.outcome import Outcome
from plugins.speaking.settings import SpeakingSettings
from plugins.speaking.verbs import (
    AboutHand,
    AddHand,
    CloseList,
    EndTurn,
    GiveFloor,
    LessTime,
    LowerHand,
    MoreTime,
    OpenList,
    PointOfOrder,
    RaiseHand,
    ResumeTurn,
    Skip,
    TakeFloorBack,
    Unskip,
)

BEGUN = frozenset({Phase.OPEN, Phase.CLOSED})  # who speaks at the close still has to finish


def host(body: type[Struct], name: str, when: frozenset[Phase] = BEGUN) -> Verb:
    """A verb of the desk."""
    return Verb(body, who="host", when=when, name=name)


class Speaking(Format):
    """All hands of one activity, and the turns they got."""

    slug = "speaking"
    name = N_("Speaking queue")
    description = N_("People ask for the floor. It goes round fairly, and everybody sees who speaks and for how long.")
    icon = "user"
    version = 1
    default_results = Results.LIVE
    Settings = SpeakingSettings
    verbs = {
        "raise_hand": Verb(RaiseHand, name=N_("Hand raised")),
        "lower_hand": Verb(LowerHand, when=BEGUN, name=N_("Hand lowered")),
        "point_of_order": Verb(PointOfOrder, name=N_("Point of order")),
        "add_hand": host(AddHand, N_("Hand raised by the desk"), frozenset({Phase.OPEN})),
        "give_floor": host(GiveFloor, N_("Floor given")),
        "take_floor_back": host(TakeFloorBack, N_("Floor taken back")),
        "end_turn": host(EndTurn, N_("Turn ended")),
        "resume_turn": host(ResumeTurn, N_("Turn goes on")),
        "more_time": host(MoreTime, N_("More time given")),
        "less_time": host(LessTime, N_("More time taken back")),
        "skip": host(Skip, N_("Hand passed over")),
        "unskip": host(Unskip, N_("Hand back in the list")),
        "close_list": host(CloseList, N_("List closed"), ALWAYS),
        "open_list": host(OpenList, N_("List opened"), ALWAYS),
    }
    refusals = {
        "up": N_("Your hand is up already. It keeps its place."),
        "list": N_("The list is closed: no more hands are taken. A point of order can still be raised."),
        "group": N_("That group is not on the list. Choose one of those shown, or none."),
        "points": N_("You have used your points of order: {most}. Raise your hand to speak."),
        "no_points": N_("Points of order are not taken here. Raise your hand to speak."),
        "not_up": N_("That hand is not up any more. There was nothing to lower."),
        "hand": N_("That hand is not in the list any more. Choose another one."),
        "nobody": N_("No hand is up. Wait for one, or raise one for somebody in the room."),
        "not_floor": N_("That person does not have the floor. Look who has it now."),
        "no_turn": N_("Another turn has begun since, or none has ended. It cannot go on."),
        "no_more": N_("No time was added to this turn. There was nothing to take back."),
        "not_skipped": N_("That hand was not passed over. Look for it in the list."),
        "up_again": N_("This person has raised another hand since. Give the floor to that one."),
    }

    def __init__(self, settings: SpeakingSettings):
        super().__init__(settings)
        self.hands: dict[str, Hand] = {}
        self.waiting: dict[str, Hand] = {}  # in the order they went up
        self.gone: dict[str, Hand] = {}  # spoken or passed over, the latest last
        self.latest: dict[tuple[str, bool], Hand] = {}  # by speaker and whether it is a point of order
        self.numbers: dict[str, int] = {}
        self.used: Counter[str] = Counter()  # points of order, by speaker
        self.last: dict[str, int] = {}
        self.asked: dict[Mode, dict[str, None]] = {}  # who asked to speak, by mode
        self.floor = Floor()
        self.closed = False
        self.known = frozenset(one.id for one in settings.groups) | {""}

    # -------------------------------------------------- what is said
    def check(self, said: Any) -> None:
        match said:
            case RaiseHand() if self.closed:
                raise Refused("list")
            case RaiseHand(group=group) | AddHand(group=group) if group not in self.known:
                raise Refused("group")
            case PointOfOrder() if not self.settings.points:
                raise Refused("no_points")
            case GiveFloor():
                self._to_give(said)
            case TakeFloorBack() | EndTurn() | MoreTime() | LessTime():
                self._judge_turn(said)
            case ResumeTurn():
                self._judge_last(said)
            case Unskip():
                self._judge_skipped(said)
            case Skip():
                self._waiting(said.hand)

    def accept(self, said: Any, by: By) -> None:
        match said:
            case RaiseHand():
                self._raise(Hand(by.seq, by.actor, 0, by.name, by.mode, said.text, by.language, said.group))
            case PointOfOrder():
                self._raise_point(Hand(by.seq, by.actor, 0, by.name, by.mode, said.text, by.language, point=True))
            case AddHand():
                speaker, text = f"desk-{by.seq}", said.text
                self._raise(Hand(by.seq, speaker, 0, said.name, "assisted", text, by.language, said.group, added=True))
            case LowerHand():
                self._lower(said, by)
            case CloseList() | OpenList():
                self.closed = isinstance(said, CloseList)
            case _:
                self._moderate(said, by)
        if by.role == "person":
            self.last[by.actor] = by.seq

    def _raise(self, hand: Hand) -> None:
        before = self.latest.get((hand.speaker, hand.point))
        if before and before.state.up:
            raise Refused("up")
        hand.number = self.numbers.setdefault(hand.speaker, len(self.numbers) + 1)
        self.hands[hand.id] = self.waiting[hand.id] = self.latest[hand.speaker, hand.point] = hand
        if not hand.point:
            self.asked.setdefault(hand.mode, {}).setdefault(hand.speaker)

    def _raise_point(self, hand: Hand) -> None:
        if self.used[hand.speaker] >= self.settings.points:
            raise Refused("points", most=self.settings.points)
        self._raise(hand)
        self.used[hand.speaker] += 1

    def _lower(self, said: LowerHand, by: By) -> None:
        """Of one that waits, the hand goes down, and a point of order is not used up; who speaks has finished."""
        hand = self._own(said.hand, by.actor)
        if hand.state is State.SPEAKING:
            self._over(by)
            return
        hand.state = State.LOWERED
        del self.waiting[hand.id]
        self.used[hand.speaker] -= hand.point

    def _own(self, id: str, actor: str) -> Hand:
        mine = [self.latest[actor, point] for point in (False, True) if (actor, point) in self.latest]
        found = next((hand for hand in mine if hand.state.up and id in ("", hand.id)), None)
        if found is None:
            raise Refused("not_up")
        return found

    # -------------------------------------------------- the desk
    def _moderate(self, said: AboutHand | Skip, by: By) -> None:
        match said:
            case GiveFloor():
                self._give(self._to_give(said), by)
            case TakeFloorBack():
                self._take_back()
            case EndTurn():
                self._over(by)
            case ResumeTurn():
                self.floor.resume()
                self.gone.pop(self.floor.turns[-1].hand.id, None)
            case MoreTime():
                self.floor.lengthen(by, self.settings.more)
            case LessTime():
                self.floor.shorten()
            case Unskip():
                hand = self.gone.pop(said.hand)
                hand.state = State.WAITING
                self._back(hand)
            case Skip():
                hand = self.waiting.pop(said.hand)
                hand.state = State.SKIPPED
                self.gone[hand.id] = hand

    def _give(self, hand: Hand, by: By) -> None:
        if self.floor.now:
            self.gone[self.floor.now.hand.id] = self.floor.now.hand
        del self.waiting[hand.id]
        self.floor.give(hand, by, self.settings.point_seconds if hand.point else self.settings.seconds)

    def _take_back(self) -> None:
        self._back(self.floor.turns[-1].hand)
        self.floor.take_back()
        if self.floor.now:
            self.gone.pop(self.floor.now.hand.id, None)

    def _over(self, by: By) -> None:
        hand = self.floor.turns[-1].hand
        self.floor.end(by)
        self.gone[hand.id] = hand

    def _back(self, hand: Hand) -> None:
        """Into the list, where it stood."""
        self.waiting = dict(sorted([*self.waiting.items(), (hand.id, hand)], key=lambda pair: pair[1].seq))

    # -------------------------------------------------- what cannot be
    def _to_give(self, said: GiveFloor) -> Hand:
        hand = self._waiting(said.hand) if said.hand else next(self._order(), None)
        if hand is None:
            raise Refused("nobody")
        return hand

    def _waiting(self, id: str) -> Hand:
        if id not in self.waiting:
            raise Refused("hand")
        return self.waiting[id]

    def _judge_turn(self, said: AboutHand) -> Turn:
        turn = self.floor.now
        if turn is None or said.hand not in ("", turn.hand.id):
            raise Refused("not_floor")
        if isinstance(said, LessTime) and not turn.before:
            raise Refused("no_more")
        return turn

    def _judge_last(self, said: ResumeTurn) -> None:
        turn = self.floor.last
        if turn is None or said.hand not in ("", turn.hand.id):
            raise Refused("no_turn")
        self._judge_alone(turn.hand)

    def _judge_skipped(self, said: Unskip) -> None:
        hand = self.gone.get(said.hand)
        if hand is None or hand.state is not State.SKIPPED:
            raise Refused("not_skipped")
        self._judge_alone(hand)

    def _judge_alone(self, hand: Hand) -> None:
        """A person has one hand up, and one point of order."""
        other = self.latest[hand.speaker, hand.point]
        if other is not hand and other.state.up:
            raise Refused("up_again")

    # -------------------------------------------------- what is seen
    def _order(self) -> Iterator[Hand]:
        asked = {mode: len(speakers) for mode, speakers in self.asked.items()}
        return in_order(self.waiting.values(), self.floor.had(), asked, self.settings.rule)

    def view(self, to: To) -> Json:
        view: Json = {
            "items": seen.page(self._order()),
            "count": len(self.waiting),
            "closed": self.closed,
            "floor": seen.floor_now(self.floor),
            "seconds": self.settings.seconds,
            "groups": seen.groups(self.settings),
            "points": self.settings.points,
            "point_seconds": self.settings.point_seconds,
        }
        if to.side == "person":
            view["gone"] = seen.fates(reversed(self.gone.values()))
        elif to.side == "desk":
            skipped = (hand for hand in reversed(self.gone.values()) if hand.state is State.SKIPPED)
            view |= {"more": self.settings.more, "aside": seen.aside(skipped)}
            view["last"] = {self.floor.last.hand.id: seen.told(self.floor.last.hand)} if self.floor.last else {}
        return view

    def more(self, to: To, collection: str, after: str) -> Json:
        if collection != "items" or after not in self.waiting:
            return {}
        order = enumerate(self._order(), 1)
        at = next(place for place, hand in order if hand.id == after)
        return seen.page((hand for _place, hand in order), at + 1)

    def results(self, to: To) -> Json:
        return seen.times(self.floor.over, self.settings.groups)

    def mine(self, actor: str) -> Json:
        """My latest hand and my latest point of order, unless I took them down: what became of them the view says."""
        if actor not in self.last:
            return {}
        kept = {point: self.latest.get((actor, point)) for point in (False, True)}
        mine = {point: {one.id: _mine(one)} for point, one in kept.items() if one and one.state is not State.LOWERED}
        return {"hands": mine.get(False, {}), "points": mine.get(True, {}), "seq": self.last[actor]}

    def took_part(self, actor: str) -> bool:
        return actor in self.last

    # -------------------------------------------------- what it came to
    def conclude(self) -> Conclusion:
        return Outcome(self.settings, self.floor.over).conclusion()

    def sheets(self) -> tuple[Sheet, ...]:
        return Outcome(self.settings, self.floor.over).sheets()


def _mine(hand: Hand) -> Json:
    return {"number": hand.number, "text": hand.text, "language": hand.language}
