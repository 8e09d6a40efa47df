"""Where things happen: territories and venues."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from events.models.listed import Listed


class Territory(Listed, index.Indexed, models.Model):
    """A place with a government or a name of its own: a country, a city, a district."""

    page_name = "territory"

    name = models.CharField(_("name"), max_length=200, help_text=_("Such as “Quito” or “Zona Eloy Alfaro”."))
    within = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
        help_text=_("The larger territory. May stay empty."),
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Venue(index.Indexed, models.Model):
    """A building or hall people can come to."""

    name = models.CharField(_("name"), max_length=200, help_text=_("Such as “Room 3, Convention Centre”."))
    address = models.CharField(_("address"), max_length=300, blank=True, help_text=_("Street, number, city."))
    territory = models.ForeignKey(
        Territory,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="venues",
        verbose_name=_("territory"),
        help_text=_("May stay empty."),
    )
    access = models.CharField(
        _("access"),
        max_length=300,
        blank=True,
        help_text=_("What someone with a wheelchair, a pram or a hearing aid needs to know."),
    )

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("address"),
        index.AutocompleteField("address"),
    ]

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
