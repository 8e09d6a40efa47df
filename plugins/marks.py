"""Drawings as SVG: pens are attributes, so that they survive old browsers, mails and feeds."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from plugins.drawing import MODES, PENS, Drawing, figure, ring, seat, seats_of, tally


def marks_svg(counts: Mapping[str, Any] | int | None, top: int, attributes: str) -> SafeString:
    """The votes of one option, by mode or as one number; hidden from readers, who have the numbers beside it."""
    drawing = tally({"untold": counts} if isinstance(counts, int) else dict(counts or {}), top)
    return format_html(
        '<svg class="marks" width="320" viewBox="{}" preserveAspectRatio="xMinYMid meet" aria-hidden="true"{}>{}</svg>',
        drawing.box,
        attributes,
        _group(drawing),
    )


def people_svg(counts: Mapping[str, int], label: str, attributes: str) -> SafeString:
    """The ring of seats with the total in the middle; `label` says the counts, its braces are filled in."""
    here = {mode: counts.get(mode, 0) for mode in MODES}
    total = here["room"] + here["remote"] + here["assisted"]
    size, height = figure(seats_of(here), total)
    text = format_html(
        '<text fill="currentColor" text-anchor="middle" x="0" y="{}" font-size="{}">{}</text>', height, size, total
    )
    drawing = ring(here)
    return format_html(
        '<svg class="people" width="160" height="160" viewBox="{}" role="img"'
        ' aria-label="{}" data-label="{}"{}>{}{}</svg>',
        drawing.box,
        label.format(total=total, **here),
        label,
        attributes,
        _group(drawing),
        text,
    )


def seat_svg(mode: str, attributes: str) -> SafeString:
    """One seat: filled, ring or square."""
    path = _path(mode, seat(mode)) if mode in PENS else format_html('<path class="seat-{}" d=""/>', mode)
    box = '<svg class="seat" width="16" height="16" viewBox="-.5 -.5 1 1" aria-hidden="true"{}>{}</svg>'
    return format_html(box, attributes, format_html('<g fill="none" stroke="currentColor">{}</g>', path))


def _group(drawing: Drawing) -> SafeString:
    paths = format_html_join("", "{}", ((_path(mode, d),) for mode, d in drawing.paths.items()))
    return format_html('<g fill="none" stroke="currentColor">{}</g>', paths)


def _path(mode: str, d: str) -> SafeString:
    pens = format_html_join("", ' {}="{}"', PENS[mode].items())
    return format_html('<path class="seat-{}"{} d="{}"/>', mode, pens, d)
