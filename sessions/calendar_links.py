"""Ways to put one session into a calendar on the web. Nothing is asked of these services before somebody clicks."""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from sessions.calendar import place
from sessions.models import SessionPage

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.live.com/calendar/0/deeplink/compose"


@dataclass(frozen=True)
class Way:
    """A service by its own name, and the address that opens its form filled in."""

    name: str
    url: str


def ways(source: SessionPage, *, title: str, address: str) -> list[Way]:
    """Google and Outlook; none while a session has no time. The details are the address of its page, no more."""
    if source.starts_at is None or source.ends_at is None:
        return []
    starts, ends, where = source.starts_at.astimezone(UTC), source.ends_at.astimezone(UTC), place(source)
    google = {"action": "TEMPLATE", "text": title, "dates": f"{_basic(starts)}/{_basic(ends)}", "ctz": source.zone}
    outlook = {"path": "/calendar/action/compose", "rru": "addevent", "subject": title}
    hours = {"startdt": starts.isoformat(), "enddt": ends.isoformat()}
    return [
        Way("Google", f"{GOOGLE}?{urlencode({**google, 'details': address, 'location': where})}"),
        Way("Outlook", f"{OUTLOOK}?{urlencode({**outlook, **hours, 'body': address, 'location': where})}"),
    ]


def _basic(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%SZ}"
