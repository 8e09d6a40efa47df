"""What is shared, in a browser: data blocks offend no policy, and the programme stands in another site's frame."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import expect

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def forum(server: Any) -> Any:
    forum = factories.a_forum(title="Foro abierto")
    factories.a_session(factories.a_line(forum), title="Mesa abierta")
    return forum


def test_facts_for_machines_offend_no_policy(forum, server, visitor):
    page, said = visitor(), []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script(
        "window.refused = []; addEventListener('securitypolicyviolation', e => refused.push(e.violatedDirective))"
    )
    page.goto(f"{server.address}{forum.url}")
    assert page.locator('script[type="application/ld+json"]').count() == 1
    assert page.evaluate("window.refused") == []
    assert said == []


class OtherSite(BaseHTTPRequestHandler):
    """Another site: a page whose frame shows the address in the query."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f'<iframe src="{unquote(self.path.partition("?")[2])}"></iframe>'.encode())

    def log_message(self, *said: Any) -> None:
        """Says nothing."""


@pytest.fixture
def framed(visitor: Any) -> Iterator[Any]:
    """`framed(address)`: a page of another site with `address` in a frame."""
    with ThreadingHTTPServer(("127.0.0.1", 0), OtherSite) as other:
        Thread(target=other.serve_forever, daemon=True).start()

        def show(address: str) -> Any:
            page = visitor()
            page.goto(f"http://127.0.0.1:{other.server_port}/?{quote(address, safe='')}")
            return page

        yield show
        other.shutdown()


def test_the_programme_stands_in_another_site_without_cookies(forum, server, framed):
    page = framed(f"{server.address}/embed/event/{forum.translation_key}/")
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_have_text("Foro abierto")
    expect(frame.get_by_role("link", name="Mesa abierta")).to_be_visible()
    assert page.context.cookies() == []
    frame.get_by_role("link", name="Mesa abierta").click()
    expect(page.locator("h1")).to_have_text("Mesa abierta")
    assert page.url.startswith(server.address)


def test_no_other_page_stands_in_another_site(forum, server, framed):
    page = framed(f"{server.address}{forum.url}")
    expect(page.frame_locator("iframe").locator("body")).not_to_contain_text("Foro abierto")
    assert [frame.url for frame in page.frames][1].startswith("chrome-error:")


def test_nothing_in_the_frame_is_wider_than_a_phone(forum, server, visitor):
    page = visitor(viewport={"width": 320, "height": 640})
    page.goto(f"{server.address}/embed/event/{forum.translation_key}/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
