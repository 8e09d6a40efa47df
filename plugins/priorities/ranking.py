"""The order that scores make: places, and how far the stage goes.

Equal scores share a place, and the next one counts all before it (1, 2, 2, 4). Among those that share it, the one that
more voters or comparisons decided stands first, then the ballot's order. The stage shows the first ones: whoever shares
the last place on it is shown too, and nothing is shown that nobody decided about."""

from collections import Counter
from collections.abc import Iterator

from plugins.priorities.way import Way


def best_first(way: Way) -> list[str]:
    """The proposals in their order."""
    return sorted(way.ids, key=lambda id: (-way.score(id), -way.weight(id)))


def places(way: Way) -> dict[int, int]:
    """The place of each score there is. By score and not by proposal: one ballot moves a few, whoever shares them."""
    found, before = {}, 0
    for score, alike in sorted(Counter(map(way.score, way.ids)).items(), reverse=True):
        found[score] = before + 1
        before += alike
    return found


def staged(found: dict[int, int], top: int) -> Iterator[int]:
    """The scores of those on the stage, where the first `top` go to it; 0 sends all that were decided about."""
    return (score for score, place in found.items() if score and (not top or place <= top))
