"""What pages of lower rooms show of sessions: the programme, lists by state, the hours of one session."""

from datetime import date
from typing import Any
from uuid import UUID

from django import template
from django.utils import dateformat, timezone
from django.utils.translation import get_language, pgettext
from wagtail.models import Page

from events.queries import codes, event_of, family
from sessions import calendar_links, queries
from sessions import poster as posters
from sessions import programme as programmes
from sessions.calendar_periods import Day
from sessions.meetings import Meeting, meetings
from sessions.models import SessionPage
from sessions.state import State

register = template.Library()


@register.simple_tag(takes_context=True)
def programme(context: dict[str, Any], page: Page) -> programmes.Programme:
    """The lines, sublines and sessions below an event or a line."""
    return programmes.programme(page, context.get("request"))


@register.simple_tag(takes_context=True)
def levels(context: dict[str, Any], page: Page) -> list[posters.Level]:
    """The lines above a subline, outermost first."""
    event = event_of(page)
    return posters.levels(page, codes(event) if event else {}, context.get("request"))


@register.filter
def day(value: date) -> str:
    """A day in words, such as "Thursday 10 December"."""
    return dateformat.format(value, pgettext("format of a day", "l j F"))


@register.filter
def day_and_year(value: date) -> str:
    """A day in words with its year."""
    return dateformat.format(value, pgettext("format of a day", "l j F Y"))


@register.filter
def colour(number: str) -> int:
    """The colour family of a number, 0 for none."""
    return family(number)


@register.inclusion_tag("sessions/when.html", takes_context=True)
def hours(context: dict[str, Any], key: UUID) -> dict[str, Any]:
    """Day and hours of a session, by the venue's clock and, with a script, by the reader's own."""
    source, request = queries.source(key), context.get("request")
    page = context.get("page")
    shown = page if isinstance(page, SessionPage) and page.translation_key == key else source
    url = shown.get_url(request) or ""
    address = request.build_absolute_uri(url) if request else url
    return {
        "when": posters.when(source),
        "key": key,
        "ways": calendar_links.ways(source, title=shown.title, address=address),
    }


@register.simple_tag(takes_context=True)
def coming_meetings(context: dict[str, Any], most: int = 12) -> dict[str, list[Meeting]]:
    """What is live and what comes next, in the reader's language."""
    now = timezone.now()
    pages = queries.read_in(get_language() or "").filter(queries.coming(now)).order_by("starts", "pk")
    listed = meetings(pages[:most], context.get("request"), now)
    return {
        "live": [one for one in listed if one.state is State.LIVE],
        "next": [one for one in listed if one.state not in {State.LIVE, State.PAST}],
    }


@register.simple_tag(takes_context=True)
def past_meetings(context: dict[str, Any], most: int = 5) -> list[Meeting]:
    """What has passed, latest first, in the reader's language."""
    now = timezone.now()
    pages = queries.read_in(get_language() or "").exclude(queries.coming(now)).order_by("-starts", "-pk")
    return meetings(pages[:most], context.get("request"), now)


@register.simple_tag
def calendar_day(value: date) -> str:
    """The address of a day in the calendar."""
    return Day.around(value).address
