"""`manage.py livecheck`: plays what may go wrong on real servers, and says what was promised and what came of it."""

import asyncio
import json
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from live.check import result, runner
from live.check.scenario import Finding


def _above_zero(text: str) -> int:
    if not text.isdigit() or int(text) == 0:
        raise ArgumentTypeError(f"{text!r} is no whole number above zero.")
    return int(text)


class Command(BaseCommand):
    help = "Plays faults and abuse on servers and a database of their own. Ends with 1 if a promise was broken."
    requires_system_checks: list[str] = []  # nothing of this installation is used but its code

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=_above_zero, default=1, help="the chance to play with (default: 1)")
        parser.add_argument("--only", default="", metavar="F01,F03", help="these scenarios alone")
        parser.add_argument("--repeat", type=_above_zero, default=1, metavar="K", help="so many seeds, from --seed on")
        parser.add_argument("--clients", type=_above_zero, default=40, metavar="N", help="people (default: 40)")
        parser.add_argument("--long", action="store_true", help="play the long ones too, and faults at full length")
        parser.add_argument("--json", action="store_true", help="print the findings for a machine")
        parser.add_argument("--out", type=Path, metavar="FILE", help="also keep the findings in this JSON file")

    def handle(self, *args: Any, seed: int, repeat: int, clients: int, **options: Any) -> None:
        table = runner.scenarios()
        names = [name.strip().upper() for name in options["only"].split(",") if name.strip()] or list(table)
        if wrong := runner.unknown(names):
            raise CommandError(f"There is no scenario {', '.join(wrong)}. There are {', '.join(table)}.")
        self.quiet = options["json"]
        chosen, findings = [table[name] for name in names], list[Finding]()
        for number in range(seed, seed + repeat):
            if repeat > 1:
                self.say(f"seed {number}")
            findings += asyncio.run(
                runner.play(chosen, seed=number, clients=clients, long=options["long"], tell=self.tell)
            )
        told = result.as_json(findings, clients=clients)
        if options["json"]:
            self.stdout.write(json.dumps(told, indent=1, ensure_ascii=False))
        if options["out"]:
            result.keep(options["out"], told)
        self.say(result.sum_up(findings))
        if any(not finding.passed and not finding.not_run for finding in findings):
            raise CommandError("A promise was broken. Look at the lines marked FAILED.", returncode=1)

    def tell(self, finding: Finding) -> None:
        """Each finding as soon as it is there."""
        self.say(result.as_text(finding))

    def say(self, text: str) -> None:
        if not self.quiet:
            self.stdout.write(text)
            self.stdout.flush()
