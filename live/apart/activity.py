"""One activity of a room, folded: core's half (phase, results, rounds, classes) around a format's own state. Pure."""

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from live.apart import outputs
from live.apart.law import Boxed, Law
from live.apart.watch import watch
from plugins import registry
from plugins.contract import By, Format, Item, Json, Phase, Refused, Results, To
from plugins.setup import Setup, decode_settings, same_ballot


class Class(NamedTuple):
    """Whom one view is for. `voted` is asked only where results show after one's own vote."""

    side: str
    voted: bool = False
    group: str = ""


class Round(NamedTuple):
    """One round as it was left: what it was set up to be, what it came to, whether everybody may see that, why its
    format was cut off, and of a secret vote the entry that published its ballots."""

    number: int
    setup: Setup
    format: Format
    public: bool
    halted: str
    ballots: int


class Ballot(NamedTuple):
    """One ballot as it is published: what, and of whom nothing but the receipt."""

    receipt: str
    mode: str
    verb: str
    body: dict[str, Any]


class Activity:
    """State of one activity. Everything here follows from entries alone."""

    def __init__(self, id: str, setup: Setup, place: int, *, seq: int = 0, live: bool = False):
        self.id, self.setup, self.place = id, setup, place
        self.law, self.round = Law(live=live), 1
        self.law.set_up(setup.secret, seq)
        self.coming: Setup | None = None  # what the next round is set up to be, where this one must stay as it is
        self.casts: dict[str, int] = {}  # who has a ballot in the box of this round, and the entry that says so
        self.ballots = 0  # the entry that published them
        self.shown: bool | None = None  # a host's word on results; None leaves it to the policy
        self.retired = False
        self.entries = self.accepted = self.refused = 0  # entries of everybody; people's that counted or did not
        self.used = False
        self.supplied = False  # whether this round has received the items of its source
        self.past: list[Round] = []  # rounds that somebody took part in, before this one
        self.halted = ""  # why its format was cut off: "time", "memory" or "output"; "" while it runs
        self._faults: dict[str, bool] = {}
        self._groups: set[str] = set()
        self.format = self._fresh()

    def _fresh(self) -> Format | None:
        """A new instance of the format, or None where it is not installed or its settings do not fit."""
        watch.enter(self.id)
        kind = registry.get(self.setup.format)
        settings = self._settings(kind) if kind else None
        if kind is None or settings is None:
            return None
        format = kind(settings)
        format.written = self.setup.version
        return format

    def _settings(self, kind: type[Format]) -> msgspec.Struct | None:
        try:
            return decode_settings(kind, self.setup.settings, self.setup.version)
        except msgspec.ValidationError:
            return None

    # -------------------------------------------------- what the house and the hosts say
    def set_up(self, setup: Setup, place: int, *, seq: int = 0) -> bool:
        """An edited page: new settings begin a new round where votes stand, and wait for it where they are secret.
        Whether they did."""
        changed, public = not self._asks_the_same(setup), self._shown_in(Phase.CLOSED)
        begun = self.used or (setup.secret != self.setup.secret and self.phase is not Phase.DRAFT)
        holds = self.law.set_up(setup.secret, seq)
        self.place, self.retired, self.coming = place, False, setup if changed else None
        if changed and not holds:
            return False
        if changed and begun:
            self._renew(public=public)
            return True
        self.setup, self.coming = setup, None
        self._put_words() if not changed else setattr(self, "format", self._fresh())
        return False

    def _asks_the_same(self, setup: Setup) -> bool:
        kind = registry.get(setup.format)
        if kind is None:
            return (setup.format, setup.settings) == (self.setup.format, self.setup.settings)
        return same_ballot(kind, self.setup, setup)

    def _put_words(self) -> None:
        """Another language's words reach the views, and what people said stays counted."""
        settings = self._settings(type(self.format)) if self.format else None
        if self.format and settings is not None:
            self.format.settings = settings

    @property
    def rounds(self) -> list[Round]:
        """All rounds there is something to tell of, in their order."""
        return [*self.past, *([self._as_left(public=self.public)] if self.format else [])]

    def _as_left(self, *, public: bool) -> Round:
        assert self.format is not None
        return Round(self.round, self.setup, self.format, public, self.halted, self.ballots)

    def _renew(self, *, public: bool) -> None:
        """A new round: the old one stays in the log and is kept, and what was cut off gets another try."""
        if self.format is not None and self.used:
            self.past.append(self._as_left(public=public))
        self.round, self.shown, self.used, self.halted, self.supplied = self.round + 1, None, False, "", False
        self.setup, self.coming, self.casts, self.ballots = self.coming or self.setup, None, {}, 0
        self._groups.clear()
        self.format = self._fresh()

    def halt(self, why: str) -> None:
        """The format is not run any more until a new round."""
        if self.halted:
            raise Refused("already")
        self.halted = why

    def retire(self) -> None:
        """The page holds this activity no longer: a draft goes, what was used is closed and stays."""
        self.retired = self.phase is Phase.DRAFT
        self.law.retire()

    @property
    def phase(self) -> Phase:
        return self.law.phase

    def host(self, verb: str, *, seq: int = 0) -> None:
        """One of core's verbs; refuses what is so already."""
        match verb:
            case "reveal" if not self.public:
                self.shown = True
            case "conceal" if self.public:
                self.shown = False
            case "reveal" | "conceal":
                raise Refused("already")
            case _:
                self._move(verb, seq)

    def _move(self, verb: str, seq: int) -> None:
        public = self._shown_in(Phase.CLOSED)
        self.law.host(verb, seq)
        if verb == "open":
            self.shown = None
        elif verb == "round":
            self._renew(public=public)

    # -------------------------------------------------- secret ballots
    def cast(self, paper: int, actor: str, seq: int) -> None:
        """Somebody put a ballot into the box: who, and not what. The law alone decides, as it does at the box; whether
        the format runs does not matter, for it hears of it at the close."""
        if not self.law.takes(paper):
            raise Refused("closed")
        self.casts[actor], self.used = seq, True

    def uncast(self, paper: int, actor: str) -> None:
        """Somebody took their ballot out of the box again."""
        if not self.law.takes(paper):
            raise Refused("closed")
        if self.casts.pop(actor, None) is None:
            raise Refused("not_cast")

    def boxes(self, verb: str) -> Boxed:
        """What a verb is to the ballot box: nothing where votes are not secret."""
        known = self.format.verbs.get(verb) if self.format else None
        if known is None or not self.law.secret:
            return ""
        return "cast" if known.ballot else "uncast" if known.withdraws else ""

    def count(self, ballots: list[Ballot], seq: int, at: float, *, run: bool) -> None:
        """The ballots are published: the format hears each, said by nobody that is known. Without `run` it was cut off,
        and they stand in the log alone."""
        self.law.count()
        self.ballots = seq
        for number, ballot in enumerate(ballots if run and not self.halted else (), 1):
            by = By(seq, f"ballot:{number}", "", "person", ballot.mode, "open", "", at)  # type: ignore[arg-type]
            self._say(ballot.verb, ballot.body, by)

    # -------------------------------------------------- items that pass from one activity to another
    @property
    def wants(self) -> str:
        """The activity whose items this round still has to receive; "" for none."""
        open_now = self.phase is Phase.OPEN and not self.supplied and self.format is not None and not self.halted
        return self.setup.source if open_now else ""

    def items(self) -> tuple[Item, ...]:
        """What this activity gives to others as things stand."""
        format = self.format
        if format is None or self.halted:
            return ()
        return self._asked(lambda: outputs.items(format.items()), ())

    def voice(self, actor: str) -> str:
        """For whom an actor speaks in activities that take items from this one."""
        format = self.format
        if format is None or self.halted:
            return ""
        return self._asked(lambda: outputs.voice(format.voice(actor)), "")

    def supply(self, items: tuple[Item, ...]) -> None:
        """Receive another's items, as many as the organiser asked for. Who fails at it is open all the same."""
        self.supplied, format = True, self.format
        if format is not None:
            self._asked(lambda: format.take(items[: self.setup.most_items or None]), None)

    # -------------------------------------------------- what people say
    def take(self, verb: str, body: Any, by: By) -> None:
        """Fold one of the format's verbs; refuses by phase first, then by the format's own rules."""
        verb, body = self._today(verb, body)
        format = self._heard(verb)
        if self.boxes(verb):  # sent before the vote became secret
            raise Refused("closed")
        self._accept(format, verb, body, by)

    def _say(self, verb: str, body: Any, by: By) -> None:
        """A ballot out of the box. One that the format does not take stands published all the same."""
        verb, body = self._today(verb, body)
        format = self.format
        if format is not None and verb in format.verbs:
            self._asked(lambda: self._accept(format, verb, body, by), None)

    def _accept(self, format: Format, verb: str, body: Any, by: By) -> None:
        watch.enter(self.id)
        said = msgspec.convert(body, format.verbs[verb].body)
        try:
            format.check(said)
            format.accept(said, by)
        except Refused as refusal:
            raise outputs.refusal(refusal) from refusal
        self.used = self.used or by.role == "person"

    def _today(self, verb: str, body: Any) -> tuple[str, Any]:
        """An entry as the format says it today."""
        watch.enter(self.id)
        return self.format.upgrade_entry(verb, body, self.format.written) if self.format else (verb, body)

    def foresee(self, verb: str, body: Any) -> None:
        """Raise the refusal that is certain already as things stand, so that the door need not store the act."""
        format = self._heard(verb)
        watch.enter(self.id)
        try:
            format.check(msgspec.convert(body, format.verbs[verb].body))
        except MemoryError:
            raise
        except Refused as refusal:
            raise outputs.refusal(refusal) from refusal
        except Exception as error:  # a format that raises breaks its own act and nothing else (G9)
            self.blame(error)
            raise Refused("broken") from error

    def _heard(self, verb: str) -> Format:
        if self.format is None or self.halted or verb not in self.format.verbs:
            raise Refused("unavailable")
        if self.phase not in self.format.verbs[verb].when:
            raise Refused("closed" if self.phase is Phase.CLOSED else "not_open")
        return self.format

    def tell(self, code: str, role: str) -> None:
        """Note one more entry and what became of it; `accepted` and `refused` are people's alone."""
        self.entries += 1
        if role == "person":
            self.accepted += not code
            self.refused += bool(code)

    # -------------------------------------------------- what the format did wrong
    def _asked[T](self, ask: Callable[[], T], otherwise: T) -> T:
        """What the format answers; one that raises breaks its own activity and nothing else (G9)."""
        watch.enter(self.id)
        try:
            return ask()
        except MemoryError:
            raise
        except Exception as error:
            self.blame(error)
            return otherwise

    def blame(self, error: Exception) -> None:
        """Note a fault by name; what must not be shown to anyone cuts the format off."""
        why = "output" if isinstance(error, outputs.BadOutput) else ""
        self._faults[outputs.where(error)] = bool(why)
        self.halted = self.halted or why  # here at once; for everybody by the log

    def faults(self) -> list[tuple[str, bool]]:
        """What was noted since this was last asked: why, and whether it cuts the format off."""
        found, self._faults = list(self._faults.items()), {}
        return found

    # -------------------------------------------------- what people see
    @property
    def public(self) -> bool:
        """Whether results are shown to everyone."""
        return self._shown_in(self.phase)

    def _shown_in(self, phase: Phase) -> bool:
        if self.law.boxed:
            return False
        if self.shown is not None:
            return self.shown
        policy, closed = self.setup.results, phase is Phase.CLOSED
        return policy is Results.LIVE or (closed and policy in (Results.AT_CLOSE, Results.AFTER_VOTE))

    def sees(self, of: Class) -> bool:
        """Whether a class gets the results; of ballots in a box nobody does."""
        allowed = of.side == "desk" or self.public or (of.voted and self.shown is not False)
        return allowed and not self.law.boxed

    def class_of(self, side: str, actor: str) -> Class:
        """The class of one actor. Only people are told apart."""
        format = self.format
        if side != "person" or format is None or self.halted or not actor:
            return Class(side)

        def asked() -> Class:
            voted = self.setup.results is Results.AFTER_VOTE and (actor in self.casts or format.took_part(actor))
            return Class(side, voted, self._grouped(format.group(actor)))

        return self._asked(asked, Class(side))

    def _grouped(self, group: str) -> str:
        """The group, held to what the contract allows: a class for each person would cost people × people."""
        if group not in self._groups:
            self._groups.add(outputs.group(group, len(self._groups)))
        return group

    def view(self, of: Class) -> Json | None:
        """What a class sees, or None where the activity is not for its eyes (a draft, outside the desk)."""
        if not self.shows_itself(of):
            return None
        seen: Json = {
            "format": self.setup.format,
            "phase": self.phase.value,
            "title": self.setup.title,
            "round": self.round,
            "place": self.place,
            "shows": self.setup.results.value,
            "shown": self.public,
            "names": self.setup.names,
            **({"accepts": self.setup.accepts} if self.setup.accepts != "anyone" else {}),
            **({"secret": True, "turnout": len(self.casts)} if self.setup.secret else {}),
            "view": {},
        }
        if self.format is None:
            return seen | {"missing": True}
        if self.halted:
            return seen | {"halted": self.halted}
        watch.enter(self.id)
        to = To(of.side, of.group)  # type: ignore[arg-type]
        try:
            seen["view"] = outputs.plain(self.format.view(to))
            if self.sees(of):
                seen["results"] = outputs.plain(self.format.results(to))
        except MemoryError:
            raise
        except Exception as error:  # a format that raises breaks its own activity and nothing else (G9)
            self.blame(error)
            seen.pop("results", None)
            return seen | {"view": {}, **({"halted": self.halted} if self.halted else {"missing": True})}
        return seen

    def more(self, of: Class, collection: str, after: str) -> Json:
        """The next items of a collection of the view; {} where a class may see none."""
        format = self.format
        if format is None or self.halted or not self.shows_itself(of):
            return {}
        to = To(of.side, of.group)  # type: ignore[arg-type]
        return self._asked(lambda: outputs.plain(format.more(to, collection, after)), {})

    def shows_itself(self, of: Class) -> bool:
        """Whether a class may know of the activity at all: a draft is the desk's alone."""
        return not self.retired and (self.phase is not Phase.DRAFT or of.side == "desk")

    def mine(self, actor: str) -> Json:
        """What is only this actor's; of a secret ballot nothing but that there is one."""
        format = self.format
        if format is None or self.halted or self.retired or self.phase is Phase.DRAFT:
            return {}
        cast = {"cast": self.casts[actor], "seq": self.casts[actor]} if actor in self.casts else {}
        return self._asked(lambda: outputs.plain(format.mine(actor)) | cast, {})
