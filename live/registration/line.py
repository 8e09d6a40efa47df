"""The line in which people wait for a place: a few are served at a time, in the order in which they came.

A whole hall that registers at once would else open a connection each: PostgreSQL has 100 by default, and SQLite lets
those who wait for its one lock try again by chance, some of them for longer than they are willing to wait.
"""

import asyncio
from weakref import WeakKeyDictionary

SERVED = 4  # at a time and process: the row of a session's places lets one in, the others prepare or show their page

_lines: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


def in_line() -> asyncio.Semaphore:
    """`async with in_line()`: wait for one's turn, holding neither thread nor connection meanwhile."""
    return _lines.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(SERVED))
