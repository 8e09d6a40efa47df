"""A room with a poll and questions, open for the cast."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from channels.db import database_sync_to_async
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from live.hub import Hub
from live.models import Room
from live.queries import RoomInfo, room_by_code
from tests import cast
from tests.factories import a_session
from tests.live.dialogue import Voice

POLL, QUESTIONS = "poll-1", "questions-1"

ACTIVITIES: list[dict[str, Any]] = [
    {
        "type": "polls",
        "id": POLL,
        "value": {
            "title": "¿Qué frena más?",
            "results": "live",
            "accepts": "anyone",
            "names": "nothing",
            "options": [
                {"type": "item", "id": "a", "value": {"label": "Respuesta"}},
                {"type": "item", "id": "b", "value": {"label": "Conexión"}},
            ],
            "several": False,
            "most": 0,
        },
    },
    {
        "type": "questions",
        "id": QUESTIONS,
        "value": {"title": "Preguntas", "results": "live", "accepts": "anyone", "names": "name", "review": False},
    },
]


def a_room(code: str = "MESA77", **changes: Any) -> RoomInfo:
    """The room of a freshly published session; `changes` go into the poll's block."""
    activities = [ACTIVITIES[0] | {"value": ACTIVITIES[0]["value"] | changes}, ACTIVITIES[1]]
    page = a_session(activities=activities)
    Room.objects.filter(session=page.translation_key).update(code=code)
    found = room_by_code(code)
    assert found is not None
    return found


def publish_again(room: RoomInfo, change: Callable[[list[dict[str, Any]]], Any]) -> None:
    """Edit the activities of the room's page and publish it."""
    from sessions.queries import source

    page = source(room.session)
    raw = page.activities.get_prep_value()
    change(raw)
    page.activities = page._meta.get_field("activities").to_python(raw)
    page.save_revision().publish()


def signed_in(user: Any) -> str:
    """The cookies of an account that is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


@pytest.fixture
async def hub() -> AsyncIterator[None]:
    """The hub of this test's loop, ended before the database is taken away."""
    yield
    await Hub.current().close()


@pytest.fixture
def room(transactional_db: None) -> RoomInfo:
    return a_room()


@pytest.fixture
async def people(hub: None) -> AsyncIterator[Callable[..., Awaitable[Voice]]]:
    """`await people(room)` is someone who joined; `side="desk"` is Ada, who may moderate."""
    here: list[Voice] = []

    async def come(room: RoomInfo, side: str = "person", lang: str = "", **fields: Any) -> Voice:
        cookies, key = "", ""
        if side == "desk":
            cookies = await database_sync_to_async(lambda: signed_in(cast.ada()))()
        if side == "screen":
            key = room.screen_key
        voice = await Voice(room.code, side=side, key=key, cookies=cookies, lang=lang).joins(**fields)
        here.append(voice)
        return voice

    yield come
    for voice in here:
        await voice.leaves()
