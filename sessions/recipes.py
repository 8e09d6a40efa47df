"""How often a meeting repeats: a closed list of recipes, each as the parameters of a recurrence rule."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

WEEK = 7
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FRIDAY = 4


class Kind(TextChoices):
    """What an organiser may choose. There is no field for a rule: a typed rule can mean anything."""

    WEEKLY = "weekly", _("Every week, on the same weekday")
    FORTNIGHTLY = "fortnightly", _("Every two weeks, on the same weekday")
    MONTHLY_WEEKDAY = "monthly_weekday", _("Every month, on the same weekday, such as the second Tuesday")
    MONTHLY_DAY = "monthly_day", _("Every month, on the same day, such as the 15th")
    WEEKDAYS = "weekdays", _("Every day from Monday to Friday")


@dataclass(frozen=True)
class Recipe:
    """A rule of RFC 5545 without its end, written as django-scheduler keeps it: `name:value;name:value`."""

    kind: Kind
    frequency: str
    params: str


def recipe(kind: Kind, first: date) -> Recipe:
    """The recipe of this kind that begins on `first`. A month without that day, or without a fifth Friday, has none."""
    match kind:
        case Kind.WEEKLY:
            return Recipe(kind, "WEEKLY", "interval:1")
        case Kind.FORTNIGHTLY:
            return Recipe(kind, "WEEKLY", "interval:2")
        case Kind.MONTHLY_WEEKDAY:
            return Recipe(kind, "MONTHLY", f"byweekday:{DAYS[first.weekday()]};bysetpos:{(first.day - 1) // WEEK + 1}")
        case Kind.MONTHLY_DAY:
            return Recipe(kind, "MONTHLY", f"bymonthday:{first.day}")
        case Kind.WEEKDAYS:
            return Recipe(kind, "DAILY", "byweekday:MO,TU,WE,TH,FR")


def fits(kind: Kind, first: date) -> bool:
    """Whether `first` is a day of this recipe: a meeting on a Saturday begins no series of weekdays."""
    return kind is not Kind.WEEKDAYS or first.weekday() <= FRIDAY
