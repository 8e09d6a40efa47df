"""A 2×2: each option is placed between two axes, and stands where people placed it on average."""

from live.polls.kinds.kind import Ballot, Kind, marks_of, tenths
from live.polls.settings import PollSettings
from live.polls.verbs import Place
from plugins.contract import N_, Json, Refused, To

STEPS = 5  # on each axis: a middle, and two ways to either side


class Placing(Kind):
    """Mean places by option, in tenths of a step. `down` is the same as `up`, told from above as pictures are drawn."""

    verb, body, fewest = "place", Place, 1
    measures = (N_("Mean across"), N_("Mean upwards"))

    def __init__(self, settings: PollSettings, options: tuple[str, ...]):
        super().__init__(settings, options)
        self.across, self.up = dict.fromkeys(options, 0), dict.fromkeys(options, 0)

    def read(self, said: Place) -> dict[str, tuple[int, int]]:
        self.known(said.across)
        self.known(said.up)
        if said.across.keys() != said.up.keys():
            raise Refused("half_placed")
        across, up = marks_of(said.across, STEPS), marks_of(said.up, STEPS)
        return {option: (across[option], up[option]) for option in across}

    def count(self, ballot: Ballot, one: int) -> None:
        for option, (across, up) in ballot.says.items():
            self.people[option][ballot.by.mode] += one
            self.across[option] += one * across
            self.up[option] += one * up

    def form(self, to: To) -> Json:
        axes = self.settings.axes
        return {"steps": list(range(1, STEPS + 1)), "across": axes.across, "up": axes.up}

    def line(self, option: str, *, split: bool) -> Json:
        across, up = self._means(option)
        return {**super().line(option, split=split), "across": across, "up": up, "down": 10 * (STEPS + 1) - up}

    def _means(self, option: str) -> tuple[int, int]:
        placed = self.votes(option)
        return tenths(self.across[option], placed), tenths(self.up[option], placed)

    def mine(self, ballot: Ballot) -> Json:
        across = {option: place[0] for option, place in ballot.says.items()}
        return {"across": across, "up": {option: place[1] for option, place in ballot.says.items()}}

    def scores(self, option: str) -> tuple[float, ...]:
        across, up = self._means(option)
        return (across / 10, up / 10)

    def worth(self, option: str) -> tuple[float, ...]:
        """What does most for the least comes first."""
        across, up = self._means(option)
        return (up - across, self.votes(option))
