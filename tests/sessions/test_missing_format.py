"""A session is opened and saved in Wagtail while a format is taken away: its activity comes back unchanged."""

import json

import pytest
from django.db import connection
from wagtail.admin.panels.model_utils import get_edit_handler
from wagtail.blocks import CharBlock, ListBlock, StreamBlock, StructBlock
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from plugins import registry
from plugins.blocks import Activities
from sessions.models import SessionPage
from tests import factories

pytestmark = pytest.mark.django_db
CORE = {"results": "at_close", "accepts": "anyone", "names": "name"}
POLL = {
    "type": "polls",
    "id": "8a3f6c5e-2f0e-4a3c-9d5e-3f1c2b4a5d6e",
    "value": {"title": "¿Qué alianza falta?", "deep": [1, {"words": "é", "none": None}], **CORE},
}
QUESTIONS = {
    "type": "questions",
    "id": "5d2f7c1a-0b1e-4a57-8d55-0a9a4c1b7e11",
    "value": {"title": "Preguntas a la mesa", "review": False, "categories": [], "affiliations": [], **CORE},
}


def stored(page: SessionPage) -> list:
    """The column itself, past every block."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT activities FROM programme_sessionpage WHERE page_ptr_id = %s", [page.pk])
        value = cursor.fetchone()[0]
    return json.loads(value) if isinstance(value, str) else value


def store(page: SessionPage, activities: list) -> None:
    """As an earlier version of the page left them, in the page and in the revision the editor opens."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE programme_sessionpage SET activities = %s WHERE page_ptr_id = %s",
            [json.dumps(activities), page.pk],
        )
    revision = page.latest_revision
    revision.content["activities"] = json.dumps(activities)
    revision.save()


@pytest.fixture
def formats(monkeypatch):
    """Takes formats away: `formats(block)` puts another stream of blocks behind the field."""
    field = SessionPage._meta.get_field("activities")

    def put(block):
        block.set_meta_options(field.block_opts)
        monkeypatch.setitem(field.__dict__, "stream_block", block)
        get_edit_handler.cache_clear()

    yield put
    get_edit_handler.cache_clear()


@pytest.fixture
def without_polls(formats, monkeypatch):
    kept = {slug: kind for slug, kind in registry.formats().items() if slug != "polls"}
    monkeypatch.setattr(registry, "formats", lambda: kept)
    formats(Activities())


def state_of(child):
    """What the browser would post of a block."""
    return posted(child.block, child.block.get_form_state(child.value))


def posted(block, state):
    """What a form holds of a block's state: lists as their items, of a choice the one chosen."""
    if isinstance(block, ListBlock):
        items = [{"value": posted(block.child_block, one["value"]), "order": at} for at, one in enumerate(state)]
        hidden = [{**item, "deleted": "", "id": one["id"] or ""} for item, one in zip(items, state, strict=True)]
        return {"count": len(state), **{str(at): item for at, item in enumerate(hidden)}}
    if isinstance(block, StructBlock):
        return {name: posted(child, state[name]) for name, child in block.child_blocks.items()}
    return state[0] if isinstance(state, list) else state


def edited(client, page, **said):
    """Opens the editor, changes `said` and publishes, posting back for each activity what the editor shows."""
    shown = client.get(f"/cms/pages/{page.pk}/edit/").context["form"]
    activities = [(child.block_type, state_of(child), child.id) for child in shown["activities"].value()]
    posted = nested_form_data(
        {
            **{name: shown[name].value() or "" for name in ("title", "slug", "category", "minutes", "mode", "zone")},
            "day": "2026-12-10",
            "begins": "15:00",
            "status": "planned",
            "body": streamfield([]),
            "activities": streamfield([(kind, value) for kind, value, _ in activities]),
            "speakers": inline_formset([]),
            "comments": inline_formset([]),
            "action-publish": "1",
            **said,
        }
    )
    posted.update({f"activities-{place}-id": id_ for place, (_, _, id_) in enumerate(activities)})
    response = client.post(f"/cms/pages/{page.pk}/edit/", {name: "" if v is None else v for name, v in posted.items()})
    assert response.status_code == 302, response.context["form"].errors
    return response


def test_saving_in_wagtail_keeps_the_activity_of_a_format_taken_away(client, sol, without_polls):
    page = factories.a_session()
    store(page, [POLL, QUESTIONS])
    client.force_login(sol)
    edited(client, page, title="Otro título")
    page.refresh_from_db()
    assert page.title == "Otro título"
    assert stored(page) == [POLL, QUESTIONS]


def test_a_stock_stream_loses_it_so_the_test_above_can_fail(client, sol, formats):
    page = factories.a_session()
    store(page, [POLL])
    formats(StreamBlock([("words", CharBlock())]))
    client.force_login(sol)
    edited(client, page)
    assert stored(page) == []


def test_the_session_page_leaves_it_out_and_shows_the_others(client, without_polls):
    page = factories.a_session()
    store(page, [POLL, QUESTIONS])
    text = client.get(page.url).content.decode()
    assert "Preguntas a la mesa" in text
    assert "¿Qué alianza falta?" not in text
