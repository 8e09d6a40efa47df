"""What is numbered below an event: thematic lines, and whatever else says it is `Numbered`."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from events.blocks import BodyBlock
from events.models.previews import PreviewedInLanguages
from events.models.translated import Translated

LEVELS = 2  # line and subline


class Numbered:
    """A page that counts among its siblings; its code is derived from the tree by `events.queries.codes`."""


class ThematicLinePage(Numbered, Translated, PreviewedInLanguages, Page):
    """A thematic line, or below another line a subline. There is no third level."""

    introduction = models.TextField(
        _("introduction"), blank=True, max_length=600, help_text=_("Two or three sentences: what this line is about.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True, help_text=_("May stay empty."))

    content_panels = [
        TitleFieldPanel("title", help_text=_("Without its number: that comes from its place in the event.")),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("introduction"), index.SearchField("body")]
    template = "events/line.html"
    parent_page_types = ["events.EventPage", "events.ThematicLinePage"]

    class Meta:
        verbose_name = _("thematic line")
        verbose_name_plural = _("thematic lines")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        return super().can_create_at(parent) and levels_above(parent) < LEVELS

    def can_move_to(self, parent: Page) -> bool:
        return super().can_move_to(parent) and levels_above(parent) + levels_of(self) <= LEVELS

    def clean(self) -> None:
        super().clean()
        parent = self.get_parent() if self.path or getattr(self, "_cached_parent_obj", None) else None
        if parent is not None and levels_above(parent) >= LEVELS:
            raise ValidationError(_now("A subline cannot hold another line. Put it below the event or a line."))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from events.queries import code_of  # reads the tree, which needs this model

        return {**super().get_context(request, *args, **kwargs), "number": code_of(self)}


def levels_above(parent: Page) -> int:
    """How many lines stand at and above `parent`."""
    return ThematicLinePage.objects.ancestor_of(parent, inclusive=True).count()


def levels_of(line: ThematicLinePage) -> int:
    """How many levels `line` brings: 1, or 2 with sublines."""
    return 1 + ThematicLinePage.objects.child_of(line).exists()
