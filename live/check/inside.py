"""The product as an ASGI application that can be looked into and has a layer that loses hints. Only scenarios start it.

`PLENARIA_CHECK_DROPS` is the share of hints that are lost. On SIGUSR1 the process writes what it holds to
`PLENARIA_CHECK_FILE`: its tasks, rooms, sockets, and objects of Python.
"""

import asyncio
import gc
import json
import os
import random
import signal
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.settings.rig")

import django

django.setup()

from channels.layers import get_channel_layer  # noqa: E402  (apps must be loaded first)
from django.conf import settings  # noqa: E402
from django.utils.module_loading import import_string  # noqa: E402

from live import hub, pulse  # noqa: E402

DROPS = float(os.environ.get("PLENARIA_CHECK_DROPS", "0"))
EMPTY = float(os.environ.get("PLENARIA_CHECK_EMPTY", "0"))

_product = import_string(settings.ASGI_APPLICATION)
_ready = False


def _lose_hints() -> None:
    chance = random.Random(os.environ.get("PLENARIA_CHECK_SEED"))  # noqa: S311
    layer = get_channel_layer()
    sends = layer.group_send

    async def group_send(group: str, message: dict[str, Any]) -> None:
        if chance.random() >= DROPS:
            await sends(group, message)

    layer.group_send = group_send


def _write_down(*_signal: Any) -> None:
    """What the process holds now."""
    here = next(iter(hub._hubs.values()), None)
    gc.collect()
    told = {
        "tasks": len(asyncio.all_tasks(next(iter(hub._hubs.keys())))) if here else 0,
        "rooms": len(here._rooms) if here else 0,
        "sockets": sum(len(room.sockets) for room in here._rooms.values()) if here else 0,
        "files": len(os.listdir("/proc/self/fd")),
    }
    file = os.environ["PLENARIA_CHECK_FILE"]
    with open(file + ".new", "w") as out:
        json.dump(told, out)
    os.replace(file + ".new", file)


async def application(scope: Any, receive: Any, send: Any) -> None:
    """The product itself."""
    global _ready
    if not _ready:
        _ready = True
        if DROPS:
            _lose_hints()
        if EMPTY:
            pulse.EMPTY = EMPTY
        if "PLENARIA_CHECK_FILE" in os.environ:
            asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, _write_down)
    await _product(scope, receive, send)
