"""The threads of a hub that ask the database: few, each with a connection it keeps, none waiting for long."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from django.db import Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

THREADS = 4  # SQLite has one writer, PostgreSQL locks a room's row: more would only wait
PATIENCE = 5  # seconds a statement waits for a lock: then people are told `busy`, and try again
NAME = "hub-database"


class Pool:
    """Work for the database, beside the loop."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix=NAME)

    async def run(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Do something with the database. Each thread keeps its connection: a new one for every call cost 1.5 ms. One
        that failed is given up, and the next call gets another."""

        def with_connection() -> Any:
            try:
                return work(*args, **kwargs)
            except Error:
                connections.close_all()
                raise

        return await asyncio.get_running_loop().run_in_executor(self._threads, with_connection)

    def close(self) -> None:
        """Close the connection of every thread, each in its own, and end them."""
        together = threading.Barrier(THREADS)

        def close(_: int) -> None:
            with suppress(threading.BrokenBarrierError):  # one is still at work; it closes its own afterwards
                together.wait(timeout=PATIENCE)
            connections.close_all()

        list(self._threads.map(close, range(THREADS)))
        self._threads.shutdown(wait=True)


def be_quick(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """A new connection of one of these threads does not wait long for a lock; editors' pages may wait longer."""
    if not threading.current_thread().name.startswith(NAME):
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
        elif connection.vendor == "postgresql":
            cursor.execute(f"SET lock_timeout = '{PATIENCE}s'")


connection_created.connect(be_quick, dispatch_uid="live.pool")
