"""Asks the advisory services whether a pinned package has a known hole; a step of `./dev check`.

A known hole ends it with 1. Where no service answers, one line says so aloud and the check goes on; with
AUDIT=required in the environment, as before a release, that ends it with 1 too.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PINNED = [ROOT / "requirements" / f"{name}.txt" for name in ("dev", "production", "tools")]
PATIENCE = 300  # seconds for about 120 questions, one after the other
FIRST = "django"  # asked alone before all others, so that a machine without a service waits for one answer only


@dataclass(frozen=True)
class Verdict:
    """What is known: the holes, and how many packages nobody could say anything about (and why, where told)."""

    what: str
    asked: int
    holes: tuple[str, ...] = ()
    unknown: int = 0
    why: str = ""

    @property
    def audited(self) -> bool:
        return self.asked > 0 and self.unknown == 0

    @property
    def sentence(self) -> str:
        if self.holes:
            return f"{self.what}: {len(self.holes)} known holes: {'; '.join(self.holes)}. Update what is named."
        if self.audited:
            return f"{self.what}: {self.asked} packages, no known hole."
        return (
            f"NOT AUDITED, {self.what}: {self.why or f'nothing is known of {self.unknown} of {self.asked} packages'}."
        )


def pins(lines: Iterable[str]) -> list[str]:
    """`name==version` of every pinned package, each once."""
    return sorted({line.split()[0] for line in lines if "==" in line and not line.startswith((" ", "#"))})


def of_python(report: dict[str, Any]) -> Verdict:
    """What pip-audit's JSON says. A package its service does not know is told with exit code 0, but is not audited."""
    packages = report["dependencies"]
    holes = [f"{one['name']} {one['version']}: {hole['id']}" for one in packages for hole in one.get("vulns", [])]
    unknown = [one for one in packages if "skip_reason" in one]
    return Verdict("Python packages", len(packages), tuple(holes), len(unknown))


def of_node(report: dict[str, Any]) -> Verdict:
    """What `npm audit --json` says."""
    what = "packages of tests/package-lock.json"
    if "metadata" not in report:
        told = report.get("message") or report.get("error", {}).get("summary") or "npm gave no report"
        return Verdict(what, 0, why=" ".join(str(told).split()))
    holes = [f"{name}: {one['severity']}" for name, one in report.get("vulnerabilities", {}).items()]
    return Verdict(what, report["metadata"]["dependencies"]["total"], tuple(holes))


def ask_python() -> Verdict:
    """Of all pins, after the first one was answered."""
    all_pins = pins(line for file in PINNED for line in file.read_text().splitlines())
    verdict = _ask_about([pin for pin in all_pins if pin.startswith(f"{FIRST}==")])
    if verdict.unknown or not verdict.asked:
        why = verdict.why or "no advisory service answers here"
        return Verdict("Python packages", len(all_pins), verdict.holes, len(all_pins), why)
    return _ask_about(all_pins)


def _ask_about(some: list[str]) -> Verdict:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(some))
        file.flush()
        command = [
            sys.executable,
            "-m",
            "pip_audit",
            "--disable-pip",
            "--no-deps",
            "--format",
            "json",
            "--timeout",
            "10",
        ]
        quiet = ["--progress-spinner", "off", "--timeout", "10", "--cache-dir", str(ROOT / ".cache" / "audit")]
        return _told([*command, *quiet, "-r", file.name], of_python, "Python packages")


def ask_node() -> Verdict:
    """Of the tests' one package, where npm is installed."""
    if shutil.which("npm") is None:
        return Verdict("packages of tests/package-lock.json", 0, why="there is no npm here")
    return _told(["npm", "audit", "--json", "--package-lock-only"], of_node, "packages of tests/package-lock.json")


def _told(command: list[str], read: Any, what: str) -> Verdict:
    try:
        run = subprocess.run(command, cwd=ROOT / "tests", capture_output=True, text=True, timeout=PATIENCE)
        verdict: Verdict = read(json.loads(run.stdout))
    except subprocess.TimeoutExpired:
        return Verdict(what, 0, why=f"the service did not answer in {PATIENCE} s")
    except (ValueError, KeyError):
        return Verdict(what, 0, why=(run.stderr.strip().splitlines() or ["no answer"])[-1][:200])
    return verdict


def main() -> int:
    """Print a sentence for each; 1 where a hole is known, or where an audit was required and none was made."""
    verdicts = [ask_python(), ask_node()]
    for verdict in verdicts:
        print(f"  {verdict.sentence}")
    required = os.environ.get("AUDIT") == "required"
    return int(any(one.holes or (required and not one.audited) for one in verdicts))


if __name__ == "__main__":
    sys.exit(main())
