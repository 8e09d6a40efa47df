"""What a session or an event came to: an editor's words around frozen results."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, Workflow
from wagtail.search import index

from events.frozen_blocks import ConclusionsBlock
from events.models.translated import Translated

WORKFLOW = "Conclusiones"  # as the migration of accounts names it, in the language of the first installation


class ConclusionsPage(Translated, Page):
    """Drawn up from a session's log, worked on by editors, validated and published.

    `session_key` is the translation_key of the session it was drawn from; None if an editor began it by hand.
    """

    session_key = models.UUIDField(null=True, blank=True, editable=False)
    introduction = RichTextField(
        _("introduction"), blank=True, features=["bold", "italic", "link"], help_text=_("Two or three sentences.")
    )
    body = StreamField(
        ConclusionsBlock(),
        verbose_name=_("conclusions"),
        blank=True,
        help_text=_("Your words around what was counted and said. Counts and quotations cannot be changed."),
    )

    content_panels = [FieldPanel("title"), FieldPanel("introduction"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("introduction"), index.SearchField("body")]
    template = "events/conclusions_page.html"
    parent_page_types = ["events.EventPage", "programme.SessionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("conclusions page")
        verbose_name_plural = _("conclusions pages")

    @property
    def has_workflow(self) -> bool:
        """Wagtail looks only at workflows of the tree; ours belongs to the type."""
        return self.get_workflow() is not None

    def get_workflow(self) -> Workflow | None:
        """Conclusions are validated by a second pair of eyes, wherever they stand in the tree."""
        return Workflow.objects.filter(name=WORKFLOW, active=True).first() or super().get_workflow()

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from events.conclusions import conclusions_context  # the page's own reading, which needs this model

        return {**super().get_context(request, *args, **kwargs), **conclusions_context(self, request)}
