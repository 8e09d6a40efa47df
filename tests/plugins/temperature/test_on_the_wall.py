"""The wall of a temperature: what comes below the steps takes none of them out of sight."""

from typing import Any

import pytest
from playwright.sync_api import expect

from live.queries import room_of
from plenaria.demo.run_of_show import STANDING, other_formats
from plenaria.demo.voices import Said, Voice, speak
from tests import factories

BEYOND = "() => { const one = document.querySelector('.temp-now'); return one.scrollHeight - one.clientHeight; }"


@pytest.mark.browser
def test_every_step_is_in_sight_once_the_bars_of_time_have_come(server: Any, visitor: Any) -> None:
    page = factories.a_session(mode="hybrid", activities=other_formats(after=0))
    room = room_of(page.translation_key)
    assert room is not None
    staged = Said(None, "room", "stage", {"activity": STANDING})
    speak(room, [Said(None, "room", "start"), Said(None, STANDING, "open"), staged], script="before")
    wall = visitor(viewport={"width": 1920, "height": 1080})
    wall.goto(f"{server.address}/live/{room.code}/screen/{room.screen_key}/")
    expect(wall.locator("#link")).to_have_attribute("data-link", "on")
    expect(wall.locator(".temp-bars li")).to_have_count(0)
    speak(room, [Said(Voice("ben", "room", "Ben"), STANDING, "stand", {"step": "object"})], script="first")
    expect(wall.locator(".temp-bars li")).to_have_count(1)
    wall.wait_for_function(f"({BEYOND})() <= 0", timeout=5000)
