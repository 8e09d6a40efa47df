"""The JSON Schema of the protocol, made from its vocabularies."""

from typing import Any

import msgspec

from live.wire import to_person
from live.wire.to_room import ToRoom


class Patch(to_person.Frame, frozen=True, tag="patch"):
    """The change of a view between two places of the log. Written by `codec.patch` from ready fragments."""

    to: int
    patch: dict[str, Any]
    start: int = msgspec.field(name="from")
    audience: str | msgspec.UnsetType = msgspec.UNSET


FROM_ROOM = (
    to_person.Snapshot,
    Patch,
    to_person.Mine,
    to_person.People,
    to_person.Ack,
    to_person.Refused,
    to_person.Busy,
    to_person.Beat,
    to_person.Error,
)


def schema() -> dict[str, Any]:
    """Both directions: `to_room` and `to_person`, with their shared `$defs`."""
    (up, *down), components = msgspec.json.schema_components([ToRoom, *FROM_ROOM], ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "plenaria.1",
        "properties": {"to_room": up, "to_person": {"anyOf": down}},
        "$defs": components,
    }
