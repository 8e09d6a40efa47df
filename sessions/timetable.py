"""Projects published sessions into the calendar of django-scheduler. Nothing else imports that library.

The page holds the time; the calendar is what lists read. One session, one entry, however many languages it has.
A rule of that library is kept as a recipe only: it gives days once, and no entry of the calendar follows it.
"""

from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Any
from uuid import UUID

from dateutil.rrule import rrule
from django.db import transaction
from django.db.models import F
from schedule.models import Calendar, Event, Rule

from events.models import EventPage
from sessions.models import SessionPage, Slot
from sessions.recipes import Kind, Recipe

TITLE = 255  # the library's own limit for a title
NAME = 200  # and for the name of a calendar


@transaction.atomic
def project(key: UUID) -> None:
    """Makes the calendar say what the published source page says; doing it again changes nothing."""
    page = SessionPage.objects.filter(translation_key=key).order_by("pk").first()
    event = page.event if page and page.live and page.starts_at else None
    if page is None or event is None:
        remove(key)
        return
    slot, _ = Slot.objects.select_related("event").get_or_create(session=key)
    entry = slot.event or Event()
    for name, value in _said_by(page, event).items():
        setattr(entry, name, value)
    entry.save()
    if slot.event_id is None:
        Slot.objects.filter(pk=slot.pk).update(event=entry)


def _said_by(page: SessionPage, event: EventPage) -> dict[str, Any]:
    assert page.starts_at is not None
    assert page.ends_at is not None
    return {
        "title": page.title[:TITLE],
        "start": page.starts_at.astimezone(UTC),
        "end": page.ends_at.astimezone(UTC),
        "calendar": calendar_of(event),
    }


def calendar_of(event: EventPage) -> Calendar:
    """The calendar of an event, made when its first session is published."""
    calendar, _ = Calendar.objects.get_or_create(
        slug=f"event-{event.translation_key}", defaults={"name": event.title[:NAME]}
    )
    return calendar


def rename(event: EventPage) -> None:
    """Gives the calendar the event's present title, if it has a calendar."""
    Calendar.objects.filter(slug=f"event-{event.translation_key}").update(name=event.title[:NAME])


@transaction.atomic
def remove(key: UUID) -> None:
    """Takes the session's entry out of the calendar; its slot stays, so that `sequence` goes on rising."""
    Event.objects.filter(slot__session=key).delete()


def count_change(key: UUID) -> None:
    """Raises the sequence, so that calendars of people take the news. Every publication counts as a change."""
    Slot.objects.filter(session=key).update(sequence=F("sequence") + 1)


def drop_calendar(event: EventPage) -> None:
    """Deletes the calendar of an event of which no language is left."""
    if not EventPage.objects.filter(translation_key=event.translation_key).exists():
        Calendar.objects.filter(slug=f"event-{event.translation_key}", event=None).delete()


def days(recipe: Recipe, first: date, *, most: int, until: date | None = None) -> list[date]:
    """The first `most` days of a recipe from `first` on, none after `until`. Days have no clock, so none can shift."""
    rule = Rule(frequency=recipe.frequency, params=recipe.params)
    end = datetime.combine(until, time()) if until else None
    found = rrule(rule.rrule_frequency(), dtstart=datetime.combine(first, time()), until=end, **rule.get_params())
    return [one.date() for one in islice(found, most)]


def keep_rule(recipe: Recipe) -> int:
    """The row of this recipe; equal recipes share one."""
    said = {"name": recipe.kind.value, "frequency": recipe.frequency, "params": recipe.params}
    rule = Rule.objects.filter(**said).first() or Rule.objects.create(**said, description=str(recipe.kind.value))
    return rule.pk


def kind_of(rule: int) -> Kind:
    """The kind of a kept recipe."""
    return Kind(Rule.objects.get(pk=rule).name)
