"""What a person does in a room whose line comes and goes."""

from typing import Any

from playwright.sync_api import expect

from tests.live.conftest import POLL, QUESTIONS


def ask(page: Any, text: str) -> None:
    page.fill(f"#a-{QUESTIONS} textarea", text)
    page.click(f"#a-{QUESTIONS} .ask button")


def vote(page: Any, option: str) -> None:
    page.check(f"#a-{POLL} [value={option}]")
    page.click(f"#a-{POLL} form button:visible")


def became(page: Any, activity: str, state: str) -> None:
    """What the place beside the form tells of the last act."""
    expect(page.locator(f"#a-{activity} form:has(.ack) .ack").first).to_have_attribute("data-state", state)


def goes_offline(page: Any) -> None:
    page.context.set_offline(True)
    expect(page.locator("#link")).to_have_attribute("data-link", "off")
