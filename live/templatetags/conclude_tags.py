"""What the desk shows of the session around the room: seats taken, downloads, and the way to its conclusions."""

from typing import Any

from django import template

from live.conclude import why
from live.queries import RoomInfo
from sessions import queries as sessions

register = template.Library()


@register.filter
def lacks_words(lacks: str) -> str:
    """Why nothing can be told of an activity."""
    return why(lacks)


@register.inclusion_tag("live_conclude/around.html", takes_context=True)
def around_the_room(context: template.Context, room: RoomInfo) -> dict[str, Any]:
    """Seats by mode and downloads for everyone at the desk; the button for who may add pages below the session."""
    session = sessions.source(room.session)
    user = context["request"].user
    return {
        "room": room,
        "session": session,
        "parts": context["parts"],
        "may_conclude": session.permissions_for_user(user).can_add_subpage(),
        "csrf_token": context.get("csrf_token"),
    }
