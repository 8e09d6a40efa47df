"""Two questions a watcher asks: does the process live, and can it serve?"""

import asyncio
from collections.abc import Awaitable
from concurrent.futures import Future
from functools import cache
from threading import Thread

from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from live.hub import Hub

BOUND = 1.5  # seconds everything together may take: a watcher gives up after two or more
OK, SILENT = "ok", "does not answer"


@require_safe
@never_cache
async def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"alive": True})


@require_safe
@never_cache
async def readyz(request: HttpRequest) -> JsonResponse:
    """Whether people may be sent here, and each part by name; 503 where not.

    A layer that is away is told and is no reason to send nobody: rooms go on, a second late."""
    hub = Hub.current()
    reached, missing = await asyncio.gather(_within(hub.reaches()), _within(probe.answers()))
    child, layer = reached or (False, False)
    parts = {
        "database": SILENT if missing is None else OK,
        "migrations": "unknown" if missing is None else f"{missing} missing" if missing else OK,
        "formats": OK if child else SILENT,
        "leaving": hub.leaving,
    }
    ready = missing == 0 and child and not hub.leaving
    told = {"ready": ready, **parts, "layer": OK if layer else SILENT}
    return JsonResponse(told, status=200 if ready else 503)


async def _within[T](asked: Awaitable[T]) -> T | None:
    """The answer; None where none came in time, or an error in its place."""
    try:
        return await asyncio.wait_for(asked, BOUND)
    except Exception:
        return None


class Probe:
    """Asks the database for its migrations on a thread of its own, one question at a time: where the database hangs,
    that thread alone waits for it, and nobody waits for the thread when the process ends."""

    def __init__(self) -> None:
        self._asked: Future[int] | None = None

    async def answers(self) -> int:
        """The number of migrations that are missing."""
        return await asyncio.wrap_future(self._ask())

    def _ask(self) -> Future[int]:
        """The question that still waits, if one does."""
        if self._asked is None or self._asked.done():
            self._asked = Future()
            self._asked.set_running_or_notify_cancel()  # who gives up waiting does not end it
            Thread(target=self._answer, args=(self._asked,), daemon=True, name="readyz").start()
        return self._asked

    def _answer(self, asked: Future[int]) -> None:
        try:
            asked.set_result(missing())
        except Exception as error:
            asked.set_exception(error)
        finally:
            connections.close_all()


probe = Probe()


def missing() -> int:
    """How many migrations of the code the database has not had."""
    applied = set(MigrationRecorder(connection).applied_migrations())
    return sum(1 for key, replaces in _known().items() if key not in applied and not (replaces and replaces <= applied))


@cache
def _known() -> dict[tuple[str, str], set[tuple[str, str]]]:
    """Every migration of the code, and those it stands for; read once, for files do not change under a process."""
    nodes = MigrationLoader(None, ignore_no_migrations=True).graph.nodes
    return {key: set(migration.replaces) for key, migration in nodes.items()}
