"""The product with guards taken out, one by one, by name in PLENARIA_GUARDS_OFF: what a scenario must notice."""

import os
import subprocess
import sys
import uuid
from dataclasses import replace
from typing import Any

from live.check.inside import application as application  # sets Django up first
from live.check.inside import pulse

OFF = set(os.environ["PLENARIA_GUARDS_OFF"].split(","))
CHILD = "live.apart.child"


def uniqueness() -> None:
    """An act sent again is a new act."""
    from live import batch, log

    append = log.append
    batch.log.append = lambda drafts, **how: append([replace(one, op_id=uuid.uuid4()) for one in drafts], **how)


def commit() -> None:
    """Answered before it is stored: every third batch is lost."""
    from live import batch

    stored, count = batch.commit, [0]

    def commit(wishes: Any) -> Any:
        from django.db import transaction

        count[0] += 1
        with transaction.atomic():
            places = stored(wishes)
            transaction.set_rollback(count[0] % 3 == 0)
        return places

    batch.commit = commit


def origin() -> None:
    from live import admission

    admission.is_ours = lambda *args, **how: True


def rights() -> None:
    """Nobody is asked again for a right once held."""
    from live import rules, standing

    rules.moderators = lambda users: set(users)
    standing.may_stay = lambda accounts: {}


def limits() -> None:
    """Everybody may say as much as they like."""
    from live.limits import Limits

    Limits.of_seat = Limits.of_address = lambda self, who: 0.0


def places() -> None:
    """Places are counted and given with nobody waiting for the other."""
    import time
    from contextlib import contextmanager

    from live.registration import actions
    from live.registration.models import Places

    @contextmanager
    def held(session_key: uuid.UUID, mode: str) -> Any:
        found, _ = Places.objects.get_or_create(session=session_key, mode=mode)
        yield found

    count = actions.queries.taken

    def taken(session_key: uuid.UUID, mode: str) -> int:
        found = count(session_key, mode)
        time.sleep(0.2)  # whoever else is served counts meanwhile
        return found

    actions.held, actions.queries.taken = held, taken


def draining() -> None:
    """Asked to end, the server just ends."""
    from live import leaving

    leaving.on_term = lambda drain: lambda: None


def frame_size() -> None:
    from live.wire import codec

    codec.LIMIT = 2**30


def leaving() -> None:
    """Who has gone is kept."""
    from live.gathering import Gathering

    Gathering.leave = lambda self, socket: None


def other_windows() -> None:
    """What is mine is told to nobody."""
    from live.gathering import Gathering

    Gathering._send_mine = lambda self, folded: None


def looking() -> None:
    async def look(self: Any, busy: Any) -> None:
        return None

    pulse.Pulse._look = look


def epoch() -> None:
    from live.following import Following

    async def follow(self: Any, head: Any, *, known: int) -> None:
        if head.seq > self.rev:
            await self.catch_up(head.seq)

    Following.follow = follow


def child() -> None:
    """Formats are folded by a child with guards of its own taken out (unguarded_child.py)."""
    from live.apart import host

    start = subprocess.Popen

    def popen(command: list[str], **how: Any) -> Any:
        there = ["tests.live.unguarded_child" if word == CHILD else word for word in command]
        how["env"] = {**how["env"], "PLENARIA_GUARDS_OFF": os.environ["PLENARIA_GUARDS_OFF"]}
        return start(there, **how)

    host.subprocess = type(sys)("subprocess")
    host.subprocess.__dict__.update(subprocess.__dict__, Popen=popen)


GUARDS = {
    one.__name__: one
    for one in (
        *(uniqueness, commit, origin, rights, limits, places, draining),
        *(frame_size, leaving, other_windows, looking, epoch, child),
    )
}
for name, take_out in GUARDS.items():
    if name in OFF:
        take_out()
