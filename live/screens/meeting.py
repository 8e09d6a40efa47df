"""What the screens need to know of the meeting behind a room."""

from dataclasses import dataclass
from datetime import datetime

from events.queries import line_number
from live import queries
from live.queries import RoomInfo
from plugins.contract import Mode
from sessions import queries as sessions
from sessions.models import SessionPage
from sessions.words import clock_of, on_the_wall

MODES: dict[str, tuple[Mode, ...]] = {"in_person": ("room",), "remote": ("remote",), "hybrid": ("room", "remote")}
LISTED = 5  # meetings shown under a wrong code: one screen of a phone


@dataclass(frozen=True)
class Meeting:
    """A meeting as the door and the screens show it; `line` is the colour family of its page."""

    title: str
    url: str
    modes: tuple[Mode, ...]
    starts_at: datetime | None
    wall: datetime | None  # the start by the clock of the place, without zone, so that templates print it as it is
    zone: str
    clock: str  # that zone in words
    line: int
    code: str = ""


def meeting_of(room: RoomInfo) -> Meeting:
    """The meeting of a room, in the reader's language where there is a translation."""
    return _meeting(sessions.source(room.session), room.code)


def coming() -> list[Meeting]:
    """Meetings that are live or come next and have a room, soonest first."""
    found = ((page, queries.room_of(page.translation_key)) for page in sessions.upcoming()[: LISTED * 2])
    return [_meeting(page, room.code) for page, room in found if room][:LISTED]


def _meeting(page: SessionPage, code: str) -> Meeting:
    shown = page.localized
    return Meeting(
        title=shown.title,
        url=shown.url or "",
        modes=MODES[page.mode],
        starts_at=page.starts_at,
        wall=on_the_wall(page.starts_at, page.zone) if page.starts_at else None,
        zone=page.zone,
        clock=clock_of(page.zone),
        line=line_number(page),
        code=code,
    )
