"""Draws up conclusions from a room's log: the log is folded from nothing and goes down as plain values."""

from collections.abc import Iterable

import msgspec
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from events import actions
from events.frozen import Result, Source
from events.models import ConclusionsPage
from live.activity import Activity
from live.history import fold_all
from live.named_actions import note_conclusions
from live.queries import RoomInfo
from plugins.contract import Conclusion, Section, Statement, Tally
from sessions import queries as sessions


def conclude(*, room: RoomInfo, by: AbstractBaseUser) -> ConclusionsPage:
    """A draft below the room's session, pre-filled with what was counted and said. Refuses who may not add pages."""
    session = sessions.source(room.session)
    with translation.override(session.locale.language_code):
        title = _("What came of “%(title)s”") % {"title": session.title}
    page = actions.draft_conclusions(parent=session, title=title, results=results(room), by=by)
    note_conclusions(session, page, by)
    return page


def results(room: RoomInfo) -> list[Result]:
    """What each activity came to, in the order of the page; activities that came to nothing are left out."""
    activities = sorted(fold_all(room.id).activities.values(), key=lambda activity: activity.place)
    found = (_result(room, activity) for activity in activities if activity.format is not None)
    return [result for result in found if result.sections]


def _result(room: RoomInfo, activity: Activity) -> Result:
    concluded = activity.format.conclude() if activity.format else Conclusion()
    sections = tuple(_named(section, activity) for section in concluded.sections)
    with translation.override(settings.LANGUAGE_CODE):  # the record's address without a reader's language before it
        source = Source(room.code, activity.id, reverse("live_record", args=[room.code]))
    return Result(activity.setup.title, tuple(section for section in sections if section.items), source)


def _named(section: Section, activity: Activity) -> Section:
    """A vote without a question of its own asks what its activity is called; one without votes is no result."""
    items: Iterable[Statement | Tally] = (
        msgspec.structs.replace(item, question=item.question or activity.setup.title)
        if isinstance(item, Tally)
        else item
        for item in section.items
    )
    return msgspec.structs.replace(
        section, items=tuple(item for item in items if not isinstance(item, Tally) or item.voters.total)
    )
