"""What people do with a mouse and a keyboard: sign in, find a page in the editor, add blocks, take a seat."""

from typing import Any

from playwright.sync_api import Locator, expect

from tests import cast

DONE = 60_000  # ms; saving in the editor takes seconds on a busy machine
AUTOSAVE = 1_000  # ms; twice the pause after which the editor saves by itself


def sign_in(page: Any, email: str, password: str = cast.PASSWORD) -> None:
    """From any page of the site: the link in the head, then the form."""
    page.click("header a[href*='/accounts/login/']")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.click("main form button")
    expect(page.locator("header a[href*='/accounts/logout/']")).to_be_visible()


def to_editor(page: Any) -> None:
    page.click("header a[href='/cms/']")


def to_listing(page: Any, *titles: str) -> None:
    """Down the tree of pages from the home page; where the last has no page below, the editor offers to add one."""
    page.click(".sidebar-page-explorer-item button")
    page.click(".c-page-explorer__item__link >> nth=0")
    for title in titles:
        page.locator("tr", has=page.get_by_role("link", name=title, exact=True)).locator(
            ".children a, .no-children a"
        ).click()


def fields_shown(page: Any) -> int:
    """How many fields the first tab asks for, before anything is added."""
    expect(page.locator(".c-sf-add-button").first).to_be_visible()
    return page.locator(".w-tabs__panel:visible .w-panel:visible").count()


def add_block(page: Any, field: str, icon: str) -> Locator:
    """Press the last + of a field of blocks, choose the kind that has this icon, and give back the new block."""
    root = page.locator(f"#{field}-root")
    blocks = root.locator("[data-streamfield-stream-container] > [data-streamfield-child]")
    root.locator(".c-sf-add-button:not([data-streamfield-list-add])").last.click()
    count = blocks.count()
    page.click(f".w-combobox__option:has(.icon-{icon})")
    expect(blocks).to_have_count(count + 1)
    return blocks.nth(count)


def press_in_menu(page: Any, name: str) -> None:
    """An entry of the menu above “save draft”, once nothing is left for the editor to save by itself: a draft still on
    its way would come after what is pressed here, and undo it."""
    page.wait_for_timeout(AUTOSAVE)
    expect(page.locator(".w-autosave-indicator__state--saving")).to_be_hidden(timeout=DONE)
    page.click("footer .w-dropdown__toggle")
    page.click(f"[name={name}]")


def no_error(page: Any) -> None:
    assert page.locator(".error-message:visible, .w-field__errors .icon-warning:visible, .messages .error").count() == 0


def saved(page: Any) -> None:
    expect(page.locator(".messages .success")).to_be_visible(timeout=DONE)


def connected(page: Any) -> None:
    expect(page.locator("#link")).to_have_attribute("data-link", "on")
