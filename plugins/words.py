"""Words and numbers as pages print them; `view.js` prints the same."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language, ngettext

from plugins.drawing import unit

SAMPLES = {"0": 0, "1": 1, "n": 2, "m": 1_000_000}
"""One number for each form the languages of the house tell apart: none, one, several, whole millions."""


def in_language(text: Mapping[str, str]) -> str:
    """An organiser's words in the page's language, else the first there are."""
    language = get_language() or ""
    return text.get(language) or text.get(language.split("-")[0]) or next(iter(text.values()), "")


def forms(one: str, many: str) -> dict[str, str]:
    """The sentence as the language says it for each kind of number; "#" stands for the number."""
    return {kind: ngettext(one, many, number) for kind, number in SAMPLES.items()}


def kind_of(number: int) -> str:
    """Which form a number takes."""
    if number in (0, 1):
        return str(number)
    return "m" if number % 1_000_000 == 0 else "n"


def letter(place: Any) -> str:
    """1 → A, 2 → B: the option's letter on ballot and board."""
    return chr(64 + place) if isinstance(place, int) and 1 <= place <= 26 else ""


def percent(count: Any, whole: Any) -> int:
    """A count in hundredths of the whole, a half rounded up; 0 while there is nothing."""
    return (200 * (count or 0) + whole) // (2 * whole) if whole else 0


def tenths(value: Any) -> str:
    """A whole number of tenths as a decimal number: 37 is 3,7, in English 3.7."""
    if value is None:
        return ""
    return f"{value // 10}{'.' if (get_language() or '').startswith('en') else ','}{value % 10}"


def minutes(away: float) -> str:
    """Milliseconds as minutes and seconds, a part of a second counting as one: 61 000 is 1:01. Never below 0:00."""
    seconds = max(0, -(-int(away) // 1000))
    return f"{seconds // 60}:{seconds % 60:02}"


AS: Mapping[str, Callable[..., Any]] = {
    "letter": letter,
    "unit": lambda top: unit(top or 0),
    "percent": percent,
    "tenths": tenths,
}
"""Ways to read a value before it is printed: `{% live o.place as letter %}`, `{% live o.votes as percent of=all %}`."""


def said(value: Any) -> str:
    """A value as text: numbers plain and ungrouped, nothing for none, words in the page's language."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return in_language(value) if isinstance(value, Mapping) else str(value)
