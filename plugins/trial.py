"""A format tried once at start-up: a tiny log made from its own types, folded, looked at and drawn. Knows no Django.

It finds what would break every room at once. The suite in `plugins/testing` tries thousands of logs, and belongs into
the format's own tests.
"""

from typing import Any, NamedTuple

import msgspec
from msgspec import Struct
from msgspec import inspect as shapes

from plugins.contract import By, Format, Json, Refused, To

SIDES = ("person", "desk", "screen")
ACTORS = ("actor-one", "actor-two")


class Tried(NamedTuple):
    """What a trial showed: by side what is seen; or why it broke; and whether an actor stood in something seen."""

    seen: dict[str, Json]
    broke: str = ""
    told: str = ""


def tried(kind: type[Format]) -> Tried | None:
    """The trial of a format; None where no settings can be made up for it (the suite makes up better ones)."""
    settings = made(kind.Settings)
    if settings is None:
        return None
    try:
        format = kind(settings)
        for seq, (actor, verb) in enumerate(((actor, verb) for actor in ACTORS for verb in kind.verbs), 2):
            _say(format, verb, seq, actor)
        seen = {side: _seen(format, side) for side in SIDES}
        told = next((f"{part} of the {side}" for side in SIDES for part in seen[side] if _names(seen[side][part])), "")
    except Exception as error:  # whatever a format does wrong becomes a check, not a crash of the house
        return Tried({}, broke=f"{type(error).__name__}: {error}")
    return Tried(seen, told=told)


def _say(format: Format, verb: str, seq: int, actor: str) -> None:
    said = made(format.verbs[verb].body, known="o1")
    if said is None:
        return
    role = format.verbs[verb].who
    by = By(seq, actor if role == "person" else f"host-{actor}", "Ana", role, "room", "open", "es", float(seq))
    try:
        format.check(said)
        format.accept(said, by)
    except Refused:
        return


def _seen(format: Format, side: Any) -> Json:
    seen = {"view": format.view(To(side)), "results": format.results(To(side))}
    return msgspec.json.decode(msgspec.json.encode(seen))


def _names(value: Any) -> bool:
    text = msgspec.json.encode(value).decode()
    return any(actor in text for actor in ACTORS)


def made(cls: type[Struct], known: str = "") -> Any:
    """The smallest struct of a type, texts being the id `known`; None where its rules ask for something cleverer."""
    try:
        return msgspec.convert(_smallest(shapes.type_info(cls), known), cls)
    except (msgspec.ValidationError, TypeError):
        return None


def _smallest(shape: shapes.Type, known: str, at: int = 1) -> Any:
    match shape:
        case shapes.Metadata():
            return _smallest(shape.type, known, at)
        case shapes.StrType():
            return known or "x" * max(1, shape.min_length or 1)
        case shapes.BoolType():
            return False
        case shapes.IntType() | shapes.FloatType():
            return shape.ge or 0
        case shapes.EnumType():
            return next(iter(shape.cls)).value
        case shapes.LiteralType():
            return shape.values[0]
        case shapes.DictType():
            return {"es": "x"}
        case shapes.ListType() | shapes.VarTupleType():
            return [_smallest(shape.item_type, known, at) for at in range(1, max(1, shape.min_length or 1) + 1)]
        case shapes.UnionType():
            return _smallest(shape.types[0], known, at)
        case shapes.StructType():
            fields = {one.encode_name: one for one in shape.fields}
            ids = {"id": f"o{at}"} if "id" in fields else {}
            return {name: _smallest(one.type, known) for name, one in fields.items() if one.required} | ids
    return None
