"""Logs made up by hypothesis from a format's own types: settings, verbs, bodies, and people who say them."""

from typing import Annotated, Any

import msgspec
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec import inspect as shapes

from plugins.contract import MODES, By, Format
from plugins.testing.fold import Log, Said

ACTORS = [f"actor-{letter * 5}" for letter in "abcdefg"]
NAMES = ["Ada", "Ben", "Rosa María", "<img src=x onerror=alert(1)>", ""]
TEXTS = ["¿Quién?", "<b>&amp;</b>", 'a & b "c"', "# {votes} %s", "אבג\u202e", "2", "  two\n lines "]
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))


def texts(shape: shapes.StrType, known: list[str]) -> st.SearchStrategy[str]:
    """Texts of the shape; sometimes one that names something that exists."""
    made = st.one_of(st.sampled_from(TEXTS), st.text(LETTERS, max_size=shape.max_length or 40))
    if known:
        made = st.one_of(st.sampled_from(known), made)
    return made.filter(lambda text: _fits(text, shape))


def _fits(text: str, shape: shapes.StrType) -> bool:
    try:
        msgspec.convert(text, _annotated(shape))
    except msgspec.ValidationError:
        return False
    return True


def _annotated(shape: shapes.StrType) -> Any:
    limits = msgspec.Meta(min_length=shape.min_length, max_length=shape.max_length, pattern=shape.pattern)
    return Annotated[str, limits]


def values(shape: shapes.Type, known: list[str]) -> st.SearchStrategy[Any]:
    """JSON values of a type."""
    match shape:
        case shapes.Metadata():
            return values(shape.type, known)
        case shapes.StrType():
            return texts(shape, known)
        case shapes.BoolType():
            return st.booleans()
        case shapes.IntType():
            return st.integers(shape.ge if shape.ge is not None else -5, shape.le if shape.le is not None else 20)
        case shapes.FloatType():
            return st.floats(shape.ge or 0, shape.le or 100, allow_nan=False)
        case shapes.EnumType():
            return st.sampled_from([member.value for member in shape.cls])
        case shapes.LiteralType():
            return st.sampled_from(list(shape.values))
        case shapes.DictType():
            return st.fixed_dictionaries({"es": st.sampled_from(TEXTS)}, optional={"en": st.sampled_from(TEXTS)})
        case shapes.ListType():
            return st.lists(
                values(shape.item_type, known), min_size=shape.min_length or 0, max_size=shape.max_length or 5
            )
        case shapes.UnionType():
            return st.one_of(*(values(each, known) for each in shape.types if not isinstance(each, shapes.NoneType)))
        case shapes.StructType():
            return bodies(shape.cls, known)
    raise TypeError(f"no value is made up for {shape}")


def bodies(cls: type[msgspec.Struct], known: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Bodies of a struct, as JSON."""
    shape = shapes.type_info(cls)
    assert isinstance(shape, shapes.StructType)
    return st.fixed_dictionaries({field.encode_name: values(field.type, known) for field in shape.fields})


@st.composite
def setups(draw: st.DrawFn, kind: type[Format]) -> dict[str, Any]:
    """Settings that keep the format's own rules; items of lists get ids."""
    made = draw(bodies(kind.Settings, []).filter(lambda body: _converts(body, kind.Settings)))
    for value in made.values():
        for at, item in enumerate(value if isinstance(value, list) else (), 1):
            if isinstance(item, dict) and "id" in item:
                item["id"] = f"o{at}"
    return made


def _converts(body: dict[str, Any], cls: type[msgspec.Struct]) -> bool:
    try:
        msgspec.convert(body, cls)
    except msgspec.ValidationError:
        return False
    return True


@st.composite
def logs(draw: st.DrawFn, kind: type[Format], most: int = 25) -> Log:
    """A log of one activity; people and hosts say its verbs, about things that exist and some that do not."""
    chosen = draw(setups(kind))
    known = [f"o{at}" for at in range(1, 13)] if "o1" in str(chosen) else []
    entries: list[Said] = []
    for seq in range(2, 2 + draw(st.integers(0, most))):
        name = draw(st.sampled_from(sorted(kind.verbs)))
        body = draw(bodies(kind.verbs[name].body, [*known, *(str(said.by.seq) for said in entries)]))
        entries.append(Said(name, body, draw(people(seq, kind.verbs[name].who))))
    return Log(chosen, tuple(entries))


@st.composite
def people(draw: st.DrawFn, seq: int, who: str) -> By:
    """Somebody who may say it."""
    actor, mode = draw(st.sampled_from(ACTORS)), draw(st.sampled_from(MODES))
    role = "host" if who == "host" else "person"
    return By(seq, f"{role}-{actor}", draw(st.sampled_from(NAMES)), role, mode, "open", "es", 1_700_000_000.0 + seq)  # type: ignore[arg-type]


def sample(kind: type[Format], number: int) -> list[Log]:
    """The same logs at every run, for tests that start a process or a browser."""
    found: list[Log] = []

    @settings(
        max_examples=number,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(logs(kind))
    def collect(log: Log) -> None:
        found.append(log)

    collect()
    return found
