"""What an organiser set up for one activity: the core fields every format shares, and the format's own settings."""

from typing import Any, Literal

import msgspec
from msgspec import Struct
from msgspec import inspect as shapes

from plugins.contract import Format, Results, Text

type Accepts = Literal["anyone", "registered", "account"]
"""Whom an activity hears: anyone in the room, registered attendees, people who signed in."""

type Names = Literal["name", "pseudonym", "nothing"]
"""What others see of who took part. A pseudonym is made by the house and holds within one activity."""

CORE = ("title", "results", "accepts", "names", "secret", "source", "most_items")
"""Fields every activity has; a format's settings may not use these names."""


class Setup(Struct, frozen=True):
    """The body of the log's `setup` entry: an activity is judged by it for ever, so it holds all it needs."""

    format: str
    version: int
    title: Text
    results: Results = Results.AT_CLOSE
    accepts: Accepts = "anyone"
    names: Names = "name"
    settings: dict[str, Any] = {}
    language: str = ""  # of the page first made: its words are what people vote on, others only say the same
    secret: bool = False  # ballots go into the box and are counted at the close
    source: str = ""  # the activity whose items this one takes when it opens
    most_items: int = 0  # how many of them, from the first on; 0 sets no limit


def decode_settings(kind: type[Format], settings: dict[str, Any], version: int) -> Struct:
    """The format's own settings, typed, whatever version wrote them. Raises `msgspec.ValidationError` where they break
    its rules."""
    return msgspec.convert(kind.upgrade_settings(settings, version), kind.Settings)


def with_words(setup: Setup, *, of: Setup) -> Setup:
    """The setup with the words of a translation added. Times, limits and choices stay those of `setup`."""
    return msgspec.structs.replace(
        setup, title={**setup.title, **_more(of.title, setup.title)}, settings=_add_words(setup.settings, of.settings)
    )


def _add_words(value: Any, other: Any) -> Any:
    if isinstance(value, dict) and isinstance(other, dict):
        mine = {key: _add_words(item, other[key]) if key in other else item for key, item in value.items()}
        return mine | _more(other, mine)
    if isinstance(value, list) and isinstance(other, list):
        twins = {item["id"]: item for item in other if isinstance(item, dict) and "id" in item}
        return [_add_words(item, twins.get(item.get("id"))) if isinstance(item, dict) else item for item in value]
    return value


def _more(other: dict[str, Any], mine: dict[str, Any]) -> dict[str, Any]:
    """What `other` has beyond `mine`; own words stay first, for readers of a language there is nothing in."""
    return {key: item for key, item in other.items() if key not in mine}


def own_words_first(setup: Setup) -> Setup:
    """The words of the first page before all others: a reader whose language is missing gets those.

    Databases keep the keys of an object in an order of their own."""
    title, settings = (_put_first(value, setup.language) for value in (setup.title, setup.settings))
    return msgspec.structs.replace(setup, title=title, settings=settings)


def _put_first(value: Any, key: str) -> Any:
    if isinstance(value, list):
        return [_put_first(item, key) for item in value]
    if not isinstance(value, dict):
        return value
    items = {name: _put_first(item, key) for name, item in value.items()}
    return {key: items[key]} | items if key in items else items


def same_ballot(kind: type[Format], one: Setup, two: Setup) -> bool:
    """Whether both ask the same: equal but for words in languages beside the one the page was first made in."""
    if (one.format, one.secret, one.source, one.most_items) != (two.format, two.secret, two.source, two.most_items):
        return False
    language = two.language or one.language
    before, after = (
        _only_in(_shape(kind), kind.upgrade_settings(each.settings, each.version), language) for each in (one, two)
    )
    return before == after


def _shape(kind: type[Format]) -> shapes.Type:
    return shapes.type_info(kind.Settings)


def _only_in(shape: shapes.Type, value: Any, language: str) -> Any:
    """The settings with the words of one language alone. Where nothing is said in it, all words stay."""
    shape = bare(shape)
    if is_text(shape) and isinstance(value, dict):
        return value.get(language, value)
    if isinstance(shape, shapes.ListType) and isinstance(value, list):
        return [_only_in(shape.item_type, item, language) for item in value]
    if isinstance(shape, shapes.StructType) and isinstance(value, dict):
        types = {field.encode_name: field.type for field in shape.fields}
        return {name: _only_in(types[name], item, language) if name in types else item for name, item in value.items()}
    return value


def bare(shape: shapes.Type) -> shapes.Type:
    """The type itself, without its description and without "or nothing"."""
    while isinstance(shape, shapes.Metadata):
        shape = shape.type
    if isinstance(shape, shapes.UnionType):
        rest = [each for each in shape.types if not isinstance(each, shapes.NoneType)]
        return bare(rest[0]) if len(rest) == 1 else shape
    return shape


def is_text(shape: shapes.Type) -> bool:
    """Whether this is `Text`: words by language."""
    return isinstance(shape, shapes.DictType) and all(
        isinstance(bare(part), shapes.StrType) for part in (shape.key_type, shape.value_type)
    )
