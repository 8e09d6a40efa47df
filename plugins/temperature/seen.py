"""A temperature as one side sees it: values for views and results."""

from collections.abc import Iterable
from itertools import islice

from plugins import split
from plugins.contract import Json
from plugins.temperature.history import clock
from plugins.temperature.room import Reason, Room
from plugins.temperature.settings import TemperatureSettings

SHOWN = 60  # reasons in a view, the newest; a line of 140 letters each, so that a view stays well below 64 KiB

TONES = {2: (1, 5), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
"""How the steps of a scale are drawn, from the first to the one that objects, whatever their number."""


def form(settings: TemperatureSettings, people: int) -> Json:
    """What everybody sees before any result."""
    tones = TONES[len(settings.steps)]
    view: Json = {
        "steps": {
            one.id: {"label": one.label, "place": place, "tone": tones[place - 1]}
            for place, one in enumerate(settings.steps, 1)
        },
        "drawn": "-".join(one.id for one in settings.steps),
        "last": settings.steps[-1].id,
        "cooldown": settings.cooldown,
        "reasons": settings.reasons,
        "people": people,
    }
    return view | ({"statement": settings.statement} if settings.statement else {})


def desk(room: Room) -> Json:
    """What the desk sees beside: all reasons, and the moments to take back."""
    reasons = {
        str(one.seq): _reason(one) | {"state": "hidden" if str(one.seq) in room.hidden else "visible"}
        for one in islice(reversed(room.reasons.values()), SHOWN)
    }
    return {"whys": reasons, "objections": len(room.reasons), "moments": moments(room)}


def moments(room: Room) -> Json:
    """What was marked, each with the number it has beside the bars."""
    return {
        str(one.seq): {"text": one.text, "language": one.language, "at": clock(one.seconds), "place": place}
        for place, one in enumerate(room.moments.values(), 1)
    }


def results(room: Room, settings: TemperatureSettings, *, told: bool) -> Json:
    """How the room stands and how it came to it; `told`: also by way of taking part."""
    votes = {step: room.votes(step) for step in room.steps}
    tallest = max((sum(counts) for _place, _end, counts in room.history.told()), default=0)
    shown: Json = {
        "steps": {
            step: {**split.told(counts, split=told), "votes": votes[step]} for step, counts in room.counts.items()
        },
        "modes": split.told(room.modes, split=told),
        "top": max(votes.values()),
        "points": points(room),
        "span": clock(len(room.history.points) * room.history.width),
        "box": f"0 {-max(tallest, 1)} 1 {max(tallest, 1)}",
        "moments": moments(room),
    }
    if settings.reasons == "all":
        shown["whys"] = reasons(room.shown_reasons())
    return shown


def points(room: Room) -> Json:
    """Each point as a bar: of every tone how many (`n…`) and where their part of the bar begins (`y…`), counted down
    from 0 as SVG does; `mark` is the number of the last moment marked in it."""
    tones = TONES[len(room.steps)]
    marked = {room.history.place(one.seconds): place for place, one in enumerate(room.moments.values(), 1)}
    found: Json = {}
    for place, end, counts in room.history.told():
        point: Json = {"at": clock(end)}
        reach = 0
        for tone, count in zip(tones, counts, strict=True):
            reach += count
            point |= {f"n{tone}": count, f"y{tone}": -reach}
        if place in marked:
            point["mark"] = marked[place]
        found[str(place)] = point
    return found


def reasons(told: Iterable[Reason]) -> Json:
    return {str(one.seq): _reason(one) for one in islice(told, SHOWN)}


def _reason(one: Reason) -> Json:
    return {"text": one.text, "language": one.language, "name": one.name, "mode": one.mode, "at": one.seq}
