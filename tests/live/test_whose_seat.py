"""Which seat opens what: of this room alone, of this trust, and only while its place is held."""

from dataclasses import replace

import pytest
from django.urls import reverse

from live import seats
from live.apart.door import admit
from live.history import fold_all
from live.registration import actions
from live.seats import Seat
from plugins.contract import Refused
from tests.factories import a_session
from tests.live.conftest import POLL, a_room
from tests.live.rooms import said

SAID = {"choices": ["a"]}


def test_a_seat_is_of_one_room_and_of_our_making():
    text = seats.token(Seat(room="MESA77", key=seats.new_key(), name="Ben"))
    assert seats.from_token(text, room="MESA77", language="es").name == "Ben"
    assert seats.from_token(text, room="MESA78", language="es") is None
    assert seats.from_token(text[:-1], room="MESA77", language="es") is None


@pytest.mark.parametrize(
    ("accepts", "let_in"),
    [
        ("anyone", {"open", "registered", "account"}),
        ("registered", {"registered", "account"}),
        ("account", {"account"}),
    ],
)
@pytest.mark.django_db(transaction=True)
def test_an_activity_takes_those_it_is_for(accepts, let_in):
    room = a_room(accepts=accepts)
    replica = fold_all(room.id)
    replica.activities[POLL].host("open")
    seat = Seat(room=room.code, key=seats.new_key())
    for trust in ("open", "registered", "account"):
        act = said(replace(seat, trust=trust), POLL, "vote", SAID)
        if trust in let_in:
            assert admit(replica, act) == SAID
        else:
            with pytest.raises(Refused, match=accepts):
                admit(replica, act)


@pytest.mark.django_db(transaction=True)
def test_a_place_given_back_seats_nobody(client):
    page = a_session(registers=True)
    given = actions.register(session=page.translation_key, mode="remote", name="Ana", email="ana@example.org")
    enter = reverse("registration_enter", args=[given.link])
    assert [name for name in client.post(enter).cookies if name.startswith("plenaria_seat")]
    client.cookies.clear()
    actions.cancel(token=given.link)
    answer = client.post(enter)
    assert answer.url == reverse("registration_place", args=[given.link])
    assert not [name for name in answer.cookies if name.startswith("plenaria_seat")]
