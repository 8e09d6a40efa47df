"""Golden logs: what a version made of a log, written down, so that every later version makes the same of it.

A file `golden/*.json` in the format's folder holds {"version", "settings", "entries": [{"verb", "body", "by"}],
"verdicts", "results", "concluded"} and, where the activity took some, "items". It is never changed: a new version gets
a new file.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from plugins import registry
from plugins.contract import By, Format, Item, Json, Section
from plugins.testing.fold import Log, Said, lived

TOLD = ("results", "concluded")
"""What of all that is shown must stay as it was; a view may be drawn another way by a new version."""


def files(kind: type[Format]) -> list[Path]:
    """The golden logs of a format, in the order of their names."""
    return sorted((registry.folder(kind) / "golden").glob("*.json"))


def record(kind: type[Format], log: Log) -> Json:
    """A log with what today's code makes of it."""
    told = became(kind, log)
    entries = [{"verb": said.verb, "body": said.body, "by": said.by._asdict()} for said in log.entries]
    items = {"items": msgspec.to_builtins(log.items)} if log.items else {}
    return {"version": log.version or kind.version, "settings": log.settings, **items, "entries": entries, **told}


def write(kind: type[Format], log: Log, file: Path) -> None:
    """Record a log. Raises FileExistsError where the file is there: what was golden stays."""
    file.parent.mkdir(exist_ok=True)
    with file.open("xb") as out:
        out.write(msgspec.json.format(msgspec.json.encode(record(kind, log)), indent=1) + b"\n")


def read(golden: Json) -> Log:
    """The log in a golden file."""
    entries = tuple(Said(one["verb"], one["body"], _by(one["by"])) for one in golden["entries"])
    items = msgspec.convert(golden.get("items", ()), tuple[Item, ...])
    return Log(golden["settings"], entries, items, golden["version"])


def _by(told: Any) -> By:
    return By(**told) if isinstance(told, dict) else By(*told)


def became(kind: type[Format], log: Log) -> Json:
    """Verdicts, results of each side and the conclusion, as JSON."""
    life = lived(kind, log)
    return {"verdicts": life["verdicts"], **{part: life["shown"][part] for part in TOLD}}


def differences(kind: type[Format], golden: Json) -> Iterable[str]:
    """Where today's code makes something else of a golden log."""
    found = became(kind, read(golden))
    return [name for name, value in found.items() if _typed(name, golden[name]) != _typed(name, value)]


def _typed(name: str, value: Any) -> Any:
    """A conclusion as today's contract reads it: what it may hold since then is empty in an older one."""
    return msgspec.convert(value, tuple[Section, ...]) if name == "concluded" else value


def golden_logs_hold(kind: type[Format]) -> None:
    """Each golden log gives the verdicts, results and conclusion it gave when it was written."""
    for file in files(kind):
        golden = msgspec.json.decode(file.read_bytes())
        changed = differences(kind, golden)
        version = golden["version"]
        assert not changed, (
            f"{kind.slug}: {file.name}, of version {version}, comes to other {', '.join(changed)}. Read it by "
            f"upgrade_settings and upgrade_entry, and judge entries as `self.written` says."
        )
    if kind.version > 1:
        told = {msgspec.json.decode(file.read_bytes())["version"] for file in files(kind)}
        lacking = sorted(set(range(1, kind.version)) - told)
        assert not lacking, f"{kind.slug}: no golden log of version {lacking}. Record one with that version's code."
