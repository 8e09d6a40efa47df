"""What belongs to a commitment: who answers for it, its milestones, and the conclusions it comes from."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable, TranslatableMixin

from events.models.conclusions import ConclusionsPage
from events.models.people import Organisation
from events.models.translated import same_in_all

COMMITMENT = "events.CommitmentPage"


class Phase(models.TextChoices):
    """How far a milestone has come."""

    PENDING = "pending", _("To begin")
    GOING = "going", _("Under way")
    DONE = "done", _("Done")
    LATE = "late", _("Late")


class Duty(models.TextChoices):
    """What an institution does for a commitment."""

    LEADS = "leads", _("Leads")
    SUPPORTS = "supports", _("Supports")


class CommitmentOrganisation(Orderable):
    """An institution's duty in a commitment."""

    page = ParentalKey(COMMITMENT, on_delete=models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        related_name="+",
        verbose_name=_("institution"),
        help_text=_("From the directory. A new one can be added there at once."),
    )
    duty = models.CharField(
        _("duty"), max_length=8, choices=Duty, default=Duty.LEADS, help_text=_("Leads or supports.")
    )

    panels = [FieldPanel("organisation"), FieldPanel("duty")]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_duty_display()})"


class Milestone(TranslatableMixin, Orderable):
    """A step with an owner, a day and its evidence. Its number is its place."""

    page = ParentalKey(COMMITMENT, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("title"), max_length=200, help_text=_("What will have happened."))
    owner = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner"),
        help_text=_("Who answers for this step."),
    )
    due = models.DateField(_("due"), null=True, blank=True, help_text=_("The day by which it is to be done."))
    status = models.CharField(
        _("status"), max_length=8, choices=Phase, default=Phase.PENDING, help_text=_("Past its day it shows as late.")
    )
    evidence = models.CharField(
        _("evidence"), max_length=400, blank=True, help_text=_("What shows how far it has come, in one sentence.")
    )
    evidence_link = models.URLField(_("link to the evidence"), blank=True, help_text=_("Starts with https://."))

    panels = [FieldPanel(name) for name in ("title", "owner", "due", "status", "evidence", "evidence_link")]
    override_translatable_fields = same_in_all("due", "status", "evidence_link")

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self) -> str:
        return self.title

    def phase(self, today: date) -> Phase:
        """What it says of itself, but late once its day is over and it is not done."""
        overdue = self.due is not None and self.due < today and self.status != Phase.DONE
        return Phase.LATE if overdue else Phase(self.status)


class Origin(Orderable):
    """A conclusion a commitment comes from; without a number, the conclusions as a whole."""

    page = ParentalKey(COMMITMENT, on_delete=models.CASCADE, related_name="origins")
    conclusions = models.ForeignKey(
        ConclusionsPage,
        models.CASCADE,
        related_name="+",
        verbose_name=_("conclusions"),
        help_text=_("The page on which it was concluded."),
    )
    number = models.PositiveSmallIntegerField(
        _("number"), null=True, blank=True, help_text=_("2 for C2. Leave it empty for all of them.")
    )

    panels = [PageChooserPanel("conclusions", "events.ConclusionsPage"), FieldPanel("number")]

    def __str__(self) -> str:
        return f"C{self.number}" if self.number else str(self.conclusions)

    def clean(self) -> None:
        super().clean()
        if self.number is None or self.conclusions_id is None:
            return
        count = conclusions_on(self.conclusions)
        if not 1 <= self.number <= count:
            said = _now("There are %(count)s conclusions on that page. Choose a number from 1 to %(count)s.")
            raise ValidationError({"number": said % {"count": count}})


def conclusions_on(page: ConclusionsPage) -> int:
    """How many conclusions a page has: its headings, and what stands before the first."""
    kinds = [block.block_type for block in page.body]
    return kinds.count("heading") + (bool(kinds) and kinds[0] != "heading")
