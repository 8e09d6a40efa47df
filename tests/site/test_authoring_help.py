"""Every field an editor sees says what it is for."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from events.blocks import BodyBlock
from plugins.blocks import Activities

pytestmark = pytest.mark.django_db
ROOMS = ("events", "programme", "live", "plugins", "home", "accounts", "demo", "upkeep")
WAGTAILS = ("slug", "seo_title", "show_in_menus", "search_description", "comments", "go_live_at", "expire_at")
"""Fields of Wagtail's own tabs, which say what they are in Wagtail's words."""


def ours() -> list[Any]:
    """The page types and snippets of the house."""
    return [model for model in [*get_page_models(), *get_snippet_models()] if model._meta.app_label in ROOMS]


def fields(handler: Panel) -> Iterator[tuple[str, str]]:
    """(name, help) of every field below a panel, those of lists too."""
    if isinstance(handler, InlinePanel):
        yield handler.relation_name, str(handler.help_text)
        for name, words in fields(handler.child_edit_handler):
            yield f"{handler.relation_name}.{name}", words
    elif isinstance(handler, FieldPanel):
        yield handler.field_name, str(handler.help_text or said(handler))
    for child in getattr(handler, "children", ()):
        yield from fields(child)


def said(panel: FieldPanel) -> str:
    return str(getattr(panel.db_field, "help_text", ""))


def handler_of(model: Any) -> Panel:
    """What the editor is drawn from."""
    if issubclass(model, Page):
        return model.get_edit_handler()
    return model.snippet_viewset.get_edit_handler()


def without_help(model: Any) -> list[str]:
    return [name for name, words in fields(handler_of(model)) if not words.strip() and name not in WAGTAILS]


@pytest.mark.parametrize("model", ours(), ids=lambda model: model.__name__)
def test_every_field_has_a_help_text(model):
    assert without_help(model) == []


def test_the_walk_finds_fields_in_tabs_and_lists():
    session = apps.get_model("programme.SessionPage")
    names = [name for name, _ in fields(handler_of(session))]
    assert {"title", "day", "speakers", "speakers.person", "speakers.role", "status"} <= set(names)


def test_a_field_without_help_is_found(monkeypatch):
    session = apps.get_model("programme.SessionPage")
    monkeypatch.setattr(session._meta.get_field("day"), "help_text", "")
    assert without_help(session) == ["day"]


def blocks(block: Any, path: str) -> Iterator[tuple[str, str]]:
    """(path, help) of a block and of every block inside it; an item of a list is told by its list."""
    asked = getattr(block, "field", None)
    yield path, str(getattr(block.meta, "help_text", None) or getattr(asked, "help_text", None) or "")
    if isinstance(block, ImageBlock):  # its fields are Wagtail's
        return
    inside = getattr(getattr(block, "child_block", block), "child_blocks", {})
    for name, child in inside.items():
        yield from blocks(child, f"{path}.{name}")


HELD = ("missing",)
"""Held for later and asked of nobody."""


@pytest.mark.parametrize("stream", [Activities, BodyBlock])
def test_every_block_and_its_fields_have_a_help_text(stream):
    found = [pair for name, block in stream().child_blocks.items() for pair in blocks(block, name)]
    assert [path for path, words in found if not words.strip() and path not in HELD] == []
    assert len(found) > 3


def test_pages_and_snippets_of_the_house_are_all_walked():
    names = {model.__name__ for model in ours()}
    assert {"HomePage", "EventPage", "ThematicLinePage", "SessionPage", "ConclusionsPage"} <= names
    assert {"Person", "Organisation", "Territory", "Venue"} <= names
    assert Page not in ours()
