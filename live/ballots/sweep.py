"""What a database still holds of deleted ballots is given back: its write-ahead log, its dead rows.

Deleted is not gone. SQLite overwrites deleted rows (`secure_delete`, in the settings), but the pages before that stand
in its write-ahead log until a checkpoint empties it, which waits for readers. PostgreSQL keeps dead rows until it is
vacuumed.
"""

from typing import Any

from django.db import connection

MOMENT = 200  # ms a checkpoint waits for readers: then it is tried again a second later

_due = False  # of this process; where it dies over it, SQLite's last connection empties the log when it closes


def is_due() -> bool:
    """Whether something is left to sweep."""
    return _due


def begin() -> None:
    """Ballots were deleted: sweep now, and if somebody reads, a little later (`live.pulse`)."""
    global _due
    _due = True
    sweep()


def sweep() -> bool:
    """Try; whether nothing is left."""
    global _due
    with connection.cursor() as cursor:
        _due = not _SWEEPS[connection.vendor](cursor)
    return not _due


def _empty_the_log(cursor: Any) -> bool:
    (patience,) = cursor.execute("PRAGMA busy_timeout").fetchone()
    cursor.execute(f"PRAGMA busy_timeout = {MOMENT}")
    try:
        (busy, _pages, _moved) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {patience}")
    return not busy


def _vacuum(cursor: Any) -> bool:
    cursor.execute("VACUUM (SKIP_LOCKED) live_ballot, live_box")
    return True


_SWEEPS = {"sqlite": _empty_the_log, "postgresql": _vacuum}
