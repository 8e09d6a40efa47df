"""The hybrid workshop that is always live: MESA24, with a poll and questions as the protocol reserves them."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from events.models import EventPage, Territory, Venue
from events.models.event import Kind
from live import effects
from live.actions import open_room
from live.history import fold_all
from live.queries import RoomInfo, room_by_code
from live.registration.actions import register
from live.wire.to_room import ROOM
from plenaria.demo import pages
from plenaria.demo.ballots import other_ways_to_vote
from plenaria.demo.run_of_show import EVERY_FORMAT, TABLES, other_formats
from plenaria.demo.voices import Said, Voice, crowd, speak
from plugins.contract import Phase
from sessions.models import SessionPage
from sessions.models.words import Category, Mode, Platform

CODE, POLL, QUESTIONS, TOOLS = "MESA24", "poll-demo", "questions-demo", "poll-tools"
ZONE = "America/Santiago"
LASTS = 6 * 60  # minutes: longer than anybody looks at a demo in one go

OPTIONS = {
    "answer": "La institución no responde después",
    "connection": "Faltan conexión, datos o equipos",
    "hours": "Los horarios dejan fuera a quien cuida o trabaja",
    "count": "Nadie puede revisar el conteo",
}
TOOL_OPTIONS = {
    "tables": "Mesas de trabajo con acta pública",
    "budget": "Presupuesto participativo en línea y presencial",
    "follow": "Seguimiento de compromisos, hito por hito",
    "open": "Datos abiertos del gobierno local",
}
VOTES = {"answer": (9, 5, 3), "connection": (6, 5, 1), "hours": (4, 2, 1), "count": (2, 1, 0)}  # room, remote, assisted
ROSA, IVAN = Voice("rosa", "remote", "Rosa"), Voice("ivan", "room", "Iván P.")
NABON, LUCIA = Voice("nabon", "assisted", "Grupo de Nabón"), Voice("lucia", "remote", "Lucía M.")
TOPICS = {"answers": "Respuesta de las instituciones", "access": "Conexión y acceso", "records": "Actas y datos"}
ASKERS = {"citizens": "Ciudadanía", "government": "Gobierno local", "academia": "Academia"}
ASKED = [
    (
        ROSA,
        "¿Quién responde si la propuesta de una mesa se queda en un cajón? Pedimos un nombre, no una oficina.",
        ("answers", "citizens"),
        12,
    ),
    (
        NABON,
        "En mi vereda la señal llega dos horas al día. ¿Se puede votar sin conexión y que cuente igual?",
        ("access", "citizens"),
        9,
    ),
    (
        Voice("nobody", "room"),
        "¿Cuántos de los 50 gobiernos subnacionales publican quién asistió y qué decidió?",
        ("records", "academia"),
        6,
    ),
    (IVAN, "¿Qué pasa con los datos de quienes nos registramos?", ("records", "citizens"), 4),
    (LUCIA, "¿Las actas de cada mesa se pueden descargar?", ("records", "government"), 2),
    (Voice("elsa", "room", "Elsa N."), "¿Se pueden descargar las actas de las mesas?", ("records", "citizens"), 1),
]
REGISTERED = [("Lucía Mora", "remote"), ("Iván Paredes", "room"), ("Rosa Quispe", "remote"), ("Elsa Nina", "room")]


def raise_workshop() -> RoomInfo:
    """The event, its session live now, its room open, its first voices. Run again, only its hour may move."""
    event, _ = pages.put(pages.home(), "participacion-hibrida", _event)
    session, made = pages.put(event, "taller-regional", _session, publish=False)
    if made:
        open_room(session_key=session.translation_key, code=CODE)
    if made or not _is_now(session):
        _move_to_now(session)
    room = open_room(session_key=session.translation_key)
    speak(room, _first_voices(), script="workshop")
    _upvote(room)
    _keep_live(room)
    if made:
        for name, mode in REGISTERED:
            register(session=session.translation_key, mode=mode, name=name, email=_mail(name))
    return room


def _mail(name: str) -> str:
    return f"{name.split()[0].lower().replace('í', 'i').replace('á', 'a')}@demo.plenaria.example"


def _event() -> EventPage:
    region = Territory.objects.get_or_create(name="América Latina y el Caribe")[0]
    today = timezone.now().date()
    event = EventPage(
        title="Participación híbrida para gobernar el territorio",
        kind=Kind.WORKSHOP,
        introduction="Gobiernos locales y organizaciones comparan cómo escuchan en la sala y a distancia, y qué hacen "
        "después con lo escuchado.",
        first_day=today,
        last_day=today + timedelta(days=365),
        zone=ZONE,
        territory=region,
        languages=["es", "en"],
        body=pages.text(
            "Quince países y cincuenta gobiernos subnacionales de la región participan en la Alianza para el Gobierno "
            "Abierto. Sus planes vigentes suman 75 nacionales y 35 subnacionales.",
            "El taller forma parte del proyecto 2024-2025 de la AECID sobre participación y deliberación democrática "
            "en la gobernanza territorial.",
            heading="De dónde viene",
        ),
    )
    pages.hold(
        event,
        ("Comisión Económica para América Latina y el Caribe (CEPAL)", "host"),
        ("Agencia Española de Cooperación Internacional para el Desarrollo (AECID)", "partner"),
        ("Alianza para el Gobierno Abierto", "ally"),
    )
    return event


def _session() -> SessionPage:
    venue = Venue.objects.get_or_create(
        name="Sala Celso Furtado",
        defaults={"address": "Sede de la CEPAL, Santiago", "access": "Entrada sin escalones; bucle magnético."},
    )[0]
    session = SessionPage(
        title="Taller regional: participación y deliberación para gobernar el territorio",
        category=Category.WORKSHOP,
        minutes=LASTS,
        mode=Mode.HYBRID,
        platform=Platform.ZOOM,
        join_address="https://meet.example/plenaria-demo",
        venue=venue,
        capacity_room=60,
        capacity_remote=200,
        introduction="Herramientas probadas, experiencias que no salieron bien y un plan hecho entre todas las mesas.",
        body=pages.text(
            "Probamos herramientas digitales para escuchar mejor, contamos lo que no salió bien y escribimos juntas un "
            "plan que cada municipio pueda llevarse.",
            "Quien está en la sala y quien se conecta votan lo mismo, a la misma hora, y cada voto se puede volver a "
            "contar.",
        ),
        activities=pages.activities(
            pages.poll(POLL, "¿Qué frena más la participación híbrida donde vives?", OPTIONS, results="live"),
            pages.questions(QUESTIONS, "Preguntas a la mesa", categories=TOPICS, affiliations=ASKERS),
            pages.poll(TOOLS, "¿Qué te llevas a tu municipio?", TOOL_OPTIONS, several=True),
            *(votes := other_ways_to_vote(TOOL_OPTIONS, questions=2)),
            *other_formats(after=3 + len(votes)),
        ),
        **pages.wall(_quarter(timezone.now()), ZONE),
    )
    pages.seat(
        session,
        ("Elena Quispe Mamani", "Red de municipios andinos", "moderates"),
        ("Rubén Ferreira", "Agencia de desarrollo local", "speaks"),
        ("Marisol Cañas", "Federación de cooperativas", "speaks"),
        ("Tomás Aguirre", "Observatorio universitario del territorio", "reports"),
    )
    return session


# ------------------------------------------------------------------ always now
def _quarter(instant: datetime) -> datetime:
    """The quarter of an hour that began last."""
    return instant.replace(minute=instant.minute // 15 * 15, second=0, microsecond=0)


def _is_now(session: SessionPage) -> bool:
    """Live, with an hour to go."""
    starts, ends, now = session.starts_at, session.ends_at, timezone.now()
    return bool(starts and ends and starts <= now and now + timedelta(hours=1) < ends)


def _move_to_now(session: SessionPage) -> None:
    for field, value in pages.wall(_quarter(timezone.now()), ZONE).items():
        setattr(session, field, value)
    session.save_revision().publish()


def _keep_live(room: RoomInfo) -> None:
    """Whatever a visitor closed or concealed last time is open again, and in sight."""
    replica = fold_all(room.id)
    wanted = [Said(None, ROOM, "start")] if replica.phase != "live" else []
    wanted += [Said(None, one, "open") for one in (POLL, QUESTIONS) if replica.activities[one].phase is not Phase.OPEN]
    wanted += [Said(None, POLL, "reveal")] if not replica.activities[POLL].public else []
    wanted += [Said(None, ROOM, "stage", {"activity": POLL})] if not replica.stage else []
    speak(room, wanted, script=f"again/{replica.rev}")
    effects.of_room(room.session, "start")


def open_for_the_crowd() -> None:
    """Open what the crowd plays beside the poll and the questions, where the workshop is on this machine's data."""
    room = room_by_code(CODE)
    if room is None:
        return
    replica = fold_all(room.id)
    shut = [one for one in EVERY_FORMAT if replica.activities[one].phase is not Phase.OPEN]
    wanted = [Said(None, one, "open") for one in shut]
    wanted += [Said(None, TABLES, "begin_round")] if TABLES in shut else []
    speak(room, wanted, script=f"crowd/{replica.rev}")


# ------------------------------------------------------------------ first voices
def _first_voices() -> list[Said]:
    said = [Said(None, ROOM, "start"), Said(None, POLL, "open"), Said(None, QUESTIONS, "open")]
    said.append(Said(None, ROOM, "stage", {"activity": POLL}))
    for option, split in VOTES.items():
        said += [Said(_of(voice, option), POLL, "vote", {"choices": [option]}) for voice in crowd(*split)]
    return said


def _of(voice: Voice, option: str) -> Voice:
    return Voice(f"{option}-{voice.key}", voice.mode)


def _upvote(room: RoomInfo) -> None:
    """Questions are known by their places, so joins and answers come after them."""
    asked = [
        Said(by, QUESTIONS, "ask", {"text": text, "category": topic, "affiliation": asker})
        for by, text, (topic, asker), _joins in ASKED
    ]
    places = speak(room, asked, script="asked")
    said: list[Said] = []
    for place, (*_said, joins) in zip(places, ASKED, strict=True):
        about: dict[str, Any] = {"question": str(place)}
        said += [Said(voice, QUESTIONS, "upvote", about) for voice in crowd(joins - joins // 3, joins // 3, 0)]
    said.append(Said(None, QUESTIONS, "pin", {"question": str(places[0])}))
    answer = "Se guardan para esta sesión y se borran 90 días después. Nadie más los ve."
    said.append(Said(None, QUESTIONS, "answer", {"question": str(places[3]), "text": answer}))
    speak(room, said, script="joined")
