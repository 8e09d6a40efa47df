"""A secret vote on a phone: the ballot, the receipt that stays on the device, and finding it in the list."""

from typing import Any

import pytest
from playwright.sync_api import expect

from live.models import Ballot
from tests import axe, cast
from tests.live.conftest import POLL, a_room, signed_in
from tests.live.test_screens_browser import ROOM, connected

pytestmark = pytest.mark.browser

PART = f"#a-{POLL}"


def is_sound(page: Any) -> None:
    """Nothing that axe finds, and nothing wider than the phone."""
    assert axe.faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_receipt_is_made_on_the_phone_kept_there_and_found_in_the_list(server: Any, visitor: Any) -> None:
    a_room("MESA77", secret=True)
    desk, ben = visitor(), visitor(viewport={"width": 360, "height": 740})
    name, value = signed_in(cast.max_()).split("=")
    desk.context.add_cookies([{"name": name, "value": value, "url": server.address}])
    desk.goto(f"{server.address}{ROOM}desk/")
    connected(desk)
    desk.click(f"#row-{POLL} [value=open]")
    ben.goto(f"{server.address}{ROOM}")
    connected(ben)
    offered = ben.locator(f"{PART} [name=receipt]").input_value()
    ben.check(f"{PART} [value=b]")
    ben.click(f"{PART} form button:visible")
    expect(ben.locator(f"{PART} .ack:visible")).to_have_attribute("data-state", "counted")
    receipt = ben.locator(f"{PART} [data-receipt] output")
    expect(receipt).to_have_text(Ballot.objects.get().receipt)
    first = receipt.inner_text()
    assert first != offered  # the server had no part in it
    expect(desk.locator(f"#tallies {PART}")).to_contain_text("1")
    is_sound(ben)
    ben.reload()
    expect(receipt).to_have_text(first)
    connected(ben)
    ben.check(f"{PART} [value=a]")
    ben.click(f"{PART} form button:visible")
    expect(receipt).not_to_have_text(first)
    ben.click(f"{PART} [data-act=withdraw] button")
    expect(desk.locator(f"#tallies {PART}")).to_contain_text("0 papeletas")
    expect(receipt).to_be_hidden()
    is_sound(ben)
    ben.check(f"{PART} [value=a]")
    ben.click(f"{PART} form button:visible")
    expect(receipt).to_be_visible()
    second = receipt.inner_text()
    desk.click(f"#row-{POLL} [value=close]")
    expect(desk.locator(f"#tallies {PART} .total").first).to_have_text("1")
    ben.click(f"{PART} a[href*=ballots]")
    ben.fill("#find", second[:9])
    ben.press("#find", "Enter")
    expect(ben.locator(".ack[data-state=counted]")).to_contain_text("Respuesta")
    is_sound(ben)
    ben.fill("#find", first)
    ben.press("#find", "Enter")
    expect(ben.locator(".ack[data-state=refused]")).to_be_visible()  # the later vote replaced it
