"""A ballot in words, whatever format it is of: options by their labels, everything else as it was said."""

from collections.abc import Mapping
from typing import Any

from plugins.contract import Text


def in_words(body: Mapping[str, Any], labels: Mapping[str, Text], language: str) -> str:
    """One line: "Air · Water", "Air 3 · Water 5", or the text itself. What one option got in several parts of a ballot
    stands beside it."""
    marks: dict[str, list[str]] = {}
    said: list[str] = []
    for part in body.values():
        if isinstance(part, dict):
            for option, value in part.items():
                marks.setdefault(option, []).append(str(value))
        else:
            said += [_label(one, labels, language) for one in (part if isinstance(part, list) else [part])]
    said += [f"{_label(option, labels, language)} {' / '.join(values)}" for option, values in marks.items()]
    return " · ".join(said)


def _label(option: Any, labels: Mapping[str, Text], language: str) -> str:
    text = labels.get(option, {}) if isinstance(option, str) else {}
    return text.get(language) or next(iter(text.values()), str(option))
