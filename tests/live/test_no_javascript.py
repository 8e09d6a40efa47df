"""Every act as a plain form: the same verbs, the same answers, as a page."""

import re
import uuid

import pytest
from asgiref.sync import sync_to_async
from django.test import AsyncClient

from live import doors, log
from live.wire.to_room import Act
from tests import cast
from tests.live.conftest import POLL, QUESTIONS, a_room

pytestmark = pytest.mark.django_db(transaction=True)

ROOM, DESK = "/live/MESA77/", "/live/MESA77/desk/"


@pytest.fixture
async def host(room, hub):
    client = AsyncClient()
    await client.aforce_login(await sync_to_async(cast.max_)())
    return client


def form(activity, verb, **body):
    return {"activity": activity, "verb": verb, "op_id": str(uuid.uuid4()), **body}


async def entries(room):
    return await sync_to_async(log.read)(room.id)


async def text(answer):
    return answer.content.decode()


async def test_a_host_opens_and_a_person_votes_changes_and_reads(room, host):
    opened = await host.post(DESK, form(POLL, "open"))
    assert opened.status_code == 200
    ben = AsyncClient()
    page = await text(await ben.get(ROOM))
    assert 'name="choices"' in page
    voted = await ben.post(ROOM, form(POLL, "vote", choices=["a"]))
    assert voted.status_code == 200
    receipt = voted.context["receipt"]
    assert (receipt.state, receipt.seq) == ("counted", (await entries(room))[-1].seq)
    assert f" {receipt.seq} " in re.sub(r"<[^>]*>", " ", await text(voted)).replace("\n", " ")
    changed = await ben.post(ROOM, form(POLL, "vote", choices=["b"]))
    results = changed.context["parts"][0].activity["results"]["options"]
    assert (results["a"]["votes"], results["b"]["votes"]) == (0, 1)
    assert [entry.verb for entry in changed.context["entries"]] == ["Voto"] * 2


FIELDS = {
    "points": ({"verb": "share", "points.a": "900", "points.b": "5"}, r'name="points.a"[^>]* value="900"'),
    "ranking": (
        {"verb": "rank", "places.a": "2", "places.b": "2"},
        r'value="2" [^>]*selected(?s:.*)value="2" [^>]*selected',
    ),
    "grid": ({"verb": "place", "up.a": "4"}, r'name="up.a" value="4" [^>]*checked'),
    "rating": ({"verb": "rate", "scores.a": "5", "scores.b": "77"}, r'name="scores.a" value="5" [^>]*checked'),
    "choice": ({"verb": "vote", "choices": ["a", "b"]}, r'value="a"[^>]* checked(?s:.*)value="b"[^>]* checked'),
}


@pytest.mark.parametrize("kind", FIELDS)
async def test_a_ballot_that_is_refused_comes_back_as_it_was_filled_in(transactional_db, hub, kind):
    await sync_to_async(a_room)(kind=kind, several=True, most=1)
    client = AsyncClient()
    await client.aforce_login(await sync_to_async(cast.max_)())
    await client.post(DESK, form(POLL, "open"))
    body, field = FIELDS[kind]
    answer = await AsyncClient().post(ROOM, form(POLL, **body))
    assert answer.context["receipt"].state == "refused"
    assert re.search(field, (await text(answer)).split(f'id="a-{POLL}"')[1])


async def test_sending_the_same_form_twice_counts_once(room, host):
    await host.post(DESK, form(POLL, "open"))
    ben, same = AsyncClient(), form(POLL, "vote", choices=["a"])
    first = await ben.post(ROOM, same)
    second = await ben.post(ROOM, same)
    assert first.context["receipt"] == second.context["receipt"]
    assert [line.verb for line in await entries(room)].count("vote") == 1


@pytest.mark.parametrize("typed", ["", "   ", "x" * 281])
async def test_a_text_that_is_refused_comes_back_and_nothing_is_stored(room, host, typed):
    await host.post(DESK, form(QUESTIONS, "open"))
    before = await entries(room)
    answer = await AsyncClient().post(ROOM, form(QUESTIONS, "ask", text=typed))
    assert answer.status_code == 422
    assert answer.context["receipt"].state == "refused"
    assert answer.context["receipt"].why
    assert f">{typed}</textarea>" in await text(answer)
    assert await entries(room) == before


async def test_a_question_to_a_closed_activity_is_refused_and_comes_back(room, host):
    await host.post(DESK, form(QUESTIONS, "open"))
    await host.post(DESK, form(QUESTIONS, "close"))
    answer = await AsyncClient().post(ROOM, form(QUESTIONS, "ask", text="¿Llegué tarde?"))
    assert answer.context["receipt"].state == "refused"
    assert "¿Llegué tarde?</textarea>" in await text(answer)


async def test_nonsense_is_a_sentence_and_never_a_traceback(room, host):
    await host.post(DESK, form(POLL, "open"))
    before = await entries(room)
    for bad in (
        {},
        form("nowhere", "vote", choices=["a"]),
        form(POLL, "fly"),
        form(POLL, "vote"),
        form(POLL, "close"),
        form("room", "start"),
        {**form(POLL, "vote", choices=["a"] * 50), "op_id": "x"},
    ):
        answer = await AsyncClient().post(ROOM, bad)
        assert answer.status_code == 422, bad
        assert answer.context["receipt"].why in await text(answer)
    assert await entries(room) == before


async def test_what_a_person_writes_is_only_ever_text(room, host):
    await host.post(DESK, form(QUESTIONS, "open"))
    ben = AsyncClient()
    await ben.post(ROOM, form(QUESTIONS, "ask", text="<script>alert(1)</script>"))
    for address, client in ((ROOM, ben), (DESK, host), (f"{ROOM}record/", ben)):
        page = await text(await client.get(address))
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


async def test_the_room_page_sets_no_cookie_until_someone_acts(room, host):
    ben = AsyncClient()
    assert not (await ben.get(ROOM)).cookies
    await host.post(DESK, form(POLL, "open"))
    assert list((await ben.post(ROOM, form(POLL, "vote", choices=["a"]))).cookies) == ["plenaria_seat_MESA77"]


async def test_a_host_stages_and_the_projector_shows_it(room, host):
    await host.post(DESK, form(POLL, "open"))
    await host.post(DESK, form("room", "stage", **{"body.activity": POLL}))
    shown = await AsyncClient().get(f"{ROOM}screen/{room.screen_key}/")
    assert shown.context["stage"].id == POLL
    assert 'data-activity="poll-1"' in await text(shown)
    await host.post(DESK, form("room", "stage", **{"body.activity": ""}))
    assert (await AsyncClient().get(f"{ROOM}screen/{room.screen_key}/")).context["stage"] is None


async def test_a_page_and_a_socket_share_one_seat_and_one_answer(room, host):
    await host.post(DESK, form(POLL, "open"))
    ben, same = AsyncClient(), form(POLL, "vote", choices=["a"])
    answer = await ben.post(ROOM, same)
    seat = answer.context["seat"]
    again = await doors.act(room, seat, Act(uuid.UUID(same["op_id"]), POLL, "vote", {"choices": ["a"]}))
    assert again.seq == answer.context["receipt"].seq
