"""A seat closed by the moderation: found by what was written, never shown, and let in again."""

import uuid
from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from live import barring, log, seats
from live.barring import NoSeat
from live.models import Entry, Seat
from live.named_actions import LET_IN, SEAT_CLOSED
from live.queries import RoomInfo
from sessions.queries import source
from tests.live.conftest import POLL, QUESTIONS, a_room

pytestmark = pytest.mark.django_db(transaction=True)

BY = {"name": "", "role": "person", "mode": "remote", "trust": "open", "language": "es"}
HOST = BY | {"role": "host"}


def seated(room: RoomInfo) -> Seat:
    return Seat.objects.create(room_id=room.id, mode="remote")


def wrote(room: RoomInfo, key: Any, verb: str = "ask", by: dict[str, str] = BY, **body: Any) -> int:
    """The entry of something said from a seat."""
    activity = POLL if verb == "vote" else QUESTIONS
    actor = seats.pseudonym(room.secret, str(key), activity)
    return log.append([log.Draft(room.id, activity, actor, by, verb, body or {"text": "¿Y?"}, uuid.uuid4())])[0]


@pytest.fixture
def room() -> RoomInfo:
    return a_room()


@pytest.fixture
def three(room: RoomInfo) -> list[tuple[Seat, int]]:
    """Three people, each with a question."""
    people = [seated(room) for _ in range(3)]
    return [(one, wrote(room, one.key, text=f"Pregunta {number}")) for number, one in enumerate(people)]


def barred(room: RoomInfo) -> set[int]:
    return set(Seat.objects.filter(room_id=room.id, barred=True).values_list("pk", flat=True))


def history(room: RoomInfo) -> list[tuple[str, Any, Any]]:
    rows = PageLogEntry.objects.filter(page=source(room.session), action__in=[SEAT_CLOSED, LET_IN]).order_by("pk")
    return [(row.action, row.user_id, row.data.get("entry")) for row in rows]


def test_the_seat_of_what_was_written_is_closed_and_no_other(room, three, max):
    seat, entry = three[1]
    assert barring.close_seat(room=room, entry=entry, by=max)
    assert barred(room) == {seat.pk}
    assert barring.is_closed(room, [str(seat.key)])
    assert not barring.is_closed(room, [str(three[0][0].key)])
    (one,) = barring.closed(room)
    assert (one.id, one.by, one.said.entry, one.said.text) == (seat.pk, "Max", entry, "Pregunta 1")


def test_closing_twice_is_once_and_what_led_to_it_stays(room, three, max, ada):
    seat, entry = three[0]
    again = wrote(room, seat.key, text="Otra")
    assert barring.close_seat(room=room, entry=entry, by=max)
    assert not barring.close_seat(room=room, entry=again, by=ada)
    assert [(one.by, one.said.entry) for one in barring.closed(room)] == [("Max", entry)]
    assert history(room) == [(SEAT_CLOSED, max.pk, entry)]


def test_who_is_let_in_again_leaves_no_mark_but_in_the_history(room, three, max, ada):
    seat, entry = three[0]
    barring.close_seat(room=room, entry=entry, by=max)
    assert barring.let_in(room=room, seat=seat.pk, by=ada)
    assert not barring.let_in(room=room, seat=seat.pk, by=ada)
    assert barring.closed(room) == []
    found = Seat.objects.get(pk=seat.pk)
    assert (found.barred, found.barred_at, found.barred_by, found.barred_for) == (False, None, None, None)
    assert history(room) == [(SEAT_CLOSED, max.pk, entry), (LET_IN, ada.pk, entry)]


def test_the_seat_of_another_room_is_not_let_in_from_here(room, three, max):
    other = a_room("MESA78")
    barring.close_seat(room=room, entry=three[0][1], by=max)
    assert not barring.let_in(room=other, seat=three[0][0].pk, by=max)
    with pytest.raises(NoSeat):
        barring.close_seat(room=other, entry=log.heads([other.id])[other.id].seq + 1, by=max)
    assert barred(room) == {three[0][0].pk}


def test_nobody_is_found_behind_a_host_the_house_a_vote_or_nothing(room, three, max):
    seat = three[0][0]
    for entry in (
        1,  # the house set the room up
        wrote(room, f"user:{max.pk}", by=HOST, text="De la mesa"),
        wrote(room, seat.key, by=HOST, text="De la mesa"),
        wrote(room, seat.key, "vote", choices=["a"]),
        wrote(room, seat.key, "upvote", question="12"),
        wrote(room, uuid.uuid4(), text="De nadie"),
        999,
    ):
        with pytest.raises(NoSeat):
            barring.close_seat(room=room, entry=entry, by=max)
    assert barred(room) == set()
    assert history(room) == []


def test_the_pages_ask_do_tell_and_undo(room, three, client, max):
    seat, entry = three[2]
    client.force_login(max)
    ask = f"{reverse('live_close_seat', args=[room.code])}?entry={entry}"
    asked = client.get(ask)
    assert "Pregunta 2" in asked.content.decode()
    assert barred(room) == set()
    shown = client.post(ask, follow=True)
    assert barred(room) == {seat.pk}
    page = shown.content.decode()
    assert "Pregunta 2" in page and "Max" in page
    assert str(seat.key) not in page + asked.content.decode()
    assert Entry.objects.get(room_id=room.id, seq=entry).actor not in page + asked.content.decode()
    assert client.post(ask, follow=True).status_code == HTTPStatus.OK
    again = reverse("live_let_in", args=[room.code, seat.pk])
    assert "Pregunta 2" not in client.post(again, follow=True).content.decode()
    assert barred(room) == set()


@pytest.mark.parametrize("typed", ["1", "999", "0", "", "x", "-3", "9" * 30, "²"])
def test_what_is_no_entry_of_a_person_gets_a_sentence(room, three, client, max, typed):
    client.force_login(max)
    address = reverse("live_close_seat", args=[room.code])
    for answer in (client.get(address, {"entry": typed}), client.post(f"{address}?entry={typed}")):
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert reverse("live_desk", args=[room.code]) in answer.content.decode()
    assert barred(room) == set()


def test_who_may_not_moderate_closes_nobody_and_lets_nobody_in(room, three, client, ben, max):
    address = f"{reverse('live_close_seat', args=[room.code])}?entry={three[0][1]}"
    assert client.post(address).status_code == HTTPStatus.FOUND
    client.force_login(ben)
    assert client.post(address).status_code == HTTPStatus.FORBIDDEN
    assert barred(room) == set()
    barring.close_seat(room=room, entry=three[0][1], by=max)
    again = reverse("live_let_in", args=[room.code, three[0][0].pk])
    assert client.post(again).status_code == HTTPStatus.FORBIDDEN
    assert client.get(reverse("live_closed_seats", args=[room.code])).status_code == HTTPStatus.FORBIDDEN
    assert barred(room) == {three[0][0].pk}


def test_no_other_site_closes_a_seat(room, three, client, max):
    client.force_login(max)
    address = f"{reverse('live_close_seat', args=[room.code])}?entry={three[0][1]}"
    answer = client.post(address, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert barred(room) == set()


def test_a_closed_seat_is_kept_when_it_is_left_so_that_the_next_is_not_open(room, three, client, max):
    seat, entry = three[0]
    name = seats.COOKIE.format(code=room.code)
    kept = seats.token(seats.Seat(room=room.code, key=str(seat.key)))
    leave = reverse("live_sit", args=[room.code])
    barring.close_seat(room=room, entry=entry, by=max)
    client.cookies[name] = kept
    client.post(leave, {"leave": "1"})
    assert client.cookies[name].value == kept
    page = client.get(reverse("live_room", args=[room.code])).content.decode()
    assert '<div class="notice" id="stopped" role="alert">' in page
    barring.let_in(room=room, seat=seat.pk, by=max)
    page = client.get(reverse("live_room", args=[room.code])).content.decode()
    assert '<div class="notice" id="stopped" role="alert" hidden>' in page
    client.post(leave, {"leave": "1"})
    assert client.cookies[name].value == ""
