"""Tags that print a value and say where it comes from, so that `view.js` keeps it true."""

import json
import re
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
from plugins.paths import Data
from plugins.words import AS, forms, in_language, kind_of, said

register = template.Library()

BOOLEAN = frozenset({"hidden", "disabled", "checked", "required", "open", "readonly", "selected"})
"""Attributes that are there or not."""

ITEM = "_live_item"  # where the render context keeps the name of the list's variable


@register.filter
def words(text: Any) -> str:
    """An organiser's words in the page's language, else the first there are."""
    return in_language(text) if isinstance(text, Mapping) else said(text)


def data_of(context: Context) -> tuple[Data, str, Data | None]:
    """What a template knows, the name of a list's variable where it stands in one, and the item."""
    flat: dict[Any, Any] = context.flatten()  # type: ignore[assignment]
    item = flat.get(ITEM, "")
    return flat, item, flat.get(item) if item else None


def filled(path: str, data: Data) -> str:
    """A path or test with the template's own variables put in: what they name does not change while a page stands."""
    return re.sub(r"\{(\w+)\}", lambda found: said(data.get(found[1])), path)


def encoded(path: str, item: str) -> str:
    """A path as pages carry it; `item` names the variable of the list it stands in."""
    try:
        return paths.encode(path, item)
    except ValueError as error:
        raise TemplateSyntaxError(str(error)) from error


class Live(Node):
    """A value as text."""

    def __init__(self, path: str, how: str, of: str, empty: FilterExpression | None, plural: list[FilterExpression]):
        self.path, self.how, self.of, self.empty, self.plural = path, how, of, empty, plural

    def render(self, context: Context) -> SafeString:
        data, name, item = data_of(context)
        path = encoded(filled(self.path, data), name)
        value = paths.look(path, data, item)
        extra = {"data-as": self.how} if self.how else {}
        if self.of:
            extra["data-of"] = encoded(filled(self.of, data), name)
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


FORM = "form."  # begins a path into what a form is filled with: what was typed and did not count, else what is mine


class Attrs(Node):
    """Attributes of the element it stands in. What was typed stays as it was typed, whatever else becomes mine."""

    def __init__(self, pairs: list[tuple[str, str]]):
        self.pairs = pairs

    def render(self, context: Context) -> SafeString:
        data, name, item = data_of(context)
        rules, made = [], []
        for attribute, expression in self.pairs:
            typed = data.get("typed") if expression.startswith(FORM) else None
            if expression.startswith(FORM):
                expression = "mine." + expression.removeprefix(FORM)
            test = _test(filled(expression, data), name)
            if not typed:
                rules.append(f"{attribute}:{test}")
            value = _attribute(attribute, paths.test(test, {**data, "mine": typed} if typed else data, item))
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
        data, _name, _item = data_of(context)
        path = encoded(filled(self.path, data), "")
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
        data, _name, _item = data_of(context)
        path, of = (encoded(filled(one, data), "") for one in (self.path, self.of))
        longer = (paths.look(of, data, None) or 0) > len(paths.look(path, data, None) or {})
        link = '<p class="acts" data-more="{}" data-of="{}"{}><a class="btn" href="{}">{}</a></p>'
        hidden = "" if longer else mark_safe(' hidden=""')
        return format_html(link, path, of, hidden, urljoin(str(context.get("act_url", "")), "record/"), _("Show more"))


@register.tag
def more(parser: Parser, token: Token) -> Node:
    """{% more view.items of=view.count %}: below a list of a person's page; `of` is how many there are in all."""
    _tag, path, of = token.split_contents()
    return More(path, of.removeprefix("of="))
