"""Fields of our own: a zone by its IANA name, a set of the house's languages, a set of formats."""

from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from events.formats import choices

NO_PLACES = ("Etc/", "SystemV/", "posix/", "right/", "US/")


def zones() -> list[tuple[str, str]]:
    """Every zone a person would look for, "America/Bogota" first by its letters."""
    named = (zone for zone in available_timezones() if "/" in zone and not zone.startswith(NO_PLACES))
    return [(zone, zone.replace("_", " ")) for zone in (*sorted(named), "UTC")]


def is_zone(value: str) -> None:
    """Refuses a name that is no IANA zone."""
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ValidationError(
            _("“%(zone)s” is not a time zone. Choose one such as America/Bogota.") % {"zone": value}
        ) from error


class ZoneField(models.CharField):
    """An IANA zone. Checked by the zone database, so that its news need no migration."""

    default_validators = [is_zone]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **{"max_length": 64, **kwargs})

    def formfield(self, **kwargs: Any) -> forms.Field:
        empty = [("", "—")] if self.blank else []
        return forms.ChoiceField(
            choices=lambda: [*empty, *zones()],
            required=not self.blank,
            label=self.verbose_name,
            help_text=self.help_text,
            initial=self.get_default() if self.has_default() else "",
        )


class LanguagesField(models.JSONField):
    """Codes of languages, in the order of the house."""

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=lambda: settings.LANGUAGES,
            widget=forms.CheckboxSelectMultiple,
            required=not self.blank,
            label=self.verbose_name,
            help_text=self.help_text,
            initial=self.get_default() if self.has_default() else [],
        )


def first_language() -> list[str]:
    """The house's own language, as a new list."""
    return [settings.LANGUAGE_CODE]


class FormatsField(models.JSONField):
    """Slugs of formats; none for all of them. What is installed is asked when a form is made: a plugin causes no
    migration."""

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            label=self.verbose_name,
            help_text=self.help_text,
            initial=list,
        )
