"""The page law: what the server draws at a later place is what patches make of what it drew before."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from plugins import blocks, registry
from plugins.contract import Format, Json, To
from plugins.testing.fold import Life, Log

HOST = "http://page.test"

WHOLE = """<!doctype html><html lang="es"><head><title>Sala</title></head>
<body><main>{above}<section>{part}</section></main></body></html>"""
ABOVE = {"person": "<h1>Sala</h1>", "desk": "<h1>Sala</h1><h2>Cola</h2>", "screen": ""}
"""The headings a part stands below: its own is an h2, an h3 at the desk, the h1 of the projector."""
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    "resultTypes": ["violations"],
}
"""Here a page has no styles: how large its targets are (WCAG 2.2) is asked where it has them, by tests/axe.py."""

LAW = """async ([first, state, patch, wanted]) => {
  const {merge, paint, touch} = await import('/live/view.js');
  document.documentElement.innerHTML = first;
  paint(document.querySelector('section'), merge(state, patch), touch({}, patch));
  const show = node => {
    if (node.nodeType === 3) return node.data.replace(/\\s+/g, ' ').trim();
    if (node.nodeType !== 1) return '';
    const names = [...node.attributes].filter(a => !(node.name === 'op_id' && a.name === 'value'));
    const attributes = names.map(a => ` ${a.name}=${a.value}`).sort().join('');
    const still = node.tagName === 'TEMPLATE' || node.dataset?.timer; // a timer's text is of the moment
    const inside = still ? '' : [...node.childNodes].map(show).join('');
    return `<${node.tagName}${attributes}>${inside}</>`;
  };
  const told = [document.documentElement.outerHTML, wanted].map(html =>
    show(new DOMParser().parseFromString(html, 'text/html').querySelector('main')));
  return told[0] === told[1] ? null : told;
}"""
"""What a page comes to by a patch, held against what the server draws: null where they are one."""


def states(kind: type[Format], log: Log, side: str) -> Iterator[Json]:
    """What a page of this side is given, before and after every few entries, open and closed, results or none."""
    life, actor = Life(kind, log), next(iter(log.actors))
    for at, said in enumerate([None, *log.entries]):
        if said is not None:
            life.take(said)
        if at % 4 == 0 or at == len(log.entries):
            yield _state(life, side, actor, closed=at % 8 == 4, shown=side == "desk" or at % 3 != 1)


def _state(life: Life, side: str, actor: str, *, closed: bool, shown: bool) -> Json:
    to = To(side)  # type: ignore[arg-type]
    state: Json = {
        "format": life.kind.slug,
        "phase": "closed" if closed else "open",
        "title": {"es": "¿Qué <b>frena</b>?", "en": "What?"},
        "round": 1,
        "place": 1,
        "shows": life.kind.default_results.value,
        "shown": shown,
        "names": "name",
        "view": life.format.view(to),
        "mine": life.format.mine(actor) if side == "person" else {},
    }
    if shown:
        state["results"] = life.format.results(to)
    return msgspec.json.decode(msgspec.json.encode(state))


def drawn(kind: type[Format], side: str, state: Json) -> str:
    """The server's drawing of a state."""
    given = {
        **state,
        "id": "a1",
        "side": side,
        "staged": True,
        "act_url": "/live/MESA24/",
        "receipt": None,
        "typed": {},
    }
    return render_to_string(f"{kind.slug}/{side}.html", given)


def templates_are_complete(kind: type[Format], side: str, logs: Iterable[Log]) -> None:
    """Every state is drawn; the title is its heading, and a person finds a form for each verb of people."""
    for log in logs:
        for state in states(kind, log, side):
            html = drawn(kind, side, state)
            heading = re.search(r"<h[123][^>]*>.*?data-text=.title", html, re.DOTALL)
            assert heading, f"{kind.slug}, {side}: the title stands in no heading: <h2>{{% live title %}}</h2>"
            twice = [one for one, many in Counter(re.findall(r"\sid=[\"']([^\"']+)", html)).items() if many > 1]
            assert not twice, f"{kind.slug}, {side}: the id {twice} stands there twice, and more with each activity"
    if side == "person":
        said = _verbs_in(kind)
        lacking = [verb for verb, one in kind.verbs.items() if one.who == "person" and verb not in said]
        assert not lacking, f"{kind.slug}, {side}: no {{% act %}} says {lacking}"


def _verbs_in(kind: type[Format]) -> set[str]:
    """The verbs that the templates of a format say, by a form of their own or a named button in one; all of them where
    a form takes its verb from the view."""
    folder = registry.folder(kind) / "templates" / kind.slug
    text = "".join(file.read_text() for file in folder.rglob("*.html"))
    forms = re.findall(r"{%\s*act\s+(\S+)", text)
    if any(form[0] not in "\"'" for form in forms):
        return set(kind.verbs)
    buttons = [value for button in re.findall(r"<button[^>]*>", text) for value in re.findall(r"value=.(\w+)", button)]
    return {*(form.strip("\"'") for form in forms), *buttons}


def pages_are_accessible(kind: type[Format], side: str, logs: Iterable[Log], browser: Any) -> None:
    """axe finds no fault in the first and the last state of the longest log (a Playwright `Browser`)."""
    from axe_playwright_python.sync_playwright import Axe  # comes with the tests, not with the product

    tab = browser.new_page()
    tab.route("**/*", serve)
    try:
        tab.goto(f"{HOST}/")
        for state in _ends(states(kind, max(logs, key=lambda log: len(log.entries)), side)):
            with translation.override("es"):
                tab.set_content(WHOLE.format(above=ABOVE[side], part=drawn(kind, side, state)))
            found = Axe().run(tab, options=AXE).response["violations"]
            faults = [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]
            assert not faults, f"{kind.slug}, {side}: {faults}"
    finally:
        tab.close()


def _ends(found: Iterator[Json]) -> list[Json]:
    every = list(found)
    return [every[0], every[-1]]


def difference(before: Json, after: Json) -> Json:
    """The JSON merge patch (RFC 7396) from one to the other."""
    patch: Json = {key: None for key in before if key not in after}
    for key, value in after.items():
        old = before.get(key)
        if isinstance(value, dict) and isinstance(old, dict):
            inner = difference(old, value)
            patch |= {key: inner} if inner else {}
        elif key not in before or old != value:
            patch[key] = value
    return patch


def the_page_law(kind: type[Format], side: str, logs: Iterable[Log], language: str, browser: Any) -> None:
    """server(view@t) equals DOM(server(view@s) + patches), in a real browser (a Playwright `Browser`)."""
    tab = browser.new_page()
    tab.route("**/*", serve)
    try:
        tab.goto(f"{HOST}/")
        tab.evaluate("l => document.documentElement.lang = l", language)
        for before, after, first, wanted in _pairs(kind, side, logs, language):
            told = tab.evaluate(LAW, [_inner(first), before, difference(before, after), _inner(wanted)])
            assert not told, f"{kind.slug}, {side}: patched\n{told[0]}\nand not\n{told[1]}"
    finally:
        tab.close()


def _pairs(kind: type[Format], side: str, logs: Iterable[Log], language: str) -> list[tuple[Json, Json, str, str]]:
    found = []
    with translation.override(language):
        for log in logs:
            lives = [(state, drawn(kind, side, state)) for state in states(kind, log, side)]
            found += [(one, two, first, then) for (one, first), (two, then) in itertools.pairwise(lives)]
    return found


def _inner(section: str) -> str:
    return f"<head></head><body><main><section>{section}</section></main></body>"


def serve(route: Any) -> None:
    """Give a page our own scripts, and an empty document for anything else."""
    path = route.request.url.removeprefix(HOST).lstrip("/")
    file = finders.find(path) if path else None
    if file:
        route.fulfill(path=file, content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html><html><body></body></html>", content_type="text/html")


def settings_through_the_form(kind: type[Format], logs: Iterable[Log]) -> None:
    """Settings put into the organiser's form come back out of it."""
    block = blocks.activity_block(kind)
    for log in logs:
        typed = msgspec.convert(log.settings, kind.Settings)
        value = block.to_python({"title": "T", **_as_block(msgspec.to_builtins(typed), "es")})
        stored = block.to_python(block.get_prep_value(value))
        again = blocks.settings(kind, stored, language="es")
        assert again == msgspec.convert(_only(msgspec.to_builtins(typed), "es"), kind.Settings), f"{kind.slug}: {again}"


def _as_block(value: Any, language: str) -> Any:
    if isinstance(value, dict):
        if set(value) <= {"es", "en", "fr", "pt"} and value:
            return value.get(language, "")
        return {key: _as_block(item, language) for key, item in value.items() if key != "id"}
    if isinstance(value, list):
        return [{"type": "item", "id": item.get("id", ""), "value": _as_block(item, language)} for item in value]
    return value


def _only(value: Any, language: str) -> Any:
    if isinstance(value, dict) and set(value) <= {"es", "en", "fr", "pt"} and value:
        return {language: value[language]}
    if isinstance(value, dict):
        return {key: _only(item, language) for key, item in value.items()}
    return [_only(item, language) for item in value] if isinstance(value, list) else value
