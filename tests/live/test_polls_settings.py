"""Settings that make no sense are named in the organiser's form, at their field, with the way out."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from live.polls.format import Polls
from plugins.blocks import activity_block

TWO = [{"type": "item", "id": at, "value": {"label": at}} for at in ("a", "b")]

SENSELESS = {
    "one option": ({"options": TWO[:1]}, "options", "One option is no choice."),
    "no option": ({"options": []}, "options", "There is nothing to vote on."),
    "options for written answers": ({"kind": "text"}, "options", "People write their own answers here."),
    "most above options": ({"several": True, "most": 3}, "most", "There are fewer options than this."),
    "least above most": ({"several": True, "most": 1, "least": 2}, "least", "more than the most a person may choose"),
    "least above options": ({"several": True, "least": 3}, "least", "There are fewer options than this."),
    "least of one": ({"least": 2}, "least", "Here people choose one option."),
    "quorum above base": ({"quorum": 51, "base": 50}, "quorum", "more people than may vote"),
    "one option to rank": ({"kind": "ranking", "options": TWO[:1]}, "options", "One option is no choice."),
    "an answer to a rating": (
        {"kind": "rating", "options": [{**TWO[0], "value": {"label": "a", "correct": True}}]},
        "options",
        "Only a choice has a correct answer.",
    ),
}


def cleaned(**said):
    block = activity_block(Polls)
    return block.clean(block.to_python({"title": "¿?", "results": "at_close", "options": TWO, **said}))


@pytest.mark.parametrize(("said", "field", "sentence"), SENSELESS.values(), ids=list(SENSELESS))
def test_it_is_said_at_the_field(said, field, sentence):
    with translation.override("en"), pytest.raises(ValidationError) as caught:
        cleaned(**said)
    assert sentence in str(caught.value.block_errors[field])


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"several": True, "least": 2, "most": 2},
        {"kind": "rating", "options": TWO[:1]},
        {"kind": "grid", "options": TWO[:1]},
        {"kind": "text", "options": []},
        {"options": [], "source": 1},
        {"quorum": 50, "base": 50},
        {"quorum": 50},
    ],
)
def test_what_makes_sense_is_kept(said):
    cleaned(**said)
