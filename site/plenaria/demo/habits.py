"""What the demo's crowd says in each format beside polls and questions, as somebody with a phone would."""

import random
from collections.abc import Mapping
from typing import Any

from live.crowd import Habit

type View = dict[str, Any]
type Said = tuple[str, dict[str, Any]] | None

WORDS = ("confianza", "respuesta", "tiempo", "Escucha", "barrios", "datos", "plazos", "cuidado", "transporte", "juntas")
NOTES = (
    "Que la convocatoria llegue por radio y no solo por internet.",
    "Un acta de una página, el mismo día.",
    "Que alguien del municipio se quede hasta el final.",
    "Traducir las reglas a un lenguaje que se entienda.",
    "Publicar quién asistió por sector, sin nombres.",
    "Pagar el pasaje a quien viene de lejos.",
)
TOPICS = ("Sobre los plazos", "Sobre quién responde", "Una experiencia del barrio", "")
LIKED = "Que todos los votos se vieran uno por uno."


def at_tables(view: View, mine: View, dice: random.Random) -> Said:
    """Sits down first; then writes, or joins what the table wrote."""
    if not view["seated"]:
        tables = [number for number, one in view["tables"].items() if one["mode"] != "remote" and one["free"]]
        return ("sit", {"table": dice.choice(tables)}) if tables else None
    if view["stage"] != "round":
        return None
    notes = [id for cell in view["cells"].values() for id in cell if id not in mine.get("joined", ())]
    if notes and dice.random() < 0.6:
        return "support", {"note": dice.choice(notes)}
    axis, pillar = (dice.choice(list(view[name].values()))["id"] for name in ("axes", "pillars"))
    return "write", {"text": dice.choice(NOTES), "axis": axis, "pillar": pillar}


def of_priorities(view: View, mine: View, dice: random.Random) -> Said:
    """Gives as many dots as one may to some proposals, one after the other, until all are given."""
    if view["verb"] != "give" or not view["proposals"]:
        return None
    given, left = {}, view["dots"]
    for id in dice.sample(sorted(view["proposals"]), len(view["proposals"])):
        given[id] = min(left, dice.randint(0, view["most"]))
        left -= given[id]
    return ("give", {"dots": given}) if left < view["dots"] else None


def in_a_word(view: View, mine: View, dice: random.Random) -> Said:
    """One word, as somebody spells it."""
    return "send", {"text": dice.choice(WORDS)}


def where_i_stand(view: View, mine: View, dice: random.Random) -> Said:
    """Mostly in favour."""
    steps = list(view["steps"])
    return "stand", {"step": dice.choices(steps, weights=range(len(steps), 0, -1))[0]}


def who_speaks(view: View, mine: View, dice: random.Random) -> Said:
    """Now and then somebody asks for the floor."""
    if view["closed"] or dice.random() < 0.7:
        return None
    return "raise_hand", {"text": dice.choice(TOPICS), "group": dice.choice(["", *view.get("groups", {})])}


def at_the_end(view: View, mine: View, dice: random.Random) -> Said:
    """All marks, a choice, and now and then words."""
    answers: dict[str, Any] = {"marks": {}, "picks": {}, "ticks": [], "texts": {}}
    for id, one in view["questions"].items():
        match one["kind"]:
            case "scale":
                answers["marks"][id] = dice.randint(max(1, one["most"] - 2), one["most"])
            case "choice" if one["several"]:
                answers["ticks"].append(f"{id}.{dice.choice(list(one['options']))}")
            case "choice":
                answers["picks"][id] = dice.choice(list(one["options"]))
            case _ if dice.random() < 0.3:
                answers["texts"][id] = LIKED
    return "answer", answers


HABITS: Mapping[str, Habit] = {
    "tables": at_tables,
    "priorities": of_priorities,
    "wordcloud": in_a_word,
    "temperature": where_i_stand,
    "speaking": who_speaks,
    "evaluation": at_the_end,
}
"""By format."""
