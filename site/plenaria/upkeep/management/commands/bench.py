"""Measures something named and prints it beside its bound: `manage.py bench pages`."""

import importlib
import json
import pkgutil
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from plenaria.bench.report import Report

PLACES = ("plenaria.bench", "live.bench")
"""Packages in which each module with a `run` is a measurement; a room adds one by putting a module there."""


def measurements() -> dict[str, Callable[[], Report]]:
    """Every measurement by name."""
    found: dict[str, Callable[[], Report]] = {}
    for place in PLACES:
        if find_spec(place) is None:
            continue
        package = importlib.import_module(place)
        for module in pkgutil.iter_modules(package.__path__):
            run = getattr(importlib.import_module(f"{place}.{module.name}"), "run", None)
            if run is not None:
                found[module.name] = run
    return found


class Command(BaseCommand):
    help = "Measures something and prints it beside its bound; leaves nothing behind. Ends with 1 if a goal is missed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=sorted(measurements()))
        parser.add_argument("--json", action="store_true", help="print the figures for a machine")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        report = measurements()[name]()
        text = json.dumps(report.as_json(), indent=2) if options["json"] else report.as_text()
        self.stdout.write(text)
        if not report.met:
            raise CommandError("A goal was missed. Look at the rows marked MISSED.", returncode=1)
