"""Who sees which screen, and what a page may hold."""

import re
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.test import AsyncClient

from live import doors, seats
from live.screens.record_query import verb_in_words
from live.seats import new_key
from live.wire.to_room import Act
from tests import cast
from tests.live.conftest import POLL, QUESTIONS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
async def says(room, hub):
    """`await says("open", POLL)`: a host says it."""
    ada = seats.of_host(room=room.code, user=await sync_to_async(cast.ada)(), language="es")

    async def say(verb, on, **body):
        answer = await doors.act(room, ada, Act(uuid4(), on, verb, body))
        return answer.seq

    return say


async def arrive(who=None):
    client = AsyncClient()
    if who is not None:
        await client.aforce_login(await sync_to_async(who)())
    return client


async def test_the_desk_is_for_moderators(room, hub):
    stranger = await (await arrive()).get("/live/MESA77/desk/")
    assert stranger.headers["Location"].startswith("/accounts/login/?next=/live/MESA77/desk/")
    cleo = await (await arrive(cast.cleo)).get("/live/MESA77/desk/")
    assert cleo.status_code == 403
    assert room.screen_key not in cleo.content.decode()
    max_ = await (await arrive(cast.max_)).get("/live/MESA77/desk/")
    assert max_.status_code == 200
    assert room.screen_key in max_.content.decode()


@pytest.mark.parametrize("address", ["snapshot.json?as=desk", "part/poll-1/?side=desk", "items.json?as=desk"])
async def test_what_the_desk_sees_is_not_given_to_others(room, hub, address):
    assert (await (await arrive(cast.cleo)).get(f"/live/MESA77/{address}")).status_code == 403


async def test_a_wrong_screen_key_finds_nothing(room, hub):
    client = await arrive()
    assert (await client.get("/live/MESA77/screen/wrong/")).status_code == 404
    assert (await client.get("/live/MESA77/snapshot.json?as=screen&key=ñ")).status_code == 404
    assert (await client.get(f"/live/MESA77/screen/{room.screen_key}/")).status_code == 200


async def test_hidden_results_are_in_no_page_of_a_person_or_screen(hub, transactional_db):
    from tests.live.conftest import a_room

    room = await sync_to_async(a_room)("MESA77", results="at_close")
    ada = seats.of_host(room=room.code, user=await sync_to_async(cast.ada)(), language="es")
    for verb in ("open",):
        await doors.act(room, ada, Act(uuid4(), POLL, verb))
    await doors.act(room, ada, Act(uuid4(), "room", "stage", {"activity": POLL}))
    ben = seats.Seat(room="MESA77", key=new_key(), mode="room")
    await doors.act(room, ben, Act(uuid4(), POLL, "vote", {"choices": ["a"]}))
    client = await arrive()
    screen = await client.get(f"/live/MESA77/screen/{room.screen_key}/")
    assert "results" not in screen.context["stage"].activity
    snapshot = (await client.get("/live/MESA77/snapshot.json")).json()
    assert "results" not in snapshot["view"]["activities"][POLL]
    await doors.act(room, ada, Act(uuid4(), POLL, "close"))
    snapshot = (await client.get("/live/MESA77/snapshot.json")).json()
    assert snapshot["view"]["activities"][POLL]["results"]["options"]["a"]["votes"] == 1


async def test_a_snapshot_that_is_known_is_304(says):
    await says("open", POLL)
    client = await arrive()
    first = await client.get("/live/MESA77/snapshot.json")
    tag = first.headers["ETag"]
    assert (await client.get("/live/MESA77/snapshot.json", headers={"If-None-Match": tag})).status_code == 304
    await says("close", POLL)
    assert (await client.get("/live/MESA77/snapshot.json", headers={"If-None-Match": tag})).status_code == 200


async def test_the_record_numbers_everything_and_tells_no_choice(room, says):
    await says("open", POLL)
    await says("open", QUESTIONS)
    ben = seats.Seat(room="MESA77", key=new_key(), mode="assisted", name="Benito")
    vote = await doors.act(room, ben, Act(uuid4(), POLL, "vote", {"choices": ["a"]}))
    asked = await doors.act(room, ben, Act(uuid4(), QUESTIONS, "ask", {"text": "¿Quién responde?"}))
    hidden = await doors.act(room, ben, Act(uuid4(), QUESTIONS, "ask", {"text": "Esto se oculta"}))
    await says("hide", QUESTIONS, question=str(hidden.seq))
    last = await says("close", POLL)
    page = await (await arrive()).get("/live/MESA77/record/")
    lines = {line.seq: line for line in page.context["record"].lines}
    assert sorted(lines) == list(range(1, last + 1))
    assert (lines[vote.seq].counted, lines[vote.seq].text, lines[vote.seq].mode) == (True, "", "assisted")
    assert lines[asked.seq].text == "¿Quién responde?"
    assert lines[hidden.seq].text == ""
    assert [lines[one.seq].verb for one in (vote, asked)] == ["Voto", "Pregunta"]
    assert verb_in_words("stand_up", "away") == "Stand up"  # a format that is not here names nothing
    text = page.content.decode()
    assert f'id="e{vote.seq}"' in text
    assert "Benito" not in text
    assert "Respuesta" not in text


async def test_pages_hold_no_inline_code_and_no_token(room, says):
    await says("open", POLL)
    await says("stage", "room", activity=POLL)
    host = await arrive(cast.max_)
    pages = ("/j/", "/j/MESA77/", "/live/MESA77/", "/live/MESA77/record/", f"/live/MESA77/screen/{room.screen_key}/")
    for client, address in [(await arrive(), page) for page in pages] + [(host, "/live/MESA77/desk/")]:
        answer = await client.get(address)
        text = answer.content.decode()
        assert answer.status_code == 200, address
        assert "csrfmiddlewaretoken" not in text
        assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", text), address
        seen = re.sub(r'<section class="waiting"[^>]* hidden>.*?</section>', "", text, flags=re.S)
        assert len(re.findall(r"<h1[ >]", seen)) == 1, address
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), address


async def test_items_beyond_the_first_hundred_are_given(room, says):
    await says("open", QUESTIONS)
    for number in range(101):
        someone = seats.Seat(room="MESA77", key=new_key())
        await doors.act(room, someone, Act(uuid4(), QUESTIONS, "ask", {"text": f"Pregunta {number}"}))
    client = await arrive()
    shown = (await client.get("/live/MESA77/snapshot.json")).json()["view"]["activities"][QUESTIONS]["view"]
    assert (len(shown["items"]), shown["count"]) == (100, 101)
    asked = {"activity": QUESTIONS, "collection": "items", "after": max(shown["items"], key=int)}
    more = (await client.get("/live/MESA77/items.json", asked)).json()
    assert [one["text"] for one in more.values()] == ["Pregunta 100"]
    assert (await client.get("/live/MESA77/items.json", {"activity": "nowhere"})).json() == {}
