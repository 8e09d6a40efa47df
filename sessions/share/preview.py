"""What a page says of itself where it is shared: a title, a sentence or two, a card."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import Truncator
from wagtail.models import Page

LONGEST = 200  # letters; every network cuts later than that


@dataclass(frozen=True)
class Preview:
    """A page in a few words, with full addresses."""

    title: str
    description: str
    url: str
    image: str
    language: str
    site: str


def preview(page: Page, request: HttpRequest, language: str) -> Preview:
    """The preview of a published page, in the page's own words."""
    return Preview(
        title=page.seo_title or page.title,
        description=described(page),
        url=address(page, request),
        image=card(page, request),
        language=language,
        site=settings.WAGTAIL_SITE_NAME,
    )


def described(page: Page) -> str:
    """What an editor wrote for search engines, else how the page begins; whole words, no markup."""
    text = page.search_description or strip_tags(getattr(page, "introduction", "") or "")
    return Truncator(" ".join(text.split())).chars(LONGEST)


def address(page: Page, request: HttpRequest) -> str:
    """The full address of a page, on the host it was asked for at."""
    return request.build_absolute_uri(page.get_url(request) or "/")


def card(page: Page, request: HttpRequest) -> str:
    """The address of a page's card. A page published again has a new one, because networks keep pictures for long."""
    version = int(page.last_published_at.timestamp()) if page.last_published_at else 0
    return request.build_absolute_uri(f"{reverse('share_card', args=[page.translation_key])}?v={version}")
