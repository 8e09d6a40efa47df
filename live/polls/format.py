"""Polls: one question, six ways to vote on it, everybody's last ballot counted, split by how they take part."""

from typing import Any
from zlib import crc32

import msgspec
from msgspec import Struct

from live.polls.hands import Raised
from live.polls.kinds import KINDS
from live.polls.kinds.kind import Ballot
from live.polls.kinds.writing import Writing
from live.polls.outcome import Line, Outcome
from live.polls.settings import MOST_OPTIONS, PollSettings
from live.polls.verbs import (
    AboutAnswer,
    Hands,
    Heads,
    HideAnswer,
    Place,
    Rank,
    Rate,
    Share,
    ShowAnswer,
    Vote,
    Withdraw,
    Write,
)
from plugins import split
from plugins.contract import (
    ALWAYS,
    N_,
    By,
    Conclusion,
    Format,
    Item,
    Json,
    Phase,
    Refused,
    Results,
    Sheet,
    To,
    Verb,
)

COUNTING = frozenset({Phase.OPEN, Phase.CLOSED})  # papers are often counted after the close


class Polls(Format):
    """One poll: its ballots, and the kind that counts them."""

    slug = "polls"
    name = N_("Poll")
    description = N_(
        "A question to choose, rate, rank, share points, place or write an answer. Votes are counted one by one."
    )
    icon = "list-ul"
    version = 2
    default_results = Results.AT_CLOSE
    Settings = PollSettings
    verbs = {
        "vote": Verb(Vote, ballot=True, name=N_("Vote")),
        "rate": Verb(Rate, ballot=True, name=N_("Vote")),
        "rank": Verb(Rank, ballot=True, name=N_("Vote")),
        "share": Verb(Share, ballot=True, name=N_("Vote")),
        "place": Verb(Place, ballot=True, name=N_("Vote")),
        "write": Verb(Write, ballot=True, name=N_("Written answer")),
        "withdraw": Verb(Withdraw, withdraws=True, name=N_("Vote taken back")),
        "heads": Verb(Heads, who="host", when=COUNTING, name=N_("Heads counted")),
        "hands": Verb(Hands, who="host", when=COUNTING, name=N_("Hands and papers counted")),
        "show_answer": Verb(ShowAnswer, who="host", when=ALWAYS, name=N_("Written answer shown")),
        "hide_answer": Verb(HideAnswer, who="host", when=ALWAYS, name=N_("Written answer hidden")),
    }
    refusals = {
        "choice": N_("That option is not on the ballot. Choose one of those shown."),
        "too_many": N_("You chose {chosen}. This poll takes {most} at most."),
        "too_few": N_("You chose {chosen}. This poll asks for {least} at least."),
        "nothing": N_("Nothing is filled in yet. Fill in one line at least and send it again."),
        "off_scale": N_("A mark is off the scale. Give whole numbers from 1 to {most}."),
        "same_place": N_("Two options share place {place}. Give each a place of its own."),
        "points_left": N_("You shared out {given} of {whole} points. Share out the {left} that are left."),
        "points_over": N_("You shared out {given} points. That is {over} more than the {whole} there are."),
        "below_nothing": N_("A number is below nothing. Give 0 or more."),
        "half_placed": N_("An option has one mark and lacks the other. Give both, or none."),
        "other_kind": N_("This poll is voted on in another way. Reload the page and use its form."),
        "not_voted": N_("There is no vote of yours here. There was nothing to take back."),
        "answer": N_("That answer is not there any more. Its author may have changed it."),
        "fewer_heads": N_("{people} people are counted by hand already. Count at least as many heads."),
        "no_hands": N_("Hands and papers are counted where people choose options. This poll is another kind."),
        "over_heads": N_("{people} people voted, but {heads} heads were counted. Count the heads again first."),
        "over_people": N_("An option has more votes than the {people} people who voted. Count it again."),
        "over_votes": N_("These are {total} votes. So many people give {most} at most. Count them again."),
    }
    gives = takes = True

    def __init__(self, settings: PollSettings):
        super().__init__(settings)
        self.taken: tuple[Line, ...] = ()
        self._begin()

    def _begin(self) -> None:
        self.ballots: dict[str, Ballot] = {}
        self.voters = split.nobody()
        self.raised = Raised()
        self.kind = KINDS[self.settings.kind](self.settings, tuple(line.id for line in self.lines))

    @classmethod
    def upgrade_settings(cls, settings: Json, version: int) -> Json:
        """Version 1 knew the choice alone: what it did not say is what a choice takes for granted."""
        if version > 1:
            return settings
        return msgspec.to_builtins(msgspec.convert(settings, PollSettings))

    @classmethod
    def complete(cls, settings: PollSettings, *, taking: bool) -> None:
        fewest, options = KINDS[settings.kind].fewest, len(settings.options)
        if fewest == 0 and (options or taking):
            raise ValueError(N_("options: People write their own answers here. Take the options away."))
        if not taking and options < fewest:
            why = N_("options: One option is no choice. Add another one, or take options from another activity.")
            none = N_("options: There is nothing to vote on. Add options, or take them from another activity.")
            raise ValueError(why if options else none)

    def take(self, items: tuple[Item, ...]) -> None:
        """Another activity's items come after the organiser's own options, as many as a ballot holds."""
        room = MOST_OPTIONS - len(self.settings.options)
        self.taken = tuple(Line(f"t{item.id}"[:64], item.text, item.refs) for item in items[:room])
        self._begin()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The options on the ballot, in its order."""
        return (*(Line(option.id, option.label) for option in self.settings.options), *self.taken)

    # -------------------------------------------------- what is said
    def check(self, said: Struct) -> None:
        match said:
            case Heads():
                self.raised.check_heads(said)
            case Hands():
                self.raised.check_hands(said, self.kind)
            case AboutAnswer():
                self._writing().answer(said)
            case Withdraw():
                pass  # whether there is a ballot to take back, the order of the log decides
            case _:
                self._read(said)

    def accept(self, said: Struct, by: By) -> None:
        match said:
            case Heads():
                self.raised.check_heads(said)
                self.raised.heads = said.people
            case Hands():
                self._raise_hands(said, by)
            case AboutAnswer():
                self._writing().moderate(said)
            case Withdraw():
                self._withdraw(by)
            case _:
                self._cast(Ballot(self._read(said), by))

    def _read(self, said: Struct) -> Any:
        if not isinstance(said, self.kind.body):
            raise Refused("other_kind")
        return self.kind.read(said)

    def _writing(self) -> Writing:
        if not isinstance(self.kind, Writing):
            raise Refused("answer")
        return self.kind

    def _cast(self, ballot: Ballot) -> None:
        """Count a ballot; the one this person cast before is taken back first."""
        before = self.ballots.get(ballot.by.actor)
        if before is not None:
            self._count(before, -1)
        self._count(ballot, +1)
        self.ballots[ballot.by.actor] = ballot

    def _withdraw(self, by: By) -> None:
        if by.actor not in self.ballots:
            raise Refused("not_voted")
        self._count(self.ballots.pop(by.actor), -1)

    def _count(self, ballot: Ballot, one: int) -> None:
        self.voters[ballot.by.mode] += one
        self.kind.count(ballot, one)

    def _raise_hands(self, said: Hands, by: By) -> None:
        self.raised.check_hands(said, self.kind)
        self.voters["assisted"] += said.people - self.raised.people
        self.raised.put(said, self.kind, by.seq)

    # -------------------------------------------------- what is seen
    @property
    def turnout(self) -> int:
        """How many people voted."""
        return sum(self.voters.values())

    def view(self, to: To) -> Json:
        lines = self.lines
        seen: Json = {
            "kind": self.settings.kind,
            "verb": self.kind.verb,
            "drawn": self._drawn(lines),
            "options": {line.id: {"label": line.label, "place": place} for place, line in enumerate(lines, 1)},
            "voters": self.turnout,
            **self.kind.form(to),
        }
        if self.settings.quorum:
            seen |= {"quorum": self.settings.quorum, "reached": self.turnout >= self.settings.quorum}
        if self.settings.base:
            seen["base"] = self.settings.base
        return seen | (self.raised.json() if to.side == "desk" else {})

    def _drawn(self, lines: tuple[Line, ...]) -> str:
        """Other for each ballot whose form has other fields: then pages ask for it anew."""
        fields = f"{[line.id for line in lines]} {self.settings.scale.steps}"
        return f"{self.settings.kind}-{crc32(fields.encode()):x}"

    def recorded(self, to: To, seq: int) -> Json:
        answer = self.kind.answers.get(str(seq)) if isinstance(self.kind, Writing) else None
        if answer is None or (to.side != "desk" and answer.state != "visible"):
            return {}
        return {"text": answer.text, "language": answer.language}

    def results(self, to: To) -> Json:
        told = to.side == "desk" or self._is_split
        return {**self.kind.results(split=told), "modes": split.told(self.voters, split=told)}

    @property
    def _is_split(self) -> bool:
        """Whether everybody may know how each option was voted on by mode; the first version always told."""
        return self.written == 1 or split.covers_everybody(self.voters)

    def mine(self, actor: str) -> Json:
        ballot = self.ballots.get(actor)
        return {**self.kind.mine(ballot), "seq": ballot.by.seq} if ballot else {}

    def took_part(self, actor: str) -> bool:
        return actor in self.ballots

    # -------------------------------------------------- what came of it
    @property
    def _outcome(self) -> Outcome:
        entries = [ballot.by.seq for ballot in self.ballots.values()]
        entries += [self.raised.seq] if self.raised.hands else []
        return Outcome(self.settings, self.lines, self.kind, self.voters, entries, self._is_split)

    def conclude(self) -> Conclusion:
        return self._outcome.conclusion()

    def sheets(self) -> tuple[Sheet, ...]:
        return self._outcome.sheets()

    def items(self) -> tuple[Item, ...]:
        return self._outcome.items()
