"""An organiser's day in Wagtail, in Spanish, by clicks: today, a series, a duplicate, one cancelled, a report."""

import re
from datetime import timedelta
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext
from playwright.sync_api import expect

from sessions.models import SessionPage
from tests import cast, factories
from tests.browser import hands

TITLE, COPY = "Mesa de escucha", "Mesa de escucha en el sur"


def said(words: str) -> str:
    """Words of the house as the Spanish editor reads them."""
    with translation.override("es"):
        return gettext(words)


def test_an_organisers_day(server: Any, page: Any) -> None:
    cast.ada()
    today = timezone.now()
    event = factories.a_forum(title="Foro", first_day=today.date(), last_day=today.date() + timedelta(days=60))
    session = factories.a_session(event, title=TITLE, starts=today - timedelta(minutes=5))
    page.goto(server.address)
    hands.sign_in(page, "ada@example.org")
    hands.to_editor(page)
    see_today(page)
    make_a_series(page)
    duplicate(page)
    cancel(page, session)
    read_the_history(page)
    open_a_report(page)


def see_today(page: Any) -> None:
    """The first thing the editor shows; the title leads into the session."""
    panel = page.locator("section", has=page.get_by_role("heading", name=said("Today"))).last
    expect(panel).to_contain_text(said("Live now"))
    expect(panel.get_by_role("link", name=said("Desk"))).to_be_visible()
    panel.get_by_role("link", name=TITLE).click()


def choose(page: Any, words: str) -> None:
    """An entry of the menu beside the title of a page."""
    page.locator("header .w-slim-header [data-controller~=w-dropdown] button, header .w-dropdown__toggle").first.click()
    page.get_by_role("link", name=said(words)).click()


def make_a_series(page: Any) -> None:
    choose(page, "Make a series…")
    page.select_option("[name=kind]", "weekly")
    page.fill("[name=meetings]", "90")
    page.get_by_role("button", name=said("Show the days")).click()
    expect(page.locator(".error-message")).to_contain_text("60")
    page.fill("[name=meetings]", "3")
    page.check("[name=publish]")
    page.get_by_role("button", name=said("Show the days")).click()
    expect(page.locator("form table.listing tr")).to_have_count(3)
    assert SessionPage.objects.count() == 1
    page.locator("form button.button").last.click()
    hands.saved(page)
    expect(page.get_by_role("link", name=TITLE, exact=True)).to_have_count(3)


def duplicate(page: Any) -> None:
    page.get_by_role("link", name=TITLE, exact=True).last.click()
    choose(page, "Duplicate session…")
    page.fill("[name=title]", COPY)
    page.locator("form button.button").last.click()
    hands.saved(page)
    expect(page.get_by_role("link", name=COPY, exact=True)).to_be_visible()


def cancel(page: Any, first: SessionPage) -> None:
    """Cancelling is editing: the other meetings of the series stay as they are."""
    page.goto(re.sub(r"/pages/.*", f"/pages/{first.pk}/edit/", page.url))
    page.get_by_role("tab", name=said("Details")).click()
    page.select_option("[name=status]", "cancelled")
    hands.press_in_menu(page, "action-publish")
    hands.saved(page)
    assert sorted(SessionPage.objects.values_list("status", flat=True)) == ["cancelled", *["planned"] * 3]


def read_the_history(page: Any) -> None:
    page.get_by_role("link", name=TITLE, exact=True).first.click()
    page.locator("header a[href$='/history/']").first.click()
    expect(page.locator("table.listing")).to_contain_text(said("Session cancelled"))


def open_a_report(page: Any) -> None:
    """By the menu; the rows can be taken away as a sheet."""
    page.get_by_role("button", name=re.compile("Informes")).click()
    page.locator(".sidebar a[href$='/reports/registrations/']").click()
    expect(page.locator("table.listing tbody tr")).to_have_count(6)
    page.locator("header .w-dropdown__toggle, header [data-controller~=w-dropdown] button").first.click()
    with page.expect_download() as download:
        page.locator("a[href*='export=csv']:visible").click()
    assert download.value.suggested_filename == "registrations.csv"
