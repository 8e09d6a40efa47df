"""A log that programs read: one object a line, and one line in ten seconds where a hundred would say the same."""

import json
import logging
import sys
from io import StringIO

import pytest
from django.db import IntegrityError, OperationalError

from plenaria.watching import seldom
from plenaria.watching.lines import Lines


class Log:
    """A handler as production has one, and what it wrote."""

    def __init__(self, *filters: logging.Filter):
        self.text = StringIO()
        self.handler = logging.StreamHandler(self.text)
        self.handler.setFormatter(Lines())
        for one in filters:
            self.handler.addFilter(one)

    def take(self, name: str, level: int, words: str, *values: object, error: Exception | None = None) -> None:
        told = None
        if error is not None:
            try:
                raise error
            except Exception:
                told = sys.exc_info()
        self.handler.handle(logging.LogRecord(name, level, "here.py", 1, words, values, told))

    @property
    def lines(self) -> list[dict[str, str]]:
        return [json.loads(line) for line in self.text.getvalue().splitlines()]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr(seldom.time, "monotonic", lambda: now[0])
    return now


def test_a_line_is_one_object_with_its_room_and_its_trace() -> None:
    log = Log()
    record = logging.LogRecord("live.hub", logging.WARNING, "hub.py", 1, "room %s\nis %s", ("MESA77", "away"), None)
    record.room = "MESA77"
    log.handler.handle(record)
    log.take("live.hub", logging.ERROR, "broken", error=ValueError("by rosa@example.org"))
    room, broken = log.lines
    assert (room["level"], room["logger"], room["message"], room["room"]) == (
        "WARNING",
        "live.hub",
        "room MESA77\nis away",
        "MESA77",
    )
    assert room["time"].endswith("+00:00") and "trace" not in room
    assert broken["trace"].endswith("ValueError: by …") and "room" not in broken


def say_fifty_times(log: Log) -> None:
    for number in range(50):
        log.take("live.hub", logging.WARNING, "a batch of %s acts was not stored", number)
        log.take("live.pulse", logging.WARNING, "the log was not read")
        log.take("django.request", logging.ERROR, "%s: %s", number, "/j/", error=OperationalError("refused\nby whom"))


def test_what_is_the_same_is_said_once_in_ten_seconds_and_counted(clock: list[float]) -> None:
    log = Log(seldom.Seldom())
    say_fifty_times(log)
    assert [line["message"] for line in log.lines] == [
        "a batch of 0 acts was not stored",
        "the log was not read",
        "0: /j/ (OperationalError: refused)",
    ]
    clock[0] += seldom.EVERY - 0.1
    say_fifty_times(log)
    assert len(log.lines) == 3
    clock[0] += 0.2
    say_fifty_times(log)
    assert log.lines[3]["message"] == "a batch of 0 acts was not stored (99 more like it)"
    assert not any("trace" in line for line in log.lines)
    control = Log()
    say_fifty_times(control)
    assert len(control.lines) == 150


def test_errors_of_ours_and_lines_of_others_all_pass(clock: list[float]) -> None:
    log = Log(seldom.Seldom())
    for room in ("MESA77", "MESA78"):
        log.take("live.following", logging.ERROR, "format %r cut off in room %s", "polls", room)
        log.take("django.request", logging.WARNING, "Not Found: %s", room)
        log.take("django.request", logging.ERROR, "%s: %s", "Internal Server Error", room, error=IntegrityError(room))
    assert len(log.lines) == 6
    assert sum("trace" in line for line in log.lines) == 2


def test_a_redis_that_is_away_is_told_in_one_line_whoever_tells_it(clock: list[float]) -> None:
    """channels_redis tells of it each second, with a trace (F08)."""
    redis = pytest.importorskip("redis.exceptions", reason="It comes with the requirements of production.")
    log = Log(seldom.Seldom())
    for _ in range(5):
        log.take("channels_redis.pubsub", logging.ERROR, "Unexpected exception", error=redis.ConnectionError("refused"))
    log.take("channels_redis.pubsub", logging.ERROR, "Unexpected exception", error=redis.ResponseError("wrong word"))
    assert [line["message"] for line in log.lines] == [
        "Unexpected exception (ConnectionError: refused)",
        "Unexpected exception",  # a fault of its own keeps its trace
    ]
    assert ["trace" in line for line in log.lines] == [False, True]
