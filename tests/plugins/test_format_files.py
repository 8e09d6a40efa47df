"""Scripts and words in a format's folder reach the page, and stand before nothing of the house."""

import json

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from live.screens.parts import Part
from plugins import registry
from plugins.finders import FormatFolders
from plugins.testing.adversary.honest import Honest
from plugins.testing.page import HOST, serve

SCRIPT = """export default (element, activity) => {
  const told = JSON.parse(element.dataset.told ?? "[]"), now = [activity.id, activity.view.people, activity.mine.said];
  element.dataset.told = JSON.stringify([...told, now]);
};"""


@pytest.fixture
def scripted(tmp_path, monkeypatch):
    """The honest format, with a script of its own and a file that would like to be the house's."""
    (tmp_path / "static" / "adversary").mkdir(parents=True)
    (tmp_path / "static" / "adversary" / "adversary.js").write_text(SCRIPT)
    (tmp_path / "static" / "live").mkdir()
    (tmp_path / "static" / "live" / "live.js").write_text("alert(1)")
    folder = registry.folder
    monkeypatch.setattr(registry, "folder", lambda kind: tmp_path if kind is Honest else folder(kind))
    with registry.lent(Honest):
        yield tmp_path


def part(**state):
    activity = {"format": "adversary", "phase": "open", "round": 1, "title": {"es": "¿?"}, "view": {"people": 3}}
    return Part("a1", "person", {**activity, **state}, {}, False, "/live/MESA24/")


def test_a_script_is_found_in_the_corner_of_its_format_alone(scripted):
    finder = FormatFolders()
    assert finder.find("adversary/adversary.js") == str(scripted / "static" / "adversary" / "adversary.js")
    assert finder.find("live/live.js") == []
    assert [path for path, storage in finder.list([]) if storage.prefix == "adversary"] == ["adversary.js"]
    assert settings.STATICFILES_FINDERS[-1] == "plugins.finders.FormatFolders"


def test_a_part_names_the_script_of_its_format(scripted):
    assert part().script == "/static/adversary/adversary.js"
    assert part(missing=True).script == ""
    assert part(format="polls").script == ""


PAGE = """<!doctype html><html lang="es"><body data-live="person" data-code="MESA24" data-room="/live/MESA24/"
data-seat="room"><div id="front"></div><div id="parts"><section data-activity="a1" data-drawn="1" data-kinds="{}"
data-script="/adversary/adversary.js"><p><span data-text="view.people">3</span></p></section></div>
<span id="link"></span><p id="polite"></p><p id="urgent"></p><div id="undo"><q></q><button></button></div>
<div id="words"></div>
<script type="module" src="/live/live.js"></script></body></html>"""
ACTIVITY = {"format": "adversary", "phase": "open", "title": {"es": "T"}, "round": 1, "place": 1, "view": {"people": 3}}
VIEW = {"room": {"title": {"es": "S"}, "phase": "live", "stage": ""}, "activities": {"a1": ACTIVITY}}
MINE = {"a1": {"said": 2}}
SNAPSHOT = {"t": "snapshot", "epoch": "e", "rev": 1, "audience": "x", "now": 0, "view": VIEW, "mine": MINE}
PATCH = {"t": "patch", "from": 1, "to": 2, "patch": {"activities": {"a1": {"view": {"people": 4}}}}}


@pytest.mark.browser
def test_the_script_is_called_after_the_first_painting_and_after_each_change(visitor):
    page, asked = visitor(), []

    def answer(route):
        path = route.request.url.removeprefix(HOST)
        asked.append(path)
        if path == "/adversary/adversary.js":
            route.fulfill(body=SCRIPT, content_type="text/javascript")
        elif path == "/":
            route.fulfill(body=PAGE, content_type="text/html")
        else:
            serve(route)

    page.route("**/*", answer)
    lines = []

    def join(socket):
        lines.append(socket)
        socket.on_message(lambda said: socket.send(json.dumps(SNAPSHOT)) if '"join"' in said else None)

    page.route_web_socket("**/ws/**", join)
    page.goto(f"{HOST}/")
    told = "document.querySelector('section').dataset.told === '{}'"
    page.wait_for_function(told.format('[["a1",3,2]]'))
    lines[-1].send(json.dumps(PATCH))
    page.wait_for_function(told.format('[["a1",3,2],["a1",4,2]]'))
    assert asked.count("/adversary/adversary.js") == 1


def test_a_part_links_the_sheet_of_style_of_its_format(scripted):
    (scripted / "static" / "adversary" / "adversary.css").write_text(".claps { color: inherit; }")
    assert part().style == "/static/adversary/adversary.css"
    assert part(missing=True).style == part(format="polls").style == ""
    html = render_to_string("live/part.html", {"part": part(halted="time")})
    assert "stylesheet" not in html


def test_words_of_formats_are_found_without_importing_them(tmp_path, monkeypatch):
    package = f"shelf_{tmp_path.name}"
    words = tmp_path / package / "dots" / "locale"
    words.mkdir(parents=True)
    (tmp_path / package / "__init__.py").touch()
    (words.parent / "format.py").write_text("raise RuntimeError('imported')")
    monkeypatch.syspath_prepend(tmp_path)
    assert registry.locales([package]) == [words]
