"""Draws up conclusions from a room's log: what formats make of it, read apart, goes down as plain values."""

from collections.abc import Iterable, Iterator

import msgspec
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from events import actions
from events.frozen import Result, Source
from events.models import ConclusionsPage
from live import reading
from live.apart.calls import Came, Outcome
from live.named_actions import note_conclusions
from live.queries import RoomInfo
from plugins.contract import Results, Section, Statement, Tally
from plugins.words import in_language
from sessions import queries as sessions

LACKS = {
    "missing": gettext_noop("The format of this activity is not available here. What was said in it is kept."),
    "fault": gettext_noop("The format of this activity failed. What was said in it is kept."),
    "output": gettext_noop("The format of this activity gave something that cannot be shown. What was said is kept."),
    "time": gettext_noop("The format of this activity took too long. What was said in it is kept."),
}
"""Why there is nothing of an activity; any other reason is a failure."""


def why(lacks: str) -> str:
    """The reason in the reader's language; "" for none."""
    return _(LACKS.get(lacks, LACKS["fault"])) if lacks else ""


def conclude(*, room: RoomInfo, by: AbstractBaseUser) -> ConclusionsPage:
    """A draft below the room's session, pre-filled with what was counted and said. Refuses who may not add pages."""
    session = sessions.source(room.session)
    with translation.override(session.locale.language_code):
        title = _("What came of “%(title)s”") % {"title": session.title}
        found = results(room)
    page = actions.draft_conclusions(parent=session, title=title, results=found, by=by)
    note_conclusions(session, page, by)
    return page


def results(room: RoomInfo) -> list[Result]:
    """What each round of each activity came to, in the order of the page. What came to nothing
    is left out, and what a host has not shown yet; where a format could not say, a sentence in the language that is
    spoken stands in its place."""
    return [result for outcome in reading.concluded(room) for result in _results(room, outcome)]


def _results(room: RoomInfo, outcome: Outcome) -> Iterator[Result]:
    several = outcome.rounds[-1].number > 1
    with translation.override(settings.LANGUAGE_CODE):  # the record's address without a reader's language before it
        record = reverse("live_record", args=[room.code])
    for came in outcome.rounds:
        sections = tuple(_named(section, came) for section in came.sections)
        found = () if _held_back(came) else tuple(section for section in sections if section.items)
        source = Source(room.code, outcome.id, record, came.number if several else 0)
        if found or (came.lacks and outcome.seen):
            yield Result(came.setup.title, found, source, why(came.lacks))


def unshown(room: RoomInfo) -> list[str]:
    """What is left out because no host has shown its results yet, by title in the reader's language."""
    rounds = [came for outcome in reading.concluded(room) for came in outcome.rounds]
    left_out = [came for came in rounds if _held_back(came) and any(_named(one, came).items for one in came.sections)]
    return list(dict.fromkeys(in_language(came.setup.title) for came in left_out))


def _held_back(came: Came) -> bool:
    """What people see only once a host shows it stays out of a page for everybody until then."""
    return came.setup.results is Results.REVEALED and not came.public


def _named(section: Section, came: Came) -> Section:
    """A vote without a question of its own asks what its activity is called; one without votes is no result."""
    items: Iterable[Statement | Tally] = (
        msgspec.structs.replace(item, question=item.question or came.setup.title) if isinstance(item, Tally) else item
        for item in section.items
    )
    return msgspec.structs.replace(
        section, items=tuple(item for item in items if not isinstance(item, Tally) or item.voters.total)
    )
