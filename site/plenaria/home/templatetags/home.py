"""What the home page and the frame of every page ask for: the events, and this page in other languages."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import translate_url
from django.utils.translation import get_language
from wagtail.models import Page

from events.models import EventPage

register = template.Library()


@dataclass(frozen=True)
class Choice:
    """The same place in another language."""

    code: str
    name: str
    url: str


@register.simple_tag
def events() -> QuerySet[EventPage]:
    """Published events, each once, in the reader's language where there is a page; the newest first."""
    language = get_language()
    same = EventPage.objects.filter(translation_key=OuterRef("translation_key"))
    there = same.filter(live=True, locale__language_code=language)
    oldest = Q(pk=Subquery(same.order_by("pk").values("pk")[:1])) & ~Exists(there)
    return (
        EventPage.objects.live()
        .filter(Q(locale__language_code=language) | oldest)
        .select_related("locale")
        .order_by("-first_day", "-pk")
    )


@register.simple_tag(takes_context=True)
def other_languages(context: dict[str, Any]) -> list[Choice]:
    """Where this place can be read in other languages: a page's published translations, any other address in all."""
    page, request = context.get("page"), context.get("request")
    if request is None:
        return []
    names = dict(settings.LANGUAGES)
    if isinstance(page, Page) and page.pk:
        others = page.get_translations().live().select_related("locale").order_by("pk")
        found = {other.locale.language_code: other.get_url(request) or "" for other in others}
    else:
        found = {code: translate_url(request.get_full_path(), code) for code in names if code != get_language()}
    return [Choice(code, name, found[code]) for code, name in names.items() if code in found]
