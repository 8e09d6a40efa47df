"""Quito's workshops in words: where, when, what weighed most, and what each plenary agreed."""

from typing import NamedTuple

AXES = (
    "Hábitat, seguridad y convivencia ciudadana",
    "Trabajo, economía, producción, emprendimiento e innovación",
    "Bienestar, derechos y protección social",
    "Movilidad sostenible",
    "Territorio intercultural y ecológico",
    "Gestión metropolitana",
)
PILLARS = (
    "Transparencia y acceso a la información pública",
    "Participación ciudadana",
    "Rendición de cuentas",
    "Integridad",
)
COUNTED = "quitumbe"  # the workshop whose vote is in a record
PLAYED = "eugenio-espejo"  # the workshop whose tables are in a record, note by note


class Workshop(NamedTuple):
    """One of the six. `day` is in July 2024; `concluded` are a heading and its words each."""

    slug: str
    zone: str
    code: str
    day: int
    weighs: str
    introduction: str
    speaks: tuple[str, str]
    came_to: str
    concluded: tuple[tuple[str, str], ...]


WORKSHOPS = (
    Workshop(
        COUNTED,
        "Quitumbe",
        "QT15UM",
        15,
        "saber de la obra antes de que empiece",
        "El sur abre la serie. Aquí pesaron el primer eje, hábitat y seguridad, y el pilar de transparencia.",
        ("Segundo Toapanta", "Comité barrial de Guamaní"),
        "Ciento catorce personas votaron en plenaria. Ganó pedir que cada obra se publique con su costo y su plazo.",
        (
            (
                "",
                "La plenaria no discutió si hacen falta obras, sino quién se entera y cuándo. Pidió una ficha por "
                "obra, en internet y en papel, pegada donde se construye.",
            ),
        ),
    ),
    Workshop(
        "eloy-alfaro",
        "Eloy Alfaro",
        "EA16FR",
        16,
        "vender y emprender sin dar vueltas",
        "Comerciantes, talleres y ferias contaron cuántas ventanillas separan una idea de un permiso.",
        ("Gladys Pilataxi", "Asociación de ferias libres"),
        "Las mesas contaron pasos: hasta once ventanillas para un permiso. Acordaron dos cosas.",
        (
            (
                "Un solo lugar dice qué falta para el permiso",
                "Quien tramita un permiso ve en una página qué entregó, qué falta y quién lo tiene sobre la mesa.",
            ),
            (
                "Las compras pequeñas se anuncian en la feria",
                "El municipio avisa en mercados y ferias qué va a comprar, con quince días para ofertar.",
            ),
        ),
    ),
    Workshop(
        "manuela-saenz",
        "Manuela Sáenz",
        "MS17CZ",
        17,
        "cuidar y ser cuidada cerca de casa",
        "En el centro, quien cuida a otros casi nunca llega a una reunión. El taller empezó por ahí.",
        ("Nathaly Guamán", "Red de cuidadoras del centro"),
        "Las mesas hablaron de horas: las del cuidado no aparecen en ninguna cuenta. Acordaron dos cosas.",
        (
            (
                "Toda consulta tiene cuidado infantil y horario de tarde",
                "Si una reunión pública no dice quién cuida a niñas y niños, no cuenta como abierta.",
            ),
            (
                "Un mapa de servicios de cuidado, revisado por quienes los usan",
                "El mapa dice horarios, cupos y accesos, y cada tres meses alguien del barrio lo comprueba.",
            ),
        ),
    ),
    Workshop(
        "eugenio-espejo",
        "Eugenio Espejo",
        "EE18PJ",
        18,
        "el bus, la acera y la espera",
        "Seis mesas en la sala y tres a distancia: dónde se espera el bus, dónde da miedo y quién responde.",
        ("Andrés Cevallos", "Colectivo de peatones"),
        "Nueve mesas, tres de ellas a distancia, llevaron dieciocho notas a la plenaria. Dos ya son compromisos.",
        (
            (
                "La demora del bus se publica cada mes, con su motivo",
                "Por línea y por hora. Una mala noticia a tiempo sirve más que un mapa bonito y viejo.",
            ),
            (
                "Se camina la calle antes de rediseñarla",
                "Con alguien en silla de ruedas, alguien que lleve un coche de bebé y alguien que salga de noche.",
            ),
        ),
    ),
    Workshop(
        "los-chillos",
        "Los Chillos",
        "LC19VA",
        19,
        "comunas, agua y quebradas",
        "Comunas y barrios del valle trajeron sus propias actas. El taller las puso junto a las del municipio.",
        ("Rosa Elena Quimbiulco", "Cabildo comunal"),
        "Las actas de las comunas y las del municipio decían cosas distintas. Acordaron una.",
        (
            (
                "Lo que decide una asamblea comunal entra en el expediente",
                "Con fecha y número, y con una respuesta escrita del municipio. En kichwa, si así se decidió.",
            ),
        ),
    ),
    Workshop(
        "la-delicia",
        "La Delicia",
        "LD22NW",
        22,
        "una gestión que se pueda seguir",
        "El último taller miró hacia dentro: cómo contrata, responde y corrige el propio municipio.",
        ("Fausto Ibarra", "Veeduría del noroccidente"),
        "Las mesas cerraron la serie con una pregunta: quién avisa cuando algo no se cumple. Acordaron dos cosas.",
        (
            (
                "Cada compromiso tiene una persona con nombre y un plazo",
                "Si el plazo pasa, la página lo dice sola, sin esperar un informe.",
            ),
            (
                "Quien denuncia recibe un número y puede seguir su caso",
                "Sin dar su nombre. El sistema dice en qué paso está y cuánto suele tardar.",
            ),
        ),
    ),
)
