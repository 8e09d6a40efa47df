"""Logs made up by hypothesis from a format's own types: settings, verbs, bodies, and people who say them."""

from functools import lru_cache
from typing import Annotated, Any, NamedTuple

import msgspec
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as with_seed
from hypothesis import strategies as st
from msgspec import inspect as shapes

from plugins.contract import MODES, By, Format, Item
from plugins.setup import is_text
from plugins.testing.fold import Log, Said

ACTORS = [f"actor-{letter * 5}" for letter in "abcdefg"]
NAMES = ["Ada", "Ben", "Rosa María", "<img src=x onerror=alert(1)>", ""]
VOICES = ["", "", "table-1", "table-2"]
TEXTS = ["¿Quién?", "<b>&amp;</b>", 'a & b "c"', "# {votes} %s", "אבג\u202e", "2", "  two\n lines "]
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))


class Named(NamedTuple):
    """Stands for the id of something that is there by then: put in when the entry is written."""

    choice: int


def texts(shape: shapes.StrType) -> st.SearchStrategy[Any]:
    """Texts of the shape; as often as not one that names something that is there."""
    made = st.one_of(st.sampled_from(TEXTS), st.text(LETTERS, max_size=shape.max_length or 40))
    fitting = made.filter(lambda text: _fits(text, shape))
    return st.one_of(st.builds(Named, st.integers(0, 99)), fitting) if _fits("123", shape) else fitting


def _fits(text: str, shape: shapes.StrType) -> bool:
    try:
        msgspec.convert(text, _annotated(shape))
    except msgspec.ValidationError:
        return False
    return True


def _annotated(shape: shapes.StrType) -> Any:
    limits = msgspec.Meta(min_length=shape.min_length, max_length=shape.max_length, pattern=shape.pattern)
    return Annotated[str, limits]


def _written(value: Any, known: list[str]) -> Any:
    """The value with ids of what is known in it."""
    match value:
        case Named(choice):
            return known[choice % len(known)] if known else str(choice)
        case dict():
            return {_written(key, known): _written(item, known) for key, item in value.items()}
        case list():
            return [_written(item, known) for item in value]
    return value


def values(shape: shapes.Type) -> st.SearchStrategy[Any]:
    """JSON values of a type."""
    match shape:
        case shapes.Metadata():
            return values(shape.type)
        case shapes.StrType():
            return texts(shape)
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
        case shapes.DictType() if is_text(shape):
            return st.fixed_dictionaries({"es": st.sampled_from(TEXTS)}, optional={"en": st.sampled_from(TEXTS)})
        case shapes.DictType():
            return st.dictionaries(values(shape.key_type), values(shape.value_type), max_size=shape.max_length or 5)
        case shapes.ListType() | shapes.VarTupleType():
            return st.lists(values(shape.item_type), min_size=shape.min_length or 0, max_size=shape.max_length or 5)
        case shapes.UnionType():
            return st.one_of(*(values(each) for each in shape.types if not isinstance(each, shapes.NoneType)))
        case shapes.StructType():
            return bodies(shape.cls)
    raise TypeError(f"no value is made up for {shape}")


@lru_cache
def bodies(cls: type[msgspec.Struct]) -> st.SearchStrategy[dict[str, Any]]:
    """Bodies of a struct, as JSON."""
    shape = shapes.type_info(cls)
    assert isinstance(shape, shapes.StructType)
    return st.fixed_dictionaries({field.encode_name: values(field.type) for field in shape.fields})


def setups(kind: type[Format]) -> st.SearchStrategy[dict[str, Any]]:
    """Settings that keep the format's own rules; items of lists get ids."""
    written = bodies(kind.Settings).map(lambda body: _with_ids(_written(body, [])))
    return written.filter(lambda body: _may_be(kind, body, taking=False) or _may_be(kind, body, taking=True))


def _with_ids(made: dict[str, Any]) -> dict[str, Any]:
    for value in made.values():
        for at, item in enumerate(value if isinstance(value, list) else (), 1):
            if isinstance(item, dict):
                item |= {"id": f"o{at}"} if "id" in item else {}
                _with_ids(item)
    return made


def _may_be(kind: type[Format], body: dict[str, Any], *, taking: bool) -> bool:
    """Whether the organiser's form takes these settings for an activity that takes another's items, or none."""
    try:
        kind.complete(msgspec.convert(body, kind.Settings), taking=taking)
    except ValueError:
        return False
    return kind.takes or not taking


@st.composite
def logs(draw: st.DrawFn, kind: type[Format], most: int = 25) -> Log:
    """A log of one activity; people and hosts say its verbs, about things that exist and some that do not."""
    chosen = draw(setups(kind))
    taking = _may_be(kind, chosen, taking=True) and (draw(st.booleans()) or not _may_be(kind, chosen, taking=False))
    given = draw(items()) if taking else ()
    known = [f"o{at}" for at in range(1, 13)] if "o1" in str(chosen) else []
    known += [item.id for item in given]
    entries: list[Said] = []
    for seq in range(2, 2 + draw(st.integers(0, most))):
        name = draw(st.sampled_from(sorted(kind.verbs)))
        body = _written(draw(bodies(kind.verbs[name].body)), [*known, *(str(said.by.seq) for said in entries)])
        entries.append(Said(name, body, draw(people(seq, kind.verbs[name].who))))
    return Log(chosen, tuple(entries), given)


@st.composite
def items(draw: st.DrawFn) -> tuple[Item, ...]:
    """What another activity may give: written by an organiser or said by people, now and then a full hundred."""
    many = draw(st.sampled_from((0, 1, 2, 3, 6, 100)))
    first = draw(st.integers(0, len(TEXTS) - 1))
    words = [TEXTS[(first + at) % len(TEXTS)] for at in range(many)]
    return tuple(Item(f"i{at}", {"es": text}, (at,) if at % 2 else ()) for at, text in enumerate(words, 1))


@st.composite
def people(draw: st.DrawFn, seq: int, who: str) -> By:
    """Somebody who may say it."""
    actor, mode = draw(st.sampled_from(ACTORS)), draw(st.sampled_from(MODES))
    role = "host" if who == "host" else "person"
    voice = draw(st.sampled_from(VOICES)) if role == "person" else ""
    name, at = draw(st.sampled_from(NAMES)), 1_700_000_000.0 + seq
    return By(seq, f"{role}-{actor}", name, role, mode, "open", "es", at, voice)  # type: ignore[arg-type]


_samples: dict[tuple[type[Format], int], tuple[Log, ...]] = {}


def sample(kind: type[Format], number: int) -> tuple[Log, ...]:
    """The same logs at every run, made once for all rules."""
    if (kind, number) not in _samples:
        _samples[kind, number] = drawn(kind, number, seed=0)
    return _samples[kind, number]


def drawn(kind: type[Format], number: int, *, seed: int) -> tuple[Log, ...]:
    """So many logs, others for each seed."""
    found: list[Log] = []

    @with_seed(seed)
    @settings(
        max_examples=number,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(logs(kind))
    def collect(log: Log) -> None:
        found.append(log)

    collect()
    return tuple(found)
