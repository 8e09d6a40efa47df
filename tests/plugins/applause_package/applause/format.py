"""Applause: each person has a few claps to give to what they liked; every clap is drawn."""

from typing import Annotated, NamedTuple

from msgspec import Meta, Struct

from plugins.contract import (
    ALWAYS,
    MODES,
    N_,
    By,
    Conclusion,
    Counts,
    Format,
    Item,
    Json,
    Mode,
    Option,
    Refused,
    Results,
    Section,
    Sheet,
    Tally,
    Text,
    To,
    Verb,
    Words,
)


class Moment(Struct, frozen=True):
    """Something to clap for; `id` is given by the form and names it for ever."""

    label: Annotated[Text, Meta(title=N_("Moment"), description=N_("Up to 60 letters."), extra={"letters": 60})]
    id: str = ""


class ApplauseSettings(Struct, frozen=True):
    """What the organiser fills in. What it is about is the activity's title."""

    moments: Annotated[
        list[Moment],
        Meta(title=N_("Moments"), description=N_("What people clap for, in this order."), min_length=1, max_length=12),
    ]
    claps: Annotated[
        int, Meta(title=N_("Claps a person has"), description=N_("All for one moment, or some for each."), ge=1, le=10)
    ] = 3


class Clap(Struct, frozen=True):
    """One clap for a moment."""

    moment: Annotated[str, Meta(max_length=64)]


class TakeBack(Struct, frozen=True):
    """One clap less for a moment."""

    moment: Annotated[str, Meta(max_length=64)]


class Thank(Struct, frozen=True):
    """Words of the host that everybody reads."""

    text: Annotated[Words, Meta(min_length=1, max_length=140)]


class Given(NamedTuple):
    """One clap that stands."""

    moment: str
    mode: Mode
    seq: int


class Applause(Format):
    """Who clapped for what."""

    slug = "applause"
    name = N_("Applause")
    description = N_("Each person has a few claps to give to what they liked.")
    icon = "pick"
    contract = 1
    version = 1
    default_results = Results.LIVE
    Settings = ApplauseSettings
    verbs = {"clap": Verb(Clap), "take_back": Verb(TakeBack), "thank": Verb(Thank, who="host", when=ALWAYS)}
    refusals = {
        "moment": N_("That moment is not on the list. Choose one of those shown."),
        "enough": N_("You have given all your claps: {most}. Take one back to give it to another moment."),
        "not_clapped": N_("You did not clap for this. There was nothing to take back."),
    }
    gives = True

    def __init__(self, settings: ApplauseSettings):
        super().__init__(settings)
        self.given: dict[str, list[Given]] = {}
        self.last: dict[str, int] = {}
        self.tally: dict[str, dict[Mode, int]] = {one.id: dict.fromkeys(MODES, 0) for one in settings.moments}
        self.thanks, self.language = "", ""

    def check(self, said: Clap | TakeBack | Thank) -> None:
        if not isinstance(said, Thank) and said.moment not in self.tally:
            raise Refused("moment")

    def accept(self, said: Clap | TakeBack | Thank, by: By) -> None:
        match said:
            case Clap():
                self._clap(said.moment, by)
            case TakeBack():
                self._take_back(said.moment, by)
            case Thank():
                self.thanks, self.language = said.text, by.language
        if by.role == "person":
            self.last[by.actor] = by.seq

    def _clap(self, moment: str, by: By) -> None:
        if len(self.given.get(by.actor, ())) >= self.settings.claps:
            raise Refused("enough", most=self.settings.claps)
        self.given.setdefault(by.actor, []).append(Given(moment, by.mode, by.seq))
        self.tally[moment][by.mode] += 1

    def _take_back(self, moment: str, by: By) -> None:
        found = [one for one in self.given.get(by.actor, ()) if one.moment == moment]
        if not found:
            raise Refused("not_clapped")
        self.given[by.actor].remove(found[-1])
        self.tally[moment][found[-1].mode] -= 1

    def view(self, to: To) -> Json:
        return {
            "moments": {one.id: {"label": one.label, "place": at} for at, one in enumerate(self.settings.moments, 1)},
            "claps": self.settings.claps,
            "people": sum(1 for claps in self.given.values() if claps),
            "thanks": self.thanks,
            "language": self.language,
        }

    def results(self, to: To) -> Json:
        votes = {moment: sum(counts.values()) for moment, counts in self.tally.items()}
        return {
            "moments": {one: {**counts, "votes": votes[one]} for one, counts in self.tally.items()},
            "top": max(votes.values(), default=0),
        }

    def mine(self, actor: str) -> Json:
        if actor not in self.last:
            return {}
        given = [one.moment for one in self.given.get(actor, ())]
        return {
            "moments": {moment: given.count(moment) for moment in self.tally if moment in given},
            "seq": self.last[actor],
        }

    def took_part(self, actor: str) -> bool:
        return actor in self.last

    def items(self) -> tuple[Item, ...]:
        most = sorted(self.settings.moments, key=lambda one: -sum(self.tally[one.id].values()))
        return tuple(Item(one.id, one.label) for one in most)

    def conclude(self) -> Conclusion:
        claps = [clap for given in self.given.values() for clap in given]
        modes = [claps[0].mode for claps in self.given.values() if claps]
        seqs = [clap.seq for clap in claps]
        tally = Tally(
            question={},
            options=tuple(Option(one.id, one.label, Counts(**self.tally[one.id])) for one in self.settings.moments),
            voters=Counts(**{mode: modes.count(mode) for mode in MODES}),
            several=True,
            refs=(min(seqs), max(seqs)) if seqs else (),
        )
        return Conclusion((Section(N_("Applause"), (tally,)),))

    def sheets(self) -> tuple[Sheet, ...]:
        columns = (N_("Moment"), N_("In the room"), N_("Far away"), N_("Assisted"), N_("Claps"))
        rows = tuple((one.label, *self._counted(one.id)) for one in self.settings.moments)
        return (Sheet("claps", columns, rows),)

    def _counted(self, moment: str) -> tuple[int, ...]:
        counts = [self.tally[moment][mode] for mode in MODES]
        return (*counts, sum(counts))
