"""What one activity takes from another: named by its number on the page, checked in the form, kept by reference."""

from typing import Any
from uuid import UUID

import pytest
from django.utils import translation
from wagtail import blocks

from plugins.blocks import Activities, setups
from sessions.copies import own_activities

CORE = {"results": "live", "accepts": "anyone", "names": "nothing"}


def questions(id: str = "q") -> dict[str, Any]:
    return {"type": "questions", "id": id, "value": {"title": "Preguntas", **CORE}}


def poll(source: int, id: str = "p", most: int = 0) -> dict[str, Any]:
    options = [{"type": "item", "id": one, "value": {"label": one}} for one in ("a", "b")]
    value = {"title": "¿Cuál?", "options": options, "source": source, "most_items": most, **CORE}
    return {"type": "polls", "id": id, "value": value}


GONE = {"type": "gone", "id": "g", "value": {"a": 1}}


def cleaned(*raw: dict[str, Any]) -> blocks.StreamValue:
    block = Activities()
    return block.clean(block.to_python(list(raw)))


def why(*raw: dict[str, Any]) -> dict[int, list[str]]:
    """By place, what the form says at the field `source`."""
    with translation.override("en"), pytest.raises(blocks.StreamBlockValidationError) as refused:
        cleaned(*raw)
    errors = refused.value.block_errors.items()
    return {at: error.block_errors["source"].messages for at, error in errors}


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ([poll(3), questions()], {0: "There is no activity 3 on this page: it has 2."}),
        ([questions(), poll(2)], {1: "An activity cannot take its items from itself. Give the number of another one."}),
        (
            [poll(2, "p1"), {**GONE, "type": "harmless", "id": "h"}, poll(9, "p2")],
            {2: "There is no activity 9 on this page: it has 3."},
        ),
    ],
)
def test_a_source_that_is_not_there_is_refused_where_it_is_typed(raw, said):
    assert why(*raw) == {at: [sentence] for at, sentence in said.items()}


def test_one_that_gives_nothing_is_refused(monkeypatch):
    kind = Activities().child_blocks["questions"].kind
    monkeypatch.setattr(kind, "gives", False)
    assert why(questions(), poll(1)) == {
        1: ["Activity 1 has no items to give. Take those of questions or of a poll."],
    }  # fmt: skip


def test_a_negative_number_is_refused():
    with pytest.raises(blocks.StreamBlockValidationError) as refused:
        cleaned(questions(), poll(-1))
    assert set(refused.value.block_errors[1].block_errors) == {"source"}


def test_a_source_whose_format_is_away_can_be_saved():
    assert len(cleaned(GONE, poll(1))) == 2


@pytest.mark.parametrize(("source", "id"), [(0, ""), (1, "q"), (3, "p2")])
def test_the_number_becomes_the_id_of_the_activity_there(source, id):
    found = setups(cleaned(questions(), poll(source, most=3), poll(1, "p2")), "es")
    assert (found["p"].source, found["p"].most_items) == (id, 3)


def test_a_number_counts_what_is_away_too():
    found = setups(Activities().to_python([GONE, questions(), poll(2)]), "es")
    assert found["p"].source == "q"


def test_a_copy_of_the_page_takes_from_its_own_activity():
    copied = own_activities([questions(), poll(1)], UUID(int=7))
    found = setups(Activities().to_python(copied), "es")
    own = [one["id"] for one in copied]
    assert "q" not in own
    assert found[own[1]].source == own[0]
