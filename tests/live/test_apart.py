"""F12 to F14: formats run apart. One that hangs, burns, eats, lies or dies breaks its own activity and nothing else."""

import asyncio
import os
import signal
import time
import uuid
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from channels.db import database_sync_to_async
from django.utils.translation import override

from live import log
from live.apart.host import BUDGET, Cut
from live.hub import Hub
from live.queries import RoomInfo
from live.screens.parts import parts
from live.seats import Seat, of_host
from live.wire.to_person import Ack, Answer, Refused
from live.wire.to_room import Act
from plugins import registry
from tests import cast
from tests.live.rooms import POLL, a_bare_room, house
from tests.live.test_room_laws import a_person, an_act, at, decoded

pytestmark = [pytest.mark.django_db(transaction=True)]

WRONG = "wrong-1"
PAUSE = 2.0  # seconds everybody may have to wait, once


@pytest.fixture
def room(transactional_db: None, settings: Any) -> Any:
    """A room with a poll, questions and a format that goes wrong."""
    settings.PLENARIA_FORMAT_PACKAGES = [*settings.PLENARIA_FORMAT_PACKAGES, "live.bench.harms"]
    registry.load(settings.PLENARIA_FORMAT_PACKAGES)
    found = a_bare_room()
    setup = {"format": "harmful", "version": 1, "title": {"es": "Mal"}, "results": "live", "settings": {}}
    log.append([house(found.id, WRONG, setup | {"accepts": "anyone", "names": "name"}, 3)])
    yield found
    registry.load(settings.PLENARIA_FORMAT_PACKAGES[:-1])


@pytest.fixture
def host(room: RoomInfo) -> Seat:
    return of_host(room=room.code, user=cast.ada(), language="es")


@pytest.fixture
async def hub(room: RoomInfo, host: Seat) -> AsyncIterator[Hub]:
    one = Hub()
    for activity in (POLL, WRONG):
        assert isinstance(await one.act(room, host, Act(uuid.uuid4(), activity, "open", {})), Ack)
    yield one
    await one.close()


def told(how: str, where: str = "fold") -> Act:
    return Act(uuid.uuid4(), WRONG, "do", {"how": how, "where": where})


async def vote(hub: Hub, room: RoomInfo, number: int) -> tuple[Answer, float]:
    """The answer to a vote in another activity, and the seconds it took."""
    begun = time.monotonic()
    answer = await hub.act(room, a_person(room, number), an_act("vote", choices=["a"]))
    return answer, time.monotonic() - begun


async def halts(room: RoomInfo) -> list[Any]:
    return [line.body for line in await database_sync_to_async(log.halts)(room.id)]


async def shown(hub: Hub, room: RoomInfo, number: int = 1) -> dict[str, Any]:
    picture = await (await hub.gathering(room)).picture(a_person(room, number))
    return picture.view["activities"]


@pytest.mark.parametrize("how", ["sleep", "loop", "burn", "power", "eat", "exit", "leave"])
async def test_a_format_that_does_not_come_back_is_cut_off_by_name_and_others_go_on(
    hub: Hub, room: RoomInfo, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    doing = asyncio.create_task(hub.act(room, a_person(room, 1), told(how)))
    await asyncio.sleep(0.1)
    answer, _ = await vote(hub, room, 2)
    assert isinstance(answer, Ack)
    refused = await doing
    assert isinstance(refused, Refused)
    assert refused.code == "unavailable"
    why = {"eat": "memory", "exit": "died", "leave": "died"}.get(how, "time")
    assert [body["why"] for body in await halts(room)] == [why]
    assert "'harmful' cut off" in caplog.text
    view = await shown(hub, room)
    assert view[WRONG]["halted"]
    assert view[POLL]["view"]["voters"] == 1


@pytest.mark.parametrize("where", ["check", "view", "mine", "group"])
async def test_wherever_it_hangs(hub: Hub, room: RoomInfo, where: str) -> None:
    _, heard = await at(room, hub, a_person(room, 1))
    await hub.act(room, a_person(room, 1), told("loop", where))
    for _ in range(100):
        if any(decoded(text).get("view", {}).get("activities", {}).get(WRONG, {}).get("halted") for text in heard):
            break
        await asyncio.sleep(0.05)
    assert (await shown(hub, room))[WRONG]["halted"] == "time"
    answer, _ = await vote(hub, room, 2)
    assert isinstance(answer, Ack)


@pytest.mark.parametrize("how", ["10 MB", "nan", "null", "endless"])
@pytest.mark.parametrize("where", ["view", "mine"])
async def test_what_must_not_be_shown_reaches_nobody(hub: Hub, room: RoomInfo, how: str, where: str) -> None:
    _, heard = await at(room, hub, a_person(room, 1))
    await hub.act(room, a_person(room, 1), told(how, where))
    for _ in range(100):
        if await halts(room):
            break
        await asyncio.sleep(0.05)
    assert (await shown(hub, room))[WRONG]["halted"] == "output"
    assert not any("share" in text or "nobody" in text or len(text) > 100_000 for text in heard)


@pytest.mark.parametrize("how", ["raise", "recurse", "odd words", "odd refusal"])
async def test_a_format_that_raises_loses_that_act_alone(
    hub: Hub, room: RoomInfo, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    refused = await hub.act(room, a_person(room, 1), told(how, "check"))
    broken = await hub.act(room, a_person(room, 1), told(how))
    assert isinstance(refused, Refused)
    assert (refused.code, hasattr(refused, "seq")) == ("broken", True)
    assert isinstance(broken, Refused)
    assert broken.code == "broken"
    assert await halts(room) == []
    assert isinstance((await vote(hub, room, 2))[0], Ack)
    if how != "odd refusal":
        assert "'harmful'" in caplog.text


async def test_what_hangs_while_it_is_looked_at_uncounts_nothing_that_was_acknowledged(
    hub: Hub, room: RoomInfo, host: Seat
) -> None:
    """A halt begins where its own room stands, wherever another room was folded to meanwhile."""
    acts = [told("fine", "nowhere") for _ in range(5)]
    people = [a_person(room, number) for number in range(5)]
    before = [await hub.act(room, who, act) for who, act in zip(people, acts, strict=True)]
    other = await database_sync_to_async(a_bare_room)()
    await hub.act(room, a_person(room, 9), told("loop", "view"))
    ada = replace(host, room=other.code)
    await hub.act(other, ada, Act(uuid.uuid4(), POLL, "open", {}))
    assert (await shown(hub, room))[WRONG]["halted"] == "time"
    again = [await hub.act(room, who, act) for who, act in zip(people, acts, strict=True)]
    assert again == before
    assert all(isinstance(one, Ack) for one in again)


@pytest.mark.parametrize("side", ["person", "desk", "screen"])
async def test_every_screen_says_that_an_activity_was_stopped(hub: Hub, room: RoomInfo, host: Seat, side: str) -> None:
    await hub.act(room, a_person(room, 1), told("loop"))
    seat = {"person": a_person(room, 2), "desk": host, "screen": Seat(room.code, "screen", "screen")}[side]
    picture = await (await hub.gathering(room)).picture(seat)
    part = next(one for one in parts(picture, side=side, act_url="/") if one.id == WRONG)
    with override("en"):
        html = str(part.html)
    assert "was stopped because of a fault" in html
    assert ("begin a new round" in html) == (side == "desk")
    assert part.drawn == "1time"


async def test_a_reader_who_goes_away_in_the_middle_leaves_the_room_whole(hub: Hub, room: RoomInfo) -> None:
    here = await hub.gathering(room)
    for number in range(5):
        writing = asyncio.create_task(vote(hub, room, number))
        reading = [asyncio.create_task(here.log.catch_up()) for _ in range(5)]
        for pause in (0, 0.02, 0.03, 0.04):
            await asyncio.sleep(pause)
            reading.pop().cancel()
        assert isinstance((await writing)[0], Ack)
    assert (await shown(hub, room))[POLL]["view"]["voters"] == 5


async def test_a_child_that_somebody_kills_again_and_again_blames_nobody(hub: Hub, room: RoomInfo) -> None:
    for number in range(4):
        await vote(hub, room, number)
        os.kill(hub._host.pid, signal.SIGKILL)
    assert isinstance((await vote(hub, room, 9))[0], Ack)
    assert await halts(room) == []


async def test_a_new_round_gives_a_format_that_was_cut_off_another_try(hub: Hub, room: RoomInfo, host: Seat) -> None:
    await hub.act(room, a_person(room, 1), told("loop"))
    assert (await hub.act(room, a_person(room, 1), told("fine", "nowhere"))).code == "unavailable"  # type: ignore[union-attr]
    assert isinstance(await hub.act(room, host, Act(uuid.uuid4(), WRONG, "round", {})), Ack)
    assert isinstance(await hub.act(room, a_person(room, 1), told("fine", "nowhere")), Ack)
    assert (await shown(hub, room))[WRONG]["view"]["done"] == 1


async def test_a_halt_is_the_same_for_every_process_and_for_ever(hub: Hub, room: RoomInfo) -> None:
    act = told("burn")
    person = a_person(room, 1)
    first = await hub.act(room, person, act)
    other = Hub()
    begun = time.monotonic()
    again = await other.act(room, person, act)
    assert time.monotonic() - begun < BUDGET + PAUSE
    assert (first, await shown(hub, room)) == (again, await shown(other, room))
    assert len(await halts(room)) == 1
    await other.close()


async def test_a_child_that_is_killed_is_replaced_and_nothing_is_lost(hub: Hub, room: RoomInfo) -> None:
    _, heard = await at(room, hub, a_person(room, 9))
    await vote(hub, room, 1)
    child = hub._host._child
    assert child is not None
    os.kill(child.pid, signal.SIGKILL)
    answer, _ = await vote(hub, room, 2)
    assert isinstance(answer, Ack)
    await asyncio.sleep(0.5)
    assert (await shown(hub, room))[POLL]["view"]["voters"] == 2
    assert decoded(heard[-1])["t"] in ("patch", "snapshot", "people", "beat")
    assert any(decoded(text)["t"] == "snapshot" for text in heard[1:])


async def test_who_asks_and_goes_away_takes_nobody_elses_answer(hub: Hub, room: RoomInfo) -> None:
    here = await hub.gathering(room)
    asking = [asyncio.create_task(here.picture(a_person(room, number))) for number in range(20)]
    await asyncio.sleep(0)
    for one in asking[::2]:
        one.cancel()
    seen = await asyncio.gather(*asking, return_exceptions=True)
    assert [isinstance(one, asyncio.CancelledError) for one in seen] == [True, False] * 10
    assert (await vote(hub, room, 1))[0].seq  # type: ignore[union-attr]


async def test_control_without_a_budget_everybody_waits(
    hub: Hub, room: RoomInfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in ("BUDGET", "ASLEEP", "LONGEST", "SLOW"):
        monkeypatch.setattr(f"live.apart.host.{limit}", 600)
    doing = asyncio.create_task(hub.act(room, a_person(room, 1), told("loop")))
    await asyncio.sleep(0.1)
    waiting = asyncio.create_task(hub.act(room, a_person(room, 2), an_act("vote", choices=["a"])))
    done, _ = await asyncio.wait({waiting}, timeout=3)
    assert not done
    for task in (doing, waiting):
        task.cancel()


def test_the_child_knows_no_django() -> None:
    import subprocess
    import sys

    script = "import sys, live.apart.child, live.polls.format, live.questions.format; print('django' in sys.modules)"
    path = os.pathsep.join(sys.path)
    run = subprocess.run([sys.executable, "-c", script], env={"PYTHONPATH": path}, capture_output=True, text=True)
    assert run.stdout.strip() == "False", run.stderr


async def test_a_format_that_is_always_almost_late_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    from live.apart.host import SLOW, _Child
    from live.apart.watch import Seen

    child = _Child()
    child._known = True
    for calls in range(SLOW - 1):
        child._judge(Seen(calls, 1, "slow"), 0.1, awake=True, asleep=False)
    child._judge(Seen(SLOW, 1, "slow"), 0.1, awake=False, asleep=False)  # the machine was busy elsewhere
    with pytest.raises(Cut):
        child._judge(Seen(SLOW, 1, "slow"), 0.1, awake=True, asleep=False)
    child.kill()
