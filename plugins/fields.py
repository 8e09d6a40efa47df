"""A typed struct as Wagtail blocks: one block a field, made from its type."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from django.utils.translation import gettext_lazy
from msgspec import inspect as shapes
from wagtail import blocks

from plugins.setup import bare, is_text

LONG = 200  # letters; longer text gets a field of several lines
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Untranslated:
    """Letters that are no words (a name in code, an address): the same in every language."""

    def get_translatable_segments(self, value: str) -> list[Any]:
        """What translators are asked for: nothing."""
        return []


class Plain(Untranslated, blocks.CharBlock):
    """One line of letters that are no words."""


class PlainLong(Untranslated, blocks.TextBlock):
    """Several lines of letters that are no words."""


class Begun(blocks.ListBlock):
    """A list that stands in a new form with some items to fill in; those left empty are none."""

    def __init__(self, item: blocks.Block, *, begins: int, **said: Any):
        super().__init__(item, **said)
        self._begins = begins

    @property
    def first(self) -> list[Any]:
        """What it begins with."""
        return [self.child_block.get_default() for _empty in range(self._begins)]

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> blocks.list_block.ListValue:
        given = super().value_from_datadict(data, files, prefix)
        nothing = self.child_block.get_default()
        return type(given)(self, bound_blocks=[one for one in given.bound_blocks if one.value != nothing])


def children(cls: type[msgspec.Struct]) -> list[tuple[str, blocks.Block]]:
    """The named blocks of a struct's fields. A field `id` is the list item's own id and is not asked for.

    Raises TypeError for a type that has no field in a form."""
    return [(field.name, _child(field)) for field in _fields(cls) if field.name != "id"]


def value(shape: shapes.Type, given: Any, language: str, id: str = "") -> Any:
    """What a block holds as the plain value of its type: organiser's words by language, list items with their ids."""
    shape = bare(shape)
    if is_text(shape):
        return {language: given} if given else {}
    if isinstance(shape, shapes.ListType):
        bound = getattr(given, "bound_blocks", ())
        return [
            value(shape.item_type, item.value, language, brief(item.id) or str(at)) for at, item in enumerate(bound, 1)
        ]
    if isinstance(shape, shapes.StructType):
        return struct(shape.cls, given, language, id)
    return given.value if hasattr(given, "value") else given


def struct(cls: type[msgspec.Struct], given: Mapping[str, Any], language: str, id: str = "") -> dict[str, Any]:
    """The fields of a struct as plain values; what was left empty keeps the field's default."""
    plain = {"id": id} if id and any(field.name == "id" for field in _fields(cls)) else {}
    for field in _fields(cls):
        if field.name != "id" and (given.get(field.name) not in (None, "") or field.required):
            plain[field.name] = value(field.type, given.get(field.name), language)
    return plain


def brief(id: str) -> str:
    """An item's id as views and votes say it. The editor gives 36 letters, which would make a patch of a busy poll
    several times as long as its numbers; the first 8 tell a million items apart, and a ballot has a dozen."""
    return id[:8] if _UUID.fullmatch(id or "") else id


def _fields(cls: type[msgspec.Struct]) -> tuple[shapes.Field, ...]:
    shape = shapes.type_info(cls)
    if not isinstance(shape, shapes.StructType):
        raise TypeError(f"{cls!r} is no struct")
    return shape.fields


def _child(field: shapes.Field) -> blocks.Block:
    said: dict[str, Any] = {"required": field.required}
    if field.default is not msgspec.NODEFAULT:
        said["default"] = msgspec.to_builtins(field.default)
    return _block(field.type, **said)


def _block(shape: shapes.Type, **said: Any) -> blocks.Block:
    extra: dict[str, Any] = {}
    while isinstance(shape, shapes.Metadata):
        schema = shape.extra_json_schema or {}
        names = {"label": schema.get("title"), "help_text": schema.get("description")}
        said = {name: gettext_lazy(word) for name, word in names.items() if word} | said
        extra, shape = {**(shape.extra or {}), **extra}, shape.type
    if isinstance(shape, shapes.UnionType):
        said["required"] = False
    return _simple(bare(shape), extra, said)


def _simple(shape: shapes.Type, extra: dict[str, Any], said: dict[str, Any]) -> blocks.Block:
    match shape:
        case shapes.StrType():
            return _words(shape.max_length, shape.min_length, said, kinds=(Plain, PlainLong))
        case shapes.DictType() if is_text(shape):
            return _words(extra.get("letters"), None, said | {"default": ""})
        case shapes.BoolType():
            return blocks.BooleanBlock(**said | {"required": False})
        case shapes.IntType():
            return blocks.IntegerBlock(min_value=shape.ge, max_value=shape.le, **said)
        case shapes.FloatType():
            return blocks.FloatBlock(min_value=shape.ge, max_value=shape.le, **said)
        case shapes.EnumType():
            return _choice([member.value for member in shape.cls], extra, said)
        case shapes.LiteralType():
            return _choice(list(shape.values), extra, said)
        case shapes.ListType():
            return _list(shape, extra, said)
        case shapes.StructType():
            said.pop("required", None)
            texts = {field.name for field in shape.fields if is_text(bare(field.type))}  # words stand as one language's
            said["default"] = {name: one for name, one in said.get("default", {}).items() if name not in texts}
            return blocks.StructBlock(children(shape.cls), **said)
    raise TypeError(f"there is no field for the type {type(shape).__name__} of a setting")


def _words(
    most: int | None, least: int | None, said: dict[str, Any], kinds: Any = (blocks.CharBlock, blocks.TextBlock)
) -> blocks.Block:
    short, long = kinds
    limits = {name: limit for name, limit in (("max_length", most), ("min_length", least)) if limit}
    return (long if most and most > LONG else short)(**limits, **said)


def _choice(values: list[Any], extra: dict[str, Any], said: dict[str, Any]) -> blocks.Block:
    """A choice; `Meta(extra={"labels": {value: N_("…")}})` gives the words."""
    labels = extra.get("labels", {})
    return blocks.ChoiceBlock(choices=[(each, gettext_lazy(labels.get(each, str(each)))) for each in values], **said)


def _list(shape: shapes.ListType, extra: dict[str, Any], said: dict[str, Any]) -> blocks.Block:
    required = said.pop("required", True)
    said.pop("default", None)
    item, least = _block(shape.item_type), shape.min_length or int(required)
    said["default"] = [item.get_default() for _empty in range(least)]  # no "too few" before the first letter is typed
    limits = {"min_num": shape.min_length, "max_num": shape.max_length}
    if begins := extra.get("begins"):
        return Begun(item, begins=begins, **limits, **said)
    return blocks.ListBlock(item, **limits, **said)
