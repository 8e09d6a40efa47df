"""The forum: line 1, subline 1.1, its round tables, and the past one (1.1.1) with its conclusions."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone
from wagtail.models import Page
from wagtail.rich_text import RichText

from events.models import ConclusionsPage, EventPage, ThematicLinePage, Venue
from events.models.event import Kind
from live.actions import open_room
from live.conclude import conclude
from live.queries import RoomInfo, room_of
from plenaria.demo import pages
from plenaria.demo.translations import translate
from plenaria.demo.voices import Said, Voice, crowd, speak
from sessions.models import SessionPage
from sessions.models.words import Category, Mode, Platform

ZONE = "America/Bogota"
POLL, QUESTIONS = "poll-alliances", "questions-alliances"
OPTIONS = {
    "people": "Dar a la ciudadanía un asiento con voto en cada comisión",
    "levels": "Firmar convenios entre municipio, región y Estado",
    "business": "Comprar primero a cooperativas y empresas del lugar",
    "open": "Publicar cada trimestre qué se cumplió y qué no",
}
VOTES = {"people": (0, 34, 0), "levels": (0, 21, 0), "business": (0, 17, 0), "open": (0, 26, 0)}


COMES = 14  # days until the forum's second part, or a few more


class Planned(NamedTuple):
    """A session to come: where, what, and on which day of the forum's second part."""

    slug: str
    title: str
    days: int
    hour: int
    category: str
    mode: str


COMING_11 = [
    Planned("conocimiento", "Conocimiento que pasa de un territorio a otro", 0, 15, "round_table", "hybrid"),
    Planned("compras-publicas", "Compras públicas que dejan valor en el barrio", 1, 9, "round_table", "hybrid"),
]
COMING_12 = [
    Planned("rural-urbano", "Lo rural y lo urbano, un solo plan", 1, 11, "workshop", "remote"),
    Planned("agua", "Quién decide sobre el agua compartida", 1, 10, "round_table", "in_person"),
]


def raise_forum(editor: Any) -> EventPage:
    """The forum with its lines and sessions; the past round table with conclusions that `editor` wrote."""
    event, _ = pages.put(pages.home(), "foro-desarrollo-local", _event)
    line, _ = pages.put(event, "el-territorio", lambda: _line(LINE, LINE_INTRO))
    subline, _ = pages.put(line, "fuente-de-innovacion", lambda: _line(SUBLINE, SUBLINE_INTRO))
    past, made = pages.put(subline, "alianzas-entre-actores", _past_session, publish=False)
    if made:
        _hold(past, editor)
    other, _ = pages.put(
        line, "planificar-juntos", lambda: _line("Planificar juntos el campo y la ciudad", OTHER_INTRO)
    )
    for parent, planned in ((subline, COMING_11), (other, COMING_12)):
        for one in planned:
            pages.put(parent, one.slug, lambda one=one: _coming(one))  # type: ignore[misc]
    return event


LINE = "El territorio como base de la innovación social, económica y ambiental"
LINE_INTRO = (
    "De lo que una comarca sabe hacer sale lo que puede cambiar. Aquí se habla de quién innova, con qué y para quién."
)
SUBLINE = "El territorio como fuente de innovación, conocimiento y transferencia"
SUBLINE_INTRO = "Experiencias que nacieron en un lugar y hoy sirven en otro: qué hizo falta para que viajaran."
OTHER_INTRO = "Planes que unen actividades rurales y urbanas, y las instituciones que los sostienen."


def _event() -> EventPage:
    today = timezone.now().date()
    event = EventPage(
        title="Foro Mundial de Desarrollo Económico Local",
        kind=Kind.FORUM,
        introduction="Gobiernos locales y regionales, empresas, universidades y vecindad buscan acuerdos que se puedan "
        "cumplir y revisar.",
        first_day=today - timedelta(days=21),
        last_day=today + timedelta(days=30),
        zone=ZONE,
        languages=["es", "en", "fr", "pt"],
        body=pages.text(
            "El Foro se ordena en líneas temáticas y sublíneas. Cada mesa redonda lleva un número, dura una hora y "
            "media y termina con conclusiones que cualquiera puede seguir hasta lo que las originó.",
            heading="Cómo funciona",
        ),
    )
    pages.hold(event, ("Foro Mundial de Desarrollo Económico Local", "host"))
    return event


def _line(title: str, introduction: str) -> ThematicLinePage:
    return ThematicLinePage(title=title, introduction=introduction)


THURSDAY = 3


def _day(days: int) -> datetime:
    """The Thursday on or after so many days from now, by the forum's clock, at midnight."""
    there = timezone.now().astimezone(ZoneInfo(ZONE)) + timedelta(days=days)
    there += timedelta(days=(THURSDAY - there.weekday()) % 7)
    return there.replace(hour=0, minute=0, second=0, microsecond=0)


def _past_session() -> SessionPage:
    session = SessionPage(
        title="Alianzas entre actores: la corresponsabilidad frente a las crisis",
        category=Category.ROUND_TABLE,
        minutes=90,
        mode=Mode.REMOTE,
        platform=Platform.ZOOM,
        join_address="https://meet.example/plenaria-1-1-1",
        capacity_remote=200,
        introduction="Un municipio no sale solo de una crisis. Esta mesa pregunta qué alianza falta y quién da el "
        "primer paso.",
        body=pages.text(
            "Los gobiernos locales son los más cercanos a la gente, y por eso los que mejor pueden sentar a la misma "
            "mesa a empresas, universidades, organizaciones y otros niveles del Estado.",
            "La mesa reúne a autoridades electas de lo local y lo regional. Se les pide proponer cómo crear políticas "
            "junto a la ciudadanía, cómo sostener comisiones que se evalúen y cómo gestionar a la vista de todos.",
        ),
        activities=pages.activities(
            pages.poll(POLL, "¿Qué alianza hace más falta en tu territorio?", OPTIONS, results="at_close"),
            pages.questions(QUESTIONS, "Preguntas a las autoridades electas"),
        ),
        **pages.wall(_day(-21).replace(hour=15), ZONE),
    )
    pages.seat(
        session,
        ("Inés Carvalho", "Intendencia regional", "moderates"),
        ("Joaquín Ossa", "Alcaldía, valle interandino", "speaks"),
        ("Fatou Diallo", "Red de ciudades del Sahel", "speaks"),
        ("Beatriz Luna", "Universidad pública del litoral", "reports"),
    )
    return session


def _hall() -> Venue:
    return Venue.objects.get_or_create(name="Sala 3, Centro de Convenciones", defaults={"address": "Bogotá"})[0]


def _coming(one: Planned) -> SessionPage:
    day = _day(COMES) + timedelta(days=one.days)
    return SessionPage(
        title=one.title,
        category=one.category,
        minutes=90,
        mode=one.mode,
        platform="" if one.mode == Mode.IN_PERSON else Platform.ZOOM,
        venue=None if one.mode == Mode.REMOTE else _hall(),
        capacity_room=None if one.mode == Mode.REMOTE else 60,
        capacity_remote=None if one.mode == Mode.IN_PERSON else 200,
        introduction="Tres experiencias de siete minutos, preguntas del público y una propuesta que se vota al final.",
        activities=pages.activities(
            pages.questions("questions", "Preguntas a la mesa"),
            pages.poll("poll", "¿Qué propuesta llevamos al plenario?", OPTIONS, results="at_close"),
        ),
        **pages.wall(day.replace(hour=one.hour), ZONE),
    )


# ------------------------------------------------------------------ the round table that was
def _hold(session: SessionPage, editor: Any) -> None:
    """Play the meeting into its log at its own hour, publish the page, draw up and publish what it came to."""
    starts = session.starts_at
    assert starts is not None
    at = starts.timestamp()
    room = open_room(session_key=session.translation_key, code="FARE5R", now=at - 3600)
    _meeting(room, at)
    revision = session.get_latest_revision()
    assert revision is not None
    revision.publish()
    translate(session)  # before the count is frozen, so that it has its words in every language
    _publish_conclusions(session, editor)


ASKED = [
    (Voice("amalia", "remote", "Amalia R."), "¿Qué pasa con un convenio cuando cambia el gobierno?", 23),
    (Voice("kofi", "remote", "Kofi A."), "¿Cómo entra en la comisión quien trabaja de día?", 18),
    (Voice("nadie", "remote"), "¿Dónde se lee qué compró el municipio y a quién?", 11),
]
ANSWERS = {
    0: "Se firma con el plan territorial y obliga a quien venga: la mesa propone que el concejo lo ratifique.",
    1: "Sesiones alternas al final de la tarde, con cuidado infantil pagado por el municipio.",
}


def _meeting(room: RoomInfo, at: float) -> None:
    speak(room, [Said(None, "room", "start"), Said(None, QUESTIONS, "open")], script="begin", now=at)
    places = speak(room, [Said(by, QUESTIONS, "ask", {"text": it}) for by, it, _ in ASKED], script="ask", now=at + 900)
    speak(room, _joins(places), script="join", now=at + 1500)
    answers = [
        Said(None, QUESTIONS, "answer", {"question": str(places[key]), "text": it}) for key, it in ANSWERS.items()
    ]
    pinned = Said(None, QUESTIONS, "pin", {"question": str(places[2])})
    speak(room, [*answers, pinned, Said(None, POLL, "open")], script="answer", now=at + 3000)
    votes = [
        Said(Voice(f"{option}-{voice.key}", voice.mode), POLL, "vote", {"choices": [option]})
        for option, split in VOTES.items()
        for voice in crowd(*split)
    ]
    speak(room, votes, script="vote", now=at + 3600)
    speak(room, [Said(None, POLL, "close"), Said(None, "room", "end")], script="end", now=at + 5400)


def _joins(places: list[int]) -> Iterator[Said]:
    for place, (_, _, joins) in zip(places, ASKED, strict=True):
        for voice in crowd(0, joins, 0):
            yield Said(voice, QUESTIONS, "upvote", {"question": str(place)})


INTRODUCTION = (
    "<p>Noventa y ocho personas votaron a distancia. La mesa acordó una propuesta: que la ciudadanía ocupe, con voto, "
    "un asiento en cada comisión de trabajo, y que cada trimestre se publique qué se cumplió.</p>"
)
COMMENT = (
    "<p>La propuesta ganó sin mayoría absoluta. Por eso la mesa pidió que se pruebe un año en tres comisiones y se "
    "vuelva a votar con lo aprendido.</p>"
)


def _publish_conclusions(session: SessionPage, editor: Any) -> None:
    """As an editor does it: draw up, add words, send to validation, approve."""
    room = room_of(session.translation_key)
    assert room is not None
    page: ConclusionsPage = conclude(room=room, by=editor)
    page.title = "Alianzas entre actores: lo que la mesa concluyó"
    page.slug = "conclusiones"
    page.introduction = INTRODUCTION
    page.body.insert(2, ("words", RichText(COMMENT)))
    pages.validate(page, editor)


def published_conclusions(event: Page) -> ConclusionsPage | None:
    """The conclusions of the past round table, for the demo's addresses."""
    return ConclusionsPage.objects.live().descendant_of(event).first()
