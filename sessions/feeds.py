"""The calendar as a feed to subscribe to, narrowed by the same filters as its pages."""

from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sessions import calendar, calendar_entries, filters
from sessions.filter_words import vocabulary

KEPT = timedelta(days=366)  # what passed a year ago leaves the feed, so that it stays small enough for a phone


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Sessions as iCalendar, cancelled ones too. A filter nobody knows is refused: half a feed would look whole."""
    for name in request.GET:
        if name not in filters.NAMES:
            names = ", ".join(filters.NAMES)
            return refused(_("This feed has no filter “%(name)s”. It has: %(names)s.") % {"name": name, "names": names})
    language = get_language() or ""
    known = vocabulary(language)
    asked = filters.read(request.GET, known)
    for name, value in asked.unknown:
        words = {"value": value[: filters.SHOWN], "name": name}
        return refused(
            _("The filter “%(name)s” knows no “%(value)s”. Choose it in the calendar and copy the feed from there.")
            % words
        )
    recent = Q(event__end__gt=timezone.now() - KEPT)
    found = filters.narrow(calendar_entries.entries(language, recent), asked, known)
    return calendar.as_file(request, found, name=title(asked, known), attached=False)


def title(asked: filters.Asked, known) -> str:
    """The name of the subscription: what it was narrowed to."""
    return ", ".join(["Plenaria", *(chip.label for chip in filters.chips(asked, known))])


def refused(sentence: str) -> HttpResponse:
    """One sentence and nothing else."""
    return HttpResponse(f"{sentence}\n", status=400, content_type="text/plain; charset=utf-8")
