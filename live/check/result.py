"""Findings in words and as JSON."""

import json
import platform
import subprocess
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from live.check.house import kind
from live.check.scenario import Finding
from live.rig.database import ROOT


def as_text(finding: Finding) -> str:
    """One line; below it, where a promise was broken, what was expected and what was got."""
    scenario = finding.scenario
    if finding.not_run:
        return f"{scenario.id}  NOT RUN  {scenario.title}: {finding.not_run}"
    figures = ", ".join(f"{name} {value}" for name, value in finding.figures.items())
    word = "ok      " if finding.passed else "FAILED  "
    lines = [f"{scenario.id}  {word} {scenario.title} ({finding.seconds:.1f} s){': ' if figures else ''}{figures}"]
    for claim in finding.failures:
        lines += [f"       expected: {claim.expected}", f"       got:      {claim.got}"]
    if not finding.claims:
        lines.append("       nothing was claimed")
    return "\n".join(lines)


def sum_up(findings: Sequence[Finding]) -> str:
    """How many of each."""
    count = Counter("not run" if one.not_run else "passed" if one.passed else "FAILED" for one in findings)
    seconds = sum(one.seconds for one in findings)
    told = ", ".join(f"{count[word]} {word}" for word in ("passed", "FAILED", "not run") if count[word])
    return f"\n{told}; {sum(len(one.claims) for one in findings)} claims on {kind()}, {seconds:.0f} s of scenarios"


def as_json(findings: Sequence[Finding], *, clients: int) -> dict[str, Any]:
    """The whole run, so that what is said of it can be run again."""
    return {
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": version(),
        "python": platform.python_version(),
        "on": kind(),
        "clients": clients,
        "passed": all(one.passed for one in findings if not one.not_run),
        "scenarios": [_finding(one) for one in findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    scenario = finding.scenario
    told: dict[str, Any] = {"id": scenario.id, "title": scenario.title, "promise": scenario.promise}
    told |= {"expected": scenario.expected, "seed": finding.seed}
    if finding.not_run:
        return told | {"not_run": finding.not_run}
    failures = [{"expected": one.expected, "got": one.got} for one in finding.failures]
    told |= {"passed": finding.passed, "claims": len(finding.claims), "seconds": finding.seconds}
    return told | {"figures": finding.figures, "failures": failures}


def keep(file: Path, told: dict[str, Any]) -> None:
    """Put a run into a file, in the place of the last one of the same kind; beside it, the same as a page to read."""
    runs = json.loads(file.read_text())["runs"] if file.exists() else []
    runs = [run for run in runs if _kind(run) != _kind(told)] + [told]
    file.write_text(json.dumps({"runs": runs}, indent=1, ensure_ascii=False) + "\n")
    file.with_suffix(".md").write_text("\n".join(["# The last runs of livecheck\n", *map(_page, runs)]))


def _kind(run: dict[str, Any]) -> tuple[Any, ...]:
    return run["on"], run["clients"], [(one["id"], one["seed"]) for one in run["scenarios"]]


def _page(run: dict[str, Any]) -> str:
    """One run as a table of Markdown."""
    head = f"## {run['on']}, {run['clients']} people\n\n{run['made']}, version `{run['version']}`\n"
    rows = ["| id | seed | | claims | seconds | figures |", "|---|---|---|---|---|---|"]
    for one in run["scenarios"]:
        if "not_run" in one:
            rows.append(f"| {one['id']} | {one['seed']} | not run: {one['not_run']} | | | |")
            continue
        figures = ", ".join(f"{name} {value}" for name, value in one["figures"].items())
        word = f"{one['title']}: " + ("holds" if one["passed"] else "**FAILED**")
        rows.append(f"| {one['id']} | {one['seed']} | {word} | {one['claims']} | {one['seconds']} | {figures} |")
    return "\n".join([head, *rows, ""])


def version() -> str:
    """The commit that was tried, or "unknown" outside a checkout."""
    run = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True)  # noqa: S607
    return run.stdout.strip() or "unknown"
