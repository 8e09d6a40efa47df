"""The browser: Debian's chromium, driven by Playwright. Where there is none, browser tests are left out aloud."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium")
MISSING = "The browser tests were left out: install Debian's chromium (apt-get install chromium) to run them."
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def needs_browser(item: pytest.Item) -> bool:
    return "browser" in getattr(item, "fixturenames", ()) or item.get_closest_marker("browser") is not None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Browser tests come last: Playwright keeps an event loop running, beside which no async test can start one."""
    others = [item for item in items if not needs_browser(item)]
    browsing = [item for item in items if needs_browser(item)]
    if browsing and not CHROMIUM:
        if os.environ.get("CI"):
            raise pytest.UsageError("No chromium here, and in CI nothing is left out: apt-get install chromium.")
        config.hook.pytest_deselected(items=browsing)
        browsing = []
    items[:] = others + browsing


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if terminalreporter.stats.get("deselected") and not CHROMIUM:
        terminalreporter.write_line(MISSING)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One chromium for all tests of this process."""
    from playwright.sync_api import sync_playwright  # heavy, and needed by browser tests alone

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in this thread; the ORM may too
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def visitor(browser: Any) -> Iterator[Callable[..., Any]]:
    """`visitor()` gives a page of a new person's browser (cookies of their own, Spanish, 1280 px); options as
    Playwright's `new_context`. An error in the page's script fails the test."""
    contexts, errors = [], []

    def arrive(**options: Any) -> Any:
        context = browser.new_context(**{"locale": "es-ES", "viewport": {"width": 1280, "height": 800}, **options})
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield arrive
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def page(visitor: Callable[..., Any]) -> Any:
    """One visitor's page."""
    return visitor()
