"""The bound from below: sockets as every tutorial of Channels makes them, to be measured beside Plenaria.

A server of its own: `daphne live.bench.tutorial:application`; votes are kept in `tutorial.sqlite3` in the folder
PLENARIA_DATA. It needs nothing of the product. Two addresses:

- `/ws/<any name>/`: who connects joins the group of that name; each text that comes in is sent to every consumer of
  the group by `group_send`, and each consumer writes it to its own socket.
- `/ws/votes/`: the same, and each vote is a row in a table: one transaction and one broadcast of the tally per vote.
  It speaks the part of Plenaria's wire that a voting client needs, so that one client measures both.
"""

import json
import os
import socket
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
from django.conf import settings

REDIS = "redis://127.0.0.1:6379/0"


def redis_address() -> str:
    """Where a Redis answers that the layer may use: REDIS_URL or this machine's own; "" for none."""
    address = os.environ.get("REDIS_URL", REDIS)
    parts = urlsplit(address)
    if find_spec("channels_redis") is None:
        return ""
    try:
        socket.create_connection((parts.hostname or "127.0.0.1", parts.port or 6379), timeout=1).close()
    except OSError:
        return ""
    return address


def layer_name() -> str:
    """The layer a tutorial server started now would use, for reports."""
    return "Redis pub/sub" if redis_address() else "in-memory layer"


def _layer() -> dict[str, Any]:
    address = redis_address()
    if not address:
        return {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    config = {"hosts": [address], "prefix": f"tutorial-{os.getpid()}"}
    return {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": config}


def _database() -> dict[str, Any]:
    """SQLite as safe as the product's own: nothing is answered before it is on the disk."""
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": Path(os.environ["PLENARIA_DATA"]) / "tutorial.sqlite3",
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
    }


OWN = not settings.configured  # not where a command of Plenaria only looks at this module
if OWN:
    settings.configure(
        SECRET_KEY="only-to-measure",  # noqa: S106
        INSTALLED_APPS=["channels"],
        DATABASES={"default": _database()},
        CHANNEL_LAYERS={"default": _layer()},
        USE_TZ=True,
    )
    django.setup()

from channels.db import database_sync_to_async  # noqa: E402  (settings first)
from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.urls import re_path  # noqa: E402

TABLE = "CREATE TABLE IF NOT EXISTS vote (id INTEGER PRIMARY KEY, op TEXT UNIQUE NOT NULL, choice TEXT NOT NULL)"


class Group(AsyncWebsocketConsumer):
    """A chat room, line by line as the tutorial has it."""

    async def connect(self) -> None:
        self.group = f"tutorial_{self.scope['url_route']['kwargs']['name']}"
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept(next(iter(self.scope.get("subprotocols", ())), None))

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        await self.channel_layer.group_send(self.group, {"type": "told", "text": text_data})

    async def told(self, event: dict[str, Any]) -> None:
        await self.send(text_data=event["text"])


class Votes(Group):
    """A poll, as a tutorial would go on: save the vote, count, tell everybody."""

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        said = json.loads(text_data or "{}")
        if said.get("t") == "join":
            return await self.send(text_data=json.dumps({"t": "snapshot", "rev": 0}))
        place, tally = await database_sync_to_async(count)(said["id"], said["body"]["choices"][0])
        await self.send(text_data=json.dumps({"t": "ack", "id": said["id"], "seq": place}))
        told = json.dumps({"t": "patch", "from": place - 1, "to": place, "patch": tally})
        await self.channel_layer.group_send(self.group, {"type": "told", "text": told})


def count(op: str, choice: str) -> tuple[int, dict[str, int]]:
    """Save one vote; its place and the tally with it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO vote (op, choice) VALUES (%s, %s)", [op, choice])
        cursor.execute("SELECT choice, COUNT(*) FROM vote GROUP BY choice")
        tally = dict(cursor.fetchall())
    return sum(tally.values()), tally


if OWN:
    with connection.cursor() as first:
        first.execute(TABLE)
    connection.close()

application = ProtocolTypeRouter(
    {
        "websocket": URLRouter(
            [re_path(r"^ws/(?P<name>votes)/$", Votes.as_asgi()), re_path(r"^ws/(?P<name>\w+)/?$", Group.as_asgi())]
        )
    }
)
