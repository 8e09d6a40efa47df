"""How every page of the demo looks and behaves: fits, makes no error, asks no other host, passes axe."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests import axe
from tests.browser import hands, printed

DESK, SCREEN = "/live/MESA24/desk/", "Projector (secret)"
HALLS = ((1920, 1080), (1280, 720), (1024, 768))
SIZE = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
BOXES = "[...document.querySelectorAll('.tally .marks, .tally .count')].map(e => e.getBoundingClientRect().toJSON())"
SINS = "document.body.innerHTML += `<img src='https://elsewhere.example/a.png' alt=''><p style='color:red'>`"
REFUSED = "document.addEventListener('securitypolicyviolation', e => console.error('refused ' + e.blockedURI))"


@pytest.fixture
def words(demo_printed: str) -> printed.Printed:
    return printed.read(demo_printed)


@pytest.fixture
def paths(words: printed.Printed) -> list[str]:
    """Pages for everybody: those printed and those one click from them."""
    forum, table = (urlsplit(words.addresses[name]).path for name in ("Forum with past round table", "Its conclusions"))
    table = table.removesuffix("conclusiones/")
    subline = table.rsplit("/", 2)[0] + "/"
    workshop = urlsplit(words.addresses["Live workshop"]).path
    people = ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"]
    room = ["/j/", "/j/?code=nada", "/j/MESA24/", "/live/MESA24/", "/live/MESA24/record/"]
    return ["/", "/calendar/", workshop, forum, subline, table, f"{table}conclusiones/", *room, *people]


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What may never happen: an error in the console, what the policy refused, a request to another host."""
    seen: list[str] = []
    yield seen
    assert seen == []


def watch(page: Any, faults: list[str], address: str) -> None:
    home = urlsplit(address).netloc

    def heard(message: Any) -> None:
        if message.type in ("error", "warning") and "code=nada" not in page.url:  # a wrong code is a 404
            faults.append(f"{page.url}: {message.text}")

    def asked(request: Any) -> None:
        there = urlsplit(request.url)
        if there.scheme not in ("data", "blob") and there.netloc != home:
            faults.append(f"{page.url} asks {request.url}")

    page.add_init_script(REFUSED)
    page.on("console", heard)
    page.on("request", asked)


def look(page: Any, address: str) -> None:
    """Open a page and check that it is no wider than the window."""
    page.goto(address)
    page.wait_for_load_state("networkidle") if "/live/" not in address else page.wait_for_selector("#content")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_pages_for_everybody(demo_server, paths, faults, visitor, width, scheme):
    page = visitor(viewport={"width": width, "height": 800}, color_scheme=scheme)
    watch(page, faults, demo_server.address)
    for path in paths:
        look(page, demo_server.address + path)
        faults.extend(axe.faults(page))


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_the_desk(demo_server, words, faults, visitor, width, scheme):
    page = visitor(viewport={"width": width, "height": 800}, color_scheme=scheme)
    watch(page, faults, demo_server.address)
    page.goto(words.addresses["Home"])
    hands.sign_in(page, words.people["max"], words.password)
    look(page, demo_server.address + DESK)
    hands.connected(page)
    faults.extend(axe.faults(page))


def test_the_projector_shows_all_of_it_in_every_hall(demo_server, words, faults, visitor):
    page = visitor(viewport={"width": 1920, "height": 1080})
    watch(page, faults, demo_server.address)
    page.goto(words.addresses[SCREEN])
    hands.connected(page)
    faults.extend(axe.faults(page))
    for width, height in HALLS:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(SIZE) == [width, height]
        boxes = page.evaluate(BOXES)
        assert len(boxes) == 8
        assert all(box["y"] > 0 and box["bottom"] <= height and box["height"] > 5 for box in boxes), (width, boxes)


def test_pages_in_the_other_languages(demo_server, faults, visitor):
    page = visitor(viewport={"width": 360, "height": 740})
    watch(page, faults, demo_server.address)
    for language in ("en", "fr", "pt"):
        for path in ("/", "/calendar/", "/live/MESA24/"):
            look(page, f"{demo_server.address}/{language}{path}")
            assert page.get_attribute("html", "lang") == language


def test_the_watch_hears_what_the_policy_refuses(demo_server, page):
    heard: list[str] = []
    watch(page, heard, demo_server.address)
    page.goto(f"{demo_server.address}/j/")
    assert heard == []
    page.evaluate(SINS)
    page.wait_for_timeout(300)
    assert "refused" in " ".join(heard) and "elsewhere.example" in " ".join(heard)
