"""When two spellings are one word: case, accents and plurals of four languages.

Rules, not dictionaries: a few words merge that should not, many merge that should, and the desk puts together or takes
apart by hand. Nothing here may change while a version stands: entries keep what these rules made of them."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from hashlib import blake2s
from typing import Literal

type Language = Literal["es", "en", "fr", "pt"]

LANGUAGES: tuple[Language, ...] = ("es", "en", "fr", "pt")


def listed(words: str) -> frozenset[str]:
    """Words written one after another."""
    return frozenset(words.split())


WORD = re.compile(r"[^\W_]+")
JOINED = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l"})  # what Unicode does not take apart

ARTICLES: Mapping[str, frozenset[str]] = {
    "es": listed("el la los las un una unos unas"),
    "en": listed("the a an"),
    "fr": listed("le la les l un une des"),
    "pt": listed("o a os as um uma uns umas"),
}
"""Words in front that say nothing more: "la confianza" is "confianza"."""


def plain(text: str) -> str:
    """Its words in small letters, without accents and signs; ñ stays ñ, for año and ano are two words. What has no
    letter or figure at all, such as an emoji, stands for itself."""
    small = unicodedata.normalize("NFC", text).casefold().translate(JOINED)
    words = WORD.findall("".join(letter if letter == "ñ" else _bare(letter) for letter in small))
    return " ".join(words) or "".join(small.split())


def _bare(letter: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))


def stem(words: str, language: str) -> str:
    """What `plain` made, without articles in front and with each word in the singular of this language."""
    parts, articles = words.split(), ARTICLES[language]
    while len(parts) > 1 and parts[0] in articles:
        del parts[0]
    return " ".join(map(SINGULAR[language], parts))


def number(words: str, language: str = "") -> int:
    """Stands for these words wherever they are counted: the same in every process, and no way back to the words but
    by trying them. From 1 on, below 2^48, so that it is a whole number in JSON everywhere."""
    return int.from_bytes(blake2s(f"{language}:{words}".encode(), digest_size=6).digest()) or 1


# ------------------------------------------------------------------ one language each
SHORT = 3  # letters of words that are left alone: mes, bus, gas


def _spanish(word: str) -> str:
    """-s and -es: casas, ciudades. Final -e counts for nothing, so that calle meets calles; z is c: voz, voces."""
    one = _without_e(word, whole=ES_WHOLE, before="dlnrcy")
    return f"{one[:-1]}c" if one.endswith("z") else one


def _portuguese(word: str) -> str:
    """-ões, -ães, -ais, -eis, -óis, -ns, -s, -es: ações, pães, locais, papéis, faróis, jovens, casas, mulheres."""
    for ending, instead, letters in PT_ENDINGS:
        if word.endswith(ending) and len(word) >= letters and word not in PT_WHOLE:
            return word.removesuffix(ending) + instead
    return _without_e(word, whole=PT_WHOLE, before="dlnrzy")


def _without_e(word: str, *, whole: frozenset[str], before: str) -> str:
    """Without -s, then without the -e before it; after letters of `before` short plurals add -es: red, redes."""
    if word in whole or len(word) <= SHORT:
        return word
    if word.endswith("es") and word[:-2] in whole:
        return word[:-2]
    several = word.endswith("s")
    one = word[:-1] if several else word
    left = one.removesuffix("e")
    drops = len(left) > SHORT or (several and len(left) == SHORT and left[-1] in before)
    return left if drops else one


def _english(word: str) -> str:
    """-s, -ies, and -es after a hiss: plans, cities, boxes, classes."""
    if word in EN_IRREGULAR or len(word) <= SHORT:
        return EN_IRREGULAR.get(word, word)
    if word.endswith(("ies", "ie")) and len(word) > SHORT + 1:
        return word.removesuffix("s").removesuffix("ie") + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word if word.endswith(("ss", "us", "is")) else word.removesuffix("s")


def _french(word: str) -> str:
    """-s, -x, and -aux for -al: idées, lieux, eaux, journaux."""
    if len(word) <= SHORT:
        return word
    if word.endswith("aux") and not word.endswith("eaux") and len(word) > SHORT + 1:
        return word.removesuffix("aux") + "al"
    return word[:-1] if word.endswith(("s", "x")) else word


ES_WHOLE = listed("pais interes autobus bus mes gas compas dios")  # singular, though they end in -s
PT_WHOLE = listed("pais interesses onibus mes gas deus lapis")
PT_ENDINGS = (  # what it becomes, and from how many letters on: reis is rei, papéis is papel
    ("oes", "ao", 4),
    ("aes", "ao", 4),
    ("ais", "al", 5),
    ("eis", "el", 5),
    ("ois", "ol", 5),
    ("ns", "m", 4),
)
EN_IRREGULAR = {"women": "woman", "men": "man", "children": "child", "people": "person", "buses": "bus"}
SINGULAR: Mapping[str, Callable[[str], str]] = {
    "es": _spanish,
    "en": _english,
    "fr": _french,
    "pt": _portuguese,
}
