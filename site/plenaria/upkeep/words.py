"""The catalogues of our own messages: where they are, how they are compiled and what they lack. Knows no Django.

The house has one, and each shipped format that is a folder of `plugins` has its own, so that it can be taken away
whole.

`python -m plenaria.upkeep.words` compiles them; GNU gettext is not needed for that.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

import polib

LANGUAGES = ("es", "en", "fr", "pt")
LOCALE = Path(__file__).resolve().parents[1] / "locale"
FORMATS = tuple(sorted(Path(__file__).resolve().parents[3].glob("plugins/*/locale")))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|#")


def catalogue(language: str, folder: Path = LOCALE) -> Path:
    """The catalogue of one language; it need not be there yet."""
    return folder / language / "LC_MESSAGES" / "django.po"


def compile_words(*folders: Path) -> int:
    """Write the `.mo` file of each catalogue newer than it, in all of ours if no folder is named; gives back how many
    were written."""
    every = (catalogue(language, folder) for folder in folders or (LOCALE, *FORMATS) for language in LANGUAGES)
    stale = [po for po in every if is_stale(po)]
    for po in stale:
        beside = po.with_suffix(f".{os.getpid()}")  # renamed when whole: a server may read the old one, others write
        polib.pofile(str(po)).save_as_mofile(str(beside))
        beside.replace(po.with_suffix(".mo"))
    return len(stale)


def is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return po.exists() and (not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime)


@dataclass(frozen=True)
class Lack:
    """What a catalogue lacks: the language, one plain sentence, and the first messages concerned."""

    language: str
    sentence: str
    messages: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n    ".join([f"{self.language}: {self.sentence}", *self.messages])


def lacks(language: str, po: polib.POFile, plural_forms: str) -> list[Lack]:
    """What `po`, already merged with the messages of the code, lacks; `plural_forms` is Django's rule for it."""
    current = [entry for entry in po if not entry.obsolete]
    forms = int(plural_forms.split("nplurals=")[1].split(";")[0])
    empty = [entry for entry in current if not entry.fuzzy and not is_whole(entry)]
    fuzzy = [entry for entry in current if entry.fuzzy]
    uneven = [entry for entry in current if is_whole(entry) and len(entry.msgstr_plural or range(forms)) != forms]
    astray = [entry for entry in current if is_whole(entry) and not keeps_placeholders(entry)]
    kinds = {
        "messages have no translation.": empty,
        "translations are marked fuzzy: read them and take the mark away.": fuzzy,
        f"plurals do not have {forms} forms.": uneven,
        "translations name other placeholders than the message.": astray,
    }
    found = [
        Lack(language, f"{len(entries)} {words}", tuple(shown(entry) for entry in entries[:20]))
        for words, entries in kinds.items()
        if entries
    ]
    if po.metadata.get("Plural-Forms", "").replace("\n", "") != plural_forms:
        found.append(Lack(language, f"the header must say Plural-Forms: {plural_forms}"))
    return found


def is_whole(entry: polib.POEntry) -> bool:
    return all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)


def keeps_placeholders(entry: polib.POEntry) -> bool:
    """Whether each form names what the message names; in a plural, what one of its two forms names."""
    named = [sorted(PLACEHOLDER.findall(text)) for text in (entry.msgid, entry.msgid_plural) if text]
    said = list(entry.msgstr_plural.values()) or [entry.msgstr]
    return all(sorted(PLACEHOLDER.findall(text)) in named for text in said)


def shown(entry: polib.POEntry) -> str:
    place = entry.occurrences[0][0] if entry.occurrences else "?"
    return f"{place}: {entry.msgid!r}"


if __name__ == "__main__":
    compile_words()
