"""Who is signed in is heard as an account: once on whatever device, as the same seat as before, until they sign out."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.db import database_sync_to_async
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.test import AsyncClient

from live import seats
from live.models import Entry
from live.models import Seat as SeatRow
from live.queries import RoomInfo
from live.seats import Seat
from live.standing import NOT_ALLOWED
from tests import cast
from tests.live.conftest import POLL, QUESTIONS, a_room, signed_in
from tests.live.dialogue import Voice

pytestmark = pytest.mark.django_db(transaction=True)

OFFER = 'class="notice for-whom"'


@pytest.fixture
def room(transactional_db: None) -> RoomInfo:
    return a_room(accepts="account")


@pytest.fixture
async def arrives(room: RoomInfo, people: Any) -> AsyncIterator[Callable[..., Any]]:
    """`await arrives(rosa, seat)`: a browser of its own, with this account and this seat, where all is open."""
    ada, here = await people(room, side="desk"), []
    for activity in (POLL, QUESTIONS):
        await ada.says(activity, "open")

    async def arrive(account: Any = None, seat: Seat | None = None) -> Voice:
        cookies = [await database_sync_to_async(signed_in)(account)] if account else []
        if seat:
            cookies.append(f"{seats.COOKIE.format(code=room.code)}={seats.token(seat)}")
        here.append(await Voice(room.code, cookies="; ".join(cookies)).joins())
        return here[-1]

    yield arrive
    for voice in here:
        await voice.leaves()


@pytest.fixture
async def rosa(transactional_db: None) -> Any:
    return await sync_to_async(cast.rosa)()


def a_seat(room: RoomInfo, **fields: Any) -> Seat:
    return Seat(room=room.code, key=seats.new_key(), **fields)


@database_sync_to_async
def entries(activity: str) -> list[tuple[str, str]]:
    """Who said something in an activity as a person, and as what they were heard."""
    rows = Entry.objects.filter(activity=activity, by__role="person").order_by("seq")
    return [(row.actor, row.by["trust"]) for row in rows]


async def vote(voice: Voice, choice: str = "a") -> str:
    answer = await voice.says(POLL, "vote", choices=[choice])
    return answer.get("code", answer["t"])


async def test_only_who_is_signed_in_is_heard_where_accounts_are_asked_for(arrives, room, rosa):
    guest, registered = await arrives(), await arrives(seat=a_seat(room, trust="registered"))
    assert [await vote(guest), await vote(registered)] == ["account", "account"]
    assert await vote(await arrives(rosa)) == "ack"
    assert [trust for _, trust in await entries(POLL)] == ["account"]


async def test_an_account_counts_once_on_whatever_device(arrives, room, rosa):
    phone, laptop = await arrives(rosa, a_seat(room)), await arrives(rosa, a_seat(room))
    assert [await vote(phone, "a"), await vote(laptop, "b")] == ["ack", "ack"]
    await phone.hears("mine", activity=POLL, mine={**laptop.mine.get(POLL, {}), **phone.mine[POLL]})
    assert len({actor for actor, _ in await entries(POLL)}) == 1


async def test_signing_in_makes_nobody_another_where_everybody_is_heard(arrives, room, rosa):
    seat = a_seat(room)
    guest = await arrives(seat=seat)
    question = (await guest.says(QUESTIONS, "ask", text="¿Quién responde?"))["seq"]
    known = await arrives(rosa, seat)
    assert known.mine[QUESTIONS]["asked"] == [str(question)]
    await known.says(QUESTIONS, "ask", text="¿Y cuándo?")
    (first, as_guest), (second, as_account) = await entries(QUESTIONS)
    assert (first, as_guest, as_account) == (second, "open", "account")


@database_sync_to_async
def sign_out(user: Any) -> None:
    Session.objects.all().delete()


@database_sync_to_async
def new_password(user: Any) -> None:
    user.set_password("otra-clave-larga-y-buena")
    user.save()


@database_sync_to_async
def close_account(user: Any) -> None:
    get_user_model().objects.filter(pk=user.pk).update(is_active=False)


@pytest.mark.parametrize("end", [sign_out, new_password, close_account])
async def test_who_signed_out_is_heard_as_anybody_from_the_next_act_on(arrives, room, rosa, end):
    voice = await arrives(rosa, a_seat(room))
    await voice.says(QUESTIONS, "ask", text="¿Quién responde?")
    assert await vote(voice, "a") == "ack"
    await end(rosa)
    assert await vote(voice, "b") == "account"
    assert (await voice.says(QUESTIONS, "ask", text="¿Y cuándo?"))["t"] == "ack"
    (one, before), (other, after) = await entries(QUESTIONS)
    assert (one, before, after) == (other, "account", "open")
    assert len(await entries(POLL)) == 1


async def test_no_token_and_no_made_up_session_makes_an_account(arrives, room):
    seat = a_seat(room, trust="account")
    assert seats.from_token(seats.token(seat), room=room.code, language="es").trusted == "open"
    assert await vote(await arrives(seat=seat)) == "account"
    made_up = await Voice(room.code, cookies="sessionid=0123456789abcdef0123456789abcdef").joins()
    assert await vote(made_up) == "account"
    await made_up.leaves()


async def test_an_account_whose_seat_was_closed_stays_out_with_another_device(arrives, room, rosa):
    key = seats.of_account(a_seat(room), user=rosa).account
    first, second = await arrives(rosa, a_seat(room)), await arrives(rosa, a_seat(room))
    assert await vote(first) == "ack"
    assert await database_sync_to_async(SeatRow.objects.filter(key=key).update)(barred=True) == 1
    try:
        outcome = await vote(second, "b")
    except ConnectionError as closed:  # the once-a-second look may be quicker than the vote
        outcome = closed.args[0]
    assert outcome in ("barred", NOT_ALLOWED)
    assert await database_sync_to_async(Entry.objects.filter(verb="vote").count)() == 1


@pytest.mark.parametrize(
    ("trust", "accepts", "own"),
    [
        ("open", "anyone", False),
        ("open", "registered", True),
        ("open", "account", True),
        ("registered", "anyone", False),
        ("registered", "registered", False),  # one place, one vote, with or without an account
        ("registered", "account", True),
    ],
)
def test_an_account_speaks_by_its_own_key_only_where_not_everybody_is_heard(trust, accepts, own):
    seat = Seat("MESA77", "a-key", trust=trust, account="an-account")
    assert seat.key_in(accepts) == ("an-account" if own else "a-key")
    assert seat.signed_out().key_in(accepts) == "a-key"


async def test_the_page_offers_to_sign_in_and_a_form_is_heard_as_who_sent_it(arrives, room, rosa):
    address, act = f"/live/{room.code}/", {"activity": POLL, "verb": "vote", "choices": ["a"]}
    link = f"/accounts/login/?next={address}"
    guest = AsyncClient()
    shown = (await guest.get(address)).content.decode()
    assert OFFER in shown and link in shown
    assert (await guest.post(address, act)).status_code == 422
    part = f"{address}part/{POLL}/"
    assert OFFER in (await guest.get(part)).content.decode()

    known = AsyncClient()
    await known.aforce_login(rosa)
    assert OFFER not in (await known.get(address)).content.decode()
    assert OFFER not in (await known.get(part)).content.decode()
    assert (await known.post(address, act)).status_code == 200
    assert POLL in (await known.get(f"{address}snapshot.json")).json()["mine"]
    await known.alogout()
    assert (await known.post(address, act)).status_code == 422
