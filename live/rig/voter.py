"""A few people in one room who vote in turn at a steady pace, none of them too fast, and hear every answer."""

import contextlib
import json
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from live.rig.rooms import Room
from live.rig.server import Server
from live.rig.trouble import Trouble

PATIENCE = 20.0  # seconds for an answer
EACH = 4.0  # votes a second of one person, who so stays within the limit of a seat


@dataclass
class Voter:
    """Votes in the polls of one room; who votes again changes their mind, so that each vote changes the tally."""

    lines: Iterator[ClientConnection]
    options: Sequence[str]
    acked: list[tuple[int, float]] = field(default_factory=list)  # places, and when on the monotonic clock
    _early: dict[str, dict[str, Any]] = field(default_factory=dict)
    _minds: dict[tuple[int, str], Iterator[str]] = field(default_factory=dict)

    def vote(self, *polls: str) -> list[int]:
        """One vote in each poll, sent together; their places in the log once all are acknowledged."""
        waiting = []
        for poll in polls:
            line, act = next(self.lines), str(uuid.uuid4())
            choice = next(self._minds.setdefault((id(line), poll), cycle(self.options)))
            said = {"t": "act", "id": act, "activity": poll, "verb": "vote", "body": {"choices": [choice]}}
            line.send(json.dumps(said))
            waiting.append((line, act))
        places = [self._answer(line, act) for line, act in waiting]
        self.acked += [(place, time.monotonic()) for place in sorted(places)]
        return places

    def keep_voting(self, polls: Sequence[str], *, seconds: float, rate: float) -> int:
        """Vote `rate` times a second for so long; how many times. A late answer delays the next vote, not the rest."""
        began = time.monotonic()
        for turn in range(round(seconds * rate)):
            time.sleep(max(0.0, began + turn / rate - time.monotonic()))
            self.vote(*polls)
        return round(seconds * rate)

    def _answer(self, line: ClientConnection, act: str) -> int:
        while True:
            heard: dict[str, Any] = self._early.pop(act, {}) or json.loads(line.recv(timeout=PATIENCE))
            if "id" in heard and heard["id"] != act:
                self._early[heard["id"]] = heard  # one person may have voted in several polls at once
            if heard.get("id") == act:
                if heard["t"] != "ack":
                    raise Trouble(f"A vote was not counted: {heard}")
                return heard["seq"]


@contextlib.contextmanager
def voting(server: Server, room: Room, *, rate: float) -> Iterator[Voter]:
    """Voters who have joined the room: as many as `rate` votes a second ask for."""
    url = f"{server.sockets}/ws/live/{room.code}/"
    # Everything is taken in even while nobody votes, however long that is and however much comes.
    calm: dict[str, Any] = {"max_queue": None, "ping_interval": None, "open_timeout": PATIENCE}
    try:
        with contextlib.ExitStack() as here:
            lines = []
            for _ in range(1 + round(rate / EACH)):
                line = here.enter_context(connect(url, subprotocols=["plenaria.1"], **calm))  # type: ignore[list-item]
                line.send('{"t":"join"}')
                line.recv(timeout=PATIENCE)
                lines.append(line)
            yield Voter(cycle(lines), room.options)
    except (ConnectionClosed, TimeoutError) as error:
        raise Trouble(f"The server left a voter alone: {error}") from error
