"""Small pieces of the three screens: the mark of a way to take part, its words, and an id for a form's act."""

import uuid

from django import template
from django.utils.translation import gettext, gettext_noop

from plugins.contract import Json

register = template.Library()

MODES = {"room": gettext_noop("in the room"), "remote": gettext_noop("far away"), "assisted": gettext_noop("assisted")}
PHASES = {"draft": gettext_noop("Not yet"), "open": gettext_noop("Open"), "closed": gettext_noop("Closed")}
MARKS = {"draft": "pending", "open": "open", "closed": "done"}


@register.inclusion_tag("live/seat_mark.html")
def seat_mark(mode: str) -> Json:
    """The seat of a mode: filled, ring or square."""
    return {"mode": mode}


@register.filter
def mode_words(mode: str) -> str:
    """A way to take part, in words."""
    return gettext(MODES[mode]) if mode in MODES else ""


@register.filter
def phase_words(phase: str) -> str:
    """Where an activity stands, in words."""
    return gettext(PHASES[phase]) if phase in PHASES else ""


@register.filter
def phase_mark(phase: str) -> str:
    """The piece's own name of a phase, for its colour."""
    return MARKS.get(phase, "")


@register.filter
def is_number(cell: object) -> bool:
    """Whether a cell of a table is a number."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)


@register.filter
def cell_words(cell: object) -> str:
    """A cell of a table as it is read: yes and no in words, numbers plain."""
    return (gettext("Yes") if cell else gettext("No")) if isinstance(cell, bool) else str(cell)


@register.simple_tag
def new_op() -> str:
    """The id of the act a form makes: sent twice, it counts once."""
    return str(uuid.uuid4())
