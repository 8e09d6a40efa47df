"""The workshop's other polls, one of each kind: a moderator opens them when their turn comes."""

from typing import Any

from plenaria.demo import pages

QUIZ = {"15": "15", "35": "35", "50": "50", "75": "75"}
READY = {
    "devices": "Conexión y equipos en cada barrio",
    "people": "Personas que facilitan las mesas",
    "rules": "Reglas claras sobre qué se decide",
    "answers": "Respuesta a cada propuesta",
}
NEXT = {
    "call": "Convocar a quien nunca viene",
    "deliberate": "Deliberar en mesas mixtas",
    "answer": "Responder a cada propuesta",
    "follow": "Publicar el avance de los compromisos",
}
COORDINATES = {
    "one": "Un municipio, elegido cada año",
    "turns": "Todos por turnos",
    "office": "Una oficina común",
    "nobody": "Nadie: cada cual por su lado",
}


def other_ways_to_vote(tools: dict[str, str], *, questions: int) -> list[dict[str, Any]]:
    """Polls of the workshop; `questions` is the number of the activity that one of them takes its options from."""
    return [
        pages.poll(
            "poll-quiz",
            "¿Cuántos gobiernos subnacionales de la región participan en la Alianza para el Gobierno Abierto?",
            QUIZ,
            correct="50",
        ),
        pages.poll(
            "poll-ready",
            "¿Qué tan preparado está tu municipio para escuchar en la sala y a distancia?",
            READY,
            kind="rating",
            scale={"steps": 5, "low": "nada", "high": "del todo"},
        ),
        pages.poll("poll-order", "¿Qué debería hacer primero tu municipio?", NEXT, kind="ranking"),
        pages.poll("poll-points", "Reparte 100 puntos entre los pasos de un buen proceso", NEXT, kind="points"),
        pages.poll(
            "poll-grid",
            "¿Cuánto impacto y cuánto esfuerzo pide cada herramienta?",
            tools,
            kind="grid",
            axes={"across": "Esfuerzo", "up": "Impacto"},
        ),
        pages.poll(
            "poll-text", "¿Qué hizo tu municipio para escuchar a quien no puede venir?", {}, kind="text", review=True
        ),
        pages.poll(
            "poll-answer-first",
            "¿Qué pregunta de la sala respondemos primero?",
            {},
            source=questions,
            most_items=5,
            quorum=20,
            base=36,
        ),
        pages.poll("poll-secret", "¿Quién debería coordinar el plan entre municipios?", COORDINATES, secret=True),
    ]
