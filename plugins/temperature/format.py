"""Temperature: how the room stands on something, changed at will with a pause between, kept over time."""

from typing import Any

from plugins import split
from plugins.contract import ALWAYS, N_, By, Conclusion, Format, Json, Phase, Refused, Results, Sheet, To, Verb
from plugins.temperature import outcome, seen
from plugins.temperature.room import Room
from plugins.temperature.settings import TemperatureSettings
from plugins.temperature.verbs import (
    AboutReason,
    Explain,
    HideReason,
    MarkMoment,
    ShowReason,
    Stand,
    StepOut,
    UnmarkMoment,
)

BEGUN = frozenset({Phase.OPEN, Phase.CLOSED})  # what moved the room is often named a moment after the close


class Temperature(Format):
    """Where everybody stands, and how that came."""

    slug = "temperature"
    name = N_("Temperature")
    description = N_(
        "How the room stands: agree, unsure or object, or a scale of your own. People may move at any time."
    )
    icon = "history"
    contract = 1
    version = 1
    default_results = Results.LIVE
    Settings = TemperatureSettings
    verbs = {
        "stand": Verb(Stand, name=N_("Stand taken")),
        "step_out": Verb(StepOut, name=N_("Stepped out")),
        "explain": Verb(Explain, name=N_("Why somebody objects")),
        "mark": Verb(MarkMoment, who="host", when=BEGUN, name=N_("Moment")),
        "unmark": Verb(UnmarkMoment, who="host", when=ALWAYS, name=N_("Moment taken away")),
        "hide_reason": Verb(HideReason, who="host", when=ALWAYS, name=N_("Reason hidden")),
        "show_reason": Verb(ShowReason, who="host", when=ALWAYS, name=N_("Reason shown")),
    }
    refusals = {
        "step": N_("That step is not on the scale. Choose one of those shown."),
        "cooling": N_("You moved a moment ago. You can move again in {seconds} s."),
        "nowhere": N_("You stand nowhere here. There was nothing to take back."),
        "no_reasons": N_("Nobody is asked why here. Your stand counts all the same."),
        "no_objection": N_("Only who chose the last step says why. Choose it first."),
        "reason": N_("That reason is not there any more. Its author may have moved."),
        "many_moments": N_("{most} moments are marked already. Take one away first."),
    }

    def __init__(self, settings: TemperatureSettings):
        super().__init__(settings)
        self.room = Room(tuple(step.id for step in settings.steps), settings.cooldown)
        self.last: dict[str, int] = {}

    # -------------------------------------------------- what is said
    def check(self, said: Any) -> None:
        match said:
            case Stand() if said.step not in self.room.counts:
                raise Refused("step")
            case Explain() if self.settings.reasons == "none":
                raise Refused("no_reasons")
            case AboutReason():
                self.room.reason(said.reason)

    def accept(self, said: Any, by: By) -> None:
        self.check(said)
        match said:
            case Stand():
                self.room.stand(said.step, by)
            case StepOut():
                self.room.step_out(by)
            case Explain():
                self.room.explain(said.text, by)
            case MarkMoment():
                self.room.mark(said.text, by)
            case UnmarkMoment():
                self.room.unmark(said.moment)
            case HideReason():
                self.room.hidden.setdefault(said.reason)
            case ShowReason():
                self.room.hidden.pop(said.reason, None)
        if by.role == "person":
            self.last[by.actor] = by.seq

    # -------------------------------------------------- what is seen
    def view(self, to: To) -> Json:
        view = seen.form(self.settings, len(self.room.standing))
        return view | (seen.desk(self.room) if to.side == "desk" else {})

    def results(self, to: To) -> Json:
        modes = self.room.modes
        return seen.results(self.room, self.settings, told=to.side == "desk" or split.covers_everybody(modes))

    def recorded(self, to: To, seq: int) -> Json:
        """Moments, and the reasons that this side may read, as long as they stand."""
        reasons = self.room.reasons.values() if to.side == "desk" else outcome.public(self.room, self.settings)
        one = self.room.moments.get(str(seq)) or next((one for one in reasons if one.seq == seq), None)
        return {"text": one.text, "language": one.language} if one else {}

    def mine(self, actor: str) -> Json:
        if actor not in self.last:
            return {}
        mine: Json = {"seq": self.last[actor]}
        standing, reason = self.room.standing.get(actor), self.room.reasons.get(actor)
        if standing is not None:
            mine |= {"at": [standing.step], "objects": standing.step == self.room.objection}
        if actor in self.room.moved and self.settings.cooldown:
            mine["again"] = int((self.room.moved[actor] + self.settings.cooldown) * 1000)
        if reason is not None:
            mine |= {"why": reason.text, "language": reason.language}
        return mine

    def took_part(self, actor: str) -> bool:
        return actor in self.last

    # -------------------------------------------------- what it came to
    def conclude(self) -> Conclusion:
        return outcome.conclusion(self.room, self.settings)

    def sheets(self) -> tuple[Sheet, ...]:
        return outcome.sheets(self.room, self.settings)
