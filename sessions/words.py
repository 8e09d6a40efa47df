"""How times are said: a duration, and the clock of a place by its name."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

OWN_NAMES = {
    "Asuncion": "Asunción",
    "Belem": "Belém",
    "Bogota": "Bogotá",
    "Cancun": "Cancún",
    "Ciudad_Juarez": "Ciudad Juárez",
    "Cordoba": "Córdoba",
    "Mazatlan": "Mazatlán",
    "Merida": "Mérida",
    "Panama": "Panamá",
    "Sao_Paulo": "São Paulo",
}
"""The zone database writes without accents; the cities do not."""


def city(zone: str) -> str:
    """The city a zone is named after: "Bogotá" for America/Bogota."""
    name = zone.rpartition("/")[2]
    return OWN_NAMES.get(name, name.replace("_", " "))


def clock_of(zone: str) -> str:
    """The clock of a zone in words: "Bogotá time"."""
    return _("%(city)s time") % {"city": city(zone)} if zone != "UTC" else "UTC"


def duration(minutes: int) -> str:
    """Hours and minutes, such as "1 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)


def on_the_wall(at: datetime, zone: str) -> datetime:
    """What the clock of `zone` shows, without zone, so that templates print it as it is."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
