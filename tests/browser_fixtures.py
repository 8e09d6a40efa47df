"""Visitors: each a new person's browser. The browser itself is the kit's (plugins.testing.plugin)."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

PATIENCE = 15_000  # ms; a crowded machine of two cores has kept a page waiting for six seconds


@pytest.fixture
def visitor(browser: Any) -> Iterator[Callable[..., Any]]:
    """`visitor()` gives a page of a new person's browser (cookies of their own, Spanish, 1280 px); options as
    Playwright's `new_context`. An error in the page's script fails the test."""
    from playwright.sync_api import expect  # heavy, and needed by browser tests alone

    expect.set_options(timeout=PATIENCE)
    contexts, errors = [], []

    def arrive(**options: Any) -> Any:
        context = browser.new_context(**{"locale": "es-ES", "viewport": {"width": 1280, "height": 800}, **options})
        context.set_default_timeout(PATIENCE)
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
