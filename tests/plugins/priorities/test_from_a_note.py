"""From what was said to a priority and on: what is taken keeps its way back, and others take the first of it."""

from typing import Any

import pytest
from django.urls import reverse

from events.conclusions import findings
from live import log
from live.apart.activity import Class
from live.apart.replicas import Replica
from live.conclude import conclude
from live.history import fold_all
from live.models import Room
from live.queries import RoomInfo, room_by_code
from tests.factories import a_session
from tests.live.conftest import ACTIVITIES, POLL, QUESTIONS
from tests.live.test_conclude import said
from tests.plugins.priorities.cases import given, gives, priorities, ranked

pytestmark = pytest.mark.django_db(transaction=True)

PRIORITIES = "priorities-1"
ASKED = ["¿Y el agua?", "¿Y la luz?", "¿Y el bus?"]


def a_room() -> RoomInfo:
    """Questions, priorities that take them, and a poll over the first two priorities."""
    own = {"title": "¿Qué va primero?", "results": "at_close", "accepts": "anyone", "names": "nothing", "source": 1}
    own |= {"way": "dots", "voice": "person", "proposals": [], "dots": 5, "most": 3, "pairs": 15, "top": 5}
    taking = {"type": "priorities", "id": PRIORITIES, "value": own}
    poll = ACTIVITIES[0] | {"value": ACTIVITIES[0]["value"] | {"options": [], "source": 2, "most_items": 2}}
    page = a_session(activities=[ACTIVITIES[1], taking, poll])
    Room.objects.filter(session=page.translation_key).update(code="MESA77")
    found = room_by_code("MESA77")
    assert found is not None
    return found


@pytest.fixture
def chosen(transactional_db: None) -> tuple[RoomInfo, dict[str, int]]:
    """Three questions; the third got most dots and the first the next; a fourth was asked too late."""
    room = a_room()
    said(room, QUESTIONS, "desk", "open")
    places = {text: said(room, QUESTIONS, f"a{at}", "ask", text=text) for at, text in enumerate(ASKED)}
    said(room, PRIORITIES, "desk", "open")
    said(room, QUESTIONS, "late", "ask", text="¿Tarde?")
    ids = by_words(room, PRIORITIES, "proposals")
    said(room, PRIORITIES, "p1", "give", dots={ids[ASKED[2]]: 3, ids[ASKED[0]]: 1})
    said(room, PRIORITIES, "p2", "give", dots={ids[ASKED[2]]: 1})
    said(room, PRIORITIES, "desk", "close")
    said(room, POLL, "desk", "open")
    return room, places


def by_words(room: RoomInfo, activity: str, collection: str) -> dict[str, str]:
    shown: Any = fold_all(room.id).activities[activity].view(Class("person"))
    return {next(iter(one["label"].values())): key for key, one in shown["view"][collection].items()}


def test_what_stood_there_when_it_opened_is_what_is_decided_about(chosen):
    room, _ = chosen
    assert set(by_words(room, PRIORITIES, "proposals")) == set(ASKED)


def test_each_line_of_the_conclusion_leads_to_what_it_was(chosen, edith):
    room, places = chosen
    page = conclude(room=room, by=edith)
    votes = [vote for finding in findings(page, "es") for vote in finding.votes]
    [lines] = [vote.lines for vote in votes if len(vote.lines) == len(ASKED)]
    record = reverse("live_record", args=[room.code])
    assert [(line.label, [one.link for one in line.origins]) for line in lines] == [
        (text, [f"{record}?entry={places[text]}#e{places[text]}"]) for text in (ASKED[2], ASKED[0], ASKED[1])
    ]


def test_a_poll_after_it_takes_the_first_ones_with_their_way_back(chosen):
    room, places = chosen
    assert set(by_words(room, POLL, "options")) == {ASKED[2], ASKED[0]}
    options = fold_all(room.id).activities[POLL].format.conclude().sections[0].items[0].options
    assert [option.refs for option in options] == [(places[ASKED[2]],), (places[ASKED[0]],)]


def test_redacted_words_are_redacted_in_the_priority(chosen):
    room, places = chosen
    lines = log.read(room.id)
    at = places[ASKED[2]] - 1
    lines[at] = lines[at]._replace(body={"text": "[retirado]"})
    replica = Replica()
    replica.fold(lines)
    shown: Any = replica.activities[PRIORITIES].view(Class("person"))
    labels = [next(iter(one["label"].values())) for one in shown["view"]["proposals"].values()]
    assert ("[retirado]" in labels, ASKED[2] in labels) == (True, False)


def test_what_was_taken_stands_before_the_organisers_list_and_keeps_its_refs():
    one = priorities(("own",))
    one.take(given("Agua", "Aire"))
    assert ranked(one) == ["tn1", "tn2", "own"]
    gives(one, 9, "ben", tn2=1)
    assert [(item.id, item.refs) for item in one.items()] == [("tn2", (2,)), ("tn1", (1,)), ("own", ())]
    assert [option.refs for option in one.conclude().sections[0].items[0].options] == [(2,), (1,), ()]


def test_the_organisers_list_keeps_its_room_among_a_hundred():
    one = priorities(("own", "other"))
    one.take(given(*(f"Nota {at}" for at in range(100))))
    assert (len(one.items()), ranked(one)[-2:]) == (100, ["own", "other"])
