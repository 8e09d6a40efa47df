"""The room a phone is measured in, as large as a busy one: `python -m live.bench.phone_room` makes it and says it.

Ids are as the editor and the log give them, a thousand people have voted in each poll, a hundred have asked.
"""

import json
import random
import uuid
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from live.rig.server import Server

VOTERS, QUESTIONS = 1000, 100
LABELS = (
    "Falta de respuesta de las autoridades",
    "Falta de conexión",
    "Horarios",
    "Transporte",
    "Idioma",
    "Cuidados",
    "Distancia",
    "Desconfianza",
    "Costo de los datos",
    "Accesibilidad",
    "Poca difusión",
    "Otra razón",
)
USUAL, MOST = 4, len(LABELS)  # options of the two polls


@dataclass(frozen=True)
class Busy:
    """The room's code, the addresses of its event and session, and its polls with their options."""

    code: str
    event: str
    session: str
    polls: dict[str, list[str]]


def busy_room(server: "Server") -> Busy:
    """The room, made on the data of `server`."""
    return Busy(**json.loads(server.run("-m", "live.bench.phone_room")))


def _make() -> Busy:
    from django.utils import timezone
    from wagtail.models import Site

    from events.models import EventPage
    from live.history import fold_all
    from live.queries import room_of
    from sessions.models import SessionPage

    now = timezone.now()
    home = Site.objects.get(is_default_site=True).root_page
    event = EventPage(title="Foro medido", first_day=now.date(), last_day=now.date() + timedelta(days=1), zone="UTC")
    polls: list[dict[str, Any]] = [_poll("¿Qué frena más la participación?", USUAL), _poll("¿Y qué más?", MOST)]
    asked = str(uuid.uuid4())
    asking = {
        "type": "questions",
        "id": asked,
        "value": {"title": "Preguntas", "review": False, **_anyone()},
    }
    page = SessionPage(
        title="Taller medido",
        day=now.date(),
        begins=now.time().replace(second=0, microsecond=0),
        minutes=90,
        zone="UTC",
        mode="hybrid",
        activities=[*polls, asking],
    )
    for parent, one in ((home, event), (event, page)):
        one.live = False
        parent.add_child(instance=one)
        one.save_revision().publish()
    room = room_of(page.translation_key)
    assert room is not None
    set_up = {poll["id"]: fold_all(room.id).activities[poll["id"]].setup for poll in polls}
    options = {poll: [option["id"] for option in one.settings["options"]] for poll, one in set_up.items()}
    _fill(room.id, options, asked)
    return Busy(room.code, event.url, page.url, options)


def _anyone() -> dict[str, str]:
    return {"results": "live", "accepts": "anyone", "names": "nothing"}


def _poll(title: str, count: int) -> dict[str, Any]:
    options = [{"type": "item", "id": str(uuid.uuid4()), "value": {"label": label}} for label in LABELS[:count]]
    value = {"title": title, "options": options, "several": False, "most": 0, **_anyone()}
    return {"type": "polls", "id": str(uuid.uuid4()), "value": value}


def _fill(room: int, polls: dict[str, list[str]], questions: str) -> None:
    """Everything open, everybody's votes and questions in the log."""
    from live import log

    chance = random.Random(24)  # noqa: S311  (the same room every time)

    def draft(activity: str, who: str, verb: str, body: dict[str, Any], mode: str = "room") -> Any:
        role = "host" if who == "host" else "person"
        by = {"name": "", "role": role, "mode": mode, "trust": "open", "language": "es"}
        return log.Draft(room, activity, f"{who}-{activity[:8]}", by, verb, body, uuid.uuid4())

    drafts = [draft("room", "host", "start", {})]
    drafts += [draft(activity, "host", "open", {}) for activity in (*polls, questions)]
    drafts += [draft("room", "host", "stage", {"activity": next(iter(polls))})]
    for number in range(VOTERS):
        for poll, options in polls.items():
            mode = chance.choices(("room", "remote", "assisted"), (5, 4, 1))[0]
            drafts.append(draft(poll, f"voter{number}", "vote", {"choices": [chance.choice(options)]}, mode))
    for number in range(QUESTIONS):
        drafts.append(draft(questions, f"voter{number}", "ask", {"text": f"¿Quién vigila el acuerdo número {number}?"}))
    for at in range(0, len(drafts), 200):
        log.append(drafts[at : at + 200])


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(asdict(_make())))
