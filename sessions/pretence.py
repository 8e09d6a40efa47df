"""What a preview pretends while it is drawn: that the draft in hand is published, and stands in a state of choice."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from sessions.models import SessionPage
    from sessions.state import State


@dataclass(frozen=True)
class Pretence:
    """The draft that stands for its session; `state` None is the state it really has."""

    source: "SessionPage"
    state: "State | None"


_drawn: ContextVar[Pretence | None] = ContextVar("pretence", default=None)


@contextmanager
def pretending(source: "SessionPage", state: "State | None") -> Iterator[None]:
    """Every reader of this session, in whichever room, reads `source` and `state` until the preview is drawn."""
    token = _drawn.set(Pretence(source, state))
    try:
        yield
    finally:
        _drawn.reset(token)


def pretended(key: UUID) -> Pretence | None:
    """What is pretended of this session, here and now; nothing outside of a preview."""
    found = _drawn.get()
    return found if found and found.source.translation_key == key else None
