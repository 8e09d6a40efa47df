"""One activity of a room, folded: core's half (phase, results, rounds, classes) around a format's own state. Pure."""

from typing import Any, NamedTuple

import msgspec

from plugins import registry
from plugins.contract import By, Format, Json, Phase, Refused, Results, To
from plugins.setup import Setup, decode_settings, same_ballot


class Class(NamedTuple):
    """Whom one view is for. `voted` is asked only where results show after one's own vote."""

    side: str
    voted: bool = False
    group: str = ""


class Activity:
    """State of one activity. Everything here follows from entries alone."""

    def __init__(self, id: str, setup: Setup, place: int):
        self.id, self.setup, self.place = id, setup, place
        self.phase, self.round = Phase.DRAFT, 1
        self.shown: bool | None = None  # a host's word on results; None leaves it to the policy
        self.retired = False
        self.entries = self.accepted = self.refused = 0  # entries of everybody; people's that counted or did not
        self.format = self._fresh()
        self.used = False

    def _fresh(self) -> Format | None:
        """A new instance of the format, or None where it is not installed or its settings do not fit."""
        kind = registry.get(self.setup.format)
        settings = self._settings(kind) if kind else None
        return kind(settings) if kind and settings is not None else None

    def _settings(self, kind: type[Format]) -> msgspec.Struct | None:
        try:
            return decode_settings(kind, self.setup.settings)
        except msgspec.ValidationError:
            return None

    # -------------------------------------------------- what the house and the hosts say
    def set_up(self, setup: Setup, place: int) -> bool:
        """An edited page: new settings begin a new round where votes stand. Whether they did."""
        changed = not self._asks_the_same(setup)
        self.setup, self.place, self.retired = setup, place, False
        if not changed:
            self._put_words()
            return False
        renewed = self.used
        self.renew() if renewed else setattr(self, "format", self._fresh())
        return renewed

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

    def renew(self) -> None:
        """A new round: the old one stays in the log."""
        self.round, self.shown, self.used, self.format = self.round + 1, None, False, self._fresh()

    def retire(self) -> None:
        """The page holds this activity no longer: a draft goes, what was used is closed and stays."""
        self.retired = self.phase is Phase.DRAFT
        if not self.retired:
            self.phase = Phase.CLOSED

    def host(self, verb: str) -> None:
        """One of core's verbs; refuses what is so already."""
        match verb:
            case "open" if self.phase is not Phase.OPEN:
                self.phase, self.shown = Phase.OPEN, None
            case "close" if self.phase is Phase.OPEN:
                self.phase = Phase.CLOSED
            case "reveal" if not self.public:
                self.shown = True
            case "conceal" if self.public:
                self.shown = False
            case "round" if self.phase is not Phase.DRAFT:
                self.renew()
                self.phase = Phase.OPEN
            case _:
                raise Refused("already" if verb != "round" else "not_open")

    # -------------------------------------------------- what people say
    def take(self, verb: str, body: Any, by: By) -> None:
        """Fold one of the format's verbs; refuses by phase first, then by the format's own rules."""
        format = self._heard(verb)
        said = msgspec.convert(body, format.verbs[verb].body)
        format.check(said)
        format.accept(said, by)
        self.used = self.used or by.role == "person"

    def foresee(self, verb: str, body: Any) -> None:
        """Raise the refusal that is certain already as things stand, so that the door need not store the act."""
        format = self._heard(verb)
        try:
            format.check(msgspec.convert(body, format.verbs[verb].body))
        except Refused:
            raise
        except Exception as error:  # a format that raises breaks its own act and nothing else (G9)
            raise Refused("broken") from error

    def _heard(self, verb: str) -> Format:
        if self.format is None or verb not in self.format.verbs:
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

    # -------------------------------------------------- what people see
    @property
    def public(self) -> bool:
        """Whether results are shown to everyone."""
        if self.shown is not None:
            return self.shown
        policy, closed = self.setup.results, self.phase is Phase.CLOSED
        return policy is Results.LIVE or (closed and policy in (Results.AT_CLOSE, Results.AFTER_VOTE))

    def sees(self, of: Class) -> bool:
        """Whether a class gets the results."""
        return of.side == "desk" or self.public or (of.voted and self.shown is not False)

    def class_of(self, side: str, actor: str) -> Class:
        """The class of one actor. Only people are told apart."""
        if side != "person" or self.format is None or not actor:
            return Class(side)
        try:
            voted = self.setup.results is Results.AFTER_VOTE and self.format.took_part(actor)
            return Class(side, voted, self.format.group(actor))
        except Exception:
            return Class(side)

    def view(self, of: Class) -> Json | None:
        """What a class sees, or None where the activity is not for its eyes (a draft, outside the desk)."""
        if not self._shows_itself(of):
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
            "view": {},
        }
        if self.format is None:
            return seen | {"missing": True}
        to = To(of.side, of.group)  # type: ignore[arg-type]
        try:
            seen["view"] = msgspec.to_builtins(self.format.view(to), str_keys=True)
            if self.sees(of):
                seen["results"] = msgspec.to_builtins(self.format.results(to), str_keys=True)
        except Exception:  # a format that raises breaks its own activity and nothing else (G9)
            return seen | {"view": {}, "missing": True}
        return seen

    def more(self, of: Class, collection: str, after: str) -> Json:
        """The next items of a collection of the view; {} where a class may see none."""
        if self.format is None or not self._shows_itself(of):
            return {}
        try:
            return msgspec.to_builtins(self.format.more(To(of.side, of.group), collection, after), str_keys=True)  # type: ignore[arg-type]
        except Exception:  # as above
            return {}

    def _shows_itself(self, of: Class) -> bool:
        return not self.retired and (self.phase is not Phase.DRAFT or of.side == "desk")

    def mine(self, actor: str) -> Json:
        """What is only this actor's."""
        if self.format is None or self.retired or self.phase is Phase.DRAFT:
            return {}
        try:
            return msgspec.to_builtins(self.format.mine(actor), str_keys=True)
        except Exception:
            return {}
