"""A typed struct as Wagtail blocks: one block a field, made from its type."""

from collections.abc import Mapping
from typing import Any

import msgspec
from django.utils.translation import gettext_lazy
from msgspec import inspect as shapes
from wagtail import blocks

from plugins.setup import bare, is_text

LONG = 200  # letters; longer text gets a field of several lines


class Untranslated:
    """Letters that are no words (a name in code, an address): the same in every language."""

    def get_translatable_segments(self, value: str) -> list[Any]:
        """What translators are asked for: nothing."""
        return []


class Plain(Untranslated, blocks.CharBlock):
    """One line of letters that are no words."""


class PlainLong(Untranslated, blocks.TextBlock):
    """Several lines of letters that are no words."""


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
        return [value(shape.item_type, item.value, language, item.id or str(at)) for at, item in enumerate(bound, 1)]
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
            said.pop("default", None)
            return _words(extra.get("letters"), None, said)
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
            return _list(shape, said)
        case shapes.StructType():
            said.pop("required", None)
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


def _list(shape: shapes.ListType, said: dict[str, Any]) -> blocks.Block:
    said.pop("required", None)
    said.pop("default", None)
    item, least = _block(shape.item_type), shape.min_length or 1
    said["default"] = [item.get_default() for _empty in range(least)]  # no "too few" before the first letter is typed
    return blocks.ListBlock(item, min_num=shape.min_length, max_num=shape.max_length, **said)
