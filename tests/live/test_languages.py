"""One room for all languages of a session: words side by side, one tally, each refusal in its reader's language."""

from typing import Any

import pytest
from channels.db import database_sync_to_async

from live import log
from live.apart.activity import Activity, Class
from live.history import fold_all
from live.models import Entry, Room
from live.queries import RoomInfo, room_of
from live.refusals import sentence
from plugins.contract import By
from plugins.setup import Setup, own_words_first, with_words
from sessions.queries import source
from tests.factories import a_draft_session
from tests.live.conftest import ACTIVITIES, POLL, QUESTIONS
from tests.translating import translated

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = {
    "¿Qué frena más?": "What holds us back?",
    "Respuesta": "Reply",
    "Conexión": "Connection",
    "Preguntas": "Questions",
}
FRENCH = {"¿Qué frena más?": "Qu’est-ce qui freine ?", "Respuesta": "Réponse", "Conexión": "Connexion"}


def said(room: RoomInfo, activity: str = POLL) -> list[dict[str, Any]]:
    """The setups of an activity in the log."""
    return [line.body["setup"] for line in log.read(room.id) if line.activity == activity and line.verb == "setup"]


def in_english(room: RoomInfo, words: dict[str, str] = WORDS, language: str = "en") -> Any:
    return translated(source(room.session), {**words, source(room.session).title: "Table"}, language)


def test_a_published_translation_adds_its_words_to_the_room_of_the_session(room: RoomInfo) -> None:
    page = in_english(room)
    assert room_of(page.translation_key) == room
    assert Room.objects.count() == 1
    last = said(room)[-1]
    assert last["title"] == {"es": "¿Qué frena más?", "en": "What holds us back?"}
    labels = [option["label"] for option in last["settings"]["options"]]
    assert labels == [{"es": "Respuesta", "en": "Reply"}, {"es": "Conexión", "en": "Connection"}]
    assert [option["id"] for option in last["settings"]["options"]] == ["a", "b"]


def test_the_words_of_the_first_page_come_first_for_readers_of_any_other_language(room: RoomInfo) -> None:
    in_english(room)
    in_english(room, FRENCH, "fr")
    assert set(said(room)[-1]["title"]) == {"es", "en", "fr"}
    shown = fold_all(room.id).activities[POLL].view(Class("desk"))
    assert shown is not None
    for text in (shown["title"], shown["view"]["options"]["a"]["label"]):
        assert next(iter(text)) == "es"


def test_whatever_order_a_database_keeps_them_in() -> None:
    mixed = {"en": "Yes", "es": "Sí"}
    setup = Setup("polls", 1, mixed, settings={"options": [{"id": "a", "label": mixed}]}, language="es")
    ordered = own_words_first(setup)
    assert ordered == setup
    assert list(ordered.title) == list(ordered.settings["options"][0]["label"]) == ["es", "en"]


def test_publishing_a_translation_twice_writes_nothing(room: RoomInfo) -> None:
    in_english(room)
    before = Entry.objects.count()
    in_english(room)
    assert Entry.objects.count() == before


def test_a_draft_translation_says_nothing_in_the_room(room: RoomInfo) -> None:
    before = Entry.objects.count()
    translated(source(room.session), WORDS, publish=False)
    assert Entry.objects.count() == before


def test_a_source_that_is_no_longer_published_opens_no_room(transactional_db: None) -> None:
    draft = a_draft_session(activities=ACTIVITIES)
    translated(draft, WORDS, publish=False)
    assert room_of(draft.translation_key) is None


# ------------------------------------------------------------------ the ballot
def a_poll(**words: str) -> Setup:
    """A poll whose first option reads as told, by language."""
    options = [{"id": "a", "label": words}, {"id": "b", "label": {"es": "No"}}]
    return Setup("polls", 1, {"es": "¿?"}, settings={"options": options, "several": False, "most": 0}, language="es")


def used(setup: Setup) -> Activity:
    activity = Activity("poll", setup, 1)
    activity.host("open")
    activity.take("vote", {"choices": ["a"]}, By(1, "x", "", "person", "room", "open", "es", 0.0))
    return activity


@pytest.mark.parametrize(
    ("words", "again"),
    [
        ({"es": "Sí", "en": "Yes"}, False),
        ({"es": "Sí", "en": "Yes", "pt": "Sim"}, False),
        ({"es": "Sí", "en": "Yeah"}, False),
        ({"es": "Sí"}, False),
        ({"es": "Quizás", "en": "Yes"}, True),
        ({"en": "Yes"}, True),
    ],
)
def test_only_the_words_of_the_first_language_are_the_ballot(words: dict[str, str], again: bool) -> None:
    activity = used(a_poll(es="Sí", en="Yes"))
    assert activity.set_up(a_poll(**words), 1) is again
    assert activity.round == (2 if again else 1)
    view = activity.view(activity.class_of("person", "x"))
    assert view is not None
    assert view["view"]["options"]["a"]["label"] == words
    assert view["view"]["voters"] == (0 if again else 1)


def test_another_setting_begins_a_new_round_whatever_the_words() -> None:
    activity = used(a_poll(es="Sí"))
    changed = a_poll(es="Sí", en="Yes")
    changed.settings["several"] = True
    assert activity.set_up(changed, 1) is True


def test_the_log_of_a_room_before_languages_were_kept_is_no_other_ballot() -> None:
    activity = used(Setup("polls", 1, {"es": "¿?"}, settings=a_poll(es="Sí").settings))
    assert activity.set_up(a_poll(es="Sí", en="Yes"), 1) is False


def test_a_translation_of_an_option_that_is_gone_is_left_out() -> None:
    mine, other = a_poll(es="Sí"), a_poll(en="Yes")
    other.settings["options"].append({"id": "old", "label": {"en": "Old"}})
    together = with_words(mine, of=other).settings["options"]
    assert [(one["id"], one["label"]) for one in together] == [("a", {"es": "Sí", "en": "Yes"}), ("b", {"es": "No"})]


# ------------------------------------------------------------------ people
async def test_two_languages_one_room_one_tally(room: RoomInfo, people: Any) -> None:
    ada, ben, rosa = await people(room, "desk"), await people(room, lang="es"), await people(room, lang="en")
    await ada.says(POLL, "open")
    await ben.says(POLL, "vote", choices=["a"])
    await database_sync_to_async(in_english)(room)
    await rosa.sees(lambda view: view["activities"][POLL]["title"]["en"] == "What holds us back?")
    await rosa.says(POLL, "vote", choices=["a"])
    for one in (ben, rosa):
        await one.sees(lambda view: view["activities"][POLL]["results"]["options"]["a"]["votes"] == 2)
        assert one.view["activities"][POLL]["round"] == 1
        assert one.view["activities"][POLL]["view"]["options"]["a"]["label"] == {"es": "Respuesta", "en": "Reply"}
    assert ben.mine[POLL]["choices"] == ["a"]


async def test_each_is_refused_in_their_own_language(room: RoomInfo, people: Any) -> None:
    ada, ben, rosa = await people(room, "desk"), await people(room, lang="es"), await people(room, lang="en")
    for verb in ("open", "close"):
        await ada.says(POLL, verb)
    answers = [await one.says(POLL, "vote", choices=["a"]) for one in (ben, rosa)]
    assert [answer["code"] for answer in answers] == ["closed", "closed"]
    assert [answer["why"] for answer in answers] == [
        sentence("closed", {}, language="es"),
        "This activity had closed. What you sent was not counted.",
    ]
    assert answers[0]["why"] != answers[1]["why"]


async def test_what_people_write_carries_their_language(room: RoomInfo, people: Any) -> None:
    ada, rosa = await people(room, "desk"), await people(room, lang="en")
    await ada.says(QUESTIONS, "open")
    answer = await rosa.says(QUESTIONS, "ask", text="Who answers for it?")
    item = str(answer["seq"])
    await ada.sees(lambda view: view["activities"][QUESTIONS]["view"]["items"][item]["language"] == "en")
