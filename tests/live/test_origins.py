"""A page of another site opens no socket here: told by scheme, host and port, before anything is sent (F31)."""

from typing import Any

import pytest

from live import admission
from live.origins import is_ours
from tests.live.dialogue import Voice

PUBLIC = "https://plenaria.example"
OTHERS = {
    "another site": "https://evil.example",
    "a sandboxed page": "null",
    "our name as the beginning of theirs": "https://plenaria.example.evil.example",
    "our name as the end of theirs": "https://evilplenaria.example",
    "a subdomain": "https://sub.plenaria.example",
    "our name as their user": "https://plenaria.example@evil.example",
    "another port": "https://plenaria.example:8443",
    "plain HTTP where we are HTTPS": "http://plenaria.example",
    "no scheme": "plenaria.example",
    "another scheme": "wss://plenaria.example",
    "a path": "https://plenaria.example/",
    "two at once": "https://plenaria.example https://evil.example",
    "a space": " https://plenaria.example",
    "nothing": "",
}


@pytest.fixture
def in_public(settings: Any) -> None:
    settings.PLENARIA_URL, settings.ALLOWED_HOSTS = PUBLIC, ["plenaria.example"]
    settings.SECURE_SSL_REDIRECT = True


@pytest.mark.parametrize("origin", [PUBLIC, "HTTPS://Plenaria.Example"])
@pytest.mark.parametrize("secure", [True, False], ids=["TLS", "TLS ended before"])
def test_our_own_pages_are_ours(in_public: None, origin: str, secure: bool) -> None:
    assert is_ours(origin, host="plenaria.example", secure=secure)


@pytest.mark.parametrize("origin", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("secure", [True, False], ids=["TLS", "TLS ended before"])
def test_no_other_page_is(in_public: None, origin: str, secure: bool) -> None:
    assert not is_ours(origin, host="plenaria.example", secure=secure)


def test_the_usual_port_may_be_written_out_in_our_address(settings: Any) -> None:
    settings.PLENARIA_URL = f"{PUBLIC}:443"
    assert is_ours(PUBLIC, host="inside:8000", secure=False)


def test_a_name_of_somebody_else_that_leads_here_is_not_ours(in_public: None) -> None:
    """A name server can give our address for their name (DNS rebinding): page and host agree, and are not ours."""
    assert not is_ours("https://evil.example", host="evil.example", secure=True)


def test_a_room_opened_by_the_name_a_machine_has_in_the_hall_works(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    assert is_ours("http://192.168.1.7:8000", host="192.168.1.7:8000", secure=False)
    assert not is_ours("http://192.168.1.7:8001", host="192.168.1.7:8000", secure=False)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver:8000", "https://testserver"])
async def test_a_socket_of_another_page_is_closed_before_any_word(room: Any, hub: None, origin: str) -> None:
    voice = await Voice(room.code, origin=origin).connects()
    await voice.sends({"t": "join"})
    assert await voice.closed_with() == admission.NOT_ALLOWED
    assert voice.heard == []
    await voice.leaves()


@pytest.mark.django_db(transaction=True)
async def test_control_without_the_guard_the_same_page_hears_the_room(
    room: Any, hub: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "is_ours", lambda *_origin, **_where: True)
    voice = await Voice(room.code, origin="https://evil.example").joins()
    assert voice.view["room"]["phase"]
    await voice.leaves()
