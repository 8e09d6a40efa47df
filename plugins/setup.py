"""What an organiser set up for one activity: the core fields every format shares, and the format's own settings."""

from typing import Any, Literal

import msgspec
from msgspec import Struct

from plugins.contract import Format, Results, Text

type Accepts = Literal["anyone", "registered", "account"]
"""Whom an activity hears: anyone in the room, registered attendees, people who signed in."""

type Names = Literal["name", "nothing"]
"""What others see of who took part."""

CORE = ("title", "results", "accepts", "names")
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


def decode_settings(kind: type[Format], settings: dict[str, Any]) -> Struct:
    """The format's own settings, typed. Raises `msgspec.ValidationError` where they break its rules."""
    return msgspec.convert(settings, kind.Settings)


def encode_settings(settings: Struct) -> dict[str, Any]:
    """Typed settings as plain JSON values; `decode_settings` gives them back."""
    return msgspec.to_builtins(settings)


def with_words(setup: Setup, *, of: Setup) -> Setup:
    """The setup with the words of a translation added. Times, limits and choices stay those of `setup`."""
    return msgspec.structs.replace(
        setup, title={**of.title, **setup.title}, settings=_add_words(setup.settings, of.settings)
    )


def _add_words(value: Any, other: Any) -> Any:
    if isinstance(value, dict) and isinstance(other, dict):
        mine = {key: _add_words(item, other[key]) if key in other else item for key, item in value.items()}
        return mine | {key: item for key, item in other.items() if key not in mine}
    if isinstance(value, list) and isinstance(other, list):
        twins = {item["id"]: item for item in other if isinstance(item, dict) and "id" in item}
        return [_add_words(item, twins.get(item.get("id"))) if isinstance(item, dict) else item for item in value]
    return value
