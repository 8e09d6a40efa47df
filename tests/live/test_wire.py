"""The wire as its README tells it: examples against the schema, and frames that are none answered in words."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from live.wire import codec
from live.wire.schema import schema

README = Path(__file__).resolve().parents[2] / "live" / "wire" / "README.md"
EXAMPLES = [json.loads(block) for block in re.findall(r"```json\n(.+?)\n```", README.read_text(), re.DOTALL)]


def checker(direction: str) -> Any:
    whole = schema()
    return jsonschema.Draft202012Validator(whole["properties"][direction] | {"$defs": whole["$defs"]})


@pytest.mark.parametrize("frame", EXAMPLES, ids=lambda frame: frame["t"])
def test_every_example_of_the_readme_is_of_the_schema(frame: dict[str, Any]) -> None:
    checker("to_room" if frame["t"] in {"join", "act"} else "to_person").validate(frame)


def test_the_readme_shows_every_frame_there_is() -> None:
    kinds = [definition["properties"].get("t", {}) for definition in schema()["$defs"].values()]
    tags = {tag for kind in kinds for tag in kind.get("enum", [])}
    assert {frame["t"] for frame in EXAMPLES} == tags


def test_a_frame_that_is_not_of_the_schema_is_told_apart() -> None:
    with pytest.raises(jsonschema.ValidationError):
        checker("to_person").validate({"t": "ack", "id": 7})


FRAMES = {
    "not json": ("{", "not_json"),
    "a list": ("[]", "malformed"),
    "a number": ("7", "malformed"),
    "no tag": ('{"id": 1}', "malformed"),
    "an unknown tag": ('{"t": "shout"}', "unknown_tag"),
    "a tag of ours": ('{"t": "ack", "id": "x", "seq": 1}', "unknown_tag"),
    "an act without id": ('{"t": "act", "activity": "a", "verb": "v"}', "malformed"),
    "an id that is none": ('{"t": "act", "id": "7", "activity": "a", "verb": "v"}', "malformed"),
    "a body that is a list": (
        '{"t": "act", "id": "6f1c2b1e-7a54-4a27-9d0a-0d8f5f7c1a11", "activity": "a", "verb": "v", "body": []}',
        "malformed",
    ),
    "deep json": ("[" * 10_000, "malformed"),
    "deep json in a body": (
        '{"t": "act", "id": "6f1c2b1e-7a54-4a27-9d0a-0d8f5f7c1a11", "activity": "a", "verb": "v", "body": {"a": '
        + "[" * 10_000,
        "not_json",
    ),
    "a huge number": ('{"t": "join", "rev": 1' + "0" * 400 + "}", "malformed"),
    "64 KiB and one": ('{"t": "join", "seat": "' + "x" * 65_536 + '"}', "too_big"),
    "64 KiB in two-byte letters": ('{"t": "join", "seat": "' + "ñ" * 33_000 + '"}', "too_big"),
    "half a letter": ('{"t": "join", "seat": "\udc80"}', "not_json"),
}


@pytest.mark.parametrize(("text", "code"), FRAMES.values(), ids=FRAMES)
def test_a_frame_that_is_none_has_one_documented_reaction(text: str, code: str) -> None:
    with pytest.raises(codec.BadFrame) as caught:
        codec.read(text)
    assert caught.value.code == code


def test_bytes_are_no_frame() -> None:
    with pytest.raises(codec.BadFrame) as caught:
        codec.read(None)
    assert caught.value.code == "binary"


def test_unknown_fields_of_a_frame_are_passed_over() -> None:
    assert codec.read('{"t": "join", "colour": "blue"}') == codec.read('{"t": "join"}')
