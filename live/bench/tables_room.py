"""A room of work tables in the middle of a round: `python -m live.bench.tables_room 40 12` makes it and says its code.

On the data of the environment; with so many tables of so many seats, at which nobody sits yet.
"""

import sys
import uuid
from typing import Any

TABLES = "tables-demo"
AXES = ("housing", "work", "welfare", "mobility", "nature", "city")
PILLARS = ("open", "join", "account", "integrity")


def make(tables: int, seats: int) -> str:
    """Publish it, open it and begin a round. Needs Django set up."""
    from django.contrib.auth import get_user_model

    from live import log
    from live.queries import room_by_code
    from live.rig import rooms
    from live.seats import of_host, pseudonym
    from sessions.queries import source

    made = rooms.make(1)[0]
    room = room_by_code(made.code)
    assert room is not None
    page = source(room.session)
    page.activities = page._meta.get_field("activities").to_python([_activity(tables, seats)])
    page.save_revision().publish()
    host = get_user_model().objects.get(email="host@rig.example")
    seat = of_host(room=room.code, user=host, language="es")
    by = {"name": seat.name, "role": "host", "mode": "room", "trust": "account", "language": "es"}
    actor = pseudonym(room.secret, seat.key, TABLES)
    log.append([log.Draft(room.id, TABLES, actor, by, verb, {}, uuid.uuid4()) for verb in ("open", "begin_round")])
    return room.code


def _activity(tables: int, seats: int) -> dict[str, Any]:
    core = {"title": "Mesas", "results": "live", "accepts": "anyone", "names": "nothing"}
    board = {"axes": _items(AXES), "pillars": _items(PILLARS)}
    hall = {"tables": tables, "mixed_tables": tables, "seats": seats, "seating": "balanced"}
    return {"type": "tables", "id": TABLES, "value": {**core, **board, **hall}}


def _items(names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{"type": "item", "id": name, "value": {"label": name.title()}} for name in names]


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(make(*map(int, sys.argv[1:])))
