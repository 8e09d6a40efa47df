"""Open rooms to measure in: `python -m live.rig.rooms 3 2` makes three with two polls each, and says them as JSON.

Each is the room of a published session: started, its polls (results live) and its questions open, on the data of the
environment.
"""

import json
import sys
import uuid
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from live.rig.server import Server

POLL, QUESTIONS = "poll-demo", "questions-demo"
OPTIONS = {"a": "Falta de respuesta de las autoridades", "b": "Falta de conexión", "c": "Horarios", "d": "Transporte"}


@dataclass(frozen=True)
class Room:
    """One open room. `host` is the Cookie header of an account that may moderate it; `id` is its row."""

    id: int
    code: str
    screen_key: str
    session: str
    host: str
    polls: list[str] = field(default_factory=lambda: [POLL])
    questions: str = QUESTIONS
    options: tuple[str, ...] = tuple(OPTIONS)

    @property
    def poll(self) -> str:
        return self.polls[0]


def open_rooms(server: "Server", count: int = 1, *, polls: int = 1) -> list[Room]:
    """So many open rooms on the data of `server`, which may be running or not. A vote in a poll is 170 bytes of patch,
    so the number of polls voted in at once chooses the size of a patch."""
    told = json.loads(server.run("-m", "live.rig.rooms", str(count), str(polls)))
    return [Room(**{**one, "options": tuple(one["options"])}) for one in told]


def open_room(server: "Server", *, polls: int = 1) -> Room:
    """One open room on the data of `server`."""
    return open_rooms(server, polls=polls)[0]


def make(count: int, polls: int = 1) -> list[Room]:
    """So many rooms in the database of this process. Needs Django set up."""
    from django.utils import timezone
    from wagtail.models import Site

    from events.models import EventPage

    today = timezone.now().date()
    parent = Site.objects.get(is_default_site=True).root_page
    event = EventPage(title="Measured", first_day=today, last_day=today + timedelta(days=1), zone="America/Bogota")
    publish(parent, event)
    moderator, cookie = a_host()
    return [_room(event, moderator, cookie, number, polls) for number in range(1, count + 1)]


def publish(parent: Any, page: Any) -> None:
    page.live = False
    parent.add_child(instance=page)
    page.save_revision().publish()


def _room(event: Any, host: Any, cookie: str, number: int, count: int) -> Room:
    from django.utils import timezone

    from live import log
    from live.queries import room_of
    from live.seats import of_host, pseudonym
    from sessions.models import SessionPage

    now = timezone.now()
    polls = [POLL, *(f"poll-{place}" for place in range(2, count + 1))]
    page = SessionPage(
        title=f"Measured {number}",
        day=now.date(),
        begins=now.time().replace(second=0, microsecond=0),
        minutes=90,
        zone="UTC",
        mode="hybrid",
        activities=_activities(polls),
    )
    publish(event, page)
    room = room_of(page.translation_key)
    assert room is not None
    seat = of_host(room=room.code, user=host, language="es")
    by = {"name": seat.name, "role": "host", "mode": "room", "trust": "account", "language": "es"}
    acts: list[tuple[str, str, dict[str, str]]]
    acts = [("room", "start", {}), *((key, "open", {}) for key in [*polls, QUESTIONS])]
    acts.append(("room", "stage", {"activity": POLL}))
    log.append(
        [
            log.Draft(room.id, key, pseudonym(room.secret, seat.key, key), by, verb, body, uuid.uuid4())
            for key, verb, body in acts
        ]
    )
    return Room(room.id, room.code, room.screen_key, str(room.session), cookie, polls)


def _activities(polls: list[str]) -> list[dict[str, Any]]:
    anyone = {"results": "live", "accepts": "anyone", "names": "nothing"}
    options = [{"type": "item", "id": key, "value": {"label": label}} for key, label in OPTIONS.items()]
    poll = {"title": "¿Qué frena más la participación?", "options": options, "several": False, "most": 0, **anyone}
    questions = {"title": "Preguntas", "review": False, **anyone}
    return [
        *({"type": "polls", "id": key, "value": poll} for key in polls),
        {"type": "questions", "id": QUESTIONS, "value": questions},
    ]


def a_host() -> tuple[Any, str]:
    """An account that may do everything, signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
    from django.contrib.sessions.backends.db import SessionStore

    email = "host@rig.example"
    users = get_user_model().objects
    user = users.filter(email=email).first()
    user = user or users.create_superuser(username=email, email=email, first_name="Host")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return user, f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


if __name__ == "__main__":
    import django

    django.setup()
    count, polls = map(int, sys.argv[1:])
    print(json.dumps([asdict(one) for one in make(count, polls)]))
