"""A log as one JSON object a line, for programs that collect logs; without what opens a door or names a person."""

import json
import logging
from datetime import UTC, datetime

from plenaria.safety.logs import without_secrets


class Lines(logging.Formatter):
    """`time` (UTC), `level`, `logger`, `process`, `message`; `room` where one is meant, `trace` where it broke."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "process": record.process,
            "message": without_secrets(record.getMessage()),
        }
        if room := getattr(record, "room", ""):
            told["room"] = str(room)
        if record.exc_info:
            told["trace"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False)
