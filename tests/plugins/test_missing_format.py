"""An activity whose format is not installed outlives every save of its page."""

import json

from wagtail.admin.telepath import JSContext
from wagtail.blocks import CharBlock
from wagtail.fields import StreamField
from wagtail.test.utils.form_data import nested_form_data

from plugins.blocks import ActivitiesField, setups
from tests.sessions.test_missing_format import state_of

GONE = {"type": "gone", "id": "x1", "value": {"a": [1, {"b": "é"}], "none": None}}
NO_LISTS = {"categories": [], "affiliations": []}
QUESTIONS = {
    "type": "questions",
    "id": "q1",
    "value": {"title": "¿Qué?", "review": False, **NO_LISTS, "results": "live", "accepts": "anyone", "names": "name"},
}


def form_of(value):
    """What the browser posts back for the page's form."""
    data = {"a-count": str(len(value))}
    for at, child in enumerate(value):
        names = {"type": child.block_type, "id": child.id, "deleted": "", "order": str(at)}
        data |= {f"a-{at}-{name}": text for name, text in names.items()}
        data |= {
            name: "" if text is None else text
            for name, text in nested_form_data({f"a-{at}-value": state_of(child)}).items()
        }
    return data


def test_a_save_by_code_keeps_the_raw_value():
    field = ActivitiesField()
    assert field.get_prep_value(field.to_python(json.dumps([GONE, QUESTIONS]))) == [GONE, QUESTIONS]


def test_a_save_by_form_keeps_the_raw_value():
    field = ActivitiesField()
    block = field.stream_block
    posted = form_of(field.to_python([GONE, QUESTIONS]))
    cleaned = block.clean(block.value_from_datadict(posted, {}, "a"))
    assert field.get_prep_value(cleaned) == [GONE, QUESTIONS]


def test_a_stock_stream_would_have_dropped_it():
    stock = StreamField([("words", CharBlock())])
    assert stock.get_prep_value(stock.to_python([GONE])) == []


def test_it_is_left_out_of_what_is_set_up():
    field = ActivitiesField()
    assert list(setups(field.to_python([GONE, QUESTIONS]), "es")) == ["q1"]


def test_it_cannot_be_added_by_hand():
    packed = json.dumps(JSContext().pack(ActivitiesField().stream_block))
    assert '"closed": ["missing"]' in packed
