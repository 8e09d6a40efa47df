"""`manage.py play_quito`: plays Eugenio Espejo's workshop on a server of its own and writes the recording anew."""

import asyncio
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from live.rig.server import running
from plenaria.demo import played
from plenaria.demo.quito_play import PEOPLE, Refused, Workshop


class Command(BaseCommand):
    help = "Play the workshop of nine tables through the real door, and record its log for the demo."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        with running() as server:
            room = json.loads(server.run("-m", "plenaria.demo.rehearsal", "make"))
            workshop = Workshop(server.address, room["code"], room["host"])
            try:
                asyncio.run(workshop.play())
            except Refused as error:
                raise CommandError(str(error)) from error
            lines = json.loads(server.run("-m", "plenaria.demo.rehearsal", "read", room["code"]))
        entries = played.record(lines, workshop.chapters)
        self.stdout.write(f"{PEOPLE} people at nine tables: {entries} entries in {played.RECORDING.name}")
