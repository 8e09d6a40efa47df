"""What a format gives is held against the contract before anybody sees it: plain values, no null, not too large."""

import re
import traceback
from math import isfinite
from pathlib import Path
from typing import Any

import msgspec

from plugins.contract import Conclusion, Item, Json, Refused, Section, Sheet

LARGEST = 256 * 1024  # bytes of one view; the contract asks for 64 KiB, so this is a fault and no crowd
ITEMS = 100  # given to another activity
ROWS = 100_000  # of one sheet: what a spreadsheet still opens
COLUMNS = 500
SHORT_WORD = re.compile(r"[a-z][a-z0-9_-]{0,19}")  # with a round it still fits the 31 letters of a spreadsheet's tab
GROUPS = 500  # in one activity: far more tables than a hall has
LETTERS = 64  # of a group's or a voice's name


class BadOutput(Exception):
    """A value that must not be shown to anyone."""


def plain(value: object) -> Json:
    """The value as objects, lists, text, numbers and booleans. Raises `BadOutput`."""
    found = msgspec.to_builtins(value, str_keys=True)
    if not isinstance(found, dict):
        raise BadOutput(f"a {type(found).__name__} where an object is asked for")
    text = msgspec.json.encode(found)
    if len(text) > LARGEST:
        raise BadOutput(f"{len(text) // 1024} KiB where {LARGEST // 1024} are the most")
    if b"null" in text and _null(found):  # NaN and endless numbers are written as null too
        raise BadOutput("null, or a number that is none")
    return found


def _null(value: Any) -> bool:
    """Whether a null or a number without end stands anywhere in it."""
    if value is None or (isinstance(value, float) and not isfinite(value)):
        return True
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return any(map(_null, parts))


def items(given: object) -> tuple[Item, ...]:
    """What one activity gives to another. Raises `BadOutput`."""
    try:
        found = msgspec.convert(msgspec.to_builtins(given), tuple[Item, ...])
    except msgspec.ValidationError as error:
        raise BadOutput(f"items that are none: {error}") from error
    if len(found) > ITEMS:
        raise BadOutput(f"more than {ITEMS} items")
    return found


def conclusion(given: object) -> tuple[Section, ...]:
    """The sections of a conclusion. Raises `BadOutput`."""
    if not isinstance(given, Conclusion):
        raise BadOutput(f"a {type(given).__name__} where a conclusion is asked for")
    return _as(given.sections, tuple[Section, ...], "a conclusion")


def sheets(given: object) -> tuple[Sheet, ...]:
    """The tables of an activity, each under a name of its own and with a cell in each column. Raises `BadOutput`."""
    found: tuple[Sheet, ...] = _as(given, tuple[Sheet, ...], "sheets")
    names = [sheet.name for sheet in found]
    if len(set(names)) < len(names) or not all(SHORT_WORD.fullmatch(name) for name in names):
        raise BadOutput("sheets without a short word of their own for a name")
    for sheet in found:
        if not sheet.columns or any(len(row) != len(sheet.columns) for row in sheet.rows):
            raise BadOutput(f"a row of the sheet {sheet.name} that does not fit its columns")
        if len(sheet.rows) > ROWS or len(sheet.columns) > COLUMNS:
            raise BadOutput(f"more than {ROWS} rows or {COLUMNS} columns in the sheet {sheet.name}")
    return found


def _as(given: object, kind: Any, what: str) -> Any:
    found = msgspec.to_builtins(given)
    if _null(found):
        raise BadOutput(f"null, or a number that is none, in {what}")
    try:
        return msgspec.convert(found, kind)
    except msgspec.ValidationError as error:
        raise BadOutput(f"{what} that is none: {error}") from error


def group(name: object, known: int) -> str:
    """A group's name as the contract allows it; `known` is how many the activity has already."""
    if known >= GROUPS:
        raise BadOutput(f"more than {GROUPS} groups")
    return _short(name, "a group")


def voice(name: object) -> str:
    """For whom somebody speaks, as the contract allows it."""
    return _short(name, "a voice")


def _short(name: object, what: str) -> str:
    if not isinstance(name, str) or len(name) > LETTERS:
        raise BadOutput(f"{what} that is no short name")
    return name


def refusal(said: Refused) -> Refused:
    """A format's refusal, if its code and values are what can be stored and told: short text and numbers."""
    parts = [said.code, *said.values, *said.values.values()]
    sound = isinstance(said.code, str) and all(_tellable(part) for part in parts)
    return said if sound else Refused("broken")


def _tellable(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= 200 and value.isprintable()  # half of a letter is not printable
    return isinstance(value, int) and abs(value) < 2**53


def where(error: Exception) -> str:
    """What went wrong and where, for the operator's log: never what somebody wrote, which may stand in the message."""
    if isinstance(error, BadOutput):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    at = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{at}"
