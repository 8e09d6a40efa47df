"""Bogotá: the commitment CO0089 in Colombia's action plan 2020-2022."""

from datetime import date

from events.models import ActionPlanPage, CommitmentPage
from plenaria.demo import pages
from plenaria.demo.promised import Step, commitment

GOVERNMENT = "Secretaría Distrital de Gobierno de Bogotá"
PLANNING = "Secretaría Distrital de Planeación de Bogotá"
GENERAL = "Secretaría General de la Alcaldía Mayor de Bogotá"
IDPAC = "Instituto Distrital de la Participación y Acción Comunal (IDPAC)"
LINES = (
    "Economía local: apoyo a micro y pequeñas empresas",
    "Infraestructura: vías, espacio público, parques y equipamientos",
    "Reactivación económica, social y cultural con equidad e inclusión",
    "Inversiones ambientales sostenibles",
    "Ruralidad, en las localidades que la tienen",
)
AREAS = (
    "Acceso a la información",
    "Gobierno digital",
    "Ambiente y clima",
    "Apertura fiscal",
    "Género",
    "Infraestructura y transporte",
    "Compromisos locales",
    "Datos abiertos",
    "Participación ciudadana",
    "Participación en el presupuesto",
    "Prestación de servicios públicos",
    "Rendición social de cuentas",
)


def raise_bogota() -> CommitmentPage:
    """The plan and its commitment CO0089."""
    plan, _ = pages.put(pages.home(), "colombia-2020-2022", _plan)
    return pages.put(plan, "co0089", _commitment)[0]


def _plan() -> ActionPlanPage:
    return ActionPlanPage(
        title="Plan de acción de Colombia 2020-2022",
        introduction="Compromisos de gobierno abierto de la Nación y sus territorios, con revisión independiente.",
        territory=pages.territory("Colombia"),
        first_year=2020,
        last_year=2022,
        cycle="2020",
    )


def _commitment() -> CommitmentPage:
    return commitment(
        CommitmentPage(
            title="La mitad del dinero local la decide la gente, y puede seguirlo hasta la obra",
            code="CO0089",
            problem="En las localidades se decide poco en común sobre la inversión, y lo acordado se pierde de vista.",
            goal="Que la gente ordene y decida el 50 % de los fondos de desarrollo local, por internet y cara a cara, "
            "y que con esa confianza los servicios lleguen mejor y a tiempo.",
            results=pages.lines(
                "El 50 % de los fondos de desarrollo local, priorizado y decidido por la ciudadanía en cinco líneas",
                "Ejercicios de inteligencia colectiva con gente de al menos la mitad de los barrios de cada localidad",
                "50 000 personas formadas en democracia digital, innovación social y uso de datos abiertos",
                "Un sistema para vigilar que se cumpla lo que salió del voto",
            ),
            body=[
                *pages.listing("Cinco líneas de inversión", LINES),
                *pages.text(
                    "Cinco principios lo guían: una administración local transparente, una función pública centrada en "
                    "las personas, una participación que incida, diálogo social y lucha contra la corrupción.",
                    "Plazos y avances de los hitos son datos de demostración.",
                    heading="Con qué principios",
                ),
            ],
            areas=pages.lines(*AREAS),
            budget="El 50 % de los recursos de los fondos de desarrollo local.",
            verifiable="yes",
            review_note="A mitad de camino: mira desde el gobierno abierto. En grupo con los compromisos 6 a 12, "
            "territoriales, su potencial es sustancial.",
        ),
        leads=[GOVERNMENT, PLANNING, GENERAL, IDPAC],
        steps=[
            Step("Formar a 50 000 personas en democracia digital", IDPAC, None, "going", "Cursos en marcha."),
            Step("Decidir con voto ciudadano la mitad de los fondos", GOVERNMENT, date(2021, 3, 12), "done", VOTED),
            Step("Diseñar proyectos con gente de la mitad de los barrios", PLANNING, date(2021, 2, 28), "going", RURAL),
            Step("Abrir el seguimiento ciudadano de los acuerdos", GENERAL, None, "pending"),
        ],
    )


VOTED = "Votaron las veinte localidades; las actas están publicadas."
RURAL = "Faltan encuentros en las zonas rurales."
