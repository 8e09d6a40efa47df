"""The way from a session's page into its room, while there is something to enter for."""

from datetime import timedelta

from django import template
from django.utils import timezone

from live.queries import room_of
from plugins.contract import Json
from sessions.models import SessionPage
from sessions.queries import source
from sessions.state import State, state_of

register = template.Library()

EARLY = timedelta(minutes=30)  # people who come early find the door already on the page


@register.inclusion_tag("live/door.html")
def live_door(page: SessionPage) -> Json:
    """“Enter the room” with its code, for a session that is live or about to be; nothing for any other."""
    session, now = source(page.translation_key), timezone.now()
    state = state_of(session, now)
    near = session.starts_at is not None and session.starts_at - EARLY <= now
    here = state is State.LIVE or (state.is_coming and near)
    return {"room": room_of(page.translation_key) if here else None, "live": state is State.LIVE}
