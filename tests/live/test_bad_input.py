"""What cannot count: one clear sentence, and the log and the tables as they were."""

import uuid
from typing import Any

import pytest
from channels.db import database_sync_to_async
from django.apps import apps
from django.contrib.auth import get_user_model

from live.models import Entry, Seat
from live.pulse import Pulse
from tests.live.conftest import POLL, QUESTIONS
from tests.live.dialogue import Voice

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


@database_sync_to_async
def digest() -> dict[str, list[Any]]:
    """Every row of every table of the house."""
    rooms = [apps.get_app_config(label) for label in ("live", "programme", "events", "home", "wagtailcore")]
    models = [model for room in rooms for model in room.get_models()]
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in models}


@pytest.fixture
async def open_room(room: Any, people: Any) -> Any:
    """The poll and the questions open, one question asked."""
    ada = await people(room, "desk")
    await ada.says(POLL, "open")
    await ada.says(QUESTIONS, "open")
    return room, ada


BAD_ACTS: dict[str, tuple[str, str, dict[str, Any], str]] = {
    "a choice that is not one": (POLL, "vote", {"choices": ["zz"]}, "choice"),
    "nothing chosen": (POLL, "vote", {"choices": []}, "nothing_chosen"),
    "too many choices": (POLL, "vote", {"choices": ["a", "b"]}, "too_many"),
    "choices that are no list": (POLL, "vote", {"choices": "a"}, "malformed"),
    "an empty text": (QUESTIONS, "ask", {"text": ""}, "empty"),
    "a text of spaces": (QUESTIONS, "ask", {"text": "   "}, "empty"),
    "a text too long": (QUESTIONS, "ask", {"text": "x" * 281}, "too_long"),
    "a text that is null": (QUESTIONS, "ask", {"text": None}, "malformed"),
    "a question that is not there": (QUESTIONS, "upvote", {"question": "99"}, "question"),
    "an unknown verb": (POLL, "shout", {}, "unknown_verb"),
    "a verb of another format": (POLL, "ask", {"text": "¿?"}, "unknown_verb"),
    "a forged activity": ("poll-of-another-room", "vote", {"choices": ["a"]}, "unknown_activity"),
    "a verb of the house": (POLL, "setup", {}, "unknown_verb"),
    "a host's verb": (POLL, "close", {}, "not_allowed"),
    "a host's verb of the format": (QUESTIONS, "hide", {"question": "1"}, "not_allowed"),
    "the room's end": ("room", "end", {}, "not_allowed"),
    "a letter that cannot be kept": (QUESTIONS, "ask", {"text": "a\x00b"}, "malformed"),
    "the room's setup": ("room", "setup", {}, "unknown_verb"),
}


@pytest.mark.parametrize(("activity", "verb", "body", "code"), BAD_ACTS.values(), ids=BAD_ACTS)
async def test_a_bad_act_is_refused_in_words_and_nothing_changes(
    open_room: Any, people: Any, activity: str, verb: str, body: dict[str, Any], code: str
) -> None:
    ben = await people(open_room[0])
    before = await digest()
    answer = await ben.says(activity, verb, **body)
    assert (answer["t"], answer["code"]) == ("refused", code)
    assert "seq" not in answer
    assert answer["why"].endswith(".") and "{" not in answer["why"]
    assert await digest() == before


async def test_an_act_in_a_closed_activity_is_refused_in_words_and_nothing_changes(open_room: Any, people: Any) -> None:
    room, ada = open_room
    ben = await people(room)
    await ada.says(POLL, "close")
    before = await digest()
    answer = await ben.says(POLL, "vote", choices=["a"])
    assert answer["code"] == "closed"
    assert await digest() == before


async def test_a_draft_is_told_like_what_is_not_there(room: Any, people: Any) -> None:
    ben = await people(room)
    assert (await ben.says(POLL, "vote", choices=["a"]))["code"] == "unknown_activity"


@pytest.fixture
def unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The look that closes sockets within a second does not come: the act does."""

    async def asleep(self: Pulse) -> None:
        """Does not look."""

    monkeypatch.setattr(Pulse, "_look", asleep)


async def test_a_desk_whose_right_was_taken_away_is_refused_at_the_next_act(
    room: Any, people: Any, unseen: None
) -> None:
    ada = await people(room, "desk")
    await database_sync_to_async(lambda: get_user_model().objects.get(username="ada").groups.clear())()
    before = await digest()
    assert (await ada.says(POLL, "open"))["code"] == "not_allowed"
    assert await digest() == before


async def test_a_barred_seat_is_refused_at_the_next_act(open_room: Any, people: Any, unseen: None) -> None:
    ben = await people(open_room[0])
    assert (await ben.says(POLL, "vote", choices=["a"]))["t"] == "ack"
    await database_sync_to_async(Seat.objects.update)(barred=True)
    assert (await ben.says(POLL, "vote", choices=["b"]))["code"] == "barred"


async def test_a_frame_that_is_none_is_answered_and_the_socket_lives(open_room: Any, people: Any) -> None:
    ben = await people(open_room[0])
    before = await database_sync_to_async(Entry.objects.count)()
    for text, code in (("{", "not_json"), ('{"t":"shout"}', "unknown_tag"), ("x" * 70_000, "too_big")):
        await ben.sends(text)
        error = await ben.hears("error")
        assert error["code"] == code
        assert error["why"].endswith(".")
    assert await database_sync_to_async(Entry.objects.count)() == before
    assert (await ben.says(POLL, "vote", choices=["a"]))["t"] == "ack"


async def test_an_act_before_the_join_is_answered_and_not_taken(room: Any, hub: None) -> None:
    voice = await Voice(room.code).connects()
    await voice.sends({"t": "act", "id": str(uuid.uuid4()), "activity": POLL, "verb": "vote", "body": {}})
    assert (await voice.hears("error"))["code"] == "join_first"
    await voice.leaves()


async def test_a_forged_seat_is_answered_and_not_taken(room: Any, hub: None) -> None:
    voice = await Voice(room.code).connects()
    await voice.sends({"t": "join", "seat": "eyJmb3JnZWQiOjF9:1:x"})
    assert (await voice.hears("error"))["code"] == "bad_seat"
    await voice.leaves()


@pytest.mark.parametrize(
    ("code", "fields", "closing"),
    [
        ("NOROOM", {}, 4504),
        ("MESA77", {"side": "desk"}, 4501),
        ("MESA77", {"side": "screen", "key": "guessed"}, 4503),
        ("MESA77", {"side": "throne"}, 4503),
        ("MESA77", {"origin": "https://evil.example"}, 4503),
        ("MESA77", {"origin": "http://testserver.evil.example"}, 4503),
        ("MESA77", {"origin": "http://testserver:8001"}, 4503),
        ("MESA77", {"origin": "null"}, 4503),
    ],
)
async def test_who_may_not_come_in_is_told_by_the_closing_code(
    room: Any, hub: None, code: str, fields: dict[str, Any], closing: int
) -> None:
    voice = await Voice(code, **fields).connects()
    await voice.sends({"t": "join"})
    assert await voice.closed_with() == closing
    await voice.leaves()
