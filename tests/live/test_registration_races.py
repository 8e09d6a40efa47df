"""Capacity under races: exactly as many places as there are, on both databases; and the lock is why."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest
from django.db import connections

from live.registration import actions, queries, rules
from live.registration.models import Places, Registration, Status
from sessions.models import SessionPage
from tests.live.test_registration import a_session

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def at_once(tasks: list, hands: int = 16) -> list:
    """What each of `tasks` came to, run by many hands with a connection each."""

    def run(task):
        try:
            return task()
        except rules.Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(hands) as pool:
        return list(pool.map(run, tasks))


def asks(session: SessionPage, number: int, mode: str = "room"):
    return lambda: actions.register(
        session=session.translation_key, mode=mode, name="Ana", email=f"p{number}@example.org"
    )


def confirmed(session: SessionPage, mode: str = "room") -> int:
    return Registration.objects.filter(session=session.translation_key, mode=mode, status=Status.CONFIRMED).count()


def test_two_hundred_people_for_fifty_places_are_fifty():
    session = a_session(room=50)
    came = at_once([asks(session, number) for number in range(200)])
    assert sum(isinstance(one, actions.Registered) for one in came) == 50
    assert sum(isinstance(one, rules.Full) for one in came) == 150
    assert confirmed(session) == 50 == queries.places(session.translation_key)["room"].taken


@pytest.mark.parametrize("seed", range(3))
def test_cancelling_amid_a_storm_wastes_no_place_and_exceeds_none(seed):
    chance, session = random.Random(seed), a_session(room=5)
    links = [one.link for one in at_once([asks(session, number) for number in range(5)])]
    storm = [asks(session, number) for number in range(10, 40)]
    storm += [lambda link=link: actions.cancel(token=link) for link in links]
    chance.shuffle(storm)
    at_once(storm)
    at_once([asks(session, number) for number in range(50, 60)])
    assert confirmed(session) == 5 == queries.places(session.translation_key)["room"].taken


def test_one_address_asking_many_times_gets_one_place():
    session = a_session(room=5)
    came = at_once([asks(session, 1) for _ in range(12)])
    assert sum(isinstance(one, actions.Registered) for one in came) == 1
    assert sum(isinstance(one, rules.AlreadyRegistered) for one in came) == 11
    assert confirmed(session) == 1


def test_with_the_lock_off_places_are_sold_twice(monkeypatch):
    """The negative control: without it the tests above would prove nothing."""
    session, together = a_session(room=1), Barrier(2)
    count = queries.taken

    @contextmanager
    def not_held(session_key, mode) -> Iterator[Places]:
        yield Places.objects.get_or_create(session=session_key, mode=mode)[0]

    def counted_together(session_key, mode):
        found = count(session_key, mode)
        together.wait(timeout=10)
        return found

    monkeypatch.setattr(actions, "held", not_held)
    monkeypatch.setattr(actions.queries, "taken", counted_together)
    at_once([asks(session, number) for number in range(2)], hands=2)
    assert confirmed(session) == 2
