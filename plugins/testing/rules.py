"""The rules of a fold, each a function that fails with a sentence about what was broken."""

import math
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import inspect as shapes

from plugins.contract import Format, Json, Refused
from plugins.testing.fold import Life, Log, Said, lived

SIZE = 64 * 1024  # bytes of a view: what a phone takes in a second on a poor line
ITEMS = 100  # of a collection in a view
PLACEHOLDER = "[…]"


def views_are_plain_json(kind: type[Format], log: Log) -> None:
    """Objects with text keys, lists, text, finite numbers, booleans; no null; within size; 100 items a collection."""
    shown = lived(kind, log)["shown"]
    for part in ("views", "results", "mine"):
        for whom, value in shown[part].items():
            _plain(value, f"{kind.slug}: {part} of {whom}")
            size = len(msgspec.json.encode(value))
            assert size <= SIZE, f"{kind.slug}: {part} of {whom} has {size} bytes, more than {SIZE}"


def _plain(value: Any, where: str) -> None:
    assert value is not None, f"{where} is null; leave the key out"
    if isinstance(value, dict):
        assert len(value) <= ITEMS, f"{where} holds {len(value)} items, more than {ITEMS}"
        for key, item in value.items():
            _plain(item, f"{where}.{key}")
    elif isinstance(value, list):
        for at, item in enumerate(value):
            _plain(item, f"{where}[{at}]")
    elif isinstance(value, float):
        assert math.isfinite(value), f"{where} is {value}, which is no JSON"
    else:
        assert isinstance(value, str | int | bool), f"{where} is a {type(value).__name__}, which is no JSON"


def nobody_is_named_by_actor(kind: type[Format], log: Log) -> None:
    """No view and no result holds an actor; a group is short and never one per person."""
    shown = lived(kind, log)["shown"]
    for part in ("views", "results", "concluded"):
        text = msgspec.json.encode(shown[part]).decode()
        for actor in log.actors:
            assert actor not in text, f"{kind.slug}: {part} tell who {actor} is"
    for actor, group in shown["group"].items():
        short = len(group) <= 64 and actor not in group
        assert short, f"{kind.slug}: {group!r} is no short name of a group"


def a_refusal_changes_nothing(kind: type[Format], log: Log) -> None:
    """What is refused leaves everything as it was, and its code has a sentence."""
    life = Life(kind, log.settings)
    before = life.shown(log.actors)
    for said in log.entries:
        code = life.take(said)
        after = life.shown(log.actors)
        if code:
            assert code in kind.refusals, f"{kind.slug}: the refusal {code!r} has no sentence in `refusals`"
            assert after == before, f"{kind.slug}: {said.verb} was refused ({code}) and changed something all the same"
        before = after


def checking_changes_nothing(kind: type[Format], log: Log) -> None:
    """`check` looks and leaves everything as it is."""
    life = Life(kind, log.settings)
    for said in log.entries:
        life.take(said)
        before = life.shown(log.actors)
        for other in log.entries:
            _checked(life, other)
        assert life.shown(log.actors) == before, f"{kind.slug}: check changed something"


def _checked(life: Life, said: Said) -> None:
    try:
        life.format.check(msgspec.convert(said.body, life.kind.verbs[said.verb].body))
    except Refused:
        return


def looking_changes_nothing(kind: type[Format], log: Log) -> None:
    """Views asked for again and again, at every place, are the same, and the end is as if nobody had looked."""
    life = Life(kind, log.settings)
    for said in log.entries:
        life.take(said)
        assert life.shown(log.actors) == life.shown(log.actors), f"{kind.slug}: a second look differs"
    assert life.shown(log.actors) == lived(kind, log)["shown"], f"{kind.slug}: looking changed the end"


def mine_is_mine(kind: type[Format], log: Log) -> None:
    """What is only mine changes by my own entries alone; who never acted has nothing and took no part."""
    life = Life(kind, log.settings)
    before = life.shown(log.actors)["mine"]
    for said in log.entries:
        life.take(said)
        after = life.shown(log.actors)["mine"]
        others = [actor for actor in log.actors if actor != said.by.actor and after[actor] != before[actor]]
        assert not others, f"{kind.slug}: {said.verb} of {said.by.actor} changed what is only {others}'s"
        before = after
    assert not life.format.mine("actor-nobody"), f"{kind.slug}: who never acted has something of their own"
    assert not life.format.took_part("actor-nobody"), f"{kind.slug}: who never acted took part"


def a_recount_agrees(kind: type[Format], log: Log) -> None:
    """Folding only what counted gives the same views, results and conclusion."""
    life = Life(kind, log.settings)
    counted = tuple(said for said in log.entries if not life.take(said))
    again = Life(kind, log.settings)
    codes = again.take_all(counted)
    assert not any(codes), f"{kind.slug}: a recount refuses what had counted: {codes}"
    assert again.shown(log.actors) == life.shown(log.actors), f"{kind.slug}: a recount gives something else"


def redaction_keeps_tallies(kind: type[Format], log: Log) -> None:
    """Free text replaced and names taken away: the same verdicts, numbers and ids."""
    redacted = Log(log.settings, tuple(_redacted(kind, said) for said in log.entries))
    before, after = lived(kind, log), lived(kind, redacted)
    assert after["verdicts"] == before["verdicts"], f"{kind.slug}: redaction changes verdicts"
    assert _numbers(after["shown"]) == _numbers(before["shown"]), f"{kind.slug}: redaction changes a tally"


def _redacted(kind: type[Format], said: Said) -> Said:
    return said._replace(body=_erased(kind.verbs[said.verb].body, said.body), by=said.by._replace(name=""))


def _erased(cls: type[msgspec.Struct], body: Json) -> Json:
    shape = shapes.type_info(cls)
    fields = shape.fields if isinstance(shape, shapes.StructType) else ()
    erased = {"words": PLACEHOLDER, "personal": ""}
    kinds = {f.encode_name: (f.type.extra or {}).get("kind") for f in fields if isinstance(f.type, shapes.Metadata)}
    return {name: erased.get(kinds.get(name) or "", value) for name, value in body.items()}


def _numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_numbers(item) for item in value]
    return "" if isinstance(value, str) else value


def settings_come_back(kind: type[Format], log: Log) -> None:
    """Settings written as JSON and read again are the same."""
    first = msgspec.convert(log.settings, kind.Settings)
    again = msgspec.json.decode(msgspec.json.encode(first), type=kind.Settings)
    assert again == first, f"{kind.slug}: settings change on their way through JSON"


RULES: tuple[Callable[[type[Format], Log], None], ...] = (
    views_are_plain_json,
    nobody_is_named_by_actor,
    a_refusal_changes_nothing,
    checking_changes_nothing,
    looking_changes_nothing,
    mine_is_mine,
    a_recount_agrees,
    redaction_keeps_tallies,
    settings_come_back,
)
