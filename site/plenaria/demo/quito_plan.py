"""Quito's plan 2024-2027: commitments that come from what the workshops concluded."""

from collections.abc import Mapping
from datetime import date

from events.models import ActionPlanPage, CommitmentPage, ConclusionsPage
from events.models.commitments import Status
from plenaria.demo import pages
from plenaria.demo.promised import Step, commitment

PLANNING = "Secretaría General de Planificación de Quito"
TERRITORIES = "Secretaría General de Coordinación Territorial, Gobernabilidad y Participación de Quito"
MOBILITY = "Secretaría de Movilidad de Quito"
UNDP = "Programa de las Naciones Unidas para el Desarrollo (PNUD)"


def raise_plan(event: pages.Page, concluded: Mapping[str, ConclusionsPage]) -> ActionPlanPage:
    """The plan below the consultation; `concluded` are the workshops' conclusions by their slugs."""
    plan, _ = pages.put(event, "plan-2024-2027", _plan)
    for slug, make in (("obras", _works), ("permisos", _permits), ("cuidado", _care), ("buses", _buses)):
        pages.put(plan, slug, lambda make=make: make(concluded))  # type: ignore[misc]
    return plan


def _plan() -> ActionPlanPage:
    return ActionPlanPage(
        title="Plan Estratégico de Acción de Gobierno Abierto de Quito",
        introduction="Lo que el municipio se comprometió a hacer después de escuchar a seis zonas, con responsables, "
        "plazos y pruebas.",
        territory=pages.territory("Quito", within="Ecuador"),
        first_year=2024,
        last_year=2027,
        cycle="2024-2027",
        body=pages.text(
            "Cada compromiso enlaza la conclusión de la que nace. Las conclusiones que nadie ha tomado siguen a la "
            "vista en la página de su taller.",
            "Hitos, plazos y avances de esta página son datos de demostración.",
            heading="Cómo leerlo",
        ),
    )


def _works(concluded: Mapping[str, ConclusionsPage]) -> CommitmentPage:
    return commitment(
        CommitmentPage(
            title="Cada obra de la zona, publicada antes de empezar",
            code="Q1",
            problem="Los barrios conocen la obra cuando llega la máquina. El costo y el plazo están en oficinas.",
            goal="Que cualquiera lea, antes del primer día de obra, qué se hará, cuánto cuesta y quién responde.",
            results=pages.lines("Una ficha por obra, en la página y en la calle", "Nueve de diez obras con ficha"),
            areas=pages.lines("Acceso a la información", "Contratación abierta", "Infraestructura"),
        ),
        leads=[PLANNING],
        supports=[TERRITORIES, UNDP],
        origins=[(concluded["quitumbe"], 1), (concluded["la-delicia"], 1)],
        steps=[
            Step("Acordar la ficha con los comités barriales", TERRITORIES, date(2024, 11, 29), "done", FORM),
            Step("Publicar las obras de Quitumbe y Eloy Alfaro", PLANNING, date(2025, 6, 30), "done", TWO),
            Step("Publicar las obras de todas las zonas", PLANNING, date(2026, 6, 30), "going", "Cinco zonas al día."),
            Step("Evaluar con el Consejo Consultivo qué cambió", PLANNING, date(2027, 9, 30), "pending"),
        ],
    )


TWO, MAPS = "Dos zonas al día.", "Diez mapas."
FORM = "La ficha cabe en una hoja y la aprobaron veinte comités."


def _permits(concluded: Mapping[str, ConclusionsPage]) -> CommitmentPage:
    return commitment(
        CommitmentPage(
            title="Un permiso que se puede seguir paso a paso",
            code="Q2",
            problem="Un trámite pasa por hasta once ventanillas y nadie sabe en cuál está.",
            goal="Que quien tramita vea en una sola página qué entregó, qué falta y quién lo tiene.",
            areas=pages.lines("Servicios públicos", "Gobierno digital"),
        ),
        leads=[PLANNING],
        origins=[(concluded["eloy-alfaro"], 1)],
        steps=[
            Step(
                "Dibujar el recorrido de los diez permisos más pedidos",
                PLANNING,
                date(2025, 3, 31),
                "done",
                MAPS,
            ),
            Step("Abrir el seguimiento en línea", PLANNING, date(2027, 3, 31), "going"),
        ],
    )


def _care(concluded: Mapping[str, ConclusionsPage]) -> CommitmentPage:
    return commitment(
        CommitmentPage(
            title="Ninguna consulta sin cuidado infantil ni horario de tarde",
            code="Q3",
            problem="Quien cuida no llega a las reuniones, y sus razones no llegan al plan.",
            goal="Que toda consulta del municipio diga quién cuida y ofrezca una sesión después de las cinco.",
            areas=pages.lines("Participación ciudadana", "Género"),
        ),
        leads=[TERRITORIES],
        origins=[(concluded["manuela-saenz"], 1)],
        steps=[
            Step("Escribir la regla y publicarla", TERRITORIES, date(2025, 1, 31), "done", "Regla en vigor."),
            Step("Aplicarla en todas las zonas", TERRITORIES, date(2025, 12, 19), "done", "Nueve zonas la aplican."),
        ],
        status=Status.KEPT,
    )


def _buses(concluded: Mapping[str, ConclusionsPage]) -> CommitmentPage:
    return commitment(
        CommitmentPage(
            title="La demora del bus, cada mes y con su motivo",
            code="Q4",
            goal="Que quien espera sepa cuánto tarda su línea, por qué, y qué se hizo para mejorarlo.",
            areas=pages.lines("Movilidad", "Datos abiertos"),
        ),
        leads=[MOBILITY],
        supports=[PLANNING],
        origins=[(concluded["eugenio-espejo"], 1), (concluded["la-delicia"], 1)],
        steps=[
            Step("Pedir los datos a las operadoras", MOBILITY, date(2025, 9, 30), "going", "Faltan tres operadoras."),
            Step("Primer informe mensual", MOBILITY, date(2027, 1, 29), "pending"),
        ],
    )
