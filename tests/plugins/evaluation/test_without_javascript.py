"""Answered as a plain form: every field finds its question, and what is refused comes back as it was typed."""

import re
import uuid

import pytest
from asgiref.sync import sync_to_async
from django.test import AsyncClient

from live import log
from tests import cast
from tests.live.conftest import hub  # noqa: F401  (the hub of a test's loop, as a fixture)
from tests.plugins.evaluation.test_published import CODE, EVALUATION, a_room_that_asks

pytestmark = pytest.mark.django_db(transaction=True)

ROOM, DESK = f"/live/{CODE}/", f"/live/{CODE}/desk/"


def form(verb, **body):
    return {"activity": EVALUATION, "verb": verb, "op_id": str(uuid.uuid4()), **body}


@pytest.fixture
async def room(transactional_db, hub):  # noqa: F811
    return await sync_to_async(a_room_that_asks)()


async def last(room):
    return (await sync_to_async(log.read)(room.id))[-1]


def field(page, name, value):
    """The field of a page with this name and value."""
    return re.search(rf'<input[^>]*name="{re.escape(name)}" value="{value}"[^>]*>', page)[0]


async def test_a_form_is_sent_whole_and_what_is_empty_is_left_out(room):
    ben = AsyncClient()
    answer = await ben.post(
        ROOM, form("answer", **{"marks.o1": "4", "picks.o2": "", "ticks": ["o4.b"], "texts.o3": "  "})
    )
    assert answer.context["receipt"].state == "counted"
    entry = await last(room)
    assert {name: value for name, value in entry.body.items() if value} == {"marks": {"o1": 4}, "ticks": ["o4.b"]}
    page = answer.content.decode()
    assert " checked" in field(page, "marks.o1", 4)
    assert " checked" in field(page, "ticks", "o4.b")
    assert " checked" not in field(page, "ticks", "o4.a")


async def test_what_was_refused_comes_back(room):
    typed = {"marks.o1": "", "picks.o2": "yes", "ticks": ["o4.b"], "texts.o3": "Falta <b>sombra</b>"}
    answer = await AsyncClient().post(ROOM, form("answer", **typed))
    receipt, page = answer.context["receipt"], answer.content.decode()
    assert (receipt.state, "1" in receipt.why) == ("refused", True)
    assert " checked" in field(page, "picks.o2", "yes")
    assert " checked" in field(page, "ticks", "o4.b")
    assert "Falta &lt;b&gt;sombra&lt;/b&gt;</textarea>" in page


async def test_what_was_refused_stands_over_what_was_sent_before(room):
    ben = AsyncClient()
    await ben.post(ROOM, form("answer", **{"marks.o1": "4", "picks.o2": "yes"}))
    answer = await ben.post(ROOM, form("answer", **{"marks.o1": "99", "picks.o2": "no"}))
    page = answer.content.decode()
    assert answer.context["receipt"].state == "refused"
    assert " checked" not in field(page, "marks.o1", 4)
    assert " checked" not in field(page, "picks.o2", "yes")
    assert " checked" in field(page, "picks.o2", "no")


async def test_the_desk_shows_a_text_by_a_plain_form(room):
    await AsyncClient().post(ROOM, form("answer", **{"marks.o1": "4", "texts.o3": "Más sombra"}))
    text = f"{(await last(room)).seq}-o3"
    host = AsyncClient()
    await host.aforce_login(await sync_to_async(cast.max_)())
    assert text in (await host.get(DESK)).content.decode()
    answer = await host.post(DESK, form("show_text", text=text))
    assert answer.context["receipt"].state == "counted"
    assert (await last(room)).body == {"text": text}
