"""Measures something named and prints it beside its bound: `manage.py bench pages`."""

import importlib
import inspect
import json
import pkgutil
from argparse import ArgumentTypeError
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from live.rig.report import Report
from live.rig.trouble import Trouble

PLACES = ("plenaria.bench", "live.bench")
"""Packages in which each module with a `run` is a measurement; a room adds one by putting a module there."""


SIZES = {"clients": "how many come", "seconds": "how long a window lasts", "turns": "how often each is measured"}
"""What may be chosen for measurements that take it; the goals are asked of what they choose themselves."""

FLAGS = {"profile": "say where the time goes, where a measurement can"}


def measurements() -> dict[str, Callable[..., Report]]:
    """Every measurement by name."""
    found: dict[str, Callable[..., Report]] = {}
    for place in PLACES:
        if find_spec(place) is None:
            continue
        package = importlib.import_module(place)
        for module in pkgutil.iter_modules(package.__path__):
            run = getattr(importlib.import_module(f"{place}.{module.name}"), "run", None)
            if run is not None:
                found[module.name] = run
    return found


def _above_zero(text: str) -> int:
    if not text.isdigit() or int(text) == 0:
        raise ArgumentTypeError(f"{text!r} is no whole number above zero")
    return int(text)


class Command(BaseCommand):
    help = "Measures something and prints it beside its bound; leaves nothing behind. Ends with 1 if a goal is missed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=sorted(measurements()))
        parser.add_argument("--json", action="store_true", help="print the figures for a machine")

        for size, means in SIZES.items():
            parser.add_argument(f"--{size}", type=_above_zero, help=f"{means}, where a measurement asks it")
        for flag, means in FLAGS.items():
            parser.add_argument(f"--{flag}", action="store_true", help=means)

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        run = measurements()[name]
        chosen = {name: options[name] for name in (*SIZES, *FLAGS) if options.get(name)}
        if strange := chosen.keys() - inspect.signature(run).parameters.keys():
            raise CommandError(f"bench {name} has no --{min(strange)}: leave it out.")
        try:
            report = run(**chosen)
        except Trouble as trouble:
            raise CommandError(str(trouble), returncode=2) from trouble
        text = json.dumps(report.as_json(), indent=2) if options["json"] else report.as_text()
        self.stdout.write(text)
        if not report.met:
            raise CommandError("A goal was missed. Look at the rows marked MISSED.", returncode=1)
