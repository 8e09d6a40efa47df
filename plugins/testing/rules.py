"""The rules of a fold, each a function that fails with a sentence about what was broken."""

import math
from collections.abc import Callable, Iterable
from itertools import cycle, islice
from typing import Any

import msgspec
from msgspec import inspect as shapes

from plugins.contract import Format, Item, Refused, Sheet, Tally, To
from plugins.testing.fold import SIDES, Life, Log, Said, lived

SIZE = 64 * 1024  # bytes of a view: what a phone takes in a second on a poor line
ITEMS = 100  # of a collection in a view
CROWD = 2000  # people in one activity
ERASED = {"words": "[…]", "personal": ""}


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
    """No view and no result holds an actor; a group or a voice is short and never one per person."""
    shown = lived(kind, log)["shown"]
    for part in ("views", "results", "concluded", "sheets", "items"):
        text = msgspec.json.encode(shown[part]).decode()
        for actor in log.actors:
            assert actor not in text, f"{kind.slug}: {part} tell who {actor} is"
    for part in ("group", "voice"):
        for actor, name in shown[part].items():
            short = len(name) <= 64 and actor not in name
            assert short, f"{kind.slug}: {name!r} is no short name of a {part}"


def a_refusal_changes_nothing(kind: type[Format], log: Log) -> None:
    """What is refused leaves everything as it was, and its code has a sentence."""
    life = Life(kind, log)
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
    life = Life(kind, log)
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
    life = Life(kind, log)
    for said in log.entries:
        life.take(said)
        assert life.shown(log.actors) == life.shown(log.actors), f"{kind.slug}: a second look differs"
    assert life.shown(log.actors) == lived(kind, log)["shown"], f"{kind.slug}: looking changed the end"


def mine_is_mine(kind: type[Format], log: Log) -> None:
    """What is only mine changes by my own entries alone; who never acted has nothing and took no part."""
    life = Life(kind, log)
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
    life = Life(kind, log)
    counted = tuple(said for said in log.entries if not life.take(said))
    first, again = life.shown(log.actors), Life(kind, log)
    codes = again.take_all(counted)
    assert not any(codes), f"{kind.slug}: a recount refuses what had counted: {codes}"
    assert again.shown(log.actors) == first, f"{kind.slug}: a recount gives something else"


def redaction_keeps_tallies(kind: type[Format], log: Log) -> None:
    """Free text replaced and names taken away: the same verdicts, numbers and ids."""
    redacted = log._replace(entries=tuple(_redacted(kind, said) for said in log.entries))
    before, after = lived(kind, log), lived(kind, redacted)
    assert after["verdicts"] == before["verdicts"], f"{kind.slug}: redaction changes verdicts"
    assert _numbers(after["shown"]) == _numbers(before["shown"]), f"{kind.slug}: redaction changes a tally"


def _redacted(kind: type[Format], said: Said) -> Said:
    shape = shapes.type_info(kind.verbs[said.verb].body)
    return said._replace(body=_erased(shape, said.body), by=said.by._replace(name=""))


def _erased(shape: shapes.Type, value: Any, kind: str = "") -> Any:
    """The value with all free text and all that names somebody replaced, however deep it stands."""
    match shape:
        case shapes.Metadata():
            return _erased(shape.type, value, (shape.extra or {}).get("kind", kind))
        case shapes.StructType() if isinstance(value, dict):
            types = {field.encode_name: field.type for field in shape.fields}
            return {name: _erased(types[name], item) if name in types else item for name, item in value.items()}
        case shapes.ListType() | shapes.VarTupleType():
            return [_erased(shape.item_type, item) for item in value]
        case shapes.DictType():
            return {key: _erased(shape.value_type, item) for key, item in value.items()}
        case shapes.UnionType() if value is not None:
            kept = [each for each in shape.types if not isinstance(each, shapes.NoneType)]
            return _erased(kept[0], value, kind) if len(kept) == 1 else value
    return ERASED.get(kind, value)


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


def views_stay_small_in_a_crowd(kind: type[Format], logs: Iterable[Log]) -> None:
    """What is in the longest logs, said by two thousand: views stay within size, a hundred items a collection."""
    for log in sorted(logs, key=lambda log: len(log.entries))[-2:]:
        life = Life(kind, log)
        for at, said in enumerate(islice(cycle(log.entries), CROWD)):
            life.take(said._replace(by=said.by._replace(seq=1000 + at, actor=f"{said.by.actor}-{at}")))
        for side in SIDES:
            for part in (life.format.view, life.format.results):
                where = f"{kind.slug}: {part.__name__} of {side} in a crowd"
                value = msgspec.json.encode(part(To(side)))  # type: ignore[arg-type]
                _plain(msgspec.json.decode(value), where)
                assert len(value) <= SIZE, f"{where} has {len(value)} bytes, more than {SIZE}"


def a_view_tells_no_choice(kind: type[Format], log: Log) -> None:
    """Ballots that say something else leave the views of people and projector as they were: choices are results."""
    ballots = {verb for verb, one in kind.verbs.items() if one.ballot}
    for verb in ballots:
        bodies = [said.body for said in log.entries if said.verb == verb]
        for body in bodies[:2]:
            other = tuple(said._replace(body=body) if said.verb == verb else said for said in log.entries)
            one, two = lived(kind, log), lived(kind, log._replace(entries=other))
            if one["verdicts"] != two["verdicts"]:
                continue
            for whom, view in one["shown"]["views"].items():
                same = whom.startswith("desk") or view == two["shown"]["views"].get(whom, view)
                assert same, f"{kind.slug}: the view of {whom} tells what people chose; put it into results"


def items_can_be_taken(kind: type[Format], log: Log) -> None:
    """At most a hundred items, each with an id of its own and words, and behind it entries that are there."""
    life = Life(kind, log)
    life.take_all(log.entries)
    given = life.format.items()
    assert kind.gives or not given, f"{kind.slug}: it has items, but does not say `gives = True`"
    assert len(given) <= ITEMS, f"{kind.slug}: {len(given)} items, more than {ITEMS}"
    assert len({item.id for item in given}) == len(given), f"{kind.slug}: two items share an id"
    for item in msgspec.convert(msgspec.to_builtins(given), tuple[Item, ...]):
        assert item.text, f"{kind.slug}: the item {item.id} has no words"
        assert set(item.refs) <= _places(log), f"{kind.slug}: the item {item.id} comes from {item.refs}: not entries"


def _places(log: Log) -> set[int]:
    """Entries that something may rest on: of this log, and of those behind the items it took."""
    return {said.by.seq for said in log.entries} | {ref for item in log.items for ref in item.refs}


def conclusions_rest_on_entries(kind: type[Format], log: Log) -> None:
    """What an activity came to names the entries behind it, and those counted."""
    life = Life(kind, log)
    counted = {said.by.seq for said in log.entries if not life.take(said)}
    counted |= {ref for item in log.items for ref in item.refs}
    for section in life.format.conclude().sections:
        for item in section.items:
            options = item.options if isinstance(item, Tally) else ()
            refs = {*item.refs, *(ref for option in options for ref in option.refs)}
            assert refs <= counted, f"{kind.slug}: a conclusion rests on {sorted(refs - counted)}, which did not count"


def the_record_tells_words_alone(kind: type[Format], log: Log) -> None:
    """Of an entry that counted, its text and language or nothing; of any other nothing, and nobody's actor."""
    life = Life(kind, log)
    refused = {said.by.seq for said in log.entries if life.take(said)}
    for said in log.entries:
        for side in SIDES:
            told = life.format.recorded(To(side), said.by.seq)  # type: ignore[arg-type]
            where = f"{kind.slug}: what is recorded of entry {said.by.seq}"
            assert not told or said.by.seq not in refused, f"{where} was refused"
            assert not told or set(told) == {"text", "language"}, f"{where} is {sorted(told)}, not text and language"
            for words in told.values():
                assert isinstance(words, str), f"{where} is no text: {words!r}"
                assert not any(actor in words for actor in log.actors), f"{where} tells who said it"


def sheets_are_tables(kind: type[Format], log: Log) -> None:
    """Each row has a cell a column, cells are plain, and a table written to a file is read back the same."""
    life = Life(kind, log)
    life.take_all(log.entries)
    sheets = life.format.sheets()
    names = [sheet.name for sheet in sheets]
    assert len(set(names)) == len(names), f"{kind.slug}: two sheets share a name"
    for sheet in sheets:
        where = f"{kind.slug}: the sheet {sheet.name!r}"
        assert sheet.name.isidentifier(), f"{where} is no short word in code"
        for row in sheet.rows:
            assert len(row) == len(sheet.columns), f"{where} has {len(sheet.columns)} columns and {len(row)} cells"
            for cell in row:
                _plain(cell, where)
                assert _is_cell(cell), f"{where} holds {cell!r}, which is no cell"
    again = msgspec.json.decode(msgspec.json.encode(sheets), type=tuple[Sheet, ...])
    assert again == sheets, f"{kind.slug}: sheets change on their way through JSON"


def _is_cell(value: Any) -> bool:
    words = value.values() if isinstance(value, dict) else ()
    return not isinstance(value, list) and all(isinstance(word, str) for word in words)


def todays_terms_pass_as_they_are(kind: type[Format], log: Log) -> None:
    """What is in today's terms already is not upgraded again, and nothing that is handed over is changed in place."""
    same = kind.upgrade_settings(log.settings, kind.version)
    assert same == log.settings, f"{kind.slug}: settings of today are upgraded"
    for version in range(1, kind.version + 1):
        for said in log.entries:
            once = kind.upgrade_entry(said.verb, said.body, version)
            assert once == (said.verb, said.body), f"{kind.slug}: {said.verb} of today is upgraded from {version}"
        handed = msgspec.json.decode(msgspec.json.encode(log.settings))
        kind.upgrade_settings(handed, version)
        assert handed == log.settings, f"{kind.slug}: upgrade_settings changes what it is handed; return a copy"


RULES: tuple[Callable[[type[Format], Log], None], ...] = (
    views_are_plain_json,
    nobody_is_named_by_actor,
    a_view_tells_no_choice,
    a_refusal_changes_nothing,
    checking_changes_nothing,
    looking_changes_nothing,
    mine_is_mine,
    a_recount_agrees,
    redaction_keeps_tallies,
    settings_come_back,
    todays_terms_pass_as_they_are,
    items_can_be_taken,
    conclusions_rest_on_entries,
    the_record_tells_words_alone,
    sheets_are_tables,
)
