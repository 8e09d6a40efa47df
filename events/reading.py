"""What is read once while one page is made: readers in every room ask for the same session, event and numbers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.db.models import Model

_read: ContextVar[dict[Any, Any] | None] = ContextVar("read", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """Until the end, what `read_once` marks is asked of the database once. For requests that write nothing."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def read_once[**P, T](read: Callable[P, T]) -> Callable[P, T]:
    """Keeps what `read` found for the rest of a reading; callers share the answer and change nothing in it.

    What has no row yet is read anew each time.
    """

    @wraps(read)
    def kept(*args: P.args, **kwargs: P.kwargs) -> T:
        known = _read.get()
        if known is None or any(isinstance(one, Model) and not one.pk for one in args):
            return read(*args, **kwargs)
        key = (read, *map(_named, args), *sorted(kwargs.items()))
        if key not in known:
            known[key] = read(*args, **kwargs)
        return known[key]

    return kept


def _named(value: Any) -> Any:
    """A page is the same page whatever class it was read as."""
    return ("row", value.pk) if isinstance(value, Model) else value
