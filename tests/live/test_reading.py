"""A format that hangs or fails where a whole room is read holds nobody up: it is named, and the rest is told."""

import time
from typing import Any

import pytest
from django.urls import reverse

from live import log, reading
from live.conclude import conclude, results
from live.models import Entry, Room
from live.queries import RoomInfo
from plugins import registry
from tests.live.conftest import POLL, QUESTIONS, a_room
from tests.live.rooms import house
from tests.live.test_conclude import said
from tests.live.test_missing_format import english

pytestmark = pytest.mark.django_db(transaction=True)

WRONG = "wrong-1"
PAUSE = 25.0  # seconds: the start of a child, the format's own second, and folding once more, on a crowded machine


@pytest.fixture
def room(transactional_db: None, settings: Any) -> Any:
    """A room with a counted vote, and a format that goes wrong where it is told to."""
    settings.PLENARIA_FORMAT_PACKAGES = [*settings.PLENARIA_FORMAT_PACKAGES, "live.bench.harms"]
    registry.load(settings.PLENARIA_FORMAT_PACKAGES)
    found = a_room()
    setup = {"format": "harmful", "version": 1, "title": {"es": "Mal"}, "results": "live", "settings": {}}
    log.append([house(found.id, WRONG, setup | {"accepts": "anyone", "names": "name"}, 3)])
    for activity in (POLL, QUESTIONS, WRONG):
        said(found, activity, "desk", "open")
    said(found, POLL, "p1", "vote", choices=["a"])
    yield found
    registry.load(settings.PLENARIA_FORMAT_PACKAGES[:-1])


def goes_wrong(room: RoomInfo, how: str, where: str) -> None:
    said(room, WRONG, "p1", "do", how=how, where=where)


@pytest.mark.parametrize(("how", "why"), [("loop", "time"), ("sleep", "time"), ("raise", "fault"), ("exit", "died")])
def test_a_format_that_cannot_conclude_is_told_in_a_sentence_and_the_others_are_concluded(
    room, edith, how, why, caplog
):
    goes_wrong(room, how, "conclude")
    begun = time.monotonic()
    poll, wrong = results(room)
    assert time.monotonic() - begun < PAUSE
    assert poll.sections and not poll.lacks
    assert wrong.lacks and not wrong.sections
    assert [came.lacks for one in reading.concluded(room) if one.id == WRONG for came in one.rounds] == [why]
    assert ("'harmful' left out" in caplog.text) is (why != "fault")
    page = conclude(room=room, by=edith)
    assert [(block.block_type, str(block.value)) for block in page.body][-2:] == [
        ("heading", "Mal"), ("words", f"<p>{wrong.lacks}</p>"),
    ]  # fmt: skip


def test_what_hangs_in_its_tables_holds_up_no_other_and_is_asked_once(room, client):
    goes_wrong(room, "loop", "sheets")
    page = client.get(english("live_export", room.code, WRONG))
    assert "took too long" in page.content.decode()
    begun = time.monotonic()
    for _ in range(3):
        assert client.get(reverse("live_export_json", args=[room.code, WRONG])).json()["rounds"][0]["lacks"] == "time"
        assert client.get(reverse("live_export_json", args=[room.code, POLL])).json()["rounds"][0]["sheets"]
    assert time.monotonic() - begun < PAUSE
    assert reading.concluded(room)[-1].rounds[0].lacks == "", "only what hangs is left out"


def test_a_view_that_hangs_leaves_the_record_to_read(room, client):
    goes_wrong(room, "loop", "view")
    question = said(room, QUESTIONS, "p2", "ask", text="¿Se lee?")
    page = client.get(reverse("live_record", args=[room.code])).content.decode()
    assert "¿Se lee?" in page
    assert f'id="e{question}"' in page


def test_what_hangs_while_it_is_folded_stops_there_and_nothing_is_written(room):
    goes_wrong(room, "loop", "fold")
    before = Entry.objects.count()
    outcomes = {one.id: one for one in reading.concluded(room)}
    assert outcomes[WRONG].rounds[0].lacks == "time"
    assert outcomes[POLL].rounds[0].sections
    assert Entry.objects.count() == before


def test_what_must_not_be_told_is_left_out(room):
    goes_wrong(room, "nan", "sheets")
    found = reading.tables(room, WRONG)
    assert found.rounds[0].lacks == "output"


def test_a_room_that_cannot_be_read_now_says_so(room, client, monkeypatch):
    def away(*_: Any) -> Any:
        raise reading.Unread("the child does not answer")

    monkeypatch.setattr(reading, "_ask", away)
    answer = client.get(english("live_record", room.code))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Nothing is lost" in answer.content.decode()


def test_it_reads_on_where_it_was_and_begins_anew_when_the_log_is_another(room):
    assert [one.id for one in reading.concluded(room)] == [POLL, QUESTIONS, WRONG]
    said(room, POLL, "p2", "vote", choices=["b"])
    [tally] = reading.concluded(room)[0].rounds[0].sections[0].items
    assert tally.voters.total == 2
    Entry.objects.filter(room_id=room.id, verb="vote", actor="p2").delete()
    Room.objects.filter(pk=room.id).update(seq=Entry.objects.filter(room_id=room.id).count())
    [tally] = reading.concluded(room)[0].rounds[0].sections[0].items
    assert tally.voters.total == 1


def test_more_rooms_than_are_kept_are_read_all_the_same(room):
    rooms = [a_room(code=f"MESA{number}") for number in range(10, 10 + reading.KEPT + 2)]
    for _ in range(2):
        assert [len(reading.concluded(one)) for one in rooms] == [2] * len(rooms)
