"""A published session page gives its room what it says."""

from typing import Any

from wagtail.signals import page_published

from live.actions import open_room
from sessions.models import SessionPage
from sessions.queries import source


def tell_the_room(sender: Any, instance: SessionPage, **_: Any) -> None:
    """Open the room of a published session, or tell it what changed. A draft has no room, whatever its translations."""
    if source(instance.translation_key).live:
        open_room(session_key=instance.translation_key)


def connect() -> None:
    """Listen to session pages."""
    page_published.connect(tell_the_room, sender=SessionPage, dispatch_uid="live.tell_the_room")
