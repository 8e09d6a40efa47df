"""Conclusions from a room's log: the numbers are a recount, every result keeps its place in the record."""

import uuid
from collections import Counter
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from events.conclusions import findings
from events.models import ConclusionsPage
from live import log
from live.conclude import conclude
from live.models import Entry
from live.queries import RoomInfo
from live.wire.to_room import ROOM
from tests.live.rooms import house

pytestmark = pytest.mark.django_db(transaction=True)

POLL, QUESTIONS = "poll-1", "questions-1"


def said(room: RoomInfo, activity: str, actor: str, verb: str, *, mode: str = "remote", **body: Any) -> int:
    """One thing said in the room; its place in the log."""
    host = actor == "desk"
    by = {"name": "Nombre de " + actor, "role": "host" if host else "person", "mode": mode}
    by |= {"trust": "account" if host else "open", "language": "es"}
    return log.append([log.Draft(room.id, activity, actor, by, verb, body, uuid.uuid4())])[0]


@pytest.fixture
def told(room: RoomInfo) -> dict[str, int]:
    """A meeting: votes in three modes, one changed, one too late; three questions, one answered, one pinned."""
    said(room, ROOM, "desk", "start")
    for activity in (POLL, QUESTIONS):
        said(room, activity, "desk", "open")
    for actor, mode, choice in [
        ("p1", "room", "a"), ("p2", "room", "a"), ("p3", "remote", "b"), ("p4", "assisted", "b"), ("p1", "room", "b"),
    ]:  # fmt: skip
        said(room, POLL, actor, "vote", mode=mode, choices=[choice])
    said(room, POLL, "desk", "close")
    said(room, POLL, "p9", "vote", mode="remote", choices=["a"])
    places = {
        "answered": said(room, QUESTIONS, "p1", "ask", mode="room", text="¿Quién responde?"),
        "pinned": said(room, QUESTIONS, "p3", "ask", mode="remote", text="¿Y si no hay internet?"),
        "plain": said(room, QUESTIONS, "p4", "ask", text="Otra pregunta"),
        "hidden": said(room, QUESTIONS, "p5", "ask", text="Palabras ocultas"),
    }
    said(room, QUESTIONS, "p2", "upvote", mode="room", question=str(places["answered"]))
    said(room, QUESTIONS, "desk", "answer", question=str(places["answered"]), text="La alcaldía, en un mes.")
    said(room, QUESTIONS, "desk", "pin", question=str(places["pinned"]))
    said(room, QUESTIONS, "desk", "pin", question=str(places["hidden"]))
    said(room, QUESTIONS, "desk", "hide", question=str(places["hidden"]))
    return places


def recount(room: RoomInfo) -> dict[str, Counter[str]]:
    """The poll by option and mode, counted from the table by nobody's code but this."""
    last: dict[str, tuple[str, str]] = {}
    for entry in Entry.objects.filter(room_id=room.id, activity=POLL).order_by("seq"):
        if entry.verb == "close":
            break
        if entry.verb == "vote":
            last[entry.actor] = (entry.body["choices"][0], entry.by["mode"])
    found: dict[str, Counter[str]] = {"a": Counter(), "b": Counter()}
    for choice, mode in last.values():
        found[choice][mode] += 1
    return found


def test_numbers_of_the_draft_equal_a_recount(room, told, edith):
    page = conclude(room=room, by=edith)
    [tally] = [block.value["value"] for block in page.body if block.block_type == "tally"]
    counted = {o["id"]: {mode: n for mode, n in o["counts"].items() if n} for o in tally["options"]}
    assert counted == {key: {"untold": by.total()} for key, by in recount(room).items()}, "too few to be told apart"
    assert sum(tally["voters"].values()) == 4
    assert tally["question"] == {"es": "¿Qué frena más?"}


def test_every_result_keeps_its_place_in_the_log(room, told, edith):
    page = conclude(room=room, by=edith)
    poll, questions = findings(page, "es")
    record = reverse("live_record", args=[room.code])
    assert poll.title == "¿Qué frena más?"
    first, last = poll.votes[0].seqs
    verbs = {entry.verb for entry in Entry.objects.filter(room_id=room.id, seq__in=[first, last])}
    assert verbs == {"vote"}
    assert [(voice.text, voice.link) for voice in questions.voices] == [
        ("¿Quién responde?", f"{record}?entry={told['answered']}#e{told['answered']}"),
        ("¿Y si no hay internet?", f"{record}?entry={told['pinned']}#e{told['pinned']}"),
    ]
    assert questions.voices[0].answer == "La alcaldía, en un mes."
    assert questions.voices[0].support == 1


def test_no_name_no_actor_and_nothing_hidden_reaches_the_page(room, told, edith):
    page = conclude(room=room, by=edith)
    kept = str(ConclusionsPage.objects.values().get(pk=page.pk)) + str(page.latest_revision.content)
    assert "Nombre de" not in kept
    assert "Palabras ocultas" not in kept
    assert "Otra pregunta" not in kept


def test_the_draft_is_not_public_and_the_log_is_as_before(room, told, edith, client):
    before = list(Entry.objects.order_by("pk").values())
    page = conclude(room=room, by=edith)
    assert not page.live
    assert client.get(page.get_url()).status_code == 404
    assert list(Entry.objects.order_by("pk").values()) == before
    assert page.get_parent().translation_key == room.session == page.session_key


@pytest.mark.parametrize("who", ["ben", "max", "cleo"])
def test_who_may_add_no_pages_draws_up_nothing(room, told, who, request):
    with pytest.raises(PermissionDenied):
        conclude(room=room, by=request.getfixturevalue(who))
    with pytest.raises(PermissionDenied):
        conclude(room=room, by=AnonymousUser())
    assert not ConclusionsPage.objects.exists()


def test_a_silent_room_makes_an_empty_draft(room, edith):
    assert list(conclude(room=room, by=edith).body) == []


def test_the_desk_s_button_opens_the_draft_in_the_editor(room, told, edith, client):
    client.force_login(edith)
    answer = client.post(reverse("live_conclude", args=[room.code]))
    page = ConclusionsPage.objects.get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.get(answer.url).status_code == 200


def test_wagtail_offers_it_on_the_session_and_asks_once(room, told, edith, client):
    from sessions.queries import source

    client.force_login(edith)
    session = source(room.session)
    address = reverse("conclude_session", args=[session.pk])
    assert address in client.get(reverse("wagtailadmin_pages:edit", args=[session.pk])).content.decode()
    assert client.get(address).status_code == 200
    assert not ConclusionsPage.objects.exists()
    assert client.post(address).status_code == 302
    assert ConclusionsPage.objects.count() == 1


def test_the_desk_offers_it_to_who_may_add_pages(room, told, ada, max, client):
    desk, button = reverse("live_desk", args=[room.code]), reverse("live_conclude", args=[room.code])
    for person, offered in ((ada, True), (max, False)):
        client.force_login(person)
        page = client.get(desk).content.decode()
        assert (f'action="{button}"' in page) is offered
        assert reverse("live_places", args=[room.code]) in page


def test_whoever_draws_up_is_told_what_the_desk_has_not_shown(room, told, edith, client):
    from sessions.queries import source

    raw = Entry.objects.filter(room_id=room.id, activity=POLL, verb="setup").latest("seq").body["setup"]
    log.append([house(room.id, POLL, raw | {"results": "revealed"}, 1)])
    client.force_login(edith)
    confirm = reverse("conclude_session", args=[source(room.session).pk])
    assert "<li>¿Qué frena más?</li>" in client.get(confirm).content.decode()
    draft = client.post(confirm, follow=True)
    assert "“¿Qué frena más?”" in next(str(one) for one in draft.context["messages"])
    assert "tally" not in {block.block_type for block in ConclusionsPage.objects.get().body}
    said(room, POLL, "desk", "reveal")
    assert "<li>" not in client.get(confirm).content.decode().split("nice-padding")[-1]
    assert not client.post(reverse("live_conclude", args=[room.code]), follow=True).context["messages"]
