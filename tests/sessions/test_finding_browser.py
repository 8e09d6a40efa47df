"""Finding by hand: suggestions by keyboard, filters without script, a month on a phone, the reader's own clock."""

from datetime import date

import pytest
from playwright.sync_api import expect

from events.models import Territory
from tests import axe, factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 360, "height": 740}
PLACES = ("/calendar/", "/calendar/month/2026-12/", "/calendar/week/2026-W50/", "/search/?q=mesa", "/territories/")


@pytest.fixture
def programme():
    city = Territory.objects.create(name="Quito")
    line = factories.a_line(factories.a_forum(title="Foro", territory=city), title="Democracia")
    tenth = date(2026, 12, 10)
    factories.a_session(line, title="Mesa de asambleas", day=tenth)
    factories.a_session(line, title="Taller de datos", day=tenth, category="workshop", status="cancelled")


def test_suggestions_are_reached_by_arrows_and_opened_by_enter(programme, live_server, page):
    page.goto(f"{live_server.url}/calendar/")
    field = page.get_by_role("combobox", name="Buscar")
    field.press_sequentially("asam")
    page.get_by_role("option").first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    chosen = page.locator("[aria-selected=true]")
    assert chosen.get_attribute("id") == field.get_attribute("aria-activedescendant")
    assert "1.1 Mesa de asambleas" in chosen.inner_text()
    field.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    field.press_sequentially("b")
    page.get_by_role("option").first.wait_for()
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/mesa-de-asambleas/")


def test_search_and_filters_work_without_script(programme, live_server, visitor):
    page = visitor(java_script_enabled=False)
    page.goto(f"{live_server.url}/calendar/")
    page.get_by_role("searchbox").fill("asambleas")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("link", name="Mesa de asambleas")).to_have_count(1)
    page.goto(f"{live_server.url}/calendar/")
    page.get_by_label("Formato").select_option("workshop")
    page.get_by_role("button", name="Mostrar").click()
    expect(page).to_have_url(f"{live_server.url}/calendar/?category=workshop")
    assert page.get_by_role("link", name="Mesa de asambleas").count() == 0
    page.locator(".chips a").first.click()
    expect(page).to_have_url(f"{live_server.url}/calendar/")


def test_the_readers_own_clock_stands_beside_the_venues(programme, live_server, visitor):
    page = visitor(timezone_id="Asia/Tokyo")
    page.goto(f"{live_server.url}/calendar/")
    assert "Tokyo" in page.locator("[data-own-clock]").inner_text()
    assert page.locator(".own").first.inner_text().startswith("05:00 (")
    there = visitor(timezone_id="America/Bogota")
    there.goto(f"{live_server.url}/calendar/")
    assert there.locator(".own").count() == 0
    assert there.locator("[data-own-clock]").is_hidden()


def test_a_month_is_a_table_on_a_laptop_and_a_list_of_its_busy_days_on_a_phone(programme, live_server, visitor):
    for viewport, days in (({"width": 1280, "height": 800}, 35), (PHONE, 1)):
        page = visitor(viewport=viewport)
        page.goto(f"{live_server.url}/calendar/month/2026-12/")
        assert page.locator(".month td:visible").count() == days
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


@pytest.mark.parametrize(("viewport", "scheme"), [({"width": 1280, "height": 800}, "light"), (PHONE, "dark")])
def test_nothing_stands_in_the_way_of_anybody(programme, live_server, visitor, viewport, scheme):
    page = visitor(viewport=viewport, color_scheme=scheme)
    for place in PLACES:
        page.goto(f"{live_server.url}{place}")
        assert axe.faults(page) == []
