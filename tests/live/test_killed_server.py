"""F01: kill -9 in the middle of a crowd. What was acknowledged is there, once; everybody comes back and is counted."""

import asyncio
import json
from collections import Counter
from typing import Any

import pytest
from channels.db import database_sync_to_async

from live.crowd import Crowd, Person, Report
from live.models import Entry
from live.queries import room_by_code
from plenaria.demo.voices import Said, speak
from tests.live.conftest import POLL, QUESTIONS, a_room

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services, pytest.mark.timeout(180)]

PEOPLE, SECONDS = 40, 6.0


@pytest.fixture
def code(transactional_db: None) -> str:
    """An open room, there before the server starts."""
    room = a_room("KEAAT7")
    speak(room, [Said(None, POLL, "open"), Said(None, QUESTIONS, "open")], script="open")
    return room.code


async def killed_twice(server: Any, code: str) -> Report:
    """A crowd at work while the server is killed and started again, twice."""
    crowd = Crowd(url=server.address, code=code, people=PEOPLE, seconds=SECONDS, seed=24)
    at_work = asyncio.create_task(crowd.gather())
    for _ in range(2):
        while len(crowd.report.acked) < PEOPLE * (_ + 1) // 3 and not at_work.done():
            await asyncio.sleep(0.02)
        await asyncio.to_thread(server.kill)
        await asyncio.to_thread(server.start)
    return await asyncio.wait_for(at_work, 90)


@database_sync_to_async
def rows(code: str) -> list[Entry]:
    room = room_by_code(code)
    assert room is not None
    return list(Entry.objects.filter(room_id=room.id).order_by("seq"))


def faults(report: Report, entries: list[Entry], recounted: dict[str, Any]) -> list[str]:
    """Where what people were told, what is stored and what is counted differ."""
    stored = Counter(str(entry.op_id) for entry in entries)
    wrong = [f"{op} was acknowledged and is not stored" for op in report.acked if not stored[op]]
    wrong += [f"{op} is stored {times} times" for op, times in stored.items() if times != 1]
    places = {str(entry.op_id): entry.seq for entry in entries}
    wrong += [f"{op} was told another place" for op, place in report.acked.items() if places.get(op) != place]
    if [entry.seq for entry in entries] != list(range(1, len(entries) + 1)):
        wrong.append("the log has a gap")
    counted = sum(recounted[one]["accepted"] for one in (POLL, QUESTIONS))
    if counted != len(report.acked):
        wrong.append(f"{len(report.acked)} acts were acknowledged, the recount counts {counted}")
    people = {entry.actor: entry.body["choices"][0] for entry in entries if entry.verb == "vote"}
    tally = {"a": 0, "b": 0} | Counter(people.values())
    if recounted[POLL]["tally"] != tally:
        wrong.append(f"the recount says {recounted[POLL]['tally']}, the rows {tally}")
    if len(people) != PEOPLE:
        wrong.append(f"{len(people)} of {PEOPLE} people have a vote")
    unanswered = set(report.sent) - set(report.acked) - set(report.refused)
    wrong += [f"{op} was never answered" for op in unanswered]
    return wrong


async def test_no_acknowledged_act_is_lost_and_none_counts_twice(code: str, server: Any) -> None:
    report = await killed_twice(server, code)
    recounted = json.loads(await asyncio.to_thread(server.manage, "recount", code, "--json"))
    assert faults(report, await rows(code), recounted) == []
    assert report.reconnects > PEOPLE  # the kills were felt


async def test_control_an_outbox_that_forgets_leaves_acts_behind(
    code: str, server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def forgets(self: Person, line: Any) -> None:
        self.outbox.clear()

    monkeypatch.setattr(Person, "_resend", forgets)
    report = await killed_twice(server, code)
    recounted = json.loads(await asyncio.to_thread(server.manage, "recount", code, "--json"))
    assert any("never answered" in fault for fault in faults(report, await rows(code), recounted))
