"""A secret vote as people, desk and readers meet it: what each sees, the receipt, the list, and counting it again."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import AsyncClient

from live.models import Ballot, Entry
from tests import cast
from tests.live.conftest import POLL, a_room, publish_again
from tests.live.dialogue import Voice
from tests.live.test_no_javascript import DESK, ROOM, form, text

pytestmark = pytest.mark.django_db(transaction=True)

LIST = f"{ROOM}ballots/{POLL}/"
THIRD = {"type": "item", "id": "c", "value": {"label": "C"}}
RECEIPT = "0f3a-91bc-0000-1111-2222-3333-4444-5555"


@pytest.fixture
def room(transactional_db: None) -> Any:
    return a_room(secret=True)


@pytest.fixture
async def desk(room: Any, hub: None) -> AsyncClient:
    """Max, whose poll is open."""
    client = AsyncClient()
    await client.aforce_login(await sync_to_async(cast.max_)())
    await client.post(DESK, form(POLL, "open"))
    return client


async def votes(choice: str, **more: str) -> Any:
    """Somebody new votes by a plain form."""
    return await AsyncClient().post(ROOM, form(POLL, "vote", choices=[choice], **more))


def recounted(folder: Path, told: bytes, *more: str) -> subprocess.CompletedProcess[str]:
    """What the downloaded script says of a downloaded list, with Python and nothing else."""
    file = folder / "ballots.json"
    file.write_bytes(told)
    command = [sys.executable, "-I", "-S", str(finders.find("live/recount_ballots.py")), str(file), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False)


async def test_a_vote_from_the_form_to_the_list_that_is_counted_again(
    room: Any, desk: AsyncClient, tmp_path: Path
) -> None:
    page = await text(await AsyncClient().get(ROOM))
    assert 'name="receipt" value="' in page
    voted = await votes("a", receipt=RECEIPT)
    assert (voted.status_code, voted.context["receipt"].ballot) == (200, RECEIPT)
    told = await text(voted)
    assert f"<output>{RECEIPT}</output>" in told
    assert voted.context["parts"][0].mine.keys() == {"cast", "seq"}
    for _ in range(3):
        await votes("b")
    assert (await AsyncClient().get(LIST)).status_code == 404
    state = (await desk.get(DESK)).context["parts"][0].activity
    assert (state["turnout"], "results" in state) == (4, False)
    await desk.post(DESK, form(POLL, "close"))
    state = (await desk.get(DESK)).context["parts"][0].activity
    assert [one["votes"] for one in state["results"]["options"].values()] == [1, 3]
    shown = await AsyncClient().post(LIST, {"receipt": " 0F3A 91bc"})
    assert [(one.receipt, one.words) for one in shown.context["mine"]] == [(RECEIPT, "Respuesta")]
    missing = await AsyncClient().post(LIST, {"receipt": "0f3a 91bd"})
    assert missing.context["mine"] == []
    asks = (await text(shown)).split('class="find"')[1][:20]
    assert 'method="post"' in asks  # an address would stand in logs
    sha256 = shown.context["vote"].sha256
    assert sha256 in await text(shown)
    whole = (await AsyncClient().get(f"{LIST}ballots.json")).content
    lines = (await AsyncClient().get(f"{LIST}ballots.txt")).content.decode().splitlines()
    assert lines == sorted(lines)
    assert f'{RECEIPT}\tuntold\tvote\t{{"choices":["a"]}}' in lines
    right = recounted(tmp_path, whole, sha256)
    assert (right.returncode, right.stdout.splitlines()[0]) == (0, f"4 ballots, SHA-256 {sha256}")
    changed = whole.replace(b'"b"\n', b'"a"\n', 1)
    assert changed != whole
    assert recounted(tmp_path, changed).returncode == 1
    forged = json.loads(changed) | {"sha256": recounted(tmp_path, changed).stdout.split()[3]}
    assert "not counted" in recounted(tmp_path, json.dumps(forged).encode()).stderr  # the result gives it away
    assert "SHA-256 differs" in recounted(tmp_path, json.dumps(forged).encode(), sha256).stderr
    call_again = sync_to_async(call_command)
    await call_again("recount", room.code, stdout=StringIO(), stderr=StringIO())


async def test_what_was_counted_opens_only_with_a_new_round_and_its_list_stays(room: Any, desk: AsyncClient) -> None:
    await votes("a", receipt=RECEIPT)
    await desk.post(DESK, form(POLL, "close"))
    again = await desk.post(DESK, form(POLL, "open"))
    assert again.context["receipt"].state == "refused"
    page = await text(await desk.get(DESK))
    assert 'value="open"' not in page.split(f'id="row-{POLL}"')[1].split("</li>")[0]
    await desk.post(DESK, form(POLL, "round"))
    await votes("b")
    assert (await AsyncClient().get(LIST)).context["vote"].round == 1
    await desk.post(DESK, form(POLL, "close"))
    newest, first = await AsyncClient().get(LIST), await AsyncClient().get(LIST, {"round": "1"})
    assert [one.words for one in newest.context["lines"]] == ["Conexión"]
    assert [one.receipt for one in first.context["lines"]] == [RECEIPT]


async def test_a_retry_gets_its_answer_also_after_the_close_and_changes_nothing(room: Any, desk: AsyncClient) -> None:
    ben, same = AsyncClient(), form(POLL, "vote", choices=["a"], receipt=RECEIPT)
    first = await ben.post(ROOM, same)
    await ben.post(ROOM, form(POLL, "vote", choices=["b"]))
    again = await ben.post(ROOM, same)
    assert again.context["receipt"] == first.context["receipt"]
    assert [one.body async for one in Ballot.objects.all()] == [{"choices": ["b"]}]
    await desk.post(DESK, form(POLL, "close"))
    assert (await ben.post(ROOM, same)).context["receipt"] == first.context["receipt"]
    late = await ben.post(ROOM, form(POLL, "vote", choices=["a"]))
    assert late.context["receipt"].state == "refused"


async def test_a_ballot_taken_back_is_in_the_box_no_more_and_the_record_says_so(room: Any, desk: AsyncClient) -> None:
    ben = AsyncClient()
    none = await ben.post(ROOM, form(POLL, "withdraw"))
    assert none.context["receipt"].state == "refused"
    await ben.post(ROOM, form(POLL, "vote", choices=["a"], receipt=RECEIPT))
    await votes("b")
    back = form(POLL, "withdraw")
    told = await ben.post(ROOM, back)
    assert (told.context["receipt"].state, told.context["parts"][0].mine) == ("counted", {})
    assert told.context["parts"][0].activity["turnout"] == 1
    assert (await ben.post(ROOM, back)).context["receipt"].state == "counted"  # a retry is no second one
    assert [one.body async for one in Ballot.objects.all()] == [{"choices": ["b"]}]
    assert "Papeleta retirada" in await text(await AsyncClient().get(f"{ROOM}record/"))
    await desk.post(DESK, form(POLL, "close"))
    shown = (await AsyncClient().get(LIST)).context["vote"]
    assert [one.body for one in shown.ballots] == [{"choices": ["b"]}]
    late = await ben.post(ROOM, form(POLL, "withdraw"))
    assert late.context["receipt"].state == "refused"
    await sync_to_async(call_command)("recount", room.code, stdout=StringIO(), stderr=StringIO())


async def test_a_form_without_a_receipt_that_is_one_counts_all_the_same(room: Any, desk: AsyncClient) -> None:
    typed = ["", "x", "0F3A-91BC", RECEIPT + "0"]
    for receipt in typed:
        assert (await votes("a", receipt=receipt)).context["receipt"].state == "counted"
    made = [one.receipt async for one in Ballot.objects.all()]
    assert len(set(made)) == 4 and all(len(one) == 39 for one in made)


async def test_no_frame_and_no_line_of_a_log_tells_a_choice_while_the_vote_is_open(
    room: Any, people: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    host, ben = await people(room, side="desk"), await people(room)
    screen = await people(room, side="screen")
    await host.says(POLL, "open")
    for voice in (host, ben, screen):
        await voice.sees(lambda view: view["activities"][POLL]["phase"] == "open")
    frames: list[dict[str, Any]] = []
    take = Voice._take

    def taken(self: Voice, frame: dict[str, Any]) -> None:
        frames.append(frame)
        take(self, frame)

    Voice._take = taken  # type: ignore[method-assign]
    try:
        act = {"t": "act", "id": "6f1c2b1e-7a54-4a27-9d0a-0d8f5f7c1a11", "activity": POLL, "verb": "vote"}
        await ben.sends(act | {"body": {"choices": ["b"]}, "receipt": RECEIPT})
        answer = await ben.hears("ack")
        for voice in (host, ben, screen):
            await voice.sees(lambda view: view["activities"][POLL]["turnout"] == 1)
    finally:
        Voice._take = take  # type: ignore[method-assign]
    told = json.dumps(frames)
    assert '"b"' not in told and RECEIPT not in told and "results" not in told
    assert RECEIPT not in caplog.text and "choices" not in caplog.text
    assert ben.mine[POLL] == {"cast": answer["seq"], "seq": answer["seq"]}
    (row,) = [one async for one in Entry.objects.filter(activity=POLL, verb="cast").values_list("body", flat=True)]
    assert row.keys() == {"paper"}
    await host.says(POLL, "close")
    await screen.sees(lambda view: view["activities"][POLL]["results"]["options"]["b"]["votes"] == 1)
    refused = await host.says(POLL, "open")
    assert refused["code"] == "counted" and refused["why"] != ""
    await ben.sends(act | {"id": "6f1c2b1e-7a54-4a27-9d0a-0d8f5f7c1a12", "receipt": "not one"})
    assert (await ben.hears("error"))["code"] == "malformed"


async def test_polling_goes_the_same_way(room: Any, desk: AsyncClient) -> None:
    ben = AsyncClient()
    await ben.post(f"{ROOM}sit/", {"mode": "room"})
    act = {"t": "act", "id": "6f1c2b1e-7a54-4a27-9d0a-0d8f5f7c1a11", "activity": POLL, "verb": "vote"}
    told = json.dumps(act | {"body": {"choices": ["b"]}, "receipt": RECEIPT})
    answer = await ben.post(f"{ROOM}act.json", told, content_type="application/json")
    assert answer.json()["t"] == "ack"
    assert (await Ballot.objects.aget()).receipt == RECEIPT
    shown = (await ben.get(f"{ROOM}snapshot.json")).json()
    assert shown["view"]["activities"][POLL]["turnout"] == 1
    assert '"b"]' not in json.dumps(shown)


async def test_a_ballot_paper_does_not_change_while_people_vote_on_it(room: Any, desk: AsyncClient) -> None:
    await votes("a")
    change = sync_to_async(publish_again)
    await change(room, lambda raw: raw[0]["value"]["options"].append(THIRD))
    view = (await desk.get(DESK)).context["parts"][0].activity["view"]
    assert list(view["options"]) == ["a", "b"]
    await desk.post(DESK, form(POLL, "close"))
    await desk.post(DESK, form(POLL, "round"))
    view = (await desk.get(DESK)).context["parts"][0].activity["view"]
    assert list(view["options"]) == ["a", "b", "c"]
