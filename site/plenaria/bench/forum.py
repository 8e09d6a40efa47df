"""An event as large as real ones get, to measure its pages: 8 lines, 24 sublines, 300 sessions."""

from datetime import time, timedelta

from django.core.management.base import CommandError
from django.utils import timezone
from wagtail.models import Site

from events.models import EventPage, Person, ThematicLinePage, Venue
from live.models import Room
from plenaria.home.models import HomePage
from sessions import timetable
from sessions.models import SessionPage, SessionSpeaker

LINES, SUBLINES = 8, 3
ZONE = "America/Bogota"


def a_large_forum(sessions: int) -> tuple[EventPage, SessionPage]:
    """A published event with so many sessions, and one of them, with speakers and a room."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    home = site.root_page.specific if site else None
    if not isinstance(home, HomePage):
        raise CommandError("There is no home page to measure below. Run `manage.py migrate` first.")
    first = timezone.now().date() + timedelta(days=30)
    event = EventPage(title="Measured forum", first_day=first, last_day=first + timedelta(days=9), zone=ZONE)
    home.add_child(instance=event)
    venue = Venue.objects.create(name="Hall", address="Centre")
    places = [sub for line in _lines(event, LINES) for sub in _lines(line, SUBLINES)]
    made = []
    for count in range(sessions):
        page = SessionPage(
            title=f"Round table {count + 1}",
            day=first + timedelta(days=count % 10),
            begins=time(8 + count % 10),
            zone=ZONE,
            venue=venue,
            capacity_room=120,
            introduction="Two or three sentences about what is discussed at this table, and with whom.",
        )
        places[count % len(places)].add_child(instance=page)
        timetable.project(page.translation_key)
        made.append(page)
    _seat(made[0])
    return event, made[0]


def _lines(parent: EventPage | ThematicLinePage, count: int) -> list[ThematicLinePage]:
    lines = [ThematicLinePage(title=f"Line {place + 1}", introduction="What it is about.") for place in range(count)]
    for line in lines:
        parent.add_child(instance=line)
    return lines


def _seat(page: SessionPage) -> None:
    """Speakers and a room, as a published session has them."""
    Room.objects.create(session=page.translation_key)
    for place in range(4):
        person = Person.objects.create(name=f"Person {place + 1}", position="Speaker")
        SessionSpeaker.objects.create(page=page, person=person, sort_order=place)
