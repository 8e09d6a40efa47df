"""A word through the real door as a plain form: what it is counted by is stored with it."""

import uuid

import pytest
from asgiref.sync import sync_to_async
from django.test import AsyncClient

from live import log
from live.hub import Hub
from live.models import Room
from live.queries import room_by_code
from plugins.wordcloud.verbs import spelt
from tests import cast
from tests.factories import a_session

pytestmark = pytest.mark.django_db(transaction=True)

CLOUD, ROOM, DESK = "cloud-1", "/live/MESA77/", "/live/MESA77/desk/"
SET_UP = {"title": "Una palabra", "results": "live", "accepts": "anyone", "names": "nothing", "most": 3, "letters": 20}


@pytest.fixture
def room(transactional_db):
    settings = {"review": False, "refuse_small": True, "own_small": ""}
    page = a_session(activities=[{"type": "wordcloud", "id": CLOUD, "value": SET_UP | settings}])
    Room.objects.filter(session=page.translation_key).update(code="MESA77")
    return room_by_code("MESA77")


@pytest.fixture
async def host(room):
    client = AsyncClient()
    await client.aforce_login(await sync_to_async(cast.max_)())
    await client.post(DESK, form("open"))
    yield client
    await Hub.current().close()


def form(verb, **body):
    return {"activity": CLOUD, "verb": verb, "op_id": str(uuid.uuid4()), **body}


async def test_words_are_sent_counted_moderated_and_taken_back(room, host):
    ben, rosa = AsyncClient(), AsyncClient()
    sent = await ben.post(ROOM, form("send", text="Árboles"))
    word = str(sent.context["receipt"].seq)
    page = await rosa.post(ROOM, form("send", text="árbol"))
    (shown,) = page.context["parts"][0].activity["results"]["words"].values()
    assert (shown["text"], shown["votes"]) == ("Árboles", 2)
    assert shown["text"] in page.content.decode()
    await host.post(DESK, form("hide", word=word))
    hidden = await rosa.get(ROOM)
    assert hidden.context["parts"][0].activity["results"]["words"] == {}
    assert "Árboles" not in hidden.content.decode()
    back = await ben.post(ROOM, form("take_back", word=word))
    assert back.context["receipt"].state == "counted"


async def test_what_a_word_is_counted_by_stands_in_the_log(room, host):
    await AsyncClient().post(ROOM, form("send", text="Árboles"))
    (entry,) = [line for line in await sync_to_async(log.read)(room.id) if line.verb == "send"]
    assert entry.body["spelt"]["plain"] == spelt("árboles").plain
    assert entry.body["spelt"]["es"] == spelt("arbol").es


@pytest.mark.parametrize(("typed", "status"), [("la", 409), ("una palabra demasiado larga", 409), ("   ", 422)])
async def test_what_is_refused_comes_back_with_a_sentence(room, host, typed, status):
    answer = await AsyncClient().post(ROOM, form("send", text=typed))
    assert answer.context["receipt"].state == "refused"
    assert answer.context["receipt"].why
    assert f'value="{typed}"' in answer.content.decode()
