"""The kit as a pytest plugin: `-p plugins.testing.plugin` gives a package's own tests the fixture `browser`.

It is Debian's chromium, driven by Playwright. Where there is none, browser tests are left out aloud.
"""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")  # the first costs a third
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


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: needs Debian's chromium")


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
