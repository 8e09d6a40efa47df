"""What has been published, newest first: sessions and conclusions, each once, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from events.models import ConclusionsPage, EventPage
from sessions.models import SessionPage
from sessions.share.preview import address, card, described

MOST = 50  # what a reader's program asks for every hour
KINDS: dict[str, type[Page]] = {"sessions": SessionPage, "conclusions": ConclusionsPage}


@dataclass(frozen=True)
class Item:
    """One page in a feed."""

    key: UUID
    kind: str
    title: str
    text: str
    url: str
    image: str
    language: str
    published: datetime
    changed: datetime

    @property
    def name(self) -> str:
        """The item's name for ever, the same in every language."""
        return f"urn:uuid:{self.key}"


def news(request: HttpRequest, language: str, kinds: Iterable[str], event: EventPage | None = None) -> list[Item]:
    """The newest pages of these kinds, of one event or of all."""
    found = [_item(page, kind, request) for kind in kinds for page in _pages(KINDS[kind], language, event)[:MOST]]
    return sorted(found, key=lambda item: (item.published, item.url), reverse=True)[:MOST]


def _pages(model: type[Page], language: str, event: EventPage | None) -> QuerySet[Page]:
    """Published pages, each once: in `language` where there is one, else the page first made."""
    same = model.objects.filter(translation_key=OuterRef("translation_key"))
    there = same.filter(live=True, locale__language_code=language)
    oldest = Q(pk=Subquery(same.order_by("pk").values("pk")[:1])) & ~Exists(there)
    pages = model.objects.live().public().filter(Q(locale__language_code=language) | oldest)
    if event is not None:
        pages = pages.filter(translation_key__in=model.objects.live().descendant_of(event).values("translation_key"))
    return pages.select_related("locale").order_by("-first_published_at", "-pk")


def _item(page: Page, kind: str, request: HttpRequest) -> Item:
    published = page.first_published_at or page.latest_revision_created_at
    return Item(
        key=page.translation_key,
        kind=_("Conclusions") if kind == "conclusions" else str(page.get_category_display()),
        title=page.title,
        text=described(page),
        url=address(page, request),
        image=card(page, request),
        language=page.locale.language_code,
        published=published,
        changed=page.last_published_at or published,
    )
