"""Published pages in the place an editor would put them; a test fills in only what it is about."""

import itertools
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from wagtail.models import Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from events.models import EventPage, Organisation, Person, ThematicLinePage, Venue
from sessions.models import SessionPage, SessionSpeaker

BOGOTA = "America/Bogota"
_number = itertools.count(1)


def a_home() -> Page:
    """The home page of the default site, which the migrations bring."""
    return Site.objects.get(is_default_site=True).root_page.specific


def published[P: Page](parent: Page, page: P) -> P:
    """`page` below `parent`, published through a revision as Wagtail does it, so that signals are sent."""
    page.live = False
    with disable_reference_index_auto_update():  # publishing writes it, a moment later
        parent.add_child(instance=page)
    page.save_revision(clean=False).publish()
    page.refresh_from_db()
    return page


def a_forum(**fields: Any) -> EventPage:
    """A published forum of two days in Bogotá, below the home page unless `parent` says otherwise."""
    parent = fields.pop("parent", None) or a_home()
    defaults: dict[str, Any] = {
        "title": f"Foro {next(_number)}",
        "first_day": date(2026, 12, 10),
        "last_day": date(2026, 12, 11),
        "zone": BOGOTA,
        "languages": ["es", "en"],
    }
    return published(parent, EventPage(**{**defaults, **fields}))


def a_line(parent: Page | None = None, **fields: Any) -> ThematicLinePage:
    """A published line below `parent`, an event or another line."""
    return published(parent or a_forum(), ThematicLinePage(**{"title": f"Línea {next(_number)}", **fields}))


def a_session(parent: Page | None = None, **fields: Any) -> SessionPage:
    """A published hybrid session of 90 minutes, on 10 December 2026 at 15:00 in Bogotá unless told otherwise.

    `starts=<aware datetime>` sets day, hour and zone from an instant.
    """
    return published(parent or a_forum(), session(**fields))


def a_draft_session(parent: Page | None = None, **fields: Any) -> SessionPage:
    """The same, saved as a draft and never published."""
    page = session(**fields)
    page.live = False
    (parent or a_forum()).add_child(instance=page)
    page.save_revision(clean=False)
    return page


def session(*, starts: datetime | None = None, **fields: Any) -> SessionPage:
    """A session page that stands nowhere yet."""
    if starts is not None:
        fields = {**when(starts, fields.get("zone", BOGOTA)), **fields}
    defaults: dict[str, Any] = {
        "title": f"Mesa {next(_number)}",
        "day": date(2026, 12, 10),
        "begins": time(15, 0),
        "minutes": 90,
        "zone": BOGOTA,
        "mode": "hybrid",
    }
    return SessionPage(**{**defaults, **fields})


def when(starts: datetime, zone: str = BOGOTA) -> dict[str, Any]:
    """Day, hour and zone of an instant, as the clock of `zone` shows it."""
    there = starts.astimezone(ZoneInfo(zone))
    return {"day": there.date(), "begins": there.time().replace(tzinfo=None), "zone": zone}


def a_session_live_now(parent: Page | None = None, *, now: datetime, **fields: Any) -> SessionPage:
    """A session that began ten minutes before `now`."""
    return a_session(parent, starts=now - timedelta(minutes=10), **fields)


def a_venue(**fields: Any) -> Venue:
    return Venue.objects.create(**{"name": f"Sala {next(_number)}", "address": "Centro de Convenciones", **fields})


def a_person(**fields: Any) -> Person:
    return Person.objects.create(**{"name": f"Persona {next(_number)}", "position": "Alcaldía", **fields})


def an_organisation(**fields: Any) -> Organisation:
    return Organisation.objects.create(**{"name": f"Organización {next(_number)}", **fields})


def a_speaker(page: SessionPage, role: str = "speaks", **fields: Any) -> SessionSpeaker:
    """Someone with a part in `page`, published with it."""
    speaker = SessionSpeaker(person=fields.pop("person", None) or a_person(**fields), role=role)
    page.speakers.add(speaker)
    page.save_revision().publish()
    return speaker
