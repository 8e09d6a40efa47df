"""An action plan: what a government promises for some years, commitment by commitment."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from events.blocks import BodyBlock
from events.models.event import HOME_DEPTH, EventPage
from events.models.place import Territory
from events.models.previews import PreviewedInLanguages
from events.models.translated import Translated, same_in_all

YEARS = [MinValueValidator(1990), MaxValueValidator(2100)]


class PlanStatus(models.TextChoices):
    """How far a plan has come."""

    WRITTEN = "written", _("Being written")
    ACTIVE = "active", _("Under way")
    CLOSED = "closed", pgettext_lazy("plan", "Closed")


class ActionPlanPage(Translated, PreviewedInLanguages, Page):
    """A government's plan for some years. It stands below the home page, or below the event it was written in."""

    introduction = models.TextField(
        _("introduction"), blank=True, max_length=600, help_text=_("Two or three sentences: whose plan, and for what.")
    )
    territory = models.ForeignKey(
        Territory,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territory"),
        help_text=_("The country or city whose plan it is."),
    )
    first_year = models.PositiveSmallIntegerField(_("first year"), validators=YEARS, help_text=_("Such as 2024."))
    last_year = models.PositiveSmallIntegerField(
        _("last year"), validators=YEARS, help_text=_("The year in which it ends.")
    )
    cycle = models.CharField(
        _("cycle"), max_length=40, blank=True, help_text=_("The name of the planning cycle, such as “2020”.")
    )
    status = models.CharField(
        _("status"), max_length=8, choices=PlanStatus, default=PlanStatus.ACTIVE, help_text=_("How far it has come.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True, help_text=_("May stay empty."))

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("introduction"),
        FieldPanel("territory"),
        FieldRowPanel([FieldPanel("first_year"), FieldPanel("last_year")], heading=_("Years")),
        FieldPanel("cycle"),
        FieldPanel("status"),
        FieldPanel("body"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("introduction"), index.SearchField("body")]
    template = "events/action_plan.html"
    subpage_types = ["events.CommitmentPage"]
    override_translatable_fields = same_in_all("territory", "first_year", "last_year", "cycle", "status")

    class Meta:
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        return super().can_create_at(parent) and _may_hold_plans(parent)

    def can_move_to(self, parent: Page) -> bool:
        return super().can_move_to(parent) and _may_hold_plans(parent)

    def clean(self) -> None:
        super().clean()
        if self.first_year and self.last_year and self.last_year < self.first_year:
            raise ValidationError({"last_year": _now("The plan ends before it begins. Choose a later last year.")})

    @property
    def years(self) -> str:
        """2020-2022, or the only year."""
        return "-".join(str(year) for year in dict.fromkeys((self.first_year, self.last_year)))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from events.commitments import plan_context  # reads these models

        return {**super().get_context(request, *args, **kwargs), **plan_context(self, request)}


def _may_hold_plans(parent: Page) -> bool:
    return parent.depth == HOME_DEPTH or issubclass(parent.specific_class, EventPage)
