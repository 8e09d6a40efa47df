"""The cheap clients count what comes, notice what does not, and are the same in C and in Python."""

import time

import pytest

from live.rig.clients import Bound, Language, Listeners, language
from live.rig.server import free_port
from live.rig.trouble import Trouble

pytestmark = pytest.mark.parametrize("written_in", ["C", "Python"])


@pytest.fixture(autouse=True)
def _compiler(written_in: Language) -> None:
    if written_in == "C" and language() != "C":
        pytest.skip("No C compiler here: install gcc or clang.")


def listeners(bound: Bound, count: int, first: str = "-") -> Listeners:
    return Listeners(f"{bound.sockets}/", count, first=first, written_in=bound.language)


def told(bound: Bound, crowd: Listeners, times: int, deliveries: int, size: int = 400):
    """Tell, and wait until so many deliveries have come."""
    assert bound.tell(times=times, size=size, every=10)["lost"] == 0
    until = time.monotonic() + 10
    while (window := crowd.report()).patches < deliveries and time.monotonic() < until:
        time.sleep(0.02)
    return window


def test_every_delivery_is_counted_with_its_time(written_in):
    with Bound(written_in=written_in) as bound, listeners(bound, 30) as crowd:
        crowd.wait()
        crowd.window()
        began = time.monotonic()
        window = told(bound, crowd, 10, 300)
        assert (window.patches, window.gaps, window.frame, window.here, window.gone) == (300, 0, 400, 30, 0)
        assert [fan.reached for fan in window.fans] == [30] * 10
        assert [fan.to for fan in window.fans] == list(range(1, 11))
        assert all(began <= fan.first <= fan.last <= time.monotonic() for fan in window.fans)
        assert 0 <= window.late[0] <= window.late[1] < 10_000


def test_a_long_frame_and_one_that_comes_in_parts_is_one_text(written_in):
    with Bound(written_in=written_in) as bound, listeners(bound, 3) as crowd:
        crowd.wait()
        window = told(bound, crowd, 4, 12, size=60_000)
        assert (window.texts, window.patch_bytes, window.gaps) == (12, 12 * 60_000, 0)


def test_a_listener_that_loses_a_frame_is_noticed(written_in):
    with Bound(written_in=written_in) as bound, listeners(bound, 5) as crowd:
        crowd.wait()
        told(bound, crowd, 1, 5)
        crowd.window()
        crowd.drop(1)
        window = told(bound, crowd, 4, 19)
        assert (window.patches, window.gaps) == (19, 1)
        assert len(window.whole(5)) == 3


def test_who_stalls_hears_nothing_more_and_stays(written_in):
    with Bound(written_in=written_in) as bound, listeners(bound, 10) as crowd:
        crowd.wait()
        crowd.stall(3)
        crowd.window()
        window = told(bound, crowd, 5, 35)
        time.sleep(0.1)
        window = crowd.report()
        assert (window.patches, window.here, window.gaps) == (35, 10, 0)


def test_clients_that_are_turned_away_are_said(written_in):
    with (
        Listeners(f"ws://127.0.0.1:{free_port()}/", 4, written_in=written_in) as crowd,
        pytest.raises(Trouble, match=r"^0 of 4 clients came in"),
    ):
        crowd.wait()
