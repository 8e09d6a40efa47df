"""The page law: what the server draws at a later place is what patches make of what it drew before."""

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from plugins import blocks
from plugins.contract import Format, Json, To
from plugins.testing.fold import Life, Log

HOST = "http://page.test"

COMPARE = """h => {
  const page = new DOMParser().parseFromString(h, 'text/html');
  const show = node => {
    if (node.nodeType === 3) return node.data.replace(/\\s+/g, ' ').trim();
    if (node.nodeType !== 1) return '';
    const names = [...node.attributes].filter(a => !(node.name === 'op_id' && a.name === 'value'));
    const attributes = names.map(a => ` ${a.name}=${a.value}`).sort().join('');
    const inside = node.tagName === 'TEMPLATE' ? '' : [...node.childNodes].map(show).join('');
    return `<${node.tagName}${attributes}>${inside}</>`;
  };
  return show(page.querySelector('main'));
}"""

PAINT = """async ([state, patch]) => {
  const {merge, paint} = await import('/live/view.js');
  paint(document.querySelector('section'), merge(state, patch));
  return document.documentElement.outerHTML;
}"""


def states(kind: type[Format], log: Log, side: str) -> Iterator[Json]:
    """What a page of this side is given, before and after every few entries, open and closed, results or none."""
    life, actor = Life(kind, log.settings), next(iter(log.actors))
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
            tab.evaluate("h => document.documentElement.innerHTML = h", _inner(first))
            got = tab.evaluate(PAINT, [before, difference(before, after)])
            assert tab.evaluate(COMPARE, got) == tab.evaluate(COMPARE, _inner(wanted)), f"{kind.slug}, {side}"
    finally:
        tab.close()


def _pairs(kind: type[Format], side: str, logs: Iterable[Log], language: str) -> list[tuple[Json, Json, str, str]]:
    with translation.override(language):
        return [
            (before, after, drawn(kind, side, before), drawn(kind, side, after))
            for log in logs
            for before, after in itertools.pairwise(states(kind, log, side))
        ]


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
