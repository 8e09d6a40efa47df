"""Tags that print a value and say where it comes from, so that `view.js` keeps it true.

{% live path %}  {% live path as letter %}  {% live path as percent of=path %}  {% live path else "No name" %}
{% live path "# vote" "# votes" %}
{% attrs name=path name="not path" name="path is word" name="path has q" name="path ? word : word" %}
{% live results.options.{id}.votes %}: in braces a variable of the template, as the server's own loops have them
{% each ul path as q by "-votes id" %}…{% endeach %}      {% marks path of=path %}      {% seat path %}
{% timer path %}      {% timer path up=True %}
{% act "vote" %}…{% endact %}      {% receipt "Your vote is counted" of="vote" %}      {% people people %}
{{ text|words }}      {% close_seat path %}
"""

import json
import re
import time
import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from django import template
from django.template import Context, Node, TemplateSyntaxError
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from plugins import paths
from plugins.marks import marks_svg, people_svg, seat_svg
from plugins.paths import Data
from plugins.words import AS, forms, in_language, kind_of, minutes, said

register = template.Library()

BOOLEAN = frozenset({"hidden", "disabled", "checked", "required", "open", "readonly", "selected"})
"""Attributes that are there or not."""

ITEM = "_live_item"  # where the render context keeps the name of the list's variable


@register.filter
def words(text: Any) -> str:
    """An organiser's words in the page's language, else the first there are."""
    return in_language(text) if isinstance(text, Mapping) else said(text)


def _data(context: Context) -> tuple[Data, str, Data | None]:
    flat: dict[Any, Any] = context.flatten()  # type: ignore[assignment]
    item = flat.get(ITEM, "")
    return flat, item, flat.get(item) if item else None


def _filled(path: str, data: Data) -> str:
    """A path or test with the template's own variables put in: what they name does not change while a page stands."""
    return re.sub(r"\{(\w+)\}", lambda found: said(data.get(found[1])), path)


def _encoded(path: str, item: str) -> str:
    try:
        return paths.encode(path, item)
    except ValueError as error:
        raise TemplateSyntaxError(str(error)) from error


class Live(Node):
    """A value as text."""

    def __init__(self, path: str, how: str, of: str, empty: FilterExpression | None, plural: list[FilterExpression]):
        self.path, self.how, self.of, self.empty, self.plural = path, how, of, empty, plural

    def render(self, context: Context) -> SafeString:
        data, name, item = _data(context)
        path = _encoded(_filled(self.path, data), name)
        value = paths.look(path, data, item)
        extra = {"data-as": self.how} if self.how else {}
        if self.of:
            extra["data-of"] = _encoded(_filled(self.of, data), name)
            value = AS[self.how](value, paths.look(extra["data-of"], data, item))
        elif self.how:
            value = AS[self.how](value)
        text = said(value)
        if self.plural:
            kinds = forms(*(str(each.resolve(context)) for each in self.plural))
            extra["data-words"] = json.dumps(kinds, ensure_ascii=False)
            text = kinds[kind_of(value or 0)].replace("#", said(value or 0))
        elif self.empty is not None:
            extra["data-else"] = self.empty.resolve(context)
            text = text or extra["data-else"]
        attributes = format_html_join("", ' {}="{}"', extra.items())
        return format_html('<span data-text="{}"{}>{}</span>', path, attributes, text)


@register.tag
def live(parser: Parser, token: Token) -> Node:
    """{% live path [as letter|unit|tenths|percent of=path] [else "…"] ["one" "many"] %}"""
    path, *rest = token.split_contents()[1:]
    how, of, empty = "", "", None
    if rest[:1] == ["as"]:
        how, rest = rest[1], rest[2:]
        if how not in AS:
            raise TemplateSyntaxError(f"live: {how!r} is none of {', '.join(AS)}")
    if rest and rest[0].startswith("of="):
        of, rest = rest[0].removeprefix("of="), rest[1:]
    if (how == "percent") != bool(of):
        raise TemplateSyntaxError("live: a percentage says of what, as in {% live o.votes as percent of=view.voters %}")
    if rest[:1] == ["else"]:
        empty, rest = parser.compile_filter(rest[1]), rest[2:]
    if len(rest) not in (0, 2):
        raise TemplateSyntaxError('live: give two forms, as in {% live view.voters "# vote" "# votes" %}')
    return Live(path, how, of, empty, [parser.compile_filter(bit) for bit in rest])


class Attrs(Node):
    """Attributes of the element it stands in."""

    def __init__(self, pairs: list[tuple[str, str]]):
        self.pairs = pairs

    def render(self, context: Context) -> SafeString:
        data, name, item = _data(context)
        rules, made = [], []
        for attribute, expression in self.pairs:
            test = _test(_filled(expression, data), name)
            rules.append(f"{attribute}:{test}")
            value = _attribute(attribute, paths.test(test, data, item))
            if value is not None:
                made.append((attribute, value))
        return format_html('data-attr="{}"{}', ";".join(rules), format_html_join("", ' {}="{}"', made))


def _test(expression: str, item: str) -> str:
    try:
        return paths.encode_test(expression, item)
    except ValueError as error:
        raise TemplateSyntaxError(str(error)) from error


def _attribute(name: str, value: Any) -> str | None:
    """The attribute's text, or None where it is left out; ARIA states are always written."""
    if name.startswith("aria-"):
        return "true" if value is True else said(value) if value else "false"
    if value is True or (name in BOOLEAN and value):
        return ""
    if name in BOOLEAN:
        return None
    return None if value is None or value is False else said(value)


@register.tag
def attrs(parser: Parser, token: Token) -> Node:
    """{% attrs name=path name="not path" … %}"""
    pairs = [bit.split("=", 1) for bit in token.split_contents()[1:]]
    return Attrs([(name, test.strip("\"'")) for name, test in pairs])


class Each(Node):
    """A list of a collection's items; the blank one is what `view.js` makes new items from."""

    def __init__(self, tag: str, path: str, name: str, order: str, body: NodeList):
        self.tag, self.path, self.name, self.order, self.body = tag, path, name, order, body

    def render(self, context: Context) -> SafeString:
        if context.get(ITEM):
            raise TemplateSyntaxError("each: a list inside a list is not supported")
        tag, *classes = self.tag.split(".")
        data, _name, _item = _data(context)
        path = _encoded(_filled(self.path, data), "")
        items = paths.look(path, data, None) or {}
        rows = sorted(({**value, "id": key} for key, value in items.items()), key=self._key)
        body = [self._one(context, row) for row in rows]
        kind = format_html(' class="{}"', " ".join(classes)) if classes else ""
        opening = format_html('<{}{} data-list="{}" data-sort="{}">', tag, kind, path, self.order)
        blank = format_html("<template>{}</template>", self._one(context, {}))
        return mark_safe(f"{opening}{''.join(body)}{blank}</{tag}>")  # noqa: S308  (parts are escaped above)

    def _one(self, context: Context, row: Data) -> SafeString:
        with context.push(**{ITEM: self.name, self.name: row}):
            return mark_safe(self.body.render(context).strip())  # noqa: S308  (rendered by the engine)

    def _key(self, row: Data) -> tuple[Any, ...]:
        return (*(_rank(row, key) for key in self.order.split()), row["id"])


def _rank(row: Data, key: str) -> Any:
    if key == "id":
        return (0, int(row["id"]), "") if row["id"].isdecimal() else (1, 0, row["id"])
    value = row.get(key.lstrip("-")) or 0
    return -value if key[0] == "-" else value


@register.tag
def each(parser: Parser, token: Token) -> Node:
    """{% each ol.tally view.options as o by "place" %}…{% endeach %}: one element a turn, which has data-key."""
    bits = token.split_contents()
    if len(bits) != 7 or bits[3] != "as" or bits[5] != "by":
        raise TemplateSyntaxError('each: write {% each ul view.items as q by "-votes id" %}')
    body = parser.parse(("endeach",))
    parser.delete_first_token()
    return Each(bits[1], bits[2], bits[4], bits[6].strip("\"'"), body)


class More(Node):
    """Where a list shows a hundred items and there are more: a link to the record, which tells them all; the script
    makes it a button that fetches the next."""

    def __init__(self, path: str, of: str):
        self.path, self.of = path, of

    def render(self, context: Context) -> SafeString:
        data, _name, _item = _data(context)
        path, of = (_encoded(_filled(one, data), "") for one in (self.path, self.of))
        longer = (paths.look(of, data, None) or 0) > len(paths.look(path, data, None) or {})
        link = '<p class="acts" data-more="{}" data-of="{}"{}><a class="btn" href="{}">{}</a></p>'
        hidden = "" if longer else mark_safe(' hidden=""')
        return format_html(link, path, of, hidden, urljoin(str(context.get("act_url", "")), "record/"), _("Show more"))


@register.tag
def more(parser: Parser, token: Token) -> Node:
    """{% more view.items of=view.count %}: below a list of a person's page; `of` is how many there are in all."""
    _tag, path, of = token.split_contents()
    return More(path, of.removeprefix("of="))


class Marks(Node):
    """The votes of one option, drawn one by one."""

    def __init__(self, path: str, top: str):
        self.path, self.top = path, top

    def render(self, context: Context) -> SafeString:
        data, name, item = _data(context)
        path, top = (_encoded(_filled(one, data), name) for one in (self.path, self.top))
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
        data, name, item = _data(context)
        path = _encoded(self.path, name)
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
        data, name, item = _data(context)
        path = _encoded(_filled(self.path, data), name)
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


@register.simple_tag(takes_context=True)
def signed(context: Context) -> SafeString:
    """What others will see of who writes here, as the organiser chose: said before anything is sent."""
    now = context.get("names")
    kinds = (
        ("name", _("Your name is shown beside it, if you gave one.")),
        ("pseudonym", _("A pseudonym is shown beside it, the same for all you write here.")),
        ("nothing", _("Nobody sees who wrote it.")),
    )
    span = '<span data-attr="hidden:not names is {}"{}>{}</span>'
    hidden = mark_safe(' hidden=""')
    return format_html_join("", span, ((name, "" if name == now else hidden, words) for name, words in kinds))


def _of(counts: Any, mode: str) -> int:
    return counts.get(mode, 0) if isinstance(counts, Mapping) else getattr(counts, mode)


class Act(Node):
    """A form that says one verb; without script it is an ordinary POST."""

    def __init__(self, verb: FilterExpression, attributes: str, body: NodeList):
        self.verb, self.attributes, self.body = verb, attributes, body

    def render(self, context: Context) -> SafeString:
        verb, activity = self.verb.resolve(context), context.get("id", "")
        opening = format_html(
            '<form method="post" action="{}" data-act="{}" data-activity="{}"{}>',
            context.get("act_url", ""),
            verb,
            activity,
            mark_safe(self.attributes),  # noqa: S308  (written by the template's author)
        )
        names = [("activity", activity), ("verb", verb), ("op_id", _op_id(context, verb))]
        if verb in (context.get("sealed") or ()):
            names.append(("receipt", context["sealed_as"]))
        hidden = format_html_join("", '<input type="hidden" name="{}" value="{}">', names)
        return mark_safe(f"{opening}{hidden}{self.body.render(context)}</form>")  # noqa: S308  (escaped above)


def _op_id(context: Context, verb: str) -> str:
    """A new id for each form, so that sending it twice counts once; an act that is not stored yet keeps its own."""
    answer = context.get("receipt")
    if answer is not None and answer.state == "waiting" and answer.verb == verb:
        return answer.op_id
    return str(uuid.uuid4())


@register.tag
def act(parser: Parser, token: Token) -> Node:
    """{% act "vote" class="…" %}…{% endact %}"""
    _tag, verb, *attributes = token.split_contents()
    body = parser.parse(("endact",))
    parser.delete_first_token()
    return Act(parser.compile_filter(verb), "".join(f" {each}" for each in attributes), body)


class CloseSeat(Node):
    """Behind a word, so that nobody presses it by accident: the way to close the seat an item was written from. A page
    asks first, and the desk never learns whose seat it is."""

    def __init__(self, path: str):
        self.value = Attrs([("value", path)])

    def render(self, context: Context) -> SafeString:
        form = (
            '<details class="seat-of"><summary>{}</summary><form action="{}"><input type="hidden" name="entry" {}>'
            '<button class="btn">{}</button></form></details>'
        )
        address = urljoin(str(context.get("act_url", "")), "close-seat/")
        return format_html(form, _("Its seat"), address, self.value.render(context), _("Close this seat"))


@register.tag
def close_seat(parser: Parser, token: Token) -> Node:
    """{% close_seat q.id %}: on the desk, in each item that somebody wrote; its id is the entry that made it."""
    _tag, path = token.split_contents()
    return CloseSeat(path)


@register.simple_tag(takes_context=True)
def receipt(context: Context, counted: str, of: str = "", besides: str = "", stands: bool = True) -> SafeString:
    """What became of what I did here: the answer to this form, else the entry of mine that stands. `of` is the form's
    verb, where a part has several, `besides` the one whose form has a receipt of its own; what leaves nothing of mine
    does not stand, and is told once."""
    given = context.get("receipt")
    if given is not None and ((of and given.verb != of) or given.verb == besides):
        given = None
    mine = (context.get("mine") or {}) if stands else {}
    seq = mine.get("seq") or (given.seq if given is not None else None)
    counted = _("Your ballot is in the box") if stands and context.get("secret") else counted
    entry = _("Entry # of the record")
    state, head, why = "counted", counted, entry.replace("#", said(seq)) if seq else ""
    if given is not None and given.state == "refused":
        state, head, why = "refused", _("Not counted"), given.why
    elif given is not None and given.state == "waiting":
        state, head = "waiting", _("Not stored yet")
        why = _("The room is busy. Send it again in a moment: it counts once.")
    return format_html(
        '<div class="ack" role="status"{} data-seq="{}" data-counted="{}" data-entry="{}"'
        ' data-state="{}"{}><b>{}</b><p>{}</p></div>',
        mark_safe(' data-ack="mine.seq"') if stands else "",
        said(seq),
        counted,
        entry,
        state,
        "" if why else mark_safe(" hidden"),
        head if why else "",
        why,
    )
