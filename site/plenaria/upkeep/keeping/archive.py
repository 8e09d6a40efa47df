"""The one file of a backup: a zip with a manifest that names each part with its SHA-256. Knows no database."""

import contextlib
import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

FORM = 1
"""Raised when the layout changes so that older versions cannot read it."""

MANIFEST = "manifest.json"
CHUNK = 1024 * 1024  # bytes read at a time


class Wrong(Exception):
    """What stands in the way of a backup or a restore: thing, rule and way out in one sentence."""


@dataclass(frozen=True)
class Manifest:
    """What a backup is: made when, of which version, from which kind of database with which migrations."""

    version: str
    made: str
    kind: str
    server: str
    migrations: list[str]
    form: int = FORM


@dataclass(frozen=True)
class Part:
    """One file in a backup."""

    name: str
    sha256: str
    bytes: int


class Writer:
    """A backup being written, part by part."""

    def __init__(self, packed: zipfile.ZipFile):
        self._packed, self.parts = packed, list[Part]()

    @contextlib.contextmanager
    def part(self, name: str, *, packs: bool = False) -> Iterator[IO[bytes]]:
        """Write the part `name`; `packs` for what gets smaller by it (pictures and dumps are packed already)."""
        entry = zipfile.ZipInfo(name)
        entry.external_attr = 0o600 << 16
        entry.compress_type = zipfile.ZIP_DEFLATED if packs else zipfile.ZIP_STORED
        with self._packed.open(entry, "w", force_zip64=True) as stream:
            counted = _Counted(stream)
            yield counted  # type: ignore[misc]  # it writes; nothing else is asked of it
        self.parts.append(Part(name, counted.digest.hexdigest(), counted.bytes))

    def finish(self, manifest: Manifest) -> None:
        """Say what was written; nothing may follow."""
        told = asdict(manifest) | {"parts": [asdict(one) for one in self.parts]}
        self._packed.writestr(MANIFEST, json.dumps(told, indent=2))


class _Counted:
    def __init__(self, stream: IO[bytes]):
        self._stream, self.digest, self.bytes = stream, hashlib.sha256(), 0

    def write(self, some: bytes) -> int:
        self.digest.update(some)
        self.bytes += len(some)
        return self._stream.write(some)


@contextlib.contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A new backup at `path`: there whole and readable by its owner alone, or not there. Raises `Wrong`."""
    if path.exists():
        raise Wrong(f"{path} is there already: choose another name, or move it away.")
    beside = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with open(beside, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
                with zipfile.ZipFile(file, "w") as packed:
                    yield Writer(packed)
                file.flush()
                os.fsync(file.fileno())
            beside.rename(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Wrong(
            f"The backup could not be written to {path}: {error.strerror}. Nothing is left of it; "
            "make room or choose another place, and try again."
        ) from error


class Reader:
    """A backup that is read: its manifest, and its parts."""

    def __init__(self, path: Path, packed: zipfile.ZipFile, told: dict[str, Any]):
        self.path, self._packed = path, packed
        self.parts = [Part(**one) for one in told.pop("parts")]
        self.manifest = Manifest(**told)

    def check(self) -> None:
        """Read every part and compare it with its SHA-256. Raises `Wrong`."""
        for part in self.parts:
            try:
                with self._packed.open(part.name) as stream:
                    found = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
            except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
                raise self._damaged(part) from error
            if found != part.sha256:
                raise self._damaged(part)

    def _damaged(self, part: Part) -> Wrong:
        return Wrong(
            f"{self.path} is damaged: its part {part.name} is not what was backed up. Take another copy of the backup."
        )

    def names(self, folder: str) -> list[str]:
        """The parts below `folder`."""
        return [part.name for part in self.parts if part.name.startswith(folder + "/")]

    def has(self, name: str) -> bool:
        return any(part.name == name for part in self.parts)

    def take_out(self, name: str, to: Path, *, mode: int = 0o600) -> None:
        """Write a part to the file `to`: there whole, or not there."""
        beside = to.with_name(to.name + ".part")
        to.parent.mkdir(parents=True, exist_ok=True)
        try:
            with (
                self._packed.open(name) as stream,
                open(beside, "wb", opener=lambda path, flags: os.open(path, flags, mode)) as file,
            ):
                while some := stream.read(CHUNK):
                    file.write(some)
            beside.rename(to)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


@contextlib.contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """The backup at `path`. Raises `Wrong` where there is none or it is of a form not known here."""
    with contextlib.ExitStack() as stack:
        try:
            packed = stack.enter_context(zipfile.ZipFile(path))
            told = json.loads(packed.read(MANIFEST))
        except FileNotFoundError as error:
            raise Wrong(f"There is no file {path}. Name a file that `manage.py backup` made.") from error
        except (OSError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError) as error:
            raise Wrong(
                f"{path} is no whole backup of Plenaria: it is damaged, or another file. Name a file that "
                "`manage.py backup` made."
            ) from error
        yield _understood(path, packed, told)


def _understood(path: Path, packed: zipfile.ZipFile, told: Any) -> Reader:
    form = told.get("form") if isinstance(told, dict) else None
    if isinstance(form, int) and form > FORM:
        raise Wrong(f"{path} was made by a newer Plenaria ({told.get('version')}): install that version, then restore.")
    try:
        reader = Reader(path, packed, told)
    except (TypeError, KeyError, AttributeError) as error:
        raise Wrong(f"{path} is no backup of Plenaria: name a file that `manage.py backup` made.") from error
    for part in reader.parts:
        if PurePosixPath(part.name).is_absolute() or ".." in PurePosixPath(part.name).parts:
            raise Wrong(f"{path} names a file outside of the backup ({part.name}): it was not made by Plenaria.")
    return reader
