"""A published session is in the calendar exactly once; a draft never."""

from datetime import UTC, date, datetime, time

import pytest
from schedule.models import Calendar, Event
from wagtail.models import Locale

from sessions import timetable
from sessions.models import Slot
from tests import factories

pytestmark = pytest.mark.django_db


def said(page):
    """The calendar's entries of a session, as (start, end, calendar)."""
    entries = Event.objects.filter(slot__session=page.translation_key)
    return [(entry.start, entry.end, entry.calendar.name) for entry in entries]


def test_publishing_puts_a_session_into_its_events_calendar():
    forum = factories.a_forum(title="Foro")
    table = factories.a_session(forum, day=date(2026, 12, 10), begins=time(15), minutes=90)
    start, end = datetime(2026, 12, 10, 20, tzinfo=UTC), datetime(2026, 12, 10, 21, 30, tzinfo=UTC)
    assert said(table) == [(start, end, "Foro")]


def test_a_draft_does_not_touch_the_calendar():
    factories.a_draft_session()
    assert not Event.objects.exists()
    assert not Slot.objects.exists()


def test_a_draft_of_a_published_session_does_not_move_it():
    table = factories.a_session()
    before = said(table)
    table.begins = time(18)
    table.save_revision()
    assert said(table) == before


def test_publishing_again_moves_the_same_entry_and_raises_its_sequence():
    table = factories.a_session()
    entry, before = Event.objects.get(), Slot.objects.get().sequence
    table.begins = time(18)
    table.save_revision().publish()
    assert Event.objects.get().pk == entry.pk
    assert Event.objects.get().start.hour == 23
    assert Slot.objects.get().sequence == before + 1


def test_projecting_twice_changes_nothing():
    table = factories.a_session()
    before = said(table), Slot.objects.values_list("sequence", flat=True)[0]
    timetable.project(table.translation_key)
    assert (said(table), Slot.objects.values_list("sequence", flat=True)[0]) == before


def test_taking_a_session_back_removes_it_and_its_sequence_goes_on():
    table = factories.a_session()
    table.unpublish()
    assert said(table) == []
    before = Slot.objects.get().sequence
    table.save_revision().publish()
    assert len(said(table)) == 1
    assert Slot.objects.get().sequence > before


def test_deleting_a_session_removes_it():
    table = factories.a_session()
    table.delete()
    assert not Event.objects.exists()


def test_deleting_an_event_removes_its_sessions_and_its_calendar():
    forum = factories.a_forum()
    factories.a_session(factories.a_line(forum))
    forum.refresh_from_db()
    forum.delete()
    assert not Event.objects.exists()
    assert not Calendar.objects.filter(slug=f"event-{forum.translation_key}").exists()


def test_moving_a_line_to_another_event_moves_its_sessions_to_its_calendar():
    line = factories.a_line()
    table = factories.a_session(line)
    other = factories.a_forum(title="Otro foro")
    line.refresh_from_db()
    line.move(other, pos="last-child")
    assert [name for _, _, name in said(table)] == ["Otro foro"]


def test_a_translation_is_no_second_entry_and_its_own_hour_means_nothing():
    forum = factories.a_forum()
    table = factories.a_session(forum)
    english = Locale.objects.get(language_code="en")
    forum.copy_for_translation(english)
    translated = table.copy_for_translation(english)
    translated.begins = time(3)
    translated.save_revision().publish()
    assert said(table) == said(translated)
    assert len(said(table)) == 1
    assert said(table)[0][0].hour == 20


def test_a_new_title_of_the_event_reaches_its_calendar():
    forum = factories.a_forum(title="Antes")
    table = factories.a_session(forum)
    forum.title = "Después"
    forum.save_revision().publish()
    assert [name for _, _, name in said(table)] == ["Después"]
