"""What organisers do in Wagtail beside editing: repeat, duplicate, see today, and read who did what."""

import re
from datetime import UTC, date, datetime, time, timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from events.models import ConclusionsPage, EventPage
from live.conclude import conclude
from live.effects import of_room
from live.queries import room_of
from live.registration.actions import register
from live.today import today
from sessions.models import SessionPage
from sessions.recipes import Kind
from sessions.series import MOST, Plan, make_series
from sessions.state import State
from tests import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:get_connection"),
]


def a_year(**fields: Any) -> SessionPage:
    event = factories.a_forum(first_day=date(2026, 1, 1), last_day=date(2027, 12, 31))
    return factories.a_session(event, **{"title": "Mesa", "day": date(2026, 12, 8), "begins": time(18), **fields})


def errors(response: Any) -> dict[str, list[str]]:
    return {name: list(sentences) for name, sentences in response.context["form"].errors.items()}


DOORS = {
    "session_series": ("no", "no", "no", "yes", "yes", "yes"),
    "session_duplicate": ("no", "no", "no", "yes", "yes", "yes"),
    "series_duplicate": ("no", "no", "no", "yes", "yes", "yes"),
    "event_duplicate": ("no", "no", "no", "yes", "yes", "yes"),
}
WHO = ("anonymous", "ben", "max", "edith", "ada", "sol")


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("who", WHO)
def test_each_form_opens_for_those_who_may_add_pages(client, request, door, who):
    session = a_year()
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    page = session.event if door == "event_duplicate" else session
    opened = client.get(reverse(door, args=[page.pk])).status_code == 200
    assert opened is (DOORS[door][WHO.index(who)] == "yes")


def test_the_page_of_a_session_offers_what_can_be_done_with_it(client, ada):
    client.force_login(ada)
    session = a_year()

    def offered(page: Any) -> list[str]:
        shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        return [door for door in DOORS if reverse(door, args=[page.pk]) in shown]

    assert offered(session) == ["session_series", "session_duplicate"]
    make_series(session=session, plan=Plan(Kind.WEEKLY, meetings=2), by=ada)
    assert offered(session) == ["session_duplicate", "series_duplicate"]
    assert offered(session.event) == ["event_duplicate"]


def test_an_editor_is_not_asked_whether_to_publish(client, edith):
    client.force_login(edith)
    assert "publish" not in client.get(reverse("session_series", args=[a_year().pk])).context["form"].fields


def test_the_days_are_shown_before_anything_is_made(client, ada):
    client.force_login(ada)
    session = a_year()
    said = {"kind": "weekly", "meetings": "3", "publish": "on"}
    shown = client.post(reverse("session_series", args=[session.pk]), said)
    assert shown.context["form"].seen == "2026-12-08 2026-12-15 2026-12-22"
    assert SessionPage.objects.count() == 1
    with translation.override("es"):
        assert "15 de diciembre" in unescape(shown.content.decode())
    seen = shown.context["form"].seen
    made = client.post(reverse("session_series", args=[session.pk]), {**said, "seen": seen})
    assert made.status_code == 302
    assert SessionPage.objects.filter(live=True).count() == 3


def test_what_is_made_is_what_was_seen(client, ada):
    client.force_login(ada)
    session = a_year()
    said = {"kind": "weekly", "meetings": "4", "seen": "2026-12-08 2026-12-15"}
    assert client.post(reverse("session_series", args=[session.pk]), said).status_code == 200
    assert SessionPage.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "weekly"}, "meetings"),
        ({"kind": "weekly", "meetings": "3", "until": "2026-12-31"}, "meetings"),
        ({"kind": "weekly", "meetings": "1000"}, "meetings"),
        ({"kind": "weekly", "meetings": "-3"}, "meetings"),
        ({"kind": "weekly", "meetings": "muchas"}, "meetings"),
        ({"kind": "weekly", "until": "2029-01-01"}, "until"),
        ({"kind": "weekly", "until": "9999-12-31"}, "until"),
        ({"kind": "weekly", "until": "pronto"}, "until"),
        ({"kind": "hourly", "meetings": "3"}, "kind"),
        ({"meetings": "3"}, "kind"),
    ],
)
def test_bad_input_gets_one_sentence_at_its_field_and_makes_nothing(client, ada, said, field):
    client.force_login(ada)
    session = a_year()
    found = errors(client.post(reverse("session_series", args=[session.pk]), said))
    assert list(found) == [field]
    assert len(found[field]) == 1
    assert len(found[field][0].split(". ")[0].split()) <= 20
    assert SessionPage.objects.count() == 1


def test_a_thousand_meetings_are_refused_with_the_limit(client, ada):
    client.force_login(ada)
    said = {"kind": "weekdays", "until": "2027-12-31"}
    assert str(MOST) in errors(client.post(reverse("session_series", args=[a_year().pk]), said))["until"][0]


def test_a_translation_is_not_repeated(client, ada):
    from wagtail.models import Locale

    client.force_login(ada)
    twin = a_year().copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    address = reverse("session_series", args=[twin.pk])
    found = errors(client.post(address, {"kind": "weekly", "meetings": "3"}))
    assert list(found) == ["__all__"]
    assert client.get(address).context["refused"] == found["__all__"][0]


def test_a_session_is_duplicated_by_its_form(client, ada):
    client.force_login(ada)
    session = a_year()
    said = {"title": "Otra mesa", "day": "2026-12-20"}
    assert client.post(reverse("session_duplicate", args=[session.pk]), said).status_code == 302
    made = SessionPage.objects.get(title="Otra mesa")
    assert (made.day, made.live, made.get_parent().pk) == (date(2026, 12, 20), False, session.get_parent().pk)


def test_an_event_is_duplicated_by_its_form(client, edith):
    client.force_login(edith)
    event = a_year().event
    said = {"title": "El año que viene", "first_day": "2028-01-01"}
    assert client.post(reverse("event_duplicate", args=[event.pk]), said).status_code == 302
    made = EventPage.objects.get(title="El año que viene")
    assert SessionPage.objects.descendant_of(made).get().day == date(2028, 12, 7)


def test_a_skipped_hour_is_said_at_the_day(client, ada):
    client.force_login(ada)
    session = a_year(zone="Europe/Madrid", begins=time(2, 30))
    found = errors(client.post(reverse("session_duplicate", args=[session.pk]), {"title": "M", "day": "2027-03-28"}))
    assert list(found) == ["day"]
    assert SessionPage.objects.count() == 1


def publish(client: Any, page: SessionPage, status: str) -> None:
    """The editor's Publish button with a status."""
    said = {name: getattr(page, name) for name in ("title", "slug", "category", "minutes", "mode", "zone")}
    said |= {"day": page.day.isoformat(), "begins": "18:00", "status": status, "action-publish": "1"}
    forms = {"speakers": inline_formset([]), "comments": inline_formset([])}
    data = nested_form_data({**said, "body": streamfield([]), "activities": streamfield([]), **forms})
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data | {"languages": ["es"]})
    assert response.status_code == 302


def named(page: SessionPage) -> list[tuple[str, Any]]:
    """Our own entries in the history of a page, oldest first, with who did it."""
    found = PageLogEntry.objects.filter(page=page.pk, action__startswith="plenaria.").order_by("timestamp", "pk")
    return [(entry.action.removeprefix("plenaria."), entry.user) for entry in found]


def test_cancelling_postponing_and_holding_it_after_all_are_named(client, ada):
    client.force_login(ada)
    session = a_year()
    for status in ("planned", "cancelled", "cancelled", "planned", "postponed"):
        publish(client, session, status)
    assert named(session) == [("cancel", ada), ("replan", ada), ("postpone", ada)]


def test_the_history_of_a_page_says_it_in_words(client, ada):
    client.force_login(ada)
    session = a_year()
    publish(client, session, "cancelled")
    make_series(session=session, plan=Plan(Kind.WEEKLY, meetings=3), by=ada)
    of_room(session.translation_key, "start", ada.pk)
    of_room(session.translation_key, "end", ada.pk)
    conclude(room=room_of(session.translation_key), by=ada)
    shown = unescape(client.get(reverse("wagtailadmin_pages:history", args=[session.pk])).content.decode())
    entries = PageLogEntry.objects.filter(page=session.pk, action__startswith="plenaria.")
    assert {entry.action for entry in entries} == {
        "plenaria.cancel",
        "plenaria.series",
        "plenaria.room.open",
        "plenaria.room.end",
        "plenaria.conclude",
    }
    with translation.override("es"):
        missing = [entry.action for entry in entries if str(entry.message) not in shown]
    assert missing == []
    assert re.search(r"plenaria\.\w", re.sub(r'(value|name|href)="[^"]*"', "", shown)) is None


def test_a_room_opened_twice_is_named_once(ada):
    session = a_year()
    for verb in ("start", "start", "end", "end", "start", "stage"):
        of_room(session.translation_key, verb, ada.pk)
    assert [action for action, _ in named(session)] == ["room.open", "room.end", "room.open"]


def test_conclusions_are_named_with_their_page(ada):
    session = a_year()
    conclude(room=room_of(session.translation_key), by=ada)
    entry = PageLogEntry.objects.get(page=session.pk, action="plenaria.conclude")
    assert entry.data["page"] == ConclusionsPage.objects.get().pk


NOON = datetime(2026, 12, 10, 17, tzinfo=UTC)  # noon in Bogotá


def titles(user: Any) -> list[str]:
    return [row.meeting.title for row in today(user, NOON)]


def test_today_is_the_day_of_each_place(ada):
    event = factories.a_forum(first_day=date(2026, 12, 1), last_day=date(2026, 12, 31))
    days = {"ayer": date(2026, 12, 9), "hoy": date(2026, 12, 10), "mañana": date(2026, 12, 11)}
    for title, day in days.items():
        factories.a_session(event, title=title, day=day, begins=time(23, 30), minutes=20)
    factories.a_session(event, title="Tokio", day=date(2026, 12, 11), begins=time(1), zone="Asia/Tokyo")
    factories.a_session(event, title="Tokio ayer", day=date(2026, 12, 10), begins=time(9), zone="Asia/Tokyo")
    factories.a_draft_session(event, title="borrador", day=date(2026, 12, 10))
    assert titles(ada) == ["Tokio", "hoy"]


def test_a_session_whose_room_is_still_open_is_shown(ada):
    session = factories.a_session(title="larga", day=date(2026, 12, 9), begins=time(20), minutes=60)
    of_room(session.translation_key, "start")
    from sessions.models import Running

    Running.objects.update(opened_at=NOON - timedelta(hours=11))
    [row] = today(ada, NOON)
    assert (row.meeting.title, row.meeting.state) == ("larga", State.LIVE)


def test_each_sees_the_ways_that_are_open_to_them(ada, edith):
    session = factories.a_session(day=date(2026, 12, 10), begins=time(15))
    with time_machine.travel(NOON, tick=False):
        register(session=session.translation_key, mode="room", name="Rosa", email="rosa@example.org")
    [for_ada], [for_edith] = today(ada, NOON), today(edith, NOON)
    assert for_ada.seats == for_edith.seats == 1
    assert [bool(way) for way in (for_ada.edit, for_ada.desk, for_ada.people)] == [True, True, True]
    assert [bool(way) for way in (for_edith.edit, for_edith.desk, for_edith.people)] == [True, False, False]


def test_the_queries_of_the_panel_do_not_grow_with_its_sessions(ada, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    event = factories.a_forum()

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            today(type(ada).objects.get(pk=ada.pk), NOON)
        return len(found)

    factories.a_session(event)
    queries()
    one = queries()
    for _ in range(2):
        factories.a_session(event)
    assert queries() == one


def test_the_first_page_of_wagtail_begins_with_today(client, ada):
    client.force_login(ada)
    session = factories.a_session(starts=timezone.now(), title="Ahora mismo")
    shown = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Ahora mismo" in shown
    assert reverse("live_desk", args=[room_of(session.translation_key).code]) in shown
    assert session.url in shown
