"""An environment of its own beside the one that runs: what pip puts into it goes with the test."""

import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.database import ROOT


@dataclass(frozen=True)
class Environment:
    """A Python that has all the tests have, and the packages that are installed into it."""

    folder: Path

    @classmethod
    def made(cls, folder: Path) -> "Environment":
        venv.create(folder, symlinks=True)
        own = sysconfig.get_path("purelib", vars={"base": str(folder)})
        shelves = [ROOT, ROOT / "site", sysconfig.get_path("purelib")]
        (Path(own) / "house.pth").write_text("".join(f"{shelf}\n" for shelf in shelves))
        return cls(folder)

    def pip(self, *words: str) -> None:
        command = [sys.executable, "-m", "pip", "--python", str(self.folder / "bin" / "python"), "--quiet", *words]
        subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, "PIP_NO_INPUT": "1"})

    def install(self, wheel: Path) -> None:
        self.pip("install", "--no-deps", "--no-index", "--force-reinstall", str(wheel))

    def python(self, *words: str, **said: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run([self.folder / "bin" / "python", *words], capture_output=True, text=True, **said)


def wheel(package: Path, into: Path) -> Path:
    """The wheel a build tool makes of a pure package, by its pyproject.toml; no index is asked for a build tool."""
    project = tomllib.loads((package / "pyproject.toml").read_text())
    about, packages = project["project"], project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    name = f"{about['name'].replace('-', '_')}-{about['version']}"
    points = "".join(
        f"[{group}]\n" + "".join(f"{slug} = {address}\n" for slug, address in named.items())
        for group, named in about["entry-points"].items()
    )
    info = {
        "METADATA": f"Metadata-Version: 2.1\nName: {about['name']}\nVersion: {about['version']}\n",
        "WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "entry_points.txt": points,
    }
    file = into / f"{name}-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        for shelf in packages:
            for one in sorted((package / shelf).rglob("*")):
                if one.is_file() and "__pycache__" not in one.parts:
                    archive.write(one, one.relative_to(package))
        for part, text in info.items():
            archive.writestr(f"{name}.dist-info/{part}", text)
        written = [*archive.namelist(), f"{name}.dist-info/RECORD"]
        archive.writestr(f"{name}.dist-info/RECORD", "".join(f"{one},,\n" for one in written))
    return file
