"""Quito, July 2024: six consultations in six zones, what each concluded, and the plan that took it up."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from wagtail.models import Page
from wagtail.rich_text import RichText

from events.models import ConclusionsPage, EventPage, Territory
from events.models.event import Kind
from live.actions import open_room
from live.conclude import conclude
from live.queries import RoomInfo, room_of
from plenaria.demo import pages, played, quito_espejo, quito_tables
from plenaria.demo.quito_plan import raise_plan
from plenaria.demo.quito_words import AXES, COUNTED, PILLARS, PLAYED, WORKSHOPS, Workshop
from plenaria.demo.voices import Said, Voice, crowd, speak
from sessions.models import SessionPage
from sessions.models.words import Category, Mode, Platform

ZONE = "America/Guayaquil"
CONCLUDED = datetime(2024, 8, 9, 10, tzinfo=ZoneInfo(ZONE))
POLL, QUESTIONS = "poll-quitumbe", "questions-quitumbe"
OPTIONS = {
    "works": "Publicar cada obra de la zona con su costo y su plazo",
    "answer": "Responder toda propuesta vecinal en treinta días",
    "watch": "Veedurías de barrio con acceso a los contratos",
    "budget": "Decidir en asamblea una parte del presupuesto zonal",
}
VOTES = {"works": (41, 0, 6), "answer": (19, 0, 3), "watch": (22, 0, 2), "budget": (17, 0, 4)}
ASKED = [
    (
        Voice("doris", "room", "Doris C."),
        "¿Por qué sabemos de la obra cuando ya llegó la máquina?",
        27,
    ),
    (Voice("barrio", "assisted", "Mesa de Guamaní"), "Nadie nos dijo por qué se rechazó nuestra propuesta.", 16),
    (Voice("nadie", "room"), "¿La veeduría puede leer el contrato o solo el resumen?", 9),
]
ANSWER = "Puede leer el contrato completo. La Secretaría publicará cómo pedirlo."


def raise_quito(editor: Any) -> EventPage:
    """The consultation with its six workshops, their conclusions, and the plan below it."""
    event, _ = pages.put(pages.home(), "quito-gobierno-abierto", _event)
    concluded = [_raise_workshop(event, workshop, editor) for workshop in WORKSHOPS]
    raise_plan(event, {workshop.slug: page for workshop, page in zip(WORKSHOPS, concluded, strict=True)})
    return event


def quito() -> Territory:
    """The city, whose zones are parts of it."""
    return pages.territory("Quito", within="Ecuador")


def _event() -> EventPage:
    event = EventPage(
        title="Quito: consultas para el Plan de Gobierno Abierto",
        kind=Kind.CONSULTATION,
        introduction="Seis talleres en seis administraciones zonales: la ciudadanía dice qué falta, y el municipio "
        "escribe con eso sus compromisos para 2024-2027.",
        first_day=datetime(2024, 7, 15).date(),
        last_day=datetime(2024, 7, 22).date(),
        zone=ZONE,
        territory=quito(),
        languages=["es"],
        body=[
            *pages.text(
                "En cada taller hay seis mesas, una por eje del Plan Metropolitano de Desarrollo y Ordenamiento "
                "Territorial 2024-2033; en Eugenio Espejo se suman tres a distancia. Las mesas anotan problemas, "
                "buscan quién puede ayudar y proponen.",
                "Al final, una persona de cada mesa cuenta lo acordado en plenaria. Después, el Consejo Consultivo de "
                "Gobierno Abierto 2023-2025 revisa todas las propuestas.",
                heading="Cómo se trabajó",
            ),
            *pages.listing("Seis ejes", AXES),
            *pages.listing("Cuatro pilares", PILLARS),
        ],
    )
    pages.hold(
        event,
        ("Secretaría General de Planificación de Quito", "host"),
        ("Programa de las Naciones Unidas para el Desarrollo (PNUD)", "partner"),
        ("Secretaría General de Coordinación Territorial, Gobernabilidad y Participación de Quito", "partner"),
        ("Consejo Consultivo de Gobierno Abierto 2023-2025", "ally"),
    )
    return event


def _raise_workshop(event: Page, workshop: Workshop, editor: Any) -> ConclusionsPage:
    """A workshop held at its hour and what it concluded."""
    session, made = pages.put(event, workshop.slug, lambda: _session(workshop), publish=False)
    if made:
        assert session.starts_at is not None
        at = session.starts_at.timestamp()
        room = open_room(session_key=session.translation_key, code=workshop.code, now=at - 3600)
        if workshop.slug == COUNTED:
            _meeting(room, at)
        elif workshop.slug == PLAYED:
            played.play_back(room, start=at)
        session.get_latest_revision().publish()
    if workshop.slug == COUNTED:
        page = _counted(session, workshop, editor)
    elif workshop.slug == PLAYED:
        page = quito_espejo.concluded(session, workshop, editor)
    else:
        page = pages.put(session, "conclusiones", lambda: _conclusions(workshop))[0]
    if made:
        ConclusionsPage.objects.filter(pk=page.pk).update(first_published_at=CONCLUDED, last_published_at=CONCLUDED)
    return page


def _session(workshop: Workshop) -> SessionPage:
    starts = datetime(2024, 7, workshop.day, 9, tzinfo=ZoneInfo(ZONE))
    session = SessionPage(
        title=f"Consulta en {workshop.zone}: {workshop.weighs}",
        category=Category.CONSULTATION,
        minutes=240,
        mode=Mode.HYBRID if workshop.slug == PLAYED else Mode.IN_PERSON,
        platform=Platform.ZOOM if workshop.slug == PLAYED else "",
        venue=pages.venue(f"Administración Zonal {workshop.zone}", quito_zone(workshop.zone)),
        territory=quito_zone(workshop.zone),
        introduction=workshop.introduction,
        body=pages.text(
            "Las seis mesas anotaron problemas, actores que pueden ayudar y propuestas. Una persona por mesa lo contó "
            "en plenaria."
        ),
        activities=_activities(workshop),
        **pages.wall(starts, ZONE),
    )
    pages.seat(session, ("Verónica Simbaña", "Facilitación de mesas", "moderates"), (*workshop.speaks, "reports"))
    return session


def _activities(workshop: Workshop) -> Any:
    """What the room of a workshop did, where it was in the house."""
    if workshop.slug == PLAYED:
        return quito_tables.activities()
    if workshop.slug != COUNTED:
        return pages.activities()
    return pages.activities(
        pages.poll(POLL, "¿Qué propuesta de la plenaria debe ir primero?", OPTIONS, results="at_close"),
        pages.questions(QUESTIONS, "Preguntas de las mesas"),
    )


def quito_zone(name: str) -> Territory:
    return pages.territory(f"Zona {name}", within="Quito")


# ------------------------------------------------------------------ conclusions
def _conclusions(workshop: Workshop) -> ConclusionsPage:
    """An editor's plain words: what the plenary agreed."""
    body: list[tuple[str, Any]] = []
    for heading, words in workshop.concluded:
        body += [("heading", heading), ("words", RichText(f"<p>{words}</p>"))]
    return ConclusionsPage(title=_title(workshop), introduction=_introduction(workshop), body=body)


def _title(workshop: Workshop) -> str:
    return f"{workshop.zone}: lo que acordó la plenaria"


def _introduction(workshop: Workshop) -> str:
    return f"<p>{workshop.came_to}</p>"


def _meeting(room: RoomInfo, at: float) -> None:
    """The plenary of the workshop whose vote was counted in the house."""
    speak(room, [Said(None, "room", "start"), Said(None, QUESTIONS, "open")], script="begin", now=at)
    places = speak(room, [Said(by, QUESTIONS, "ask", {"text": it}) for by, it, _ in ASKED], script="ask", now=at + 6000)
    joins = [
        Said(voice, QUESTIONS, "upvote", {"question": str(place)})
        for place, (_, _, joined) in zip(places, ASKED, strict=True)
        for voice in crowd(joined, 0, 0)
    ]
    answer = Said(None, QUESTIONS, "answer", {"question": str(places[2]), "text": ANSWER})
    speak(room, [*joins, answer, Said(None, POLL, "open")], script="join", now=at + 9000)
    votes = [
        Said(Voice(f"{option}-{voice.key}", voice.mode), POLL, "vote", {"choices": [option]})
        for option, split in VOTES.items()
        for voice in crowd(*split)
    ]
    speak(room, [*votes, Said(None, POLL, "close"), Said(None, "room", "end")], script="vote", now=at + 13800)


def _counted(session: SessionPage, workshop: Workshop, editor: Any) -> ConclusionsPage:
    """Drawn up from the log by the editor, who adds the words."""
    found = ConclusionsPage.objects.child_of(session).filter(slug="conclusiones").first()
    if found is not None:
        return found
    room = room_of(session.translation_key)
    assert room is not None
    page = conclude(room=room, by=editor)
    page.title, page.slug, page.introduction = _title(workshop), "conclusiones", _introduction(workshop)
    page.body.insert(1, ("words", RichText(f"<p>{workshop.concluded[0][1]}</p>")))
    pages.validate(page, editor)
    return page
