"""Whom a page is kept from by Wagtail's own page privacy, where it is shown at another address than its own."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from django.db.models.expressions import Combinable
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction


def may_see(request: HttpRequest, page: Page) -> bool:
    """Whether this reader passes every restriction on the page and on those above it."""
    return all(restriction.accept_request(request) for restriction in page.get_view_restrictions())


def for_everybody() -> Combinable:
    """A condition on pages, within their own query: no restriction stands on them or above."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    above = PageViewRestriction.objects.annotate(below=path).filter(below__startswith=F("page__path"))
    return ~Exists(above)
