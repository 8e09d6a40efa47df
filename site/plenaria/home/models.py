"""The home page: the way into everything published, one a language."""

from functools import cache

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult


class HomePage(Page):
    """What is live now, what comes, the events, what has passed. It lists; it holds one sentence of its own."""

    introduction = models.TextField(
        _("introduction"), blank=True, max_length=400, help_text=_("One or two sentences: who invites, and to what.")
    )

    content_panels = [TitleFieldPanel("title"), FieldPanel("introduction")]
    template = "home/home.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["events.EventPage", "events.ActionPlanPage"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Straight to the page, with one query; Wagtail asks two for each level above it and for itself."""
        if not path_components:
            return super().route(request, path_components)
        address = f"{self.url_path}{'/'.join(path_components)}/"
        found = Page.objects.filter(slug=path_components[-1], url_path=address)
        page = found.select_related("content_type", *_kinds()).first()
        if page is None:
            raise Http404
        return getattr(page, page.content_type.model, page.specific_deferred).route(request, [])


@cache
def _kinds() -> list[str]:
    """Every kind of page by its name as a part of a page."""
    return [one.name for one in Page._meta.related_objects if one.one_to_one and one.parent_link]
