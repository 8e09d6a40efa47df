"""Where a session stands: the organisers' word, then the host's, then the clock."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from sessions import actions
from sessions.models import Running
from sessions.state import State, state_of
from tests import factories

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 12, 10, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def at_noon(**fields):
    """A session from noon to half past one."""
    return factories.a_session(starts=NOON, **fields)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (NOON - HOUR, State.OPEN),
        (NOON, State.LIVE),
        (NOON + timedelta(minutes=89), State.LIVE),
        (NOON + timedelta(minutes=90), State.PAST),
    ],
)
def test_the_clock_decides_where_nobody_said_otherwise(now, state):
    assert state_of(at_noon(), now) is state


def test_without_registration_a_coming_session_is_announced():
    assert state_of(at_noon(registers=False), NOON - HOUR) is State.ANNOUNCED


def test_without_an_hour_a_session_is_announced():
    assert state_of(factories.a_draft_session(day=None), NOON) is State.ANNOUNCED


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_the_organisers_word_outranks_host_and_clock(status):
    table = at_noon(status=status)
    actions.mark_running(session_key=table.translation_key, at=NOON)
    assert state_of(table, NOON) == status


def test_a_host_who_opens_early_makes_it_live():
    table = at_noon()
    actions.mark_running(session_key=table.translation_key, at=NOON - HOUR)
    assert state_of(table, NOON - HOUR) is State.LIVE


def test_a_session_running_over_is_live_until_its_host_ends_it():
    table = at_noon()
    actions.mark_running(session_key=table.translation_key, at=NOON)
    assert state_of(table, NOON + 3 * HOUR) is State.LIVE
    actions.mark_ended(session_key=table.translation_key, at=NOON + 3 * HOUR)
    assert state_of(table, NOON + 3 * HOUR) is State.PAST


def test_a_host_who_ends_early_makes_it_past():
    table = at_noon()
    actions.mark_running(session_key=table.translation_key, at=NOON)
    actions.mark_ended(session_key=table.translation_key, at=NOON + timedelta(minutes=5))
    assert state_of(table, NOON + timedelta(minutes=6)) is State.PAST


def test_a_rehearsal_the_day_before_does_not_end_the_session():
    table = at_noon()
    actions.mark_running(session_key=table.translation_key, at=NOON - 24 * HOUR)
    actions.mark_ended(session_key=table.translation_key, at=NOON - 23 * HOUR)
    assert state_of(table, NOON - HOUR) is State.OPEN


def test_a_room_nobody_closed_is_not_live_the_next_day():
    table = at_noon()
    actions.mark_running(session_key=table.translation_key, at=NOON)
    assert state_of(table, NOON + 24 * HOUR) is State.PAST


def test_opening_twice_keeps_the_first_hour_and_ending_twice_the_first_end():
    key = at_noon().translation_key
    actions.mark_running(session_key=key, at=NOON)
    actions.mark_running(session_key=key, at=NOON + HOUR)
    actions.mark_ended(session_key=key, at=NOON + HOUR)
    actions.mark_ended(session_key=key, at=NOON + 2 * HOUR)
    assert list(Running.objects.values_list("opened_at", "closed_at")) == [(NOON, NOON + HOUR)]


def test_a_past_session_says_so_on_its_page_and_takes_no_seats(client):
    table = factories.a_session(starts=timezone.now() - 24 * HOUR)
    text = client.get(table.url).content.decode()
    assert 'class="lead"' in text
    assert 'href="#seat"' not in text
    coming = factories.a_session(starts=timezone.now() + 24 * HOUR)
    assert 'href="#seat"' in client.get(coming.url).content.decode()
