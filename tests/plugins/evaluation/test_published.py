"""In a real room: what the desk has not shown is in no conclusion and in no download but its own."""

import json

import pytest
from django.urls import reverse

from live.conclude import results
from live.history import fold_all
from live.models import Room
from live.queries import room_by_code
from tests.factories import a_session
from tests.live.test_conclude import said

pytestmark = pytest.mark.django_db(transaction=True)

EVALUATION, CODE = "evaluation-1", "MESA78"
SECRET, SHOWN = "El sonido no se oía", "Más tiempo para hablar"
BLOCK = {
    "type": "evaluation",
    "id": EVALUATION,
    "value": {
        "title": "¿Cómo te fue?",
        "questions": [
            {"type": "item", "id": "o1", "value": {"label": "¿Cómo estuvo?", "kind": "scale", "required": True}},
            {
                "type": "item",
                "id": "o2",
                "value": {
                    "label": "¿Volverías?",
                    "kind": "choice",
                    "options": [
                        {"type": "item", "id": "yes", "value": {"label": "Sí"}},
                        {"type": "item", "id": "no", "value": {"label": "No"}},
                    ],
                },
            },
            {"type": "item", "id": "o3", "value": {"label": "¿Qué mejorarías?", "kind": "text"}},
            {
                "type": "item",
                "id": "o4",
                "value": {
                    "label": "¿Por dónde te enteraste?",
                    "kind": "choice",
                    "several": True,
                    "options": [
                        {"type": "item", "id": "a", "value": {"label": "La web"}},
                        {"type": "item", "id": "b", "value": {"label": "La radio"}},
                    ],
                },
            },
        ],
    },
}


def a_room_that_asks():
    page = a_session(activities=[BLOCK])
    Room.objects.filter(session=page.translation_key).update(code=CODE)
    found = room_by_code(CODE)
    said(found, EVALUATION, "desk", "open")
    return found


@pytest.fixture
def room():
    found = a_room_that_asks()
    said(found, EVALUATION, "p1", "answer", marks={"o1": 4}, picks={"o2": "yes"}, texts={"o3": SECRET})
    shown = said(found, EVALUATION, "p2", "answer", marks={"o1": 5}, texts={"o3": SHOWN})
    said(found, EVALUATION, "desk", "show_text", text=f"{shown}-o3")
    return found


def downloaded(client):
    answer = json.loads(client.get(reverse("live_export_json", args=[CODE, EVALUATION])).content)
    [turn] = answer["rounds"]
    return {sheet["name"]: sheet["rows"] for sheet in turn["sheets"]}


def test_until_the_desk_shows_it_the_outcome_is_the_desk_s(room, client, max):
    assert results(room) == []
    assert downloaded(client) == {}
    client.force_login(max)
    assert set(downloaded(client)) == {"questions", "texts", "all_texts"}
    assert [row[2] for row in downloaded(client)["all_texts"]] == [SECRET, SHOWN]


def test_shown_it_is_everybody_s_but_for_the_texts_that_the_desk_keeps(room, client):
    said(room, EVALUATION, "desk", "reveal")
    [result] = results(room)
    assert SHOWN in str(result)
    assert SECRET not in str(result)
    assert set(downloaded(client)) == {"questions", "texts"}
    assert SECRET not in str(downloaded(client))
    table = f"{reverse('live_export', args=[CODE, EVALUATION])}all_texts-1.csv"
    assert client.get(table).status_code == 404


def test_the_organiser_s_form_keeps_lists_within_lists(room):
    found = room_by_code(CODE)
    question, _other = [
        one for one in fold_all(found.id).activities[EVALUATION].format.settings.questions if one.options
    ]
    assert [(option.id, option.label) for option in question.options] == [("yes", {"es": "Sí"}), ("no", {"es": "No"})]
