"""Who takes part by name: people and organisations."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from events.models.listed import Listed


class Organisation(Listed, index.Indexed, models.Model):
    """An institution, association or company."""

    page_name = "organisation"

    name = models.CharField(_("name"), max_length=200, unique=True, help_text=_("In full, as it calls itself."))
    web = models.URLField(_("website"), blank=True, help_text=_("Starts with https://. May stay empty."))

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Person(Listed, index.Indexed, models.Model):
    """Someone with a part in a session: moderates, speaks, reports."""

    page_name = "person"

    name = models.CharField(_("name"), max_length=200, help_text=_("As it is to be read on the page."))
    position = models.CharField(
        _("position"), max_length=200, blank=True, help_text=_("Such as “Mayor” or “Network of cooperatives”.")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("organisation"),
        help_text=_("May stay empty."),
    )

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("position"),
        index.AutocompleteField("position"),
    ]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
