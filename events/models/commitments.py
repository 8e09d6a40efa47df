"""A commitment: what institutions promised, step by step, and what an independent reviewer found."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList, TabbedInterface, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from events.blocks import BodyBlock
from events.models import review
from events.models.previews import PreviewedInLanguages
from events.models.translated import Translated, same_in_all


class Status(models.TextChoices):
    """How far a commitment has come."""

    PROPOSED = "proposed", _("Proposed")
    ACTIVE = "active", _("Under way")
    KEPT = "kept", _("Kept")
    DROPPED = "dropped", _("Given up")


class Listing(blocks.StreamBlock):
    """Short lines, one below the other."""

    item = blocks.CharBlock(label=_("Line"), max_length=240, icon="list-ul")

    class Meta:
        required = False


class CommitmentPage(Translated, PreviewedInLanguages, Page):
    """What institutions promised, step by step, with what an independent reviewer found."""

    code = models.CharField(_("code"), max_length=12, help_text=_("As the plan numbers it, such as CO0089."))
    status = models.CharField(
        _("status"), max_length=8, choices=Status, default=Status.ACTIVE, help_text=_("How far it has come.")
    )
    problem = models.TextField(
        _("problem"), blank=True, max_length=900, help_text=_("What is wrong today, and for whom. May stay empty.")
    )
    goal = models.TextField(_("goal"), max_length=900, help_text=_("What is to be different when it is kept."))
    results = StreamField(
        Listing(), verbose_name=_("expected results"), blank=True, help_text=_("What can be counted at the end.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True, help_text=_("What it involves."))
    areas = StreamField(
        Listing(), verbose_name=_("policy areas"), blank=True, help_text=_("Such as “Open data”, one a line.")
    )
    budget = models.CharField(
        _("budget"), max_length=300, blank=True, help_text=_("The budget line in one sentence. May stay empty.")
    )
    verifiable = review.answer(review.YesNo, _("verifiable"), _("Can anybody check whether it was kept?"))
    relevant = review.answer(review.YesNo, _("relevant"), _("Does it serve the values of open government?"))
    potential = review.answer(review.Potential, _("potential impact"), _("What it could change, if kept."))
    completion = review.answer(review.Completion, _("completion"), _("How much of it was carried out."))
    early_results = review.answer(review.EarlyResults, _("early results"), _("What has changed so far."))
    review_note = models.CharField(
        _("reviewer's note"), max_length=400, blank=True, help_text=_("One sentence beside the findings.")
    )
    review_link = models.URLField(_("report"), blank=True, help_text=_("Where the reviewer's report can be read."))

    search_fields = [
        *Page.search_fields,
        index.SearchField("code"),
        index.AutocompleteField("code"),
        *(index.SearchField(name) for name in ("problem", "goal", "results", "areas", "body", "budget")),
        index.RelatedFields("organisations", [index.RelatedFields("organisation", [index.SearchField("name")])]),
        index.RelatedFields("milestones", [index.SearchField("title"), index.SearchField("evidence")]),
    ]
    content_panels = [
        TitleFieldPanel("title", help_text=_("The promise in plain words, without its code.")),
        *(FieldPanel(name) for name in ("code", "status", "problem", "goal", "results", "body", "areas", "budget")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Commitment")),
            ObjectList(
                [
                    InlinePanel(
                        "organisations",
                        label=_("Institution"),
                        heading=_("Institutions"),
                        help_text=_("Who leads, and who supports."),
                    ),
                    InlinePanel(
                        "milestones",
                        label=_("Milestone"),
                        heading=_("Milestones"),
                        help_text=_("In order; their numbers follow it. What is overdue counts as late by itself."),
                    ),
                    InlinePanel(
                        "origins",
                        label=_("Conclusion"),
                        heading=_("Where it comes from"),
                        help_text=_("The conclusions that led to it. Each then leads here."),
                    ),
                ],
                heading=_("Milestones and origins"),
            ),
            ObjectList([FieldPanel(name) for name in review.FIELDS], heading=_("Independent review")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )
    template = "events/commitment.html"
    parent_page_types = ["events.ActionPlanPage"]
    subpage_types: list[str] = []
    override_translatable_fields = same_in_all(
        "code", "status", "organisations", "origins", "review_link", *review.ANSWERS
    )

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")

    def clean(self) -> None:
        super().clean()
        plan = self.get_parent() if self.path or getattr(self, "_cached_parent_obj", None) else None
        if plan is None:
            return
        same = CommitmentPage.objects.child_of(plan).filter(code__iexact=self.code).exclude(pk=self.pk)
        if other := same.first():
            raise ValidationError(
                {"code": _now("“%(title)s” has this code. Give this one another.") % {"title": other.title}}
            )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from events.commitments import commitment_context  # reads these models

        return {**super().get_context(request, *args, **kwargs), **commitment_context(self, request)}
