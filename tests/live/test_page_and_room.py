"""A published page and its room: what the page says reaches the log, and what votes stand on is never lost."""

import asyncio
from typing import Any

import pytest
from channels.db import database_sync_to_async
from django.utils import timezone

from live import log
from live.models import Entry, Room
from live.queries import room_of
from sessions.queries import source
from sessions.state import State, state_of
from tests.factories import a_draft_session, a_session
from tests.live.conftest import ACTIVITIES, POLL, QUESTIONS, a_room, publish_again

pytestmark = pytest.mark.django_db(transaction=True)


def test_publishing_opens_a_room_with_a_code_for_hands() -> None:
    room = room_of(a_session(activities=ACTIVITIES).translation_key)
    assert room is not None
    assert len(room.code) == 6
    assert not set(room.code) & set("0O1IL")
    assert [line.activity for line in log.read(room.id)] == ["room", POLL, QUESTIONS]


def test_a_draft_has_no_room() -> None:
    assert room_of(a_draft_session(activities=ACTIVITIES).translation_key) is None


def test_publishing_again_without_a_change_writes_nothing() -> None:
    room = a_room()
    before = Entry.objects.count()
    publish_again(room, lambda raw: None)
    assert Entry.objects.count() == before
    assert Room.objects.count() == 1


def test_going_back_to_earlier_words_is_a_change_too() -> None:
    room = a_room()
    for title in ("Otra", "¿Qué frena más?", "Otra"):
        publish_again(room, lambda raw, title=title: raw[0]["value"].update(title=title))
    titles = [line.body["setup"]["title"]["es"] for line in log.read(room.id) if line.activity == POLL]
    assert titles == ["¿Qué frena más?", "Otra", "¿Qué frena más?", "Otra"]


def add_option(raw: list[dict[str, Any]]) -> None:
    raw[0]["value"]["options"].append({"type": "item", "id": "c", "value": {"label": "Horario"}})


async def test_new_options_where_votes_stand_begin_a_new_round(room: Any, people: Any) -> None:
    ada, ben = await people(room, "desk"), await people(room)
    await ada.says(POLL, "open")
    await ben.says(POLL, "vote", choices=["a"])
    await database_sync_to_async(publish_again)(room, add_option)
    await ben.sees(lambda view: view["activities"][POLL]["round"] == 2)
    await ben.sees(lambda view: view["activities"][POLL]["view"]["voters"] == 0)
    assert set(ben.view["activities"][POLL]["view"]["options"]) == {"a", "b", "c"}
    assert ben.mine[POLL] == {}
    assert (await ben.says(POLL, "vote", choices=["c"]))["t"] == "ack"


async def test_new_words_alone_keep_the_votes(room: Any, people: Any) -> None:
    ada, ben = await people(room, "desk"), await people(room)
    await ada.says(POLL, "open")
    await ben.says(POLL, "vote", choices=["a"])
    await database_sync_to_async(publish_again)(room, lambda raw: raw[0]["value"].update(title="¿Qué pesa más?"))
    await ben.sees(lambda view: view["activities"][POLL]["title"]["es"] == "¿Qué pesa más?")
    assert ben.view["activities"][POLL]["view"]["voters"] == 1


async def test_an_activity_taken_off_the_page_closes_and_stays(room: Any, people: Any) -> None:
    ada, ben = await people(room, "desk"), await people(room)
    await ada.says(POLL, "open")
    await ben.says(POLL, "vote", choices=["a"])
    await database_sync_to_async(publish_again)(room, lambda raw: raw.pop(0))
    await ben.sees(lambda view: view["activities"][POLL]["phase"] == "closed")
    await ada.sees(lambda view: QUESTIONS in view["activities"])
    await database_sync_to_async(publish_again)(room, lambda raw: raw.pop(0))
    await ada.sees(lambda view: QUESTIONS not in view["activities"])


async def test_a_room_that_starts_and_ends_tells_its_session(room: Any, people: Any) -> None:
    ada = await people(room, "desk")
    page = await database_sync_to_async(source)(room.session)

    async def becomes(state: State) -> None:
        for _ in range(100):
            if await database_sync_to_async(state_of)(page, timezone.now()) is state:
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"the session never became {state}")

    await becomes(State.OPEN)
    await ada.says("room", "start")
    await becomes(State.LIVE)
    await ada.says(POLL, "open")
    await ada.says("room", "end")
    await ada.sees(lambda view: view["activities"][POLL]["phase"] == "closed")
    await becomes(State.OPEN)  # closed before its hour: that was a rehearsal


async def test_results_show_by_the_policy_and_by_the_hosts_word(people: Any, transactional_db: None) -> None:
    room = await database_sync_to_async(a_room)("AFTER2", results="at_close")
    ada, ben = await people(room, "desk"), await people(room)
    await ada.says(POLL, "open")
    await ben.says(POLL, "vote", choices=["a"])
    await ada.sees(lambda view: view["activities"][POLL]["results"]["top"] == 1)
    await ben.sees(lambda view: view["activities"][POLL]["view"]["voters"] == 1)
    assert "results" not in ben.view["activities"][POLL]
    await ada.says(POLL, "close")
    await ben.sees(lambda view: view["activities"][POLL]["results"]["options"]["a"]["votes"] == 1)
    await ada.says(POLL, "conceal")
    await ben.sees(lambda view: "results" not in view["activities"][POLL])
    await ada.says(POLL, "reveal")
    await ben.sees(lambda view: "results" in view["activities"][POLL])
    assert (await ada.says(POLL, "reveal"))["code"] == "already"


async def test_after_my_vote_shows_results_to_me_alone(people: Any, transactional_db: None) -> None:
    room = await database_sync_to_async(a_room)("AFTER3", results="after_vote")
    ada, ben, rosa = await people(room, "desk"), await people(room), await people(room)
    await ada.says(POLL, "open")
    await ben.says(POLL, "vote", choices=["a"])
    await ben.sees(lambda view: view["activities"][POLL]["results"]["top"] == 1)
    await rosa.sees(lambda view: view["activities"][POLL]["view"]["voters"] == 1)
    assert "results" not in rosa.view["activities"][POLL]
    assert ben.audience != rosa.audience
