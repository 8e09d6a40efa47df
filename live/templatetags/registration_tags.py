"""What a session page shows of registration: the stub to reserve a seat, and the seats left."""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from live import queries as rooms
from live.registration import queries, rules
from live.registration.forms import RegistrationForm
from live.registration.models import Mode
from sessions import queries as sessions
from sessions.models import SessionPage
from sessions.state import state_of

register = template.Library()


@register.inclusion_tag("live_registration/stub.html", takes_context=True)
def registration_stub(context: template.Context, session_page: SessionPage) -> dict[str, Any]:
    """The stub after the poster: when, and the form; or why no seat can be reserved."""
    request = context.get("request")
    source = sessions.source(session_page.translation_key)
    offers = _offers(source)
    room = rooms.room_of(source.translation_key)
    return {
        "page": session_page,
        "session": source,
        "offers": offers,
        "form": getattr(request, "registration_form", None) or RegistrationForm(initial={"mode": _first_free(offers)}),
        "closed": _closed(source),
        "full": all(offer["place"].full for offer in offers),
        "room": room,
        "request": request,
    }


@register.inclusion_tag("live_registration/seats.html")
def seats(session: SessionPage) -> dict[str, Any]:
    """Seats taken and left, by mode, moving by themselves."""
    source = sessions.source(session.translation_key)
    return {"offers": _offers(source), "room": rooms.room_of(source.translation_key)}


@register.simple_tag
def left_words(place: rules.Place) -> str:
    """The same words that places.js writes, from the same patterns."""
    if place.capacity is None:
        pattern = _("{taken} registered")
    elif place.full:
        pattern = _("All {capacity} seats are taken")
    else:
        pattern = _("1 of {capacity} seats left") if place.left == 1 else _("{left} of {capacity} seats left")
    return pattern.format(left=place.left, capacity=place.capacity, taken=place.taken)


def _offers(source: SessionPage) -> list[dict[str, Any]]:
    """The modes one may ask for; a hybrid session without a seat far away, say, has one."""
    places = queries.places(source.translation_key).items()
    return [{"mode": mode, "label": Mode(mode).label, "place": place} for mode, place in places if place.capacity != 0]


def _first_free(offers: list[dict[str, Any]]) -> str:
    return next((offer["mode"] for offer in offers if not offer["place"].full), "")


def _closed(source: SessionPage) -> str:
    """Why no seat can be reserved, or ""."""
    state = state_of(source, timezone.now())
    return "" if state.takes_registrations else rules.closed_sentence(state)


@register.inclusion_tag("live_registration/figure.html")
def seats_figure(session: SessionPage) -> dict[str, Any]:
    """The seats of the room drawn one by one, taken and free, while they can be reserved; nothing without a limit."""
    source = sessions.source(session.translation_key)
    offered = queries.places(source.translation_key)
    open_now = source.registers and state_of(source, timezone.now()).takes_registrations
    room, remote = offered.get(Mode.ROOM), offered.get(Mode.REMOTE)
    return {"place": room if open_now and room and room.capacity else None, "remote": remote.taken if remote else 0}
