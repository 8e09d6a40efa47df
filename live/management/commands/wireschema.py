"""`manage.py wireschema`: the JSON Schema of the protocol."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from live.wire.schema import schema


class Command(BaseCommand):
    help = "Print the JSON Schema of the protocol plenaria.1."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(schema(), indent=2))
