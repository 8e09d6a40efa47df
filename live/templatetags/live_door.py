"""The way from a session's page into its room: for hosts always, for others while it is worth it."""

from datetime import timedelta

from django import template
from django.template import Context
from django.utils import timezone

from live.queries import room_of
from live.rules import may_moderate
from plugins.contract import Json
from sessions.models import SessionPage
from sessions.queries import source
from sessions.state import State, state_of

register = template.Library()

EARLY = timedelta(minutes=30)  # people who come early find the door already on the page


@register.inclusion_tag("live/door.html", takes_context=True)
def live_door(context: Context, page: SessionPage) -> Json:
    """“Enter the room” with its code, for a session that is live or about to be; its desk, for those who moderate."""
    session, now = source(page.translation_key), timezone.now()
    state = state_of(session, now)
    near = session.starts_at is not None and session.starts_at - EARLY <= now
    here = state is State.LIVE or (state.is_coming and near)
    room, user = room_of(page.translation_key), context.get("user")
    desk = room if room and user and may_moderate(user, room) else None
    return {"room": room if here else None, "desk": desk, "live": state is State.LIVE}
