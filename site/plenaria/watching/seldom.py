"""A log says once in a while what would be said a hundred times a second: a database that is away fails every act, and
a Redis that is away every try to hear from it."""

import logging
import time
from threading import Lock

from django.db import InterfaceError, OperationalError

EVERY = 10.0  # seconds between two lines of one kind
OURS = ("live", "plenaria")


class Seldom(logging.Filter):
    """Lets one line of a kind pass in ten seconds; the next says how many were like it. A kind is a sentence before its
    values are put in, with the error it tells of.

    It holds for our own warnings, which all tell of what is tried again, and for whatever meets a database or a Redis
    that is away, which is told in one line: no trace says more about it. Errors of ours and other people's lines all
    pass."""

    def __init__(self) -> None:
        super().__init__()
        self._kinds: dict[tuple[str, str, str], tuple[float, int]] = {}  # when it was let pass, how many were not since
        self._lock = Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        away = _is_away(error)
        if not away and (record.levelno >= logging.ERROR or record.name.partition(".")[0] not in OURS):
            return True
        more = self._passes((record.name, str(record.msg), type(error).__name__))
        if more is None:
            return False
        if away:
            _tell_briefly(record, error)
        if more:
            record.msg, record.args = f"{record.getMessage()} ({more} more like it)", ()
        return True

    def _passes(self, kind: tuple[str, str, str]) -> int | None:
        """How many were held back since the last of its kind; None where this one is held back too."""
        now = time.monotonic()
        with self._lock:
            last, more = self._kinds.get(kind, (-EVERY, 0))
            passes = now - last >= EVERY
            self._kinds[kind] = (now, 0) if passes else (last, more + 1)
        return more if passes else None


def _is_away(error: BaseException | None) -> bool:
    """Whether a service could not be reached. Redis's library is known by its name: one process has none installed."""
    redis = type(error).__module__.partition(".")[0] == "redis" and isinstance(error, Exception)
    return isinstance(error, OperationalError | InterfaceError) or (
        redis and type(error).__name__ in {"ConnectionError", "TimeoutError", "BusyLoadingError"}
    )


def _tell_briefly(record: logging.LogRecord, error: BaseException | None) -> None:
    first = str(error).strip().partition("\n")[0]
    record.msg, record.args = f"{record.getMessage()} ({type(error).__name__}: {first})", ()
    record.exc_info = record.exc_text = None
