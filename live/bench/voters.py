"""A crowd that votes over real sockets, cheap enough not to be what is measured: `votes.c`, else the same in Python."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from live.rig import clients
from live.rig.database import ROOT
from live.rig.rooms import Room
from live.rig.server import Server, pin
from live.rig.trouble import Trouble

SOURCE = Path(__file__).with_name("votes.c")
SEEN = 50  # one socket of so many is asked when each single vote showed: a fair sample, and quick to count
PLACES = (
    "import json, sys, django; django.setup(); from live import log; "
    "print(json.dumps({one.seq: one.at for one in log.read(int(sys.argv[1])) if one.verb == 'vote'}))"
)


class Answer(NamedTuple):
    """One acknowledged vote: its place, when it was sent and when its answer came (seconds since 1970)."""

    place: int
    sent: float
    answered: float


class Heard(NamedTuple):
    """One patch as one socket got it, and when (seconds since 1970)."""

    socket: int
    at: float
    start: int
    to: int
    bytes: int


@dataclass(frozen=True)
class Window:
    """What happened while everybody voted once."""

    people: int
    voters: int
    answers: Sequence[Answer]
    frames: Sequence[Heard]
    seconds: float
    cpu: float  # the crowd's own
    refused: int
    unanswered: int

    @property
    def waits(self) -> list[float]:
        """From sending to the answer, in ms."""
        return [(one.answered - one.sent) * 1000 for one in self.answers]

    @property
    def done(self) -> float:
        """Seconds from the first vote to the last answer."""
        if not self.answers:
            return 0.0
        return max(one.answered for one in self.answers) - min(one.sent for one in self.answers)

    def late(self, stored: dict[int, float]) -> list[float]:
        """For each frame at each socket, ms since the newest vote in it was written down."""
        return [(one.at - stored[one.to]) * 1000 for one in self.frames if one.to in stored]

    def shown(self, stored: dict[int, float]) -> list[float]:
        """For each vote, ms from its being written down to the frame that shows it, at one socket of each fifty."""
        sample = [one for one in self.frames if one.socket % SEEN == 0]
        return [
            (one.at - stored[place]) * 1000
            for one in sample
            for place in range(one.start + 1, one.to + 1)
            if place in stored
        ]

    @property
    def told(self) -> float:
        """The part of all tallies that arrived, had there been one for each vote and client."""
        return len(self.frames) / (self.people * max(1, len(self.answers)))

    @property
    def share(self) -> float:
        """How much of one processor the crowd itself took."""
        return self.cpu / self.seconds if self.seconds else 0.0


class Crowd:
    """So many people at one address, here and waiting for the word to vote."""

    def __init__(self, process: subprocess.Popen[str], people: int, voters: int):
        self.process, self.people, self.voters = process, people, voters

    def vote(self) -> Window:
        """Let everybody vote once, in the next of the windows."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write("vote\n")
        self.process.stdin.flush()
        answers, frames = [], []
        for line in self.process.stdout:
            kind, *rest = line.split()
            if kind == "a":
                answers.append(Answer(int(rest[0]), float(rest[1]), float(rest[2])))
            elif kind == "f":
                frames.append(Heard(int(rest[0]), float(rest[1]), int(rest[2]), int(rest[3]), int(rest[4])))
            else:
                seconds, cpu, refused, unanswered = rest
                return Window(
                    self.people, self.voters, answers, frames, float(seconds), float(cpu), int(refused), int(unanswered)
                )
        raise Trouble("The crowd went home: see what it wrote above, and live/bench/votes.c.")


@contextmanager
def crowd(
    server: Server,
    path: str,
    *,
    people: int,
    voters: int | None = None,
    windows: Sequence[float],
    patience: float,
    activity: str,
    choices: Sequence[str],
    core: int | None = None,
    written_in: clients.Language | None = None,
) -> Iterator[Crowd]:
    """So many people, each at a socket of `path`; all vote, or the first `voters`. `windows` are the seconds each round
    of votes is spread over, 0 for all at once; a round is given up `patience` seconds later."""
    built = clients.built(SOURCE) if written_in != "Python" else None
    program = [str(built)] if built else [sys.executable, "-m", "live.bench.voters_in_python"]
    told = ["127.0.0.1", server.port, path, activity, ",".join(choices), patience, people, voters or people, *windows]
    process = subprocess.Popen(  # noqa: S603
        [*program, *map(str, told)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    pin(process.pid, core)
    try:
        assert process.stdout
        if process.stdout.readline() != "ready\n":
            raise Trouble(f"The crowd did not get in ({process.wait()}):\n{server.said()[-2000:]}")
        yield Crowd(process, people, voters or people)
    finally:
        process.kill()
        process.communicate()


def language() -> clients.Language:
    """What the crowd is written in on this machine; every report says it."""
    return "C" if clients.built(SOURCE) else "Python"


def stored(server: Server, room: Room) -> dict[int, float]:
    """The votes in the database by place, each with the time it was written down: inside its transaction, so a little
    before the commit."""
    return {int(place): at for place, at in json.loads(server.run("-c", PLACES, str(room.id))).items()}
