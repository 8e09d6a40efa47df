"""Where one activity stands, and whether a ballot box takes a ballot: asked by the fold, and while the log is written.

Pure and small on purpose: what the fold counts and what the box holds are decided apart from one another, on different
machines even, and must never differ.
"""

from typing import Literal

from msgspec import Struct

from plugins.contract import Phase, Refused

type Boxed = Literal["", "cast", "uncast"]
"""What an act is to a ballot box: a ballot that goes in, one that is taken out, or nothing."""


class Law(Struct):
    """Phase, ballot paper and box of one activity, moved by entries alone."""

    live: bool = False  # the room's session
    phase: Phase = Phase.DRAFT
    secret: bool = False
    coming: bool = False  # whether the next round is secret
    counted: bool = False  # the ballots of this round were published
    paper: int = 0  # the place of the entry that laid out the ballot paper

    @property
    def boxed(self) -> bool:
        """Whether ballots lie in a box, and nobody may know what they come to."""
        return self.secret and not self.counted

    @property
    def collects(self) -> bool:
        """Whether ballots are taken now."""
        return self.boxed and self.phase is Phase.OPEN

    def takes(self, paper: int) -> bool:
        """Whether a ballot made out on that paper is taken."""
        return self.collects and self.paper == paper

    def ends_with(self, verb: str) -> bool:
        """Whether an entry of this verb ends the collecting: then the ballots are published right before it."""
        return self.collects and (verb in {"close", "round", "retire"} or (verb == "end" and self.live))

    def set_up(self, secret: bool, place: int) -> bool:
        """A setup. Whether it holds at once: what people vote on stays as it is until a new round."""
        self.coming = secret
        if self.secret and (self.collects or self.counted):
            return False
        self.secret, self.paper = secret, place
        return True

    def host(self, verb: str, place: int) -> None:
        """A host's open, close or round; refuses what is so already."""
        match verb:
            case "open" if self.counted:
                raise Refused("counted")
            case "open" if self.phase is not Phase.OPEN:
                self.phase = Phase.OPEN
            case "close" if self.phase is Phase.OPEN:
                self.phase = Phase.CLOSED
            case "round" if self.phase is not Phase.DRAFT:
                self.phase, self.secret, self.counted, self.paper = Phase.OPEN, self.coming, False, place
            case _:
                raise Refused("already" if verb != "round" else "not_open")

    def count(self) -> None:
        """The ballots are published."""
        self.counted = True

    def retire(self) -> None:
        """The page holds this activity no longer."""
        if self.phase is not Phase.DRAFT:
            self.phase = Phase.CLOSED

    def session(self, verb: str) -> None:
        """The session starts or ends; an end closes what is open."""
        if verb == "end" and self.live and self.phase is Phase.OPEN:
            self.phase = Phase.CLOSED
        if verb in {"start", "end"}:
            self.live = verb == "start"
