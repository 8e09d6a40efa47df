"""What a programme adds to an event: components, territories, and what each year came to."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, TranslatableMixin

from events.models.place import Territory
from events.models.translated import same_in_all

PANELS = [
    InlinePanel(
        "components",
        label=_("Component"),
        heading=_("Components"),
        help_text=_("What it is made of. May stay empty."),
    ),
    InlinePanel(
        "territories",
        label=_("Territory"),
        heading=_("Territories"),
        help_text=_("Where it works, when that is more than one place. May stay empty."),
    ),
    InlinePanel(
        "milestones",
        label=_("Milestone"),
        heading=_("Milestones, year by year"),
        help_text=_("What each year came to. May stay empty."),
    ),
]


class EventComponent(TranslatableMixin, Orderable):
    """A part of what a programme does."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="components")
    title = models.CharField(_("title"), max_length=120, help_text=_("Its name."))
    text = models.TextField(_("text"), max_length=600, blank=True, help_text=_("One or two sentences."))

    panels = [FieldPanel("title"), FieldPanel("text")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("component")
        verbose_name_plural = _("components")

    def __str__(self) -> str:
        return self.title


class EventTerritory(Orderable):
    """A territory in which a programme works."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="territories")
    territory = models.ForeignKey(
        Territory, models.CASCADE, related_name="+", verbose_name=_("territory"), help_text=_("From the directory.")
    )

    panels = [FieldPanel("territory")]

    def __str__(self) -> str:
        return str(self.territory)


class EventMilestone(TranslatableMixin, Orderable):
    """Something a programme came to in a year."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="milestones")
    year = models.PositiveSmallIntegerField(_("year"), help_text=_("Such as 2024."))
    text = models.CharField(_("text"), max_length=400, help_text=_("What was reached, in one sentence."))

    panels = [FieldPanel("year"), FieldPanel("text")]
    override_translatable_fields = same_in_all("year")

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("milestone of a year")
        verbose_name_plural = _("milestones of the years")

    def __str__(self) -> str:
        return f"{self.year}: {self.text}"
