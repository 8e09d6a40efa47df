"""Whoever registers at the same time is served a few at a time, and all are answered."""

import asyncio
from collections import Counter
from threading import Lock
from typing import Any

import pytest
from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.db import connections
from django.test import AsyncClient
from django.urls import reverse

from live.registration import actions, line
from sessions.models import SessionPage
from tests.live.test_registration import SAME, a_session

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

PEOPLE, PLACES = 24, 10


@pytest.fixture
def session(transactional_db: None) -> SessionPage:
    return a_session(room=PLACES)


class Inside:
    """How many are given a place at the same time."""

    def __init__(self) -> None:
        self.now = self.most = 0
        self._lock, self._register = Lock(), actions.register

    def __call__(self, **said: Any) -> Any:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        try:
            return self._register(**said)
        finally:
            with self._lock:
                self.now -= 1


@pytest.fixture
def inside(monkeypatch: pytest.MonkeyPatch) -> Inside:
    watched = Inside()
    monkeypatch.setattr(actions, "register", watched)
    return watched


async def registers(session: SessionPage, number: int) -> int:
    """One person's answer, on a thread of their own as the server gives each request one."""
    form = {"mode": "room", "name": f"Persona {number}", "email": f"persona{number}@example.org"}
    async with ThreadSensitiveContext():
        answer = await AsyncClient().post(reverse("register", args=[session.translation_key]), form, **SAME)
        await sync_to_async(connections.close_all)()
    return answer.status_code


async def all_at_once(session: SessionPage) -> Counter[int]:
    return Counter(await asyncio.gather(*(registers(session, number) for number in range(PEOPLE))))


async def test_a_few_are_served_at_a_time_and_everybody_is_answered(session: SessionPage, inside: Inside) -> None:
    assert await all_at_once(session) == {302: PLACES, 422: PEOPLE - PLACES}
    assert inside.most <= line.SERVED


async def test_control_without_the_line_all_come_at_once(
    session: SessionPage, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "SERVED", PEOPLE)
    await all_at_once(session)
    assert inside.most > 4


async def a_place(session: SessionPage, number: int) -> actions.Registered:
    said = {"mode": "room", "name": "Ana", "email": f"ana{number}@example.org"}

    def asked() -> actions.Registered:
        try:
            return actions.register(session=session.translation_key, **said)
        finally:
            connections.close_all()

    return await asyncio.to_thread(asked)


async def test_giving_back_waits_in_the_same_line(session: SessionPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "SERVED", 1)
    links = [one.link for one in await asyncio.gather(*(a_place(session, number) for number in range(3)))]

    async def gives_back(link: str) -> int:
        return (await AsyncClient().post(reverse("registration_cancel", args=[link]), **SAME)).status_code

    async with line.in_line():
        waiting = [asyncio.ensure_future(gives_back(link)) for link in links]
        await asyncio.sleep(0.2)
        assert not any(one.done() for one in waiting)
    assert await asyncio.gather(*waiting) == [302, 302, 302]
