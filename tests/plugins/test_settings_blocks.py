"""A format's typed settings become the organiser's form, and come back out of it."""

import json
from typing import Annotated

import msgspec
import pytest
from django.core.exceptions import ValidationError
from msgspec import Meta, Struct
from wagtail.admin.telepath import JSContext

from plugins import fields, registry
from plugins.blocks import ActivitiesField, ActivityBlock, setups
from plugins.contract import Results
from plugins.setup import Setup, decode_settings, with_words

POLL = {
    "type": "polls",
    "id": "poll-demo",
    "value": {
        "title": "¿Qué eje?",
        "options": [
            {"type": "item", "id": "water", "value": {"label": "Agua"}},
            {"type": "item", "id": "air", "value": {"label": "Aire"}},
        ],
        "several": True,
        "most": 2,
        "results": "live",
        "accepts": "registered",
        "names": "nothing",
    },
}


def poll(**changes):
    copy = json.loads(json.dumps(POLL))
    copy["value"] |= changes
    return ActivitiesField().to_python([copy])


def test_ids_of_activities_and_options_are_the_form_s():
    (key, setup), *others = setups(poll(), "es").items()
    assert (key, others) == ("poll-demo", [])
    kind = registry.get("polls")
    expected = Setup("polls", kind.version, {"es": "¿Qué eje?"}, Results.LIVE, "registered", "nothing", language="es")
    assert msgspec.structs.replace(setup, settings={}) == expected
    assert (setup.settings["several"], setup.settings["most"]) == (True, 2)
    options = [(option["id"], option["label"]) for option in setup.settings["options"]]
    assert options == [("water", {"es": "Agua"}), ("air", {"es": "Aire"})]


def test_a_page_saved_before_a_setting_existed_takes_its_default():
    old = {**POLL, "value": {"title": "T", "options": POLL["value"]["options"]}}
    setup = setups(ActivitiesField().to_python([old]), "es")
    assert setup["poll-demo"].results is Results.AT_CLOSE
    assert setup["poll-demo"].settings["several"] is False


def posted(*labels):
    """What the form of a poll sends with options of these labels."""
    block = registry.get("polls")
    form = {"title": "T", "options-count": str(len(labels)), "scale-steps": "5"}
    for at, label in enumerate(labels):
        item = f"options-{at}"
        form |= {f"{item}-deleted": "", f"{item}-order": str(at), f"{item}-id": f"o{at}", f"{item}-value-label": label}
    return ActivityBlock(block).value_from_datadict({f"a-{name}": value for name, value in form.items()}, {}, "a")


def test_a_new_poll_begins_with_two_options_and_what_is_left_empty_is_none():
    block = ActivityBlock(registry.get("polls"))
    assert [option["label"] for option in block.get_default()["options"]] == ["", ""]
    assert [option["label"] for option in posted("", "Agua", "")["options"]] == ["Agua"]
    assert list(posted("", "")["options"]) == []


def test_options_come_of_a_form_alone_and_never_of_a_page():
    old = {**POLL, "value": {"title": "T"}}
    assert setups(ActivitiesField().to_python([old]), "es")["poll-demo"].settings["options"] == []


def test_settings_are_typed_again_on_the_other_side():
    setup = setups(poll(), "es")["poll-demo"]
    assert decode_settings(registry.get("polls"), setup.settings, 1).limit == 2


def test_a_rule_between_fields_is_an_error_at_its_field():
    block = ActivityBlock(registry.get("polls"))
    with pytest.raises(ValidationError) as caught:
        block.clean(poll(most=5)[0].value)
    assert set(caught.value.block_errors) == {"most"}


def test_one_option_is_too_few():
    block = ActivityBlock(registry.get("polls"))
    with pytest.raises(ValidationError):
        block.clean(poll(options=POLL["value"]["options"][:1])[0].value)


def test_the_form_keeps_the_rarely_changed_fields_folded_away():
    layout = ActivityBlock(registry.get("polls")).meta.form_layout
    assert layout.children[:3] == ["title", "kind", "options"]
    assert layout.settings == ["results", "accepts", "names", "secret", "source", "most_items"]


def test_the_admin_can_draw_the_form():
    assert JSContext().pack(ActivitiesField().stream_block)


def test_no_plugin_causes_a_migration():
    assert ActivitiesField().deconstruct()[1:] == ("plugins.blocks.ActivitiesField", [], {})


def test_words_of_a_translation_join_those_of_the_source():
    one = setups(poll(), "es")["poll-demo"]
    other = setups(poll(title="Which axis?", most=1), "en")["poll-demo"]
    both = with_words(one, of=other)
    assert both.title == {"es": "¿Qué eje?", "en": "Which axis?"}
    assert both.settings["options"][0]["label"] == {"es": "Agua", "en": "Agua"}
    assert both.settings["most"] == 2


def test_every_kind_of_setting_has_a_field():
    class Inner(Struct):
        text: str

    class Settings(Struct):
        words: dict[str, str]
        long: Annotated[str, Meta(max_length=900)]
        whole: Annotated[int, Meta(ge=1, le=9)] = 3
        part: float = 0.5
        yes: bool = True
        way: Results = Results.LIVE
        maybe: str | None = None
        many: list[Inner] = []

    names = [type(block).__name__ for _name, block in fields.children(Settings)]
    assert names == [
        "CharBlock", "PlainLong", "IntegerBlock", "FloatBlock", "BooleanBlock", "ChoiceBlock", "Plain", "ListBlock",
    ]  # fmt: skip


def test_a_type_without_a_field_is_named():
    class Settings(Struct):
        when: bytes

    with pytest.raises(TypeError, match="BytesType"):
        fields.children(Settings)


def test_settings_that_break_a_rule_do_not_decode():
    with pytest.raises(msgspec.ValidationError):
        decode_settings(registry.get("polls"), {"options": [{"label": {}}] * 13}, 1)
