"""The demo: the same twice, in Spanish, with MESA24 as the protocol reserves it."""

import asyncio
import json
import re
import urllib.request
import uuid
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
import websockets
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone

from live.history import fold_all
from live.queries import room_by_code
from plenaria.demo.run_of_show import EVERY_FORMAT
from plenaria.demo.voices import Said, speak
from plugins.contract import Phase, To
from sessions.queries import source
from sessions.state import State, state_of
from tests.database import remove
from tests.demo import Demo, place_of
from tests.server import Server


def again() -> str:
    """What the command says when it is run on what is there."""
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


def addresses(printed: str) -> list[str]:
    """All it says, but where the mails of this data folder are."""
    return [line for line in printed.splitlines() if not line.startswith("Mails")]


def rows() -> dict[str, list[Any]]:
    labels = ("live", "programme", "events", "home", "auth", "account", "wagtailcore", "schedule")
    models = [model for label in labels for model in apps.get_app_config(label).get_models()]
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in models}


@pytest.mark.filterwarnings("ignore:get_connection")
def test_the_second_time_changes_no_row(demo: Demo) -> None:
    before = rows()
    assert addresses(again()) == addresses(demo.printed)
    assert rows() == before


@pytest.mark.filterwarnings("ignore:get_connection")
def test_a_day_later_the_workshop_is_live_again_and_keeps_what_was_said(demo: Demo) -> None:
    room = room_by_code("MESA24")
    assert room is not None
    before = fold_all(room.id).activities["poll-demo"].format.results(To("desk"))  # type: ignore[union-attr]
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        again()
        assert state_of(source(room.session), timezone.now()) is State.LIVE
    assert fold_all(room.id).activities["poll-demo"].format.results(To("desk")) == before  # type: ignore[union-attr]


def test_the_addresses_it_prints_answer_in_spanish(demo: Demo, client: Any) -> None:
    pages = [address for address in re.findall(r"http://testserver(/\S*)", demo.printed) if "/cms/" not in address]
    assert len(pages) >= 7
    for address in pages:
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        assert '<html lang="es"' in answer.content.decode()


def test_settings_of_an_installation_refuse_it(settings: Any) -> None:
    settings.PLENARIA_DEMO = False
    with pytest.raises(CommandError, match="local settings alone"):
        call_command("demo")


@pytest.mark.filterwarnings("ignore:get_connection")
def test_what_a_visitor_closed_or_concealed_is_back_the_next_time(demo: Demo) -> None:
    room = room_by_code("MESA24")
    assert room is not None
    acts = [Said(None, "poll-demo", "conceal"), Said(None, "questions-demo", "close"), Said(None, "room", "end")]
    speak(room, acts, script="visitor")
    again()
    replica = fold_all(room.id)
    assert replica.phase == "live"
    assert replica.activities["poll-demo"].public
    assert replica.activities["questions-demo"].phase is Phase.OPEN


def test_a_crowd_without_a_server_is_told_what_to_do() -> None:
    with pytest.raises(CommandError, match=r"No server answers at http://127\.0\.0\.1:9\. Start one with `make demo`"):
        call_command("demo", crowd=2, url="http://127.0.0.1:9")


def test_a_crowd_plays_every_format(demo_made: Demo, tmp_path: Any, worker_id: str) -> None:
    place = place_of(tmp_path, f"crowd_{worker_id}")
    demo_made.fill(place)
    server = Server(place)
    server.start()
    try:
        server.manage("demo", "--crowd", "30", "--seconds", "5")
        counted = json.loads(server.manage("recount", "MESA24", "--json"))
    finally:
        server.stop()
        remove(place)
    assert [one for one in EVERY_FORMAT if not counted[one]["accepted"]] == []


def test_mesa24_is_as_the_protocol_reserves_it(demo_server: Any) -> None:
    asyncio.run(speaks_the_protocol(demo_server))


async def speaks_the_protocol(server: Any) -> None:
    """A client that shares no code with the product: seat, join, vote, ask, upvote."""
    request = urllib.request.Request(
        f"{server.address}/live/MESA24/seat/", b'{"mode": "remote"}', {"Content-Type": "application/json"}
    )
    with await asyncio.to_thread(urllib.request.urlopen, request) as answer:
        assert answer.status == 201
        token = json.loads(answer.read())["seat"]
    async with websockets.connect(f"{server.sockets}/ws/live/MESA24/", subprotocols=["plenaria.1"]) as line:  # type: ignore[list-item]
        await line.send(json.dumps({"t": "join", "seat": token}))
        picture = json.loads(await line.recv())
        assert picture["t"] == "snapshot"
        view = picture["view"]
        assert view["room"]["phase"] == "live"
        poll, questions = view["activities"]["poll-demo"], view["activities"]["questions-demo"]
        assert (poll["format"], poll["phase"], poll["view"]["several"]) == ("polls", "open", False)
        assert "results" in poll
        assert (questions["format"], questions["phase"]) == ("questions", "open")
        option, question = (
            next(iter(poll["view"]["options"])),
            next(iter(questions["view"]["items"])),
        )
        acts = [
            ("poll-demo", "vote", {"choices": [option]}),
            ("questions-demo", "ask", {"text": "¿Se oye?"}),
            ("questions-demo", "upvote", {"question": question}),
        ]
        for activity, verb, body in acts:
            op = str(uuid.uuid4())
            await line.send(json.dumps({"t": "act", "id": op, "activity": activity, "verb": verb, "body": body}))
            while (frame := json.loads(await line.recv())).get("id") != op:
                continue
            assert frame["t"] == "ack"
