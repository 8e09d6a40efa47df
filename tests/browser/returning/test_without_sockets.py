"""Where no socket gets through the page asks by plain HTTP, all by itself, and finds the socket again."""

import uuid
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.returning import tcp_proxy
from tests.browser.returning.people import ask, became, vote
from tests.live.conftest import POLL, QUESTIONS


@pytest.fixture
def blocked(hall: Any) -> Any:
    """A network whose proxy lets no socket through."""
    with tcp_proxy.before(hall.server.port) as proxy:
        proxy.blocks_sockets = True
        yield proxy


@pytest.fixture
def rosa(blocked: Any, arrive: Any) -> Any:
    """A page of a person behind that proxy."""
    return arrive(behind=blocked.address, clock=True)


def test_all_of_the_room_works_by_polling(rosa, hall):
    expect(rosa.locator("#link")).to_have_text(rosa.locator("#words").get_attribute("data-on-polling"))
    vote(rosa, "a")
    became(rosa, POLL, "counted")
    ask(rosa, "¿Sin enchufe?")
    became(rosa, QUESTIONS, "counted")
    expect(rosa.locator(".say")).to_have_count(1)
    expect(rosa.locator("#entries .ref")).to_have_count(2)
    hall.says(POLL, "close")
    expect(rosa.locator(f"#a-{POLL} fieldset")).to_have_attribute("disabled", "")
    assert hall.votes == 1


def test_what_is_typed_and_read_stays_while_snapshots_come(rosa, hall):
    box = rosa.locator(f"#a-{QUESTIONS} textarea")
    box.press_sequentially("En mi vereda")
    hall.says(POLL, "close")
    expect(rosa.locator(f"#a-{POLL} fieldset")).to_have_attribute("disabled", "")
    expect(box).to_have_value("En mi vereda")
    expect(box).to_be_focused()


def test_the_socket_is_found_again_once_it_opens(rosa, blocked):
    for _ in range(4):  # blocked dials, then seldom ones
        rosa.clock.fast_forward(10_000)
        rosa.wait_for_timeout(200)
    asked = blocked.sockets_asked
    rosa.clock.fast_forward(20_000)
    rosa.wait_for_timeout(200)
    assert blocked.sockets_asked - asked <= 1
    blocked.blocks_sockets = False
    rosa.clock.fast_forward(76_000)
    expect(rosa.locator("#link")).to_have_text(rosa.locator("#words").get_attribute("data-on"))
    asked = []
    rosa.on("request", lambda request: asked.append(request.url))
    rosa.clock.fast_forward(12_000)
    rosa.wait_for_timeout(300)
    assert [url for url in asked if "snapshot.json" in url] == []  # and nothing is polled any more


def test_an_answer_lost_on_the_way_is_asked_for_again_and_counts_once(rosa, hall):
    lost = []

    def lose(route: Any) -> None:
        if lost:
            return route.continue_()
        lost.append(route.fetch())  # it reached the room, and the answer did not come back
        route.abort()

    rosa.route("**/act.json*", lose)
    ask(rosa, "¿Una sola vez?")
    became(rosa, QUESTIONS, "counted")
    assert lost[0].json()["t"] == "ack"
    assert hall.questions == ["¿Una sola vez?"]


def test_control_under_a_new_id_the_lost_act_would_count_twice(rosa, hall):
    tries = []

    def rename(route: Any) -> None:
        tries.append(route.request.post_data_json | {"id": str(uuid.uuid4())})
        answer = route.fetch(post_data=tries[-1])
        route.abort() if len(tries) == 1 else route.fulfill(
            json=answer.json() | {"id": route.request.post_data_json["id"]}
        )

    rosa.route("**/act.json*", rename)
    ask(rosa, "¿Dos veces?")
    became(rosa, QUESTIONS, "counted")
    assert hall.questions == ["¿Dos veces?"] * 2
