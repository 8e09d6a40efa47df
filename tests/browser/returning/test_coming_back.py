"""Coming back: a server that dies, a network that goes, a line that is dead without saying so. Nothing is lost."""

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.hands import connected
from tests.browser.returning import tcp_proxy
from tests.browser.returning.people import ask, became, goes_offline, vote
from tests.live.conftest import POLL, QUESTIONS

NO_STORAGE = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
LEAVING = (
    "() => { const e = new Event('beforeunload', {cancelable: true}); dispatchEvent(e); return e.defaultPrevented; }"
)


def test_a_server_that_dies_while_people_vote_is_met_again_and_each_vote_counts_once(hall, arrive):
    rosa, ben = arrive(), arrive()
    vote(ben, "b")
    became(ben, POLL, "counted")
    hall.server.kill()
    expect(rosa.locator("#link")).to_have_attribute("data-link", "off")
    vote(rosa, "a")
    became(rosa, POLL, "waiting")
    assert (
        rosa.locator(f"#a-{POLL} .ack[data-ack] b").inner_text() == rosa.locator("#link").inner_text().split(" · ")[0]
    )
    hall.server.start()
    became(rosa, POLL, "counted")
    for page in (rosa, ben):  # a server that was down is not taken for a net that blocks sockets
        expect(page.locator("#link")).to_have_text(page.locator("#words").get_attribute("data-on"), timeout=15_000)
    rosa.reload()
    expect(rosa.locator(f"#a-{POLL} [value=a]")).to_be_checked()
    assert hall.votes == 2


def test_acts_made_offline_survive_a_reload_in_order_and_go_out_once(hall, arrive):
    rosa = arrive()
    goes_offline(rosa)
    vote(rosa, "a")
    ask(rosa, "¿Llega esto?")
    vote(rosa, "b")
    vote(rosa, "a")
    vote(rosa, "a")  # again, for nothing seems to happen
    expect(rosa.locator("#link")).to_contain_text("4")
    rosa.evaluate("dispatchEvent = addEventListener = () => {}; WebSocket.prototype.send = () => {}")
    rosa.evaluate("sessionStorage.clear()")  # no draft helps
    rosa.context.set_offline(False)
    rosa.reload()
    became(rosa, QUESTIONS, "counted")
    became(rosa, POLL, "counted")
    expect(rosa.locator(f"#a-{POLL} [value=a]")).to_be_checked()
    assert hall.votes == 1
    assert hall.questions == ["¿Llega esto?"]
    assert rosa.evaluate("Object.keys(localStorage).filter((key) => key.includes('outbox'))") == []


def test_two_tabs_of_one_browser_neither_lose_nor_double(hall, arrive):
    one = arrive()
    two = one.context.new_page()
    two.goto(hall.address)
    connected(two)
    one.context.set_offline(True)
    for page, text in ((one, "De la primera"), (two, "De la segunda")):
        expect(page.locator("#link")).to_have_attribute("data-link", "off")
        ask(page, text)
    expect(one.locator("#link")).to_contain_text("2")
    expect(two.locator("#link")).to_contain_text("2")
    one.context.set_offline(False)
    for page in (one, two):
        became(page, QUESTIONS, "counted")
        connected(page)
        expect(page.locator(".say")).to_have_count(2)
    vote(one, "a")
    expect(two.locator(f"#a-{POLL} [value=a]")).to_be_checked()
    vote(two, "b")
    expect(one.locator(f"#a-{POLL} [value=b]")).to_be_checked()
    assert hall.votes == 1
    assert sorted(hall.questions) == ["De la primera", "De la segunda"]


def test_what_a_closed_tab_left_behind_is_sent_by_the_one_that_stays(hall, arrive):
    stays = arrive(clock=True)
    closes = stays.context.new_page()
    closes.goto(hall.address)
    connected(closes)
    closes.route("**/*", lambda route: route.abort())
    closes.evaluate("WebSocket.prototype.send = () => {}")
    ask(closes, "Me voy")
    became(closes, QUESTIONS, "sent")
    closes.close()
    stays.clock.fast_forward(21_000)
    expect(stays.locator(".say .voice")).to_have_text("Me voy")


def test_a_line_that_carries_nothing_any_more_is_given_up_for_a_new_one(hall, arrive):
    with tcp_proxy.before(hall.server.port) as proxy:
        rosa = arrive(behind=proxy.address, clock=True)
        proxy.freeze()
        hall.says(POLL, "close")
        asked = proxy.sockets_asked
        rosa.clock.fast_forward(20_000)
        rosa.wait_for_timeout(500)
        assert proxy.sockets_asked == asked  # twenty seconds of silence are nothing out of the ordinary
        rosa.clock.fast_forward(13_000)
        expect(rosa.locator(f"#a-{POLL} fieldset")).to_have_attribute("disabled", "")
        connected(rosa)


def test_an_act_that_is_not_answered_finds_the_line_dead(hall, arrive):
    with tcp_proxy.before(hall.server.port) as proxy:
        rosa = arrive(behind=proxy.address, clock=True)
        proxy.freeze()
        ask(rosa, "¿Me oyen?")
        became(rosa, QUESTIONS, "sent")
        for seconds in (11, 4):
            rosa.clock.fast_forward(seconds * 1000)
        became(rosa, QUESTIONS, "counted")
        assert hall.questions == ["¿Me oyen?"]


def test_control_whoever_does_not_look_at_the_clock_waits_on_a_dead_line(hall, arrive):
    with tcp_proxy.before(hall.server.port) as proxy:
        rosa = arrive(behind=proxy.address, script="setInterval = () => 0", clock=True)
        proxy.freeze()
        hall.says(POLL, "close")
        asked = proxy.sockets_asked
        rosa.clock.fast_forward(33_000)
        rosa.wait_for_timeout(500)
        assert proxy.sockets_asked == asked


def test_a_dead_line_is_found_out_when_the_page_is_looked_at(hall, arrive):
    with tcp_proxy.before(hall.server.port) as proxy:
        rosa = arrive(behind=proxy.address, clock=True)
        for dead in (False, True):
            if dead:
                proxy.freeze()
            asked = proxy.sockets_asked
            rosa.clock.fast_forward(4000)
            rosa.evaluate("dispatchEvent(new Event('online'))")
            rosa.wait_for_timeout(1200)  # the answer of a line that lives
            rosa.clock.fast_forward(3500)
            if dead:
                ask(rosa, "¿Sigo aquí?")
                became(rosa, QUESTIONS, "counted")
            else:
                rosa.wait_for_timeout(300)
            assert proxy.sockets_asked - asked == int(dead)


@pytest.mark.parametrize(
    ("code", "way_out"),
    [(4501, "/accounts/login/?next={}"), (4503, "{}"), (4504, "/j/"), (4505, "{}record/"), (4599, "{}")],
)
def test_a_line_closed_for_good_says_why_and_shows_a_way_out(lobby, visitor, code, way_out):
    page, dialled = visitor(viewport={"width": 320, "height": 640}), []
    page.clock.install()
    page.route_web_socket("**/ws/**", lambda ws: (dialled.append(ws), ws.close(code=code)))
    page.goto(lobby.address)
    notice = page.locator("#stopped")
    expect(notice).to_be_visible()
    expect(notice.locator("p:visible")).to_have_count(1)
    assert len(notice.locator("p:visible").inner_text()) > 20
    assert notice.locator("a:visible").get_attribute("href") == way_out.format(lobby.path)
    expect(page.locator("#link")).to_have_attribute("data-link", "off")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.clock.fast_forward(90_000)
    page.wait_for_timeout(200)
    assert len(dialled) == 1


@pytest.mark.parametrize("code", [4408, 4412, 4429, 1000])
def test_any_other_close_comes_back(lobby, visitor, code):
    page, dialled = visitor(), []

    def answer(ws: Any) -> None:
        dialled.append(ws)
        if len(dialled) == 1:
            ws.close(code=code)
        else:
            ws.connect_to_server()

    page.clock.install()
    page.route_web_socket("**/ws/**", answer)
    page.goto(lobby.address)
    expect(page.locator("#link")).to_have_attribute("data-link", "off")
    if code == 4429:  # too fast: not before eight seconds
        page.clock.fast_forward(7000)
        page.wait_for_timeout(300)
        assert len(dialled) == 1
    page.clock.fast_forward(9500)
    connected(page)
    assert len(dialled) == 2


def test_a_device_that_keeps_nothing_sends_all_the_same_and_says_what_closing_would_lose(hall, arrive):
    rosa = arrive(script=NO_STORAGE)
    goes_offline(rosa)
    ask(rosa, "¿Y sin memoria?")
    became(rosa, QUESTIONS, "waiting")
    unkept = rosa.locator("#words").get_attribute("data-ack-unkept-why")
    expect(rosa.locator(f"#a-{QUESTIONS} .ask .ack")).to_contain_text(unkept)
    assert rosa.evaluate(LEAVING) is True
    rosa.context.set_offline(False)
    became(rosa, QUESTIONS, "counted")
    assert rosa.evaluate(LEAVING) is False


def test_control_without_storage_a_reload_loses_what_was_not_sent(hall, arrive):
    rosa = arrive(script=NO_STORAGE)
    rosa.evaluate("WebSocket.prototype.send = () => {}")
    ask(rosa, "¿Y sin memoria?")
    became(rosa, QUESTIONS, "sent")
    rosa.on("dialog", lambda dialog: dialog.accept())
    rosa.reload()
    connected(rosa)
    assert hall.questions == []


def test_a_refused_text_comes_back_to_its_field_or_beside_it(hall, arrive):
    rosa = arrive()
    box = rosa.locator(f"#a-{QUESTIONS} textarea")
    goes_offline(rosa)
    ask(rosa, "¿Llego tarde?")
    box.fill("")
    hall.says(QUESTIONS, "close")
    rosa.context.set_offline(False)
    became(rosa, QUESTIONS, "refused")
    expect(box).to_have_value("¿Llego tarde?")
    expect(box).to_be_disabled()  # painted: it is not closed once more behind our back
    goes_offline(rosa)
    rosa.evaluate("document.querySelector('.ask fieldset').disabled = false")
    ask(rosa, "¿Otra vez tarde?")
    box.fill("Algo nuevo")
    rosa.context.set_offline(False)
    became(rosa, QUESTIONS, "refused")
    expect(box).to_have_value("Algo nuevo")
    expect(rosa.locator(f"#a-{QUESTIONS} .ask .ack .voice")).to_have_text("¿Otra vez tarde?")


def test_a_busy_room_is_asked_again_with_the_same_id(hall, visitor):
    page, said = visitor(), []

    def meddle(ws: Any) -> None:
        room = ws.connect_to_server()

        def pass_on(text: str) -> None:
            frame = json.loads(text)
            if frame["t"] == "act":
                said.append(frame["id"])
                if len(said) == 1:
                    return ws.send(json.dumps({"t": "busy", "id": frame["id"], "after": 50}))
            room.send(text)

        ws.on_message(pass_on)
        room.on_message(lambda text: ws.send(text))

    page.route_web_socket("**/ws/**", meddle)
    page.goto(hall.address)
    connected(page)
    ask(page, "¿Hay alguien?")
    became(page, QUESTIONS, "counted")
    assert len(said) == 2
    assert len(set(said)) == 1
