"""Whether counts are told by how people take part: where few came in one way, that would tell what they chose."""

from collections.abc import Mapping

from plugins.contract import COUNTED, MODES, Counts, Json, Mode

FEWEST = 5  # people in one way of taking part below whom their choices could be guessed

type ByMode = dict[Mode, int]


def nobody() -> ByMode:
    """A count of people by mode, still empty."""
    return dict.fromkeys(COUNTED, 0)


def covers_everybody(voters: Mapping[Mode, int]) -> bool:
    """Whether each way in which anybody took part has enough people."""
    return all(not voters[mode] or voters[mode] >= FEWEST for mode in MODES)


def told(people: Mapping[Mode, int], *, split: bool) -> Json:
    """People by mode, or all as `untold` where the split is not told."""
    if not split:
        return {"untold": sum(people.values())}
    untold = {"untold": people["untold"]} if people["untold"] else {}
    return {**{mode: people[mode] for mode in MODES}, **untold}


def counted(people: Mapping[Mode, int], *, split: bool) -> Counts:
    """The same for a conclusion."""
    return Counts(**told(people, split=split))
