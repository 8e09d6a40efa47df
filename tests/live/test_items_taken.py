"""From a question to a vote on it: what a poll takes keeps its way back, and follows when words are redacted."""

from typing import Any

import pytest
from django.urls import reverse

from events.conclusions import findings
from live import log
from live.apart.activity import Class
from live.apart.replicas import Replica
from live.conclude import conclude
from live.history import fold_all
from live.queries import RoomInfo
from tests.live.conftest import POLL, QUESTIONS, a_room
from tests.live.test_conclude import said

pytestmark = pytest.mark.django_db(transaction=True)

TOP = ["¿Y el agua?", "¿Y la luz?", "¿Y el bus?"]


@pytest.fixture
def asked(transactional_db: None) -> tuple[RoomInfo, dict[str, int]]:
    """Four questions with 3, 2, 1 and no votes; the poll has taken the first three and was voted on."""
    room = a_room(source=2, most_items=3)
    said(room, QUESTIONS, "desk", "open")
    places = {text: said(room, QUESTIONS, f"a{at}", "ask", text=text) for at, text in enumerate([*TOP, "¿Y yo?"])}
    for votes, text in zip((3, 2, 1), TOP, strict=True):
        for number in range(votes):
            said(room, QUESTIONS, f"u{number}", "upvote", question=str(places[text]))
    said(room, POLL, "desk", "open")
    late = said(room, QUESTIONS, "late", "ask", text="¿Tarde?")
    for number in range(5):
        said(room, QUESTIONS, f"v{number}", "upvote", question=str(late))
    options = list(fold_all(room.id).activities[POLL].view(Class("person"))["view"]["options"])
    assert len(options) >= 3
    taken = _ids(room)
    for actor, text in (("p1", TOP[0]), ("p2", TOP[0]), ("p3", TOP[2])):
        said(room, POLL, actor, "vote", choices=[taken[text]])
    return room, places


def _ids(room: RoomInfo) -> dict[str, str]:
    """The poll's options by their words."""
    shown = fold_all(room.id).activities[POLL].view(Class("person"))["view"]["options"]
    return {next(iter(option["label"].values())): key for key, option in shown.items()}


def test_the_first_three_as_they_stood_when_it_opened(asked):
    room, _ = asked
    assert [text for text in _ids(room) if text.startswith("¿")] == TOP


def test_each_option_of_the_conclusion_leads_to_the_question_it_was(asked, edith, client):
    room, places = asked
    page = conclude(room=room, by=edith)
    [vote] = [vote for finding in findings(page, "es") for vote in finding.votes]
    record = reverse("live_record", args=[room.code])
    origins = {line.label: [(one.seq, one.link) for one in line.origins] for line in vote.lines}
    assert {text: origins[text] for text in TOP} == {
        text: [(places[text], f"{record}?entry={places[text]}#e{places[text]}")] for text in TOP
    }
    assert {line.label: line.counts.total for line in vote.lines if line.counts.total} == {TOP[0]: 2, TOP[2]: 1}
    page.get_latest_revision().publish()
    shown = client.get(page.get_url()).content.decode()
    assert f'href="{record}?entry={places[TOP[0]]}#e{places[TOP[0]]}"' in shown


def test_redacted_words_of_a_question_are_redacted_in_the_vote(asked):
    room, places = asked
    lines = log.read(room.id)
    at = places[TOP[0]] - 1
    lines[at] = lines[at]._replace(body={"text": "[retirado]"})
    replica = Replica()
    replica.fold(lines)
    shown: Any = replica.activities[POLL].view(Class("person"))
    labels = [next(iter(option["label"].values())) for option in shown["view"]["options"].values()]
    assert "[retirado]" in labels
    assert TOP[0] not in labels
    assert replica.activities[POLL].format.conclude() == replica.activities[POLL].format.conclude()


def test_no_copy_of_the_items_is_in_the_log(asked):
    room, _ = asked
    assert not [line for line in log.read(room.id) if line.activity == POLL and TOP[0] in str(line.body)]


def test_who_fails_at_taking_is_open_all_the_same_and_named(monkeypatch: pytest.MonkeyPatch, transactional_db: None):
    def fails(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("live.polls.format.Polls.take", fails)
    room = a_room(source=2)
    opened = said(room, POLL, "desk", "open")
    replica = fold_all(room.id)
    assert (replica.verdict(opened).code, replica.activities[POLL].phase) == ("", "open")
    assert [fault.why.split()[0] for fault in replica.faults()] == ["RuntimeError"]
