"""The report of questions nobody answered, read from the rooms' logs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn

from live import reading
from live.models import Entry, Room
from live.queries import RoomInfo, info
from live.questions.format import Questions
from live.questions.item import State
from live.reports import SessionsReport
from live.rules import MODERATE
from sessions.meetings import Meeting, meetings
from sessions.models import SessionPage

ROOMS = 256  # rooms whose open questions are remembered until their log grows

WORDS: dict[str, Any] = {State.WAITING: _("Waits for the desk"), State.VISIBLE: _("Open"), State.PINNED: _("Pinned")}
"""The states of a question nobody answered; a hidden one was set aside on purpose."""


@dataclass(frozen=True)
class Open:
    """A question without an answer, as the room's log has it. It says no name: the report is about answers."""

    seq: int
    text: str
    votes: int
    state: str


@dataclass(frozen=True)
class Unanswered:
    """One row: the question and where it was asked."""

    seq: int
    question: str
    votes: int
    state: str
    session: str
    event: str
    day: date
    code: str

    @property
    def record(self) -> str:
        """Its place in the public record."""
        return f"{reverse('live_record', args=[self.code])}?entry={self.seq}#e{self.seq}"

    @property
    def desk(self) -> str:
        return reverse("live_desk", args=[self.code])


@lru_cache(maxsize=ROOMS)
def open_questions(room: RoomInfo, seq: int) -> tuple[Open, ...]:
    """The open questions of a room as it stands at a place of its log, most wanted first."""
    lists = reading.items(room, "desk", Questions.slug).values()
    found = [
        Open(int(key), item["text"], item["votes"], item["state"]) for items in lists for key, item in items.items()
    ]
    return tuple(sorted((one for one in found if one.state in WORDS), key=lambda one: (-one.votes, one.seq)))


class UnansweredReport(SessionsReport):
    """By session, most wanted first. What waits for the desk is shown to those who may sit at it."""

    page_title = _("Unanswered questions")
    header_icon = "help"
    verbose_name, verbose_name_plural = _("question"), _("questions")
    index_url_name = "unanswered_report"
    index_results_url_name = "unanswered_report_results"
    export_filename = "unanswered-questions"
    list_export = ["event", "session", "day", "question", "votes", "state", "record"]
    export_headings = {
        "event": _("Event"),
        "session": _("Session"),
        "day": _("Day"),
        "question": _("Question"),
        "votes": _("Votes"),
        "state": _("State"),
        "record": _("Record"),
    }

    @property
    def moderates(self) -> bool:
        return self.request.user.has_perm(MODERATE)

    @property
    def columns(self) -> list[Column]:
        shown = [
            TitleColumn("question", label=_("Question"), get_url=lambda row: row.record),
            NumberColumn("votes", label=_("Votes")),
            Column("state", label=_("State")),
            Column("session", label=_("Session")),
            Column("event", label=_("Event")),
            Column("day", label=_("Day")),
        ]
        desk = Column("desk", label=_("Desk"), accessor=_desk_link)
        return [*shown, desk] if self.moderates else shown

    def rows(self, found: QuerySet[SessionPage]) -> Iterator[Unanswered]:
        asked = Room.objects.filter(pk__in=Entry.objects.filter(verb="ask").values("room"))
        pages = list(found.filter(translation_key__in=asked.values("session")))
        rooms = {room.session: room for room in asked}
        for meeting in meetings(pages, None):
            room = rooms[meeting.key]
            for item in open_questions(info(room), room.seq):
                if self.moderates or item.state != State.WAITING:
                    yield _row(item, meeting, room)


def _row(item: Open, meeting: Meeting, room: Room) -> Unanswered:
    return Unanswered(
        seq=item.seq,
        question=item.text,
        votes=item.votes,
        state=str(WORDS[item.state]),
        session=meeting.title,
        event=meeting.event,
        day=meeting.day,
        code=room.code,
    )


def _desk_link(row: Unanswered) -> str:
    return format_html('<a href="{}">{}</a>', row.desk, row.code)
