"""What each side sees of the queue: who has the floor, who is next, who is set aside, and who spoke how long."""

from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import json

from plugins.contract import MODES, Json
from plugins.speaking.floor import Floor, Spoken, Turn, spoken
from plugins.speaking.hand import Hand
from plugins.speaking.settings import Group, SpeakingSettings

SHOWN = 100  # hands in a view
LARGEST = 40_000  # bytes of them: long lines let fewer show at once, so that a view stays well below 64 KiB
ASIDE = 20  # hands that were passed over, at the desk, the latest
FATES = 100  # hands of which people are told that they have spoken or were passed over, the latest


def told(hand: Hand) -> Json:
    """A hand as everybody sees it."""
    return {
        "name": hand.name,
        "number": hand.number,
        "mode": hand.mode,
        "group": hand.group,
        "text": hand.text,
        "language": hand.language,
        "point": hand.point,
        "added": hand.added,
    }


def page(hands: Iterable[Hand], first: int = 1) -> Json:
    """As many hands as one page holds, with their places; who is next is told so."""
    return dict(_placed(hands, first))


def _placed(hands: Iterable[Hand], first: int) -> Iterator[tuple[str, Json]]:
    left = LARGEST
    for place, hand in enumerate(islice(hands, SHOWN), first):
        item = {**told(hand), "place": place} | ({"next": True} if place == 1 else {})
        left -= len(json.encode(item))
        if left < 0:
            return
        yield hand.id, item


def floor_now(floor: Floor) -> Json:
    """Who has the floor, by hand: one or none."""
    turn = floor.now
    if turn is None:
        return {}
    return {turn.hand.id: {**told(turn.hand), "since": turn.began, "ends": turn.ends, "more": bool(turn.before)}}


def fates(gone: Iterable[Hand]) -> Json:
    """What became of hands that are not up any more, the latest first."""
    return {hand.id: {"state": str(hand.state)} for hand in islice(gone, FATES)}


def aside(skipped: Iterable[Hand]) -> Json:
    """Hands that were passed over, for the desk."""
    return {hand.id: told(hand) for hand in islice(skipped, ASIDE)}


def groups(settings: SpeakingSettings) -> Json:
    """The groups to choose from."""
    return {one.id: {"label": one.label, "place": at} for at, one in enumerate(settings.groups, 1)}


def times(turns: list[Turn], of: list[Group]) -> Json:
    """Turns and time by way of taking part and by group; `top` and `longest` are the scales of what is drawn."""
    ways = {mode: spoken(turn for turn in turns if turn.hand.mode == mode) for mode in MODES}
    by_group = {one.id: spoken(turn for turn in turns if turn.hand.group == one.id) for one in of}
    whole, every = spoken(turns), [*ways.values(), *by_group.values()]
    return {
        "ways": {mode: _line(one) for mode, one in ways.items()},
        "groups": {id: _line(one) for id, one in by_group.items()},
        "top": max(one.total for one in every),
        "longest": max(one.seconds for one in every),
        "turns": whole.total,
        "points": whole.points,
        "time": whole.time,
    }


def _line(one: Spoken) -> Json:
    by_mode: Json = {mode: number for mode, number in one.turns.items()}
    return by_mode | {"turns": one.total, "points": one.points, "seconds": one.seconds, "time": one.time}
