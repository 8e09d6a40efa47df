"""A session to rehearse in: `python -m plenaria.demo.rehearsal make` says its room, `… read CODE` its log, as JSON.

It works on the data of the environment, where `play_quito` has started a server.
"""

import json
import sys
from datetime import timedelta
from typing import Any

import django


def make() -> dict[str, str]:
    """An event with one session that has the tables; its code, and the cookie of somebody who may moderate it."""
    from django.utils import timezone

    from events.models import EventPage
    from live.queries import room_of
    from live.rig.rooms import a_host, publish
    from plenaria.demo import pages, quito_tables
    from sessions.models import SessionPage

    now = timezone.now()
    day = now.date()
    event = EventPage(title="Rehearsal", first_day=day, last_day=day + timedelta(days=1), zone="America/Guayaquil")
    publish(pages.home(), event)
    session = SessionPage(
        title="Rehearsal",
        minutes=240,
        mode="hybrid",
        activities=quito_tables.activities(),
        **pages.wall(now, event.zone),
    )
    publish(event, session)
    room = room_of(session.translation_key)
    assert room is not None
    return {"code": room.code, "host": a_host()[1]}


def read(code: str) -> list[dict[str, Any]]:
    """The log of a room, from its first entry on."""
    from live import log
    from live.queries import room_by_code

    room = room_by_code(code)
    assert room is not None
    return [line._asdict() for line in log.read(room.id)]


if __name__ == "__main__":
    django.setup()
    print(json.dumps(make() if sys.argv[1] == "make" else read(sys.argv[2])))
