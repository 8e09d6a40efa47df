"""A session with applause, in a process of its own: `python -m tests.plugins.applause_stage play|look`."""

import asyncio
import json
import sys
import uuid
from typing import Any

import django

CODE, ID = "MESA88", "applause-1"
ACTIVITY: dict[str, Any] = {
    "type": "applause",
    "id": ID,
    "value": {
        "title": "¿Qué les gustó?",
        "results": "live",
        "accepts": "anyone",
        "names": "nothing",
        "moments": [
            {"type": "item", "id": "o1", "value": {"label": "La apertura"}},
            {"type": "item", "id": "o2", "value": {"label": "La música"}},
        ],
        "claps": 2,
    },
}


def form(verb: str, **body: str) -> dict[str, str]:
    return {"activity": ID, "verb": verb, "op_id": str(uuid.uuid4()), **body}


def play() -> None:
    """Publish a session, open its applause, and let two people clap."""
    from live.models import Room
    from tests.cast import max_
    from tests.factories import a_session

    page = a_session(activities=[ACTIVITY])
    Room.objects.filter(session=page.translation_key).update(code=CODE)
    asyncio.run(_act(max_()))


async def _act(host: Any) -> None:
    from django.test import AsyncClient

    from live.hub import Hub

    desk, room = AsyncClient(), f"/live/{CODE}/"
    await desk.aforce_login(host)
    await desk.post(f"{room}desk/", form("open"))
    for moments in (("o1", "o2", "o2"), ("o2",)):
        person = AsyncClient()
        await person.get(room)
        for moment in moments:
            await person.post(room, form("clap", moment=moment))
    await Hub.current().close()


def look() -> None:
    """Save the page as an editor does, and tell what there is."""
    from django.contrib.staticfiles import finders
    from django.test import Client
    from django.utils import translation

    from live import log
    from live.conclude import results
    from live.history import fold_all
    from live.queries import room_by_code
    from plugins import checks, registry
    from plugins.contract import To
    from sessions.queries import source

    room = room_by_code(CODE)
    assert room is not None
    page = source(room.session)
    page.save_revision().publish()
    page.refresh_from_db()
    one = fold_all(room.id).activities[ID]
    kind = registry.get("applause")
    with translation.override("es"):
        words = translation.gettext(kind.name) if kind else ""
    told = {
        "installed": kind is not None,
        "faults": [fault.what for fault in registry.faults()] + [error.msg for error in checks.formats(None)],
        "raw": page._meta.get_field("activities").get_prep_value(page.activities),  # as it is stored
        "verbs": [line.verb for line in log.read(room.id) if line.activity == ID],
        "votes": one.format and {key: each["votes"] for key, each in one.format.results(To("desk"))["moments"].items()},
        "refused": one.refused,
        "concluded": [len(result.sections) for result in results(room)],
        "pages": [Client().get(address).status_code for address in (page.url, f"/live/{CODE}/record/")],
        "words": words,
        "script": finders.find("applause/applause.js") is not None,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    django.setup()
    {"play": play, "look": look}[sys.argv[1]]()
