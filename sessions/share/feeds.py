"""News as feeds: Atom and JSON Feed, of everything or of one event, of sessions or of conclusions alone."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from events.models import EventPage
from events.queries import first_made
from sessions.share.news import KINDS, Item, news

FRESH = 300  # seconds a reader's program may keep a feed
JSON_FEED = "https://jsonfeed.org/version/1.1"


class Unknown(Exception):
    """Something a feed does not have was asked for; the sentence says what it has."""


def answers_in_words(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A feed asked for what it does not have is a sentence: half a feed would look whole."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **names: Any) -> HttpResponse:
        try:
            return view(request, *args, **names)
        except Unknown as why:
            return HttpResponse(str(why), status=HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8")

    return answered


@require_safe
@cache_control(public=True, max_age=FRESH)
@answers_in_words
def atom(request: HttpRequest, key: UUID | None = None) -> HttpResponse:
    """The feed as Atom."""
    event, items = read(request, key)
    feed = Atom1Feed(
        title=title(event),
        link=request.build_absolute_uri(home(event, request)),
        feed_url=request.build_absolute_uri(),
        description=None,
        language=get_language(),
    )
    for one in items:
        feed.add_item(
            one.title,
            one.url,
            one.text,
            unique_id=one.name,
            pubdate=one.published,
            updateddate=one.changed,
            categories=[one.kind],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=FRESH)
@answers_in_words
def as_json(request: HttpRequest, key: UUID | None = None) -> HttpResponse:
    """The feed as JSON Feed 1.1."""
    event, items = read(request, key)
    feed = {
        "version": JSON_FEED,
        "title": title(event),
        "home_page_url": request.build_absolute_uri(home(event, request)),
        "feed_url": request.build_absolute_uri(),
        "language": get_language(),
        "items": [_entry(one) for one in items],
    }
    return JsonResponse(feed, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False})


def _entry(one: Item) -> dict[str, Any]:
    return {
        "id": one.name,
        "url": one.url,
        "title": one.title,
        "content_text": one.text or one.title,
        "image": one.image,
        "date_published": one.published.isoformat(),
        "date_modified": one.changed.isoformat(),
        "tags": [one.kind],
        "language": one.language,
    }


def read(request: HttpRequest, key: UUID | None) -> tuple[EventPage | None, list[Item]]:
    """The event of a feed and what stands in it. `?of=sessions` or `?of=conclusions` narrows it."""
    for name in request.GET:
        if name != "of":
            raise Unknown(_("This feed has no filter “%(name)s”. It has “of”.") % {"name": name[:40]})
    wanted = request.GET.get("of")
    if wanted is not None and wanted not in KINDS:
        kinds = {"value": wanted[:40], "kinds": ", ".join(KINDS)}
        raise Unknown(_("This feed knows no “%(value)s”. It knows: %(kinds)s.") % kinds)
    event = published(key) if key else None
    return event, news(request, get_language() or "", [wanted] if wanted else KINDS, event)


def published(key: UUID) -> EventPage:
    """The published event of a translation_key; a page not found otherwise."""
    event = EventPage.objects.live().public().filter(pk__in=first_made(key).values("pk")).first()
    if event is None:
        raise Http404
    return event


def title(event: EventPage | None) -> str:
    """The name of the feed."""
    site = settings.WAGTAIL_SITE_NAME
    return f"{event.localized.title} · {site}" if event else site


def home(event: Page | None, request: HttpRequest) -> str:
    """The page a feed belongs to."""
    return (event.localized.get_url(request) if event else reverse("wagtail_serve", args=[""])) or "/"
