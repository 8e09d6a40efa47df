"""The home page: the way into everything published, one a language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.models import Page


class HomePage(Page):
    """What is live now, what comes, the events, what has passed. It lists; it holds one sentence of its own."""

    introduction = models.TextField(
        _("introduction"), blank=True, max_length=400, help_text=_("One or two sentences: who invites, and to what.")
    )

    content_panels = [TitleFieldPanel("title"), FieldPanel("introduction")]
    template = "home/home.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["events.EventPage"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")
