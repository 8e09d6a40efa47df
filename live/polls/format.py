"""Polls: one question, some options, everybody's last vote counted, split by mode."""

from typing import Annotated

from msgspec import Meta, Struct

from plugins.contract import (
    MODES,
    N_,
    By,
    Conclusion,
    Counts,
    Format,
    Json,
    Mode,
    Option,
    Refused,
    Results,
    Section,
    Tally,
    Text,
    To,
    Verb,
)

MOST_OPTIONS = 12  # what a projector shows readably, and what a person compares


class Choice(Struct, frozen=True):
    """One option of the ballot; `id` is given by the form and names it for ever."""

    label: Annotated[Text, Meta(title=N_("Option"), description=N_("Up to 60 letters."), extra={"letters": 60})]
    id: str = ""


class PollSettings(Struct, frozen=True):
    """What the organiser fills in. The question is the activity's title."""

    options: Annotated[
        list[Choice],
        Meta(
            title=N_("Options"),
            description=N_("What people choose from, in this order."),
            min_length=2,
            max_length=MOST_OPTIONS,
        ),
    ]
    several: Annotated[
        bool,
        Meta(title=N_("People may choose more than one option"), description=N_("Off: each person chooses one.")),
    ] = False
    most: Annotated[
        int,
        Meta(
            title=N_("At most"),
            description=N_("How many options one person may choose, if more than one. 0 sets no limit."),
            ge=0,
            le=MOST_OPTIONS,
        ),
    ] = 0

    def __post_init__(self):
        if self.most > len(self.options):
            raise ValueError(N_("most: There are fewer options than this. Give a lower number or add options."))

    @property
    def limit(self) -> int:
        """How many options one voter may choose."""
        return (self.most or len(self.options)) if self.several else 1


class Vote(Struct, frozen=True):
    """The options chosen; a later vote of the same person replaces it."""

    choices: Annotated[list[Annotated[str, Meta(max_length=64)]], Meta(min_length=1, max_length=MOST_OPTIONS)]


class Ballot(Struct, frozen=True):
    """The vote of one person that stands."""

    choices: tuple[str, ...]
    mode: Mode
    seq: int


class Polls(Format):
    """The tally of one poll."""

    slug = "polls"
    name = N_("Poll")
    description = N_("A question with options. Votes are counted one by one and split by how people take part.")
    icon = "list-ul"
    version = 1
    default_results = Results.AT_CLOSE
    Settings = PollSettings
    verbs = {"vote": Verb(Vote)}
    refusals = {
        "choice": N_("That option is not on the ballot. Choose one of those shown."),
        "too_many": N_("You chose {chosen}. This poll takes {most} at most."),
    }

    def __init__(self, settings: PollSettings):
        super().__init__(settings)
        self.ballots: dict[str, Ballot] = {}
        self.voters: dict[Mode, int] = dict.fromkeys(MODES, 0)
        self.tally: dict[str, dict[Mode, int]] = {option.id: dict.fromkeys(MODES, 0) for option in settings.options}

    def check(self, said: Vote) -> None:
        self._on_ballot(said)

    def accept(self, said: Vote, by: By) -> None:
        """Count a vote; the one this person cast before is taken back first."""
        ballot = Ballot(self._on_ballot(said), by.mode, by.seq)
        before = self.ballots.get(by.actor)
        if before is not None:
            self._count(before, -1)
        self._count(ballot, +1)
        self.ballots[by.actor] = ballot

    def _on_ballot(self, said: Vote) -> tuple[str, ...]:
        chosen = tuple(dict.fromkeys(said.choices))
        if any(choice not in self.tally for choice in chosen):
            raise Refused("choice")
        if len(chosen) > self.settings.limit:
            raise Refused("too_many", chosen=len(chosen), most=self.settings.limit)
        return chosen

    def _count(self, ballot: Ballot, one: int) -> None:
        self.voters[ballot.mode] += one
        for choice in ballot.choices:
            self.tally[choice][ballot.mode] += one

    def view(self, to: To) -> Json:
        options = enumerate(self.settings.options, 1)
        return {
            "options": {option.id: {"label": option.label, "place": place} for place, option in options},
            "several": self.settings.several,
            "most": self.settings.limit,
            "voters": len(self.ballots),
        }

    def results(self, to: To) -> Json:
        voters = len(self.ballots)
        votes = {option: sum(counts.values()) for option, counts in self.tally.items()}
        return {
            "options": {
                option: {**counts, "votes": votes[option], "percent": share(votes[option], voters)}
                for option, counts in self.tally.items()
            },
            "voters": voters,
            "modes": dict(self.voters),
            "top": max(votes.values(), default=0),
        }

    def mine(self, actor: str) -> Json:
        ballot = self.ballots.get(actor)
        return {"choices": list(ballot.choices), "seq": ballot.seq} if ballot else {}

    def took_part(self, actor: str) -> bool:
        return actor in self.ballots

    def conclude(self) -> Conclusion:
        seqs = [ballot.seq for ballot in self.ballots.values()]
        tally = Tally(
            question={},
            options=tuple(Option(o.id, o.label, Counts(**self.tally[o.id])) for o in self.settings.options),
            voters=Counts(**self.voters),
            several=self.settings.several,
            refs=(min(seqs), max(seqs)) if seqs else (),
        )
        return Conclusion((Section(N_("Polls"), (tally,)),))


def share(votes: int, voters: int) -> int:
    """Votes in hundredths of the voters, whole numbers, a half rounded up; 0 while nobody voted."""
    return (200 * votes + voters) // (2 * voters) if voters else 0
