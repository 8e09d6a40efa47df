"""The fields of a verb's body as a form has to be read for them."""

from functools import lru_cache

import msgspec
from msgspec import inspect

KINDS: dict[type[inspect.Type], str] = {
    inspect.ListType: "list",
    inspect.SetType: "list",
    inspect.VarTupleType: "list",
    inspect.IntType: "number",
    inspect.FloatType: "number",
    inspect.BoolType: "flag",
    inspect.DictType: "object",
}
NUMBERS = (inspect.IntType, inspect.FloatType)


@lru_cache(maxsize=256)
def kinds(body: type[msgspec.Struct]) -> dict[str, str]:
    """The fields that are more than one text: "list", "number", "flag", or "object" (typed as `field.key`), "numbers"
    where its values are; what was left empty in it is left out."""
    found = inspect.type_info(body)
    fields = found.fields if isinstance(found, inspect.StructType) else ()
    return {one.encode_name: _kind(one.type) for one in fields if type(one.type) in KINDS}


def _kind(shape: inspect.Type) -> str:
    numbers = isinstance(shape, inspect.DictType) and isinstance(shape.value_type, NUMBERS)
    return "numbers" if numbers else KINDS[type(shape)]
