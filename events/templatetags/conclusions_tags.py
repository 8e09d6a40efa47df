"""Draws frozen results: votes one by one, and the seat of who said something."""

from typing import Any

import msgspec
from django import template
from django.utils.translation import gettext, gettext_noop

from plugins import drawing
from plugins.contract import Counts

register = template.Library()

MODES = {"room": gettext_noop("in the room"), "remote": gettext_noop("remotely"), "assisted": gettext_noop("assisted")}


@register.inclusion_tag("events/conclusions/marks.html")
def vote_marks(counts: Counts, top: int) -> dict[str, Any]:
    """The votes of one option; `top` is the largest option's, so that all share one scale."""
    drawn = drawing.tally(msgspec.to_builtins(counts), top)
    return {
        "box": _box(drawn.box, counts.total, top),
        "paths": [_path(mode, way) for mode, way in drawn.paths.items() if way],
    }


@register.inclusion_tag("events/conclusions/seat.html")
def voice_seat(mode: str) -> dict[str, Any]:
    """The shape of a way to take part."""
    return {"path": _path(mode, drawing.seat(mode))}


@register.filter
def mode_words(mode: str) -> str:
    """A way to take part, in words."""
    return gettext(MODES[mode]) if mode in MODES else ""


@register.filter
def by_mode(counts: Counts) -> list[tuple[str, int]]:
    """The three counts with their mode, in the order in which they are drawn; none where the split is not told."""
    return [] if counts.untold else [(mode, getattr(counts, mode)) for mode in MODES]


def _box(box: str, votes: int, top: int) -> str:
    """The drawing's box as high as this option's own lines: a printed page has no votes to come."""
    size = drawing.unit(top)
    lines = 1 if top <= drawing.ONE_LINE * size else max(1, -(-votes // (drawing.LINE * size)))
    height = 2 * lines + drawing.GAP / 1000 * (lines - 1)
    return f"{box.rpartition(' ')[0]} {height:g}"


def _path(mode: str, way: str) -> dict[str, Any]:
    pens = drawing.PENS[mode]
    return {"mode": mode, "d": way, "width": pens["stroke-width"], "cap": pens.get("stroke-linecap", "")}
