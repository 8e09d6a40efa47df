"""What the workshop does besides asking and voting: a word, where the room stands, who speaks, tables, the end."""

from typing import Any

WORDS, STANDING, SPEAKING = "words-demo", "temperature-demo", "speaking-demo"
TABLES, FIRST, END = "tables-demo", "priorities-demo", "evaluation-demo"
EVERY_FORMAT = (WORDS, STANDING, SPEAKING, TABLES, FIRST, END)
AXES = ("Gobierno abierto", "Tecnologías de información", "Participación digital e híbrida")
PILLARS = ("Qué aprendimos", "Qué nos cuesta", "Qué haremos juntas")
WAYS = ("Por una vecina o un vecino", "Por la radio", "Por redes sociales", "Por el municipio")
PROPOSALS = ("Un acta pública en dos días", "Un correo por propuesta, con respuesta", "Una sesión de tarde cada mes")
SECTORS = ("Municipio", "Organización social", "Academia")


def other_formats(*, after: int) -> list[dict[str, Any]]:
    """The activities, which stand on the session's page behind `after` others."""
    tables = after + 4
    return [
        _of("wordcloud", WORDS, "En una palabra: ¿qué hace que vuelvas a participar?", review=False),
        _of(
            "temperature",
            STANDING,
            "¿Cómo está la sala con esta propuesta?",
            statement="Toda consulta del municipio tendrá una sesión híbrida y en horario de tarde.",
            cooldown=10,
            reasons="all",
        ),
        _of("speaking", SPEAKING, "Pedir la palabra", names="name", groups=_lines("group", SECTORS), seconds=90),
        _of(
            "tables",
            TABLES,
            "Mesas: un plan que cada municipio se lleva",
            axes=_lines("axis", AXES),
            pillars=_lines("pillar", PILLARS),
            sectors=_lines("sector", SECTORS),
            tables=4,
            seats=20,
            mixed_tables=1,
            remote_tables=1,
            rounds=2,
            minutes=20,
        ),
        _of(
            "priorities",
            FIRST,
            "¿Qué propuestas de las mesas van primero?",
            results="at_close",
            proposals=_lines("proposal", PROPOSALS),
            dots=5,
            most=2,
            source=tables,
            most_items=20,
        ),
        _of("evaluation", END, "Antes de irte: ¿cómo estuvo?", results="revealed", questions=_survey()),
    ]


def _of(slug: str, id: str, title: str, *, results: str = "live", names: str = "nothing", **own: Any) -> dict[str, Any]:
    core = {"title": title, "results": results, "accepts": "anyone", "names": names}
    return {"type": slug, "id": id, "value": core | own}


def _survey() -> list[dict[str, Any]]:
    """Four questions: two marks, a choice, and words."""
    asked: tuple[tuple[str, dict[str, Any]], ...] = (
        ("¿Pudiste decir lo que venías a decir?", {"low": "nada", "high": "todo", "required": True}),
        ("¿Se entendió qué pasa ahora con lo dicho?", {"low": "nada", "high": "del todo"}),
        ("¿Cómo te enteraste?", {"kind": "choice", "options": _lines("way", WAYS), "several": True}),
        ("¿Qué haríamos distinto la próxima vez?", {"kind": "text"}),
    )
    return [
        {"type": "item", "id": f"ask-{number}", "value": {"label": label, **own}}
        for number, (label, own) in enumerate(asked, 1)
    ]


def _lines(name: str, words: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {"type": "item", "id": f"{name}-{number}", "value": {"label": label}} for number, label in enumerate(words, 1)
    ]
