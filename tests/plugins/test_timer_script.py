"""Timers run by the server's clock, whatever the device's says, and the last seconds are said aloud."""

import json
import time

import pytest

from plugins.testing.page import HOST, serve

pytestmark = pytest.mark.browser

AHEAD = 3_600_000  # ms by which the device is behind the server

PAGE = """<!doctype html><html lang="es"><body data-live="person" data-code="MESA24" data-room="/live/MESA24/"
data-seat="room"><div id="front"></div><div id="parts"><section data-activity="a1" data-drawn="1" data-kinds="{}">
<span id="down" data-timer="down" data-attr="data-at:view.ends;hidden:not view.ends" data-at="0"></span>
<span id="up" data-timer="up" data-attr="data-at:view.since" data-at="0"></span></section></div>
<span id="link"></span><p id="polite"></p><p id="urgent"></p><div id="undo"><q></q><button></button></div>
<div id="words" data-seconds-left="quedan # segundos"></div>
<script type="module" src="/live/live.js"></script></body></html>"""


@pytest.fixture
def room(visitor):
    """A page joined to a room whose clock is an hour ahead; gives (page, tell) where `tell` sends a view."""
    page, lines = visitor(), []

    def answer(route):
        path = route.request.url.removeprefix(HOST)
        route.fulfill(body=PAGE, content_type="text/html") if path == "/" else serve(route)

    def snapshot(view, rev):
        one = {"format": "x", "phase": "open", "title": {"es": "T"}, "round": 1, "place": 1, "view": view}
        whole = {"room": {"title": {"es": "S"}, "phase": "live", "stage": ""}, "activities": {"a1": one}}
        now = int(time.time() * 1000) + AHEAD
        return json.dumps(
            {"t": "snapshot", "epoch": "e", "rev": rev, "audience": "x", "now": now, "view": whole, "mine": {}}
        )

    page.route("**/*", answer)
    page.route_web_socket(
        "**/ws/**",
        lambda socket: (lines.append(socket), socket.on_message(lambda said: socket.send(snapshot({}, 1)))),
    )
    page.goto(f"{HOST}/")
    page.wait_for_function("document.querySelector('#link').dataset.link === 'on'")
    return page, lambda rev, **view: lines[-1].send(snapshot(view, rev))


def at(seconds):
    return int(time.time() * 1000) + AHEAD + seconds * 1000


def test_what_is_left_and_what_has_gone_by_the_servers_clock(room):
    page, tell = room
    tell(2, ends=at(125), since=at(-61))
    page.wait_for_function("/^2:0[0-5]$/.test(document.querySelector('#down').textContent)")
    page.wait_for_function("/^1:0[1-9]$/.test(document.querySelector('#up').textContent)")
    assert page.get_attribute("#down", "data-over") is None
    tell(3, ends=0, since=0)
    page.wait_for_function("document.querySelector('#down').hidden")


def test_the_last_seconds_are_said_once_and_the_end_is_marked(room):
    page, tell = room
    tell(2, ends=at(11))
    page.wait_for_function("document.querySelector('#urgent').textContent === 'quedan 10 segundos'")
    tell(3, ends=at(-1))
    page.wait_for_function("document.querySelector('#down').textContent === '0:00'")
    assert page.get_attribute("#down", "data-over") == ""
