"""Reads registrations: places of a session, one registration by its link."""

import uuid

from events.reading import read_once
from live.registration import links
from live.registration.models import Places, Registration, Status
from live.registration.rules import Place, capacity, modes
from sessions import queries as sessions


@read_once
def places(session_key: uuid.UUID) -> dict[str, Place]:
    """Taken and capacity by mode, in the order in which they are offered."""
    session = sessions.source(session_key)
    taken = dict(Places.objects.filter(session=session_key).values_list("mode", "taken"))
    return {str(mode): Place(taken.get(mode, 0), capacity(session, mode)) for mode in modes(session)}


def taken(session_key: uuid.UUID, mode: str) -> int:
    """Confirmed registrations of a mode, counted."""
    return Registration.objects.filter(session=session_key, mode=mode, status=Status.CONFIRMED).count()


def active(session_key: uuid.UUID, email: str) -> Registration | None:
    """The place this address has, if any; letters' case makes no difference."""
    return Registration.objects.filter(session=session_key, email__iexact=email, status=Status.CONFIRMED).first()


def by_token(token: str) -> Registration | None:
    """The registration whose link this is."""
    return Registration.objects.filter(digest=links.digest(token)).first()
