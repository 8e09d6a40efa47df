"""Participa+: a programme with components, territories, partners and what 2020 came to."""

from datetime import date

from events.models import EventComponent, EventMilestone, EventPage, EventTerritory
from events.models.event import Kind
from plenaria.demo import pages

COMPONENTS = (
    (
        "Liderazgos orientados a lo público",
        "Personas que mandan o representan y aprenden a decidir mirando el bien de todos.",
    ),
    ("Incidencia", "Ciudadanía y empresas que llevan una causa hasta donde se decide, con argumentos y con aliados."),
    ("Gobierno abierto", "Instituciones que muestran lo que hacen y dejan que otros lo mejoren con ellas."),
)
IN_2020 = (
    "Más de 30 actores privados, públicos y de cooperación internacional se sumaron a sus estrategias y componentes.",
    "Alcaldesas y alcaldes de 45 municipios conversaron sobre innovación pública y gobierno abierto.",
    "Quedó lista la gestión del conocimiento para aplicarlo en Buenaventura, Yumbo y Bogotá.",
    "En Yumbo avanzó la puesta en marcha, con las empresas dentro de los asuntos públicos.",
    "Por la pandemia, el acompañamiento a Buenaventura y Yumbo pasó a ser a distancia.",
    "Dos componentes ganaron fondo: liderazgos orientados a lo público y gobierno abierto.",
)


def raise_participa() -> EventPage:
    """The programme."""
    return pages.put(pages.home(), "participa-mas", _programme)[0]


def _programme() -> EventPage:
    event = EventPage(
        title="Participa+, un modelo para involucrar a la ciudadanía",
        kind=Kind.PROGRAMME,
        introduction="Ciudadanía organizada, empresas e instituciones aprenden a decidir juntas en su territorio, y se "
        "quitan de en medio lo que aleja a la gente de lo público.",
        first_day=date(2020, 1, 1),
        last_day=date(2020, 12, 31),
        zone="America/Bogota",
        territory=pages.territory("Colombia"),
        languages=["es"],
        body=pages.text(
            "El modelo refuerza el gobierno de los territorios: prueba innovaciones cívicas y públicas, guarda lo "
            "aprendido y junta a los actores alrededor de metas que todos comparten.",
            heading="Qué busca",
        ),
    )
    event.components = [EventComponent(title=title, text=text) for title, text in COMPONENTS]
    event.territories = [EventTerritory(territory=place) for place in _places()]
    event.milestones = [EventMilestone(year=2020, text=text) for text in IN_2020]
    pages.hold(event, ("Colombia Líder", "host"), ("Fundación Konrad Adenauer Colombia", "partner"))
    return event


def _places() -> list[pages.Territory]:
    valley = pages.territory("Valle del Cauca", within="Colombia").name
    return [
        pages.territory("Buenaventura", within=valley),
        pages.territory("Yumbo", within=valley),
        pages.territory("Bogotá", within="Colombia"),
    ]
