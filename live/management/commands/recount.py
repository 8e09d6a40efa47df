"""`manage.py recount CODE`: fold a room's log from nothing and compare it with what was published."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from live.ballots.checking import faults
from live.queries import room_by_code
from live.recount import differences, recount


class Command(BaseCommand):
    help = "Count a room again from its log; exit 1 if a published conclusion or list of ballots differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="the room's code, such as MESA24")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        room = room_by_code(options["code"])
        if room is None:
            raise CommandError(f"There is no room {options['code']!r}. Check the code and try again.")
        counted = recount(room)
        if options["json"]:
            self.stdout.write(json.dumps({key: one.json() for key, one in counted.items()}))
        else:
            for key, one in counted.items():
                self.stdout.write(f"{one.title}  ({key})")
                self.stdout.write(f"  {one.entries} entries, {one.accepted} counted, {one.refused} refused")
                for option, votes in one.tally.items():
                    self.stdout.write(f"  {votes:>6}  {option}")
        wrong = [*differences(room), *faults(room)]
        for sentence in wrong:
            self.stderr.write(sentence)
        if wrong:
            sys.exit(1)
