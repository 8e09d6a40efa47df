"""What the home page and the frame of every page ask for: the events, and this page in other languages."""

from dataclasses import dataclass, replace
from typing import Any

from django import template
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language
from wagtail.models import Page

from events.models import EventPage
from events.queries import read_in
from sessions.models import SessionPage
from sessions.queries import languages

register = template.Library()


@dataclass(frozen=True)
class Choice:
    """The same place in another language."""

    code: str
    name: str
    url: str
    here: bool = False


@register.simple_tag
def events() -> QuerySet[EventPage]:
    """Published events, each once, in the reader's language where there is a page; the newest first."""
    return read_in(get_language() or "")


@register.simple_tag(takes_context=True)
def other_languages(context: dict[str, Any]) -> list[Choice]:
    """This place in the other languages of the house; a page that is not translated has no address there."""
    request = context.get("request")
    if request is None:
        return []
    return [choice for choice in _languages(request, context.get("page")) if not choice.here]


@register.simple_tag(takes_context=True)
def alternates(context: dict[str, Any]) -> list[Choice]:
    """This place in every language it can be read in, with full addresses, for those who index pages."""
    request = context.get("request")
    if request is None:
        return []
    found = [choice for choice in _languages(request, context.get("page")) if choice.url]
    return [replace(choice, url=request.build_absolute_uri(choice.url)) for choice in found if len(found) > 1]


def _languages(request: HttpRequest, page: Any) -> list[Choice]:
    """Read once a request: head and foot of a page ask for the same."""
    kept: list[Choice] | None = getattr(request, "_plenaria_languages", None)
    if kept is None:
        addresses, here = _of_page(request, page) if isinstance(page, Page) and page.pk else _of_address(request)
        kept = [Choice(code, name, addresses.get(code, ""), code == here) for code, name in settings.LANGUAGES]
        request._plenaria_languages = kept  # type: ignore[attr-defined]
    return kept


def _of_page(request: HttpRequest, page: Page) -> tuple[dict[str, str], str]:
    same = _translations(page)
    here = next((one.locale.language_code for one in same if one.pk == page.pk), "")
    return {one.locale.language_code: one.get_url(request) or "" for one in same if one.live}, here


def _translations(page: Page) -> list[Any]:
    """A session's page has read them already."""
    if isinstance(page, SessionPage):
        return languages(page.translation_key)
    return list(page.get_translations(inclusive=True).select_related("locale").order_by("pk"))


def _of_address(request: HttpRequest) -> tuple[dict[str, str], str]:
    """An address that is no page is there in every language; a form's answer is shown at the form's own address."""
    address = request.get_full_path()
    return {code: translate_url(address, code) for code, _name in settings.LANGUAGES}, get_language() or ""
