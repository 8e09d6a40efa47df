"""Tags that draw: marks, shapes, the ring of who is here, clocks, where an activity stands."""

import time
from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context, Node, TemplateSyntaxError
from django.template.base import Parser, Token
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from plugins import paths
from plugins.marks import marks_svg, people_svg, seat_svg
from plugins.tags.values import data_of, encoded, filled
from plugins.words import minutes, said

register = template.Library()


class Marks(Node):
    """The votes of one option, drawn one by one."""

    def __init__(self, path: str, top: str):
        self.path, self.top = path, top

    def render(self, context: Context) -> SafeString:
        data, name, item = data_of(context)
        path, top = (encoded(filled(one, data), name) for one in (self.path, self.top))
        where = format_html(' data-marks="{}" data-of="{}"', path, top)
        return marks_svg(paths.look(path, data, item), paths.look(top, data, item) or 0, where)


@register.tag
def marks(parser: Parser, token: Token) -> Node:
    """{% marks results.options[o] of=results.top %}: `of` is the largest option's count, the scale of all."""
    _tag, path, top = token.split_contents()
    return Marks(path, top.removeprefix("of="))


class Seat(Node):
    """The shape of one way to take part."""

    def __init__(self, path: str):
        self.path = path

    def render(self, context: Context) -> SafeString:
        if self.path[0] in "\"'":
            return seat_svg(self.path.strip("\"'"), "")
        data, name, item = data_of(context)
        path = encoded(self.path, name)
        return seat_svg(said(paths.look(path, data, item)), format_html(' data-seat="{}"', path))


@register.tag
def seat(parser: Parser, token: Token) -> Node:
    """{% seat q.mode %} or {% seat "remote" %}"""
    return Seat(token.split_contents()[1])


class Timer(Node):
    """The minutes and seconds to a moment, or since one: kept running by `timer.js` on the server's clock. Without
    script it shows what it was when the page was made."""

    def __init__(self, path: str, *, up: bool):
        self.path, self.up = path, up

    def render(self, context: Context) -> SafeString:
        data, name, item = data_of(context)
        path = encoded(filled(self.path, data), name)
        at = paths.look(path, data, item) or 0
        away = (time.time() * 1000 - at) if self.up else (at - time.time() * 1000)
        return format_html(
            '<span class="timer" role="timer" data-timer="{}" data-attr="{}" data-at="{}"{}>{}</span>',
            "up" if self.up else "down",
            f"data-at:{path};hidden:not {path}",
            at,
            "" if at else mark_safe(' hidden=""'),
            minutes(away) if at else "",
        )


@register.tag
def timer(parser: Parser, token: Token) -> Node:
    """{% timer view.ends %}: to a moment in milliseconds since 1970, 0 for none; `up=True` counts from one."""
    _tag, path, *rest = token.split_contents()
    if rest not in ([], ["up=True"]):
        raise TemplateSyntaxError("timer: write {% timer view.ends %} or {% timer view.since up=True %}")
    return Timer(path, up=bool(rest))


@register.simple_tag
def people(counts: Any = None, room: int = 0, remote: int = 0, assisted: int = 0, free: int = 0) -> SafeString:
    """The ring of those who are here: {% people people %} or {% people room=12 remote=3 %}; live by `drawPeople`."""
    if counts is not None:
        here = (
            counts if isinstance(counts, Mapping) else {m: getattr(counts, m) for m in ("room", "remote", "assisted")}
        )
        room, remote, assisted = here.get("room", 0), here.get("remote", 0), here.get("assisted", 0)
        free = here.get("free", free)
    label = _("{total} people: {room} in the room, {remote} far away, {assisted} assisted")
    given = {"room": room, "remote": remote, "assisted": assisted, "free": free}
    return people_svg(given, label, " data-people")


@register.simple_tag(takes_context=True)
def phase(context: Context) -> SafeString:
    """Where the activity stands, as a word in its frame."""
    now = context.get("phase")
    kinds = (("draft", "pending", _("Not yet")), ("open", "open", _("Open")), ("closed", "done", _("Closed")))
    span = '<span class="phase" data-phase="{}" data-attr="hidden:not phase is {}"{}>{}</span>'
    hidden = mark_safe(' hidden=""')
    return format_html_join(
        "", span, ((mark, code, "" if code == now else hidden, words) for code, mark, words in kinds)
    )
