"""Duplicates are drafts with activities of their own; nothing said in the original's room goes with them."""

import json
from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Page, PageLogEntry

from events.models import EventPage, ThematicLinePage
from live.models import Room
from live.queries import room_of
from live.registration.actions import register
from live.registration.models import Registration
from sessions.duplicates import duplicate_event, duplicate_series, duplicate_session
from sessions.models import Running, Series, SessionPage
from sessions.recipes import Kind
from sessions.series import Plan, Refused, make_series
from tests import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:get_connection"),
]
CORE = {"results": "at_close", "accepts": "anyone", "names": "name"}
OPTIONS = [
    {"type": "item", "id": "a1b2c3d4-0000-4000-8000-00000000000a", "value": {"label": "Sí"}},
    {"type": "item", "id": "a1b2c3d4-0000-4000-8000-00000000000b", "value": {"label": "No"}},
]
POLL = {
    "type": "polls",
    "id": "8a3f6c5e-2f0e-4a3c-9d5e-3f1c2b4a5d6e",
    "value": {"title": "¿Qué falta?", "options": OPTIONS, **CORE},
}
QUESTIONS = {
    "type": "questions",
    "id": "5d2f7c1a-0b1e-4a57-8d55-0a9a4c1b7e11",
    "value": {"title": "Preguntas", "review": False, **CORE},
}


def a_full_session(parent: Page | None = None, **fields: Any) -> SessionPage:
    """A session with a poll and questions, and a speaker."""
    page = factories.session(**fields)
    page.activities = page._meta.get_field("activities").to_python([POLL, QUESTIONS])
    factories.published(parent or factories.a_forum(), page)
    factories.a_speaker(page)
    return SessionPage.objects.get(pk=page.pk)


def ids(page: SessionPage) -> list[str]:
    return [child.id for child in SessionPage.objects.get(pk=page.pk).activities]


def ids_of_revisions(page: SessionPage) -> list[list[str]]:
    found = page.revisions.order_by("pk").values_list("content", flat=True)
    return [[one["id"] for one in json.loads(content["activities"])] for content in found]


def options(page: SessionPage) -> list[str]:
    poll = SessionPage.objects.get(pk=page.pk).activities[0]
    return [item.id for item in poll.value["options"].bound_blocks]


def test_a_duplicate_is_a_draft_with_its_own_activities_and_the_same_options(ada):
    session = a_full_session()
    made = duplicate_session(session=session, title="Otra mesa", day=date(2026, 12, 11), by=ada)
    assert (made.live, made.title, made.day, made.begins) == (False, "Otra mesa", date(2026, 12, 11), time(15))
    assert set(ids(made)) & set(ids(session)) == set()
    assert len(set(ids(made))) == 2
    assert options(made) == options(session)
    assert ids_of_revisions(made)[-1] == ids(made)
    assert [speaker.person for speaker in made.speakers.all()] == [s.person for s in session.speakers.all()]


def test_publishing_the_duplicate_opens_a_room_with_its_own_activities(ada):
    session = a_full_session()
    made = duplicate_session(session=session, title="Otra", day=date(2026, 12, 11), by=ada)
    assert room_of(made.translation_key) is None
    made.get_latest_revision().publish(user=ada)
    there, here = room_of(made.translation_key), room_of(session.translation_key)
    assert there.code != here.code

    def known(room):
        return set(Room.objects.get(pk=room.id).entries.values_list("activity", flat=True))

    assert known(there) == {"room", *ids(made)}
    assert known(there) & known(here) == {"room"}


@pytest.mark.parametrize("keep_live", [True, False])
def test_wagtails_own_copy_gives_new_activities_in_page_and_revisions(ada, keep_live):
    session = a_full_session()
    made = session.copy(update_attrs={"slug": "copia"}, user=ada, keep_live=keep_live)
    assert set(ids(made)) & set(ids(session)) == set()
    assert ids_of_revisions(made) == [ids(made)] * len(ids_of_revisions(made))
    assert len(ids_of_revisions(made)) > 1
    assert options(made) == options(session)


def test_wagtails_copy_of_a_whole_event_gives_new_activities(ada):
    event = factories.a_forum()
    session = a_full_session(factories.a_line(event))
    event.copy(recursive=True, update_attrs={"slug": "copia"}, user=ada)
    other = SessionPage.objects.exclude(pk=session.pk).get()
    assert set(ids(other)) & set(ids(session)) == set()


def test_a_copy_for_translation_keeps_its_activities():
    from wagtail.models import Locale

    english = Locale.objects.get_or_create(language_code="en")[0]
    session = a_full_session()
    twin = session.copy_for_translation(english, copy_parents=True)
    assert [child.id for child in twin.activities] == ids(session)


def a_programme() -> EventPage:
    """An event of two lines, one with a subline, and three sessions; one cancelled."""
    event = factories.a_forum(title="Foro 2026")
    line, other = factories.a_line(event), factories.a_line(event)
    subline = factories.a_line(line)
    a_full_session(subline, title="Primera", day=date(2026, 12, 10))
    a_full_session(other, title="Segunda", day=date(2026, 12, 11), status="cancelled")
    a_full_session(event, title="Plenaria", day=date(2026, 12, 11))
    return event


def test_an_event_is_duplicated_with_its_programme_moved_to_the_chosen_day(ada):
    made = duplicate_event(event=a_programme(), title="Foro 2027", first_day=date(2027, 12, 9), by=ada)
    assert (made.first_day, made.last_day, made.live) == (date(2027, 12, 9), date(2027, 12, 10), False)
    assert ThematicLinePage.objects.descendant_of(made).count() == 3
    found = SessionPage.objects.descendant_of(made).order_by("path")
    assert [(page.title, page.day, page.depth, page.live, page.status) for page in found] == [
        ("Primera", date(2027, 12, 9), 6, False, "planned"),
        ("Segunda", date(2027, 12, 10), 5, False, "planned"),
        ("Plenaria", date(2027, 12, 10), 4, False, "planned"),
    ]
    new = {one for page in found for one in ids(page)}
    assert len(new) == 6
    assert new & {POLL["id"], QUESTIONS["id"]} == set()


def test_registrations_rooms_and_records_stay_with_the_original(ada):
    event = a_programme()
    session = SessionPage.objects.get(title="Primera")
    register(session=session.translation_key, mode="room", name="Rosa", email="rosa@example.org")
    Running.objects.create(session=session.translation_key, opened_at="2026-12-10T15:00Z")
    before = [(kind, kind.objects.count()) for kind in (Registration, Running, Room)]
    duplicate_event(event=event, title="Foro 2027", first_day=date(2027, 12, 9), by=ada)
    assert [(kind, kind.objects.count()) for kind in (Registration, Running, Room)] == before


def test_conclusions_are_not_duplicated(ada):
    from events.models import ConclusionsPage

    event = a_programme()
    factories.published(SessionPage.objects.get(title="Primera"), ConclusionsPage(title="Lo acordado"))
    duplicate_event(event=event, title="Foro 2027", first_day=date(2027, 12, 9), by=ada)
    assert ConclusionsPage.objects.count() == 1


def test_the_copy_of_an_event_has_the_series_of_its_own(ada):
    event = factories.a_forum(last_day=date(2026, 12, 31))
    first = a_full_session(event)
    make_series(session=first, plan=Plan(Kind.WEEKLY, meetings=3), by=ada)
    made = duplicate_event(event=event, title="Otro", first_day=date(2027, 12, 9), by=ada)
    copies = SessionPage.objects.descendant_of(made).values_list("translation_key", flat=True)
    assert set(Series.objects.latest("pk").meetings.values_list("session", flat=True)) == set(copies)
    assert Series.objects.count() == 2


def test_a_series_is_duplicated_from_a_new_first_day_in_step_again(ada):
    event = factories.a_forum(last_day=date(2027, 12, 31))
    first = a_full_session(event, day=date(2026, 12, 8))
    make_series(session=first, plan=Plan(Kind.MONTHLY_WEEKDAY, meetings=3), by=ada)
    moved = SessionPage.objects.get(day=date(2027, 1, 12))
    moved.day = date(2027, 1, 14)
    moved.save_revision().publish()
    made = duplicate_series(session=first, title="Segunda vuelta", day=date(2027, 6, 3), by=ada)
    assert [page.day.isoformat() for page in made] == ["2027-06-03", "2027-07-01", "2027-08-05"]
    everything = [one for page in SessionPage.objects.all() for one in ids(page)]
    assert len(set(everything)) == len(everything) == 12


def test_a_day_on_which_the_clock_skips_the_hour_makes_no_copy(ada):
    event = factories.a_forum(zone="Europe/Madrid", first_day=date(2027, 3, 20), last_day=date(2027, 3, 31))
    session = factories.a_session(event, day=date(2027, 3, 21), begins=time(2, 30), zone="Europe/Madrid")
    before = Page.objects.count()
    with pytest.raises(Refused, match="02:30"):
        duplicate_session(session=session, title="Otra", day=date(2027, 3, 28), by=ada)
    with pytest.raises(Refused, match="02:30"):
        duplicate_event(event=event, title="Otro", first_day=date(2027, 3, 27), by=ada)
    assert Page.objects.count() == before


def test_who_may_not_add_pages_duplicates_nothing(cleo):
    session = a_full_session()
    with pytest.raises(PermissionDenied):
        duplicate_session(session=session, title="Otra", day=None, by=cleo)
    with pytest.raises(PermissionDenied):
        duplicate_event(event=session.event, title="Otro", first_day=date(2027, 1, 1), by=cleo)


def test_the_history_of_the_original_says_that_it_was_duplicated(ada):
    session = a_full_session()
    duplicate_session(session=session, title="Otra mesa", day=None, by=ada)
    entry = PageLogEntry.objects.get(page=session.pk, action="plenaria.duplicate")
    assert (entry.user, entry.data["title"]) == (ada, "Otra mesa")
    assert "Otra mesa" in entry.message
