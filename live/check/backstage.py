"""A process beside the servers, on their database: it sees what is stored and does what an administrator does.

`python -m live.check.backstage` reads one JSON object a line, `{"do": name, "with": {…}}`, and answers with one.
"""

import asyncio
import hashlib
import json
import sys
from dataclasses import asdict
from typing import Any

from live.rig.database import ROOT, Place


class Backstage:
    """The near end: `await ask("rows", room=3)`."""

    def __init__(self, place: Place):
        self.place = place
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    async def ask(self, _do: str, /, **given: Any) -> Any:
        """Have it done and give back the answer. Raises `RuntimeError` with what went wrong there."""
        async with self._turn:
            if self._process is None:
                self._process = await self._start()
            process = self._process
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps({"do": _do, "with": given}).encode() + b"\n")
            answer = json.loads(await process.stdout.readline() or '{"wrong": "it has ended"}')
        if "wrong" in answer:
            raise RuntimeError(f"backstage, {_do}: {answer['wrong']}")
        return answer["told"]

    async def _start(self) -> asyncio.subprocess.Process:
        log = (self.place.folder / "backstage.log").open("ab")
        with log:
            return await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "live.check.backstage"),
                cwd=ROOT,
                env=self.place.environment,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                limit=2**26,  # a whole log in one line
            )

    async def end(self) -> None:
        if self._process is not None:
            assert self._process.stdin is not None
            self._process.stdin.close()
            await self._process.wait()


# -------------------------------------------------- the far end; Django is set up before any of it runs
def rooms(count: int) -> list[dict[str, Any]]:
    """So many open rooms (live/rig/rooms.py)."""
    from live.rig.rooms import make

    return [asdict(one) for one in make(count)]


def seats(code: str, count: int) -> list[str]:
    """Tokens of so many new seats."""
    from live.seats import Seat, new_key, token

    return [token(Seat(room=code, key=new_key(), mode="room" if number % 2 else "remote")) for number in range(count)]


def rows(room: int) -> list[dict[str, Any]]:
    """The log of a room."""
    from live.models import Entry

    fields = ("seq", "activity", "actor", "verb", "body", "op_id", "at")
    found = Entry.objects.filter(room_id=room).order_by("seq").values(*fields)
    return [{**row, "op_id": str(row["op_id"])} for row in found]


def recount(code: str) -> dict[str, Any]:
    """Every activity, folded from the log by a process that served nobody."""
    from live.queries import room_by_code
    from live.recount import recount as count_again

    found = room_by_code(code)
    assert found is not None
    return {key: one.json() for key, one in count_again(found).items()}


def digest(rooms: list[int]) -> str:
    """Of every row of these rooms that a client could change."""
    from live.models import Entry, Places, Registration, Room, Seat

    sha = hashlib.sha256()
    sessions = list(Room.objects.filter(pk__in=rooms).values_list("session", flat=True))
    for model, within in (
        (Room, {"pk__in": rooms}),
        (Entry, {"room__in": rooms}),
        (Seat, {"room__in": rooms}),
        (Places, {"session__in": sessions}),
        (Registration, {"session__in": sessions}),
    ):
        for row in model._default_manager.filter(**within).order_by("pk").values_list():
            sha.update(repr(row).encode())
    return sha.hexdigest()


def meeting(places: int) -> dict[str, str]:
    """A session that registers, tomorrow, with so many places in the room: its key and the address of its form."""
    from datetime import time, timedelta

    from django.urls import reverse
    from django.utils import timezone

    from events.models import EventPage
    from sessions.models import SessionPage

    tomorrow = timezone.now().date() + timedelta(days=1)
    page = SessionPage(title="Reserved", day=tomorrow, begins=time(12), zone="UTC", registers=True)
    page.capacity_room, page.live = places, False
    EventPage.objects.get(title="Measured").add_child(instance=page)
    page.save_revision().publish()
    return {"session": str(page.translation_key), "address": reverse("register", args=[page.translation_key])}


def taken(session: str) -> int:
    """Confirmed registrations of a session, counted row by row."""
    from live.registration.models import Registration, Status

    return Registration.objects.filter(session=session, status=Status.CONFIRMED).count()


def moderator(name: str) -> dict[str, Any]:
    """A new account that may moderate and is signed in: its row and its Cookie header."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Permission

    email = f"{name}@check.example"
    user = get_user_model().objects.create_user(username=email, email=email, first_name=name)
    user.user_permissions.add(Permission.objects.get(codename="moderate_room", content_type__app_label="live"))
    return {"user": user.pk, "cookie": sign_in(user.pk)}


def sign_in(user: int) -> str:
    """The Cookie header of an account, signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
    from django.contrib.sessions.backends.db import SessionStore

    found = get_user_model().objects.get(pk=user)
    session = SessionStore()
    session[SESSION_KEY] = str(found.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = found.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def demote(user: int) -> None:
    """Take the right to moderate away."""
    from django.contrib.auth import get_user_model

    get_user_model().objects.get(pk=user).user_permissions.clear()


def change_password(user: int) -> None:
    """Which ends the sessions of the account elsewhere."""
    from django.contrib.auth import get_user_model

    found = get_user_model().objects.get(pk=user)
    found.set_password("otra-clave-larga-y-buena")
    found.save()


def switch_off(user: int) -> None:
    """The account may not sign in any more."""
    from django.contrib.auth import get_user_model

    get_user_model().objects.filter(pk=user).update(is_active=False)


def end_session(cookie: str) -> None:
    """As when it expires or is cleared."""
    from django.contrib.sessions.models import Session

    Session.objects.filter(pk=cookie.partition("=")[2]).delete()


def bar(room: int, code: str, seat: str) -> None:
    """Close a seat, as the moderation does."""
    from live.models import Seat
    from live.seats import from_token

    found = from_token(seat, room=code, language="es")
    assert found is not None
    Seat.objects.update_or_create(room_id=room, key=found.key, defaults={"barred": True, "mode": found.mode})


def raise_epoch(room: int) -> None:
    """What a redaction does: every fold begins anew."""
    from django.db.models import F

    from live.models import Room

    Room.objects.filter(pk=room).update(epoch=F("epoch") + 1)


def restore(room: int, seq: int) -> None:
    """What bringing back an older backup does: the log ends earlier, in a new epoch."""
    from django.db import transaction
    from django.db.models import F

    from live.models import Entry, Room

    with transaction.atomic():
        Entry.objects.filter(room_id=room, seq__gt=seq).delete()
        Room.objects.filter(pk=room).update(epoch=F("epoch") + 1, seq=seq)


DOES = {
    one.__name__: one
    for one in (
        *(rooms, seats, rows, recount, digest, meeting, taken, moderator, sign_in, demote, change_password, switch_off),
        *(end_session, bar, raise_epoch, restore),
    )
}


def main() -> None:
    """Do what is asked until nobody asks any more."""
    import django

    django.setup()
    from django.db import close_old_connections

    for line in sys.stdin:
        asked = json.loads(line)
        close_old_connections()
        try:
            answer = {"told": DOES[asked["do"]](**asked["with"])}
        except Exception as error:  # told to who asked, who stops there
            answer = {"wrong": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
