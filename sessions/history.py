"""What the history of a page says by name: cancelled, postponed, as planned again, repeated, duplicated."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.log_actions import LogActionRegistry, LogFormatter, log
from wagtail.models import PageLogEntry

from sessions.models import SessionPage
from sessions.models.words import Status

OF_STATUS = {
    Status.PLANNED: "plenaria.replan",
    Status.CANCELLED: "plenaria.cancel",
    Status.POSTPONED: "plenaria.postpone",
}


def register(actions: LogActionRegistry) -> None:
    """Gives each of our actions its words."""
    actions.register_action("plenaria.cancel", _("Cancel session"), _("Session cancelled"))
    actions.register_action("plenaria.postpone", _("Postpone session"), _("Session postponed"))
    actions.register_action("plenaria.replan", _("Hold session as planned"), _("Session takes place as planned again"))
    actions.register_action("plenaria.series")(SeriesMade)
    actions.register_action("plenaria.duplicate")(Duplicated)


class SeriesMade(LogFormatter):
    label = _("Make a series")

    def format_message(self, log_entry: Any) -> str:
        meetings = log_entry.data.get("meetings", 0)
        words = ngettext("Series of %(meetings)s meeting made", "Series of %(meetings)s meetings made", meetings)
        return words % {"meetings": meetings}


class Duplicated(LogFormatter):
    label = _("Duplicate")

    def format_message(self, log_entry: Any) -> str:
        return _now("Duplicated as “%(title)s”") % {"title": log_entry.data.get("title", "")}


def note_status(page: SessionPage) -> None:
    """Says by name that a publication changed what the organisers decided; a first “as planned” is no news."""
    if page.translated:
        return
    last = PageLogEntry.objects.filter(page=page.pk, action__in=OF_STATUS.values()).order_by("-timestamp", "-pk")
    known = last.values_list("action", flat=True).first() or OF_STATUS[Status.PLANNED]
    action = OF_STATUS[Status(page.status)]
    if action != known:
        log(instance=page, action=action)
