"""The tables of Eugenio Espejo: what stands on the session's page, in the demo and where the workshop is rehearsed."""

from typing import Any

from plenaria.demo.quito_words import AXES, PILLARS
from sessions.models import SessionPage

TABLES, FIRST = "tables-espejo", "priorities-espejo"
ROOM_TABLES, REMOTE_TABLES, SEATS = 6, 3, 16
SECTORS = {
    "citizens": "Ciudadanía",
    "business": "Sector productivo",
    "academia": "Academia",
    "city": "Municipio",
}


def axis(number: int) -> str:
    """The id of an axis, counted from 1."""
    return f"axis-{number}"


def pillar(number: int) -> str:
    """The id of a pillar, counted from 1."""
    return f"pillar-{number}"


def activities() -> Any:
    """Nine tables over a board of six axes and four pillars, and what they put first."""
    core = {"results": "live", "accepts": "anyone", "names": "nothing"}
    tables = {
        "title": "Mesas de trabajo",
        "axes": _labels(axis, AXES),
        "pillars": _labels(pillar, PILLARS),
        "tables": ROOM_TABLES + REMOTE_TABLES,
        "seats": SEATS,
        "remote_tables": REMOTE_TABLES,
        "mixed_tables": 0,
        "seating": "choice",
        "sectors": [_label(key, words) for key, words in SECTORS.items()],
        "rounds": 1,
        "minutes": 90,
        "plenary_notes": 2,
        "floor_seconds": 240,
    }
    first = {
        "title": "¿Qué propuestas van primero?",
        "way": "dots",
        "voice": "table",
        "proposals": [],
        "dots": 5,
        "most": 2,
        "pairs": 15,
        "top": 5,
        "source": 1,
        "most_items": 18,
    }
    made = [
        {"type": "tables", "id": TABLES, "value": core | tables},
        {"type": "priorities", "id": FIRST, "value": core | first | {"results": "at_close"}},
    ]
    return SessionPage._meta.get_field("activities").to_python(made)


def _labels(key: Any, words: tuple[str, ...]) -> list[dict[str, Any]]:
    return [_label(key(number), text) for number, text in enumerate(words, 1)]


def _label(key: str, text: str) -> dict[str, Any]:
    return {"type": "item", "id": key, "value": {"label": text}}
