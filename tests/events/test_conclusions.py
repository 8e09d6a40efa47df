"""A conclusions page: frozen results that cannot be altered, a workflow with a second pair of eyes, the public page."""

import copy
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from events.actions import draft_conclusions
from events.conclusions import findings, standing
from events.frozen import Result, Source, freeze, readable
from events.models import ConclusionsPage
from events.models.conclusions import WORKFLOW
from plugins.contract import Counts, Option, Part, Section, Statement, Tally
from tests.factories import a_session

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:get_connection"),  # Wagtail 8.0 mails through what Django 6.1 calls old
]

VOTE = Tally(
    question={"es": "¿Qué alianza falta?", "en": "Which alliance is missing?"},
    options=(
        Option("a", {"es": "Universidades"}, Counts(room=30, remote=17, assisted=5)),
        Option("b", {"es": "Empresas"}, Counts(room=1, remote=2)),
    ),
    voters=Counts(room=31, remote=19, assisted=5),
    refs=(3, 90),
)
VOICE = Statement("<b>¿Quién responde?</b>", "es", "remote", Counts(room=2), "answered", "La alcaldía.", (91, 93))
SOURCE = Source("MESA24", "poll-1", "/live/MESA24/record/")
RESULTS = [
    Result({"es": "Alianzas"}, (Section("Polls", (VOTE,)),), SOURCE),
    Result({"es": "Preguntas"}, (Section("Answered questions", (VOICE,)),), SOURCE),
]


@pytest.fixture
def draft(edith) -> ConclusionsPage:
    return draft_conclusions(parent=a_session(), title="Lo que dijimos", results=RESULTS, by=edith)


def blocks_of(page: ConclusionsPage) -> list[tuple[str, Any]]:
    """The body as the editor's form holds it: a frozen value as its signed text."""
    held = []
    for child in page.body:
        state = child.block.get_form_state(child.value)
        held.append((child.block_type, rich_text(child.value.source) if child.block_type == "words" else state))
    return held


def post(client, page: ConclusionsPage, blocks: list[tuple[str, Any]], **more: str):
    fields = {"title": page.title, "slug": page.slug, "introduction": rich_text("<p>Esto dijimos.</p>"), **more}
    data = nested_form_data({**fields, "body": streamfield(blocks), "comments": inline_formset([])})
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def saved(page: ConclusionsPage) -> ConclusionsPage:
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def frozen(page: ConclusionsPage) -> list[dict[str, Any]]:
    return [child.value["value"] for child in page.body if child.block_type in ("tally", "statement")]


def test_a_draft_begins_a_conclusion_for_each_result(draft):
    assert [(one.number, one.title) for one in findings(draft, "es")] == [
        ("C1", "¿Qué alianza falta?"),
        ("C2", "Preguntas"),
    ]
    assert standing(draft).state == "draft"


def test_the_editor_sees_the_numbers_and_saves_them_unchanged(client, edith, draft):
    client.force_login(edith)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert "Universidades: 52" in page
    before = copy.deepcopy(frozen(draft))
    assert post(client, draft, blocks_of(draft)).status_code == 302
    assert frozen(saved(draft)) == before


NOTE = Statement(
    "Una mesa barrial de movilidad",
    "es",
    "room",
    refs=(12,),
    about=({"es": "Mesa 4"}, {"es": "Movilidad", "en": "Mobility"}),
    parts=(Part("Why", "Porque nadie pregunta"), Part("With whom", "")),
)


def test_where_a_statement_belongs_and_what_was_said_with_it_is_kept_and_shown(client, edith, ada):
    notes = Result({"es": "Mesas"}, (Section("Proposals", (NOTE,)),), SOURCE)
    page = draft_conclusions(parent=a_session(), title="Lo que dijimos", results=[notes], by=edith)
    with translation.override("fr"):
        [voice] = [voice for finding in findings(page, "fr") for voice in finding.voices]
        shown_to_editors = readable(freeze(NOTE, SOURCE), "en")
    assert (voice.about, voice.details) == (["Mesa 4", "Movilidad"], [("Pourquoi", "Porque nadie pregunta")])
    page.get_latest_revision().publish()
    shown = client.get(page.get_url()).content.decode()
    assert "Mesa 4 · Movilidad" in shown
    assert "Porque nadie pregunta" in shown
    assert "Pourquoi: Porque nadie pregunta" in shown_to_editors
    assert "Mesa 4 · Mobility" in shown_to_editors


def test_a_statement_without_them_is_kept_as_before():
    assert {"about", "parts"}.isdisjoint(freeze(VOICE, SOURCE))


def test_results_can_be_moved_and_taken_out(client, edith, draft):
    client.force_login(edith)
    heading, _tally, second, voice = blocks_of(draft)
    words = ("words", rich_text("<p>Con nombres y plazos.</p>"))
    post(client, draft, [second, voice, heading, words])
    assert [(one.number, one.title, len(one.votes), len(one.voices)) for one in findings(saved(draft), "es")] == [
        ("C1", "Preguntas", 0, 1),
        ("C2", "¿Qué alianza falta?", 0, 0),
    ]


@pytest.mark.parametrize("forged", ["", "{}", '{"options": []}', "half"])
def test_a_number_that_was_altered_is_refused_and_nothing_is_saved(client, edith, draft, forged):
    client.force_login(edith)
    blocks = blocks_of(draft)
    text = blocks[1][1]["value"]
    blocks[1][1]["value"] = text[: len(text) // 2] if forged == "half" else forged
    before = Page.objects.get(pk=draft.pk).latest_revision_id
    answer = post(client, draft, blocks)
    assert answer.status_code == 200
    assert Page.objects.get(pk=draft.pk).latest_revision_id == before


def test_what_is_posted_as_shown_changes_nothing(client, edith, draft):
    client.force_login(edith)
    blocks = blocks_of(draft)
    blocks[1][1]["shown"] = "Universidades: 9000"
    post(client, draft, blocks)
    assert "9000" not in str(saved(draft).body.raw_data)


def test_an_editor_submits_a_second_person_approves_and_it_is_published(client, edith, ada, draft):
    client.force_login(edith)
    post(client, draft, blocks_of(draft), **{"action-submit": "1"})
    waiting = ConclusionsPage.objects.get(pk=draft.pk)
    assert not waiting.live
    assert waiting.current_workflow_state.workflow.name == WORKFLOW
    assert standing(waiting).state == "validation"

    client.force_login(ada)
    task = waiting.current_workflow_state.current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", task.pk])
    client.post(address, {"comment": "Leído con la relatora."})
    published = ConclusionsPage.objects.get(pk=draft.pk)
    assert published.live
    assert (standing(published).state, standing(published).version) == ("published", 1)
    assert standing(published).validated == "other"
    task.refresh_from_db()
    assert task.comment == "Leído con la relatora."


def test_who_approves_their_own_is_not_called_a_second_person(client, edith, draft):
    client.force_login(edith)
    post(client, draft, blocks_of(draft), **{"action-submit": "1"})
    task = ConclusionsPage.objects.get(pk=draft.pk).current_workflow_state.current_task_state
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", task.pk]), {"comment": ""})
    published = ConclusionsPage.objects.get(pk=draft.pk)
    assert (published.live, standing(published).validated) == (True, "self")


def test_an_editor_alone_cannot_publish(client, edith, draft):
    client.force_login(edith)
    post(client, draft, blocks_of(draft), **{"action-publish": "1"})
    assert not ConclusionsPage.objects.get(pk=draft.pk).live


def test_the_public_page_shows_every_number_and_leads_to_the_record(client, draft):
    draft.save_revision().publish()
    page = client.get(draft.get_url()).content.decode()
    assert 'href="/live/MESA24/record/?entry=3#e3"' in page
    assert 'href="/live/MESA24/record/?entry=91#e91"' in page
    for number in ("52", "95&nbsp;%", "30", "17", "5"):
        assert number in page
    assert page.count('class="marks"') == 2
    assert page.count('class="finding"') == 2
    assert "&lt;b&gt;¿Quién responde?&lt;/b&gt;" in page
    assert "<script" not in page.partition("<main")[2].partition("</main")[0]


def test_an_empty_page_says_that_nothing_has_been_concluded(client, edith):
    page = draft_conclusions(parent=a_session(), title="Nada", results=[], by=edith)
    page.save_revision().publish()
    assert client.get(page.get_url()).status_code == 200


def test_publishing_again_is_the_next_version(draft):
    for _ in range(2):
        draft.save_revision().publish()
    assert standing(draft).version == 2
