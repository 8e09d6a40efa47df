"""Gives a place and gives it back, under the lock of the row that counts them."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from live.registration import links, mails, queries, rules
from live.registration.models import Places, Registration, Status
from sessions import queries as sessions
from sessions.models import SessionPage

AGAIN_AFTER = 10 * 60  # seconds between two mails with the same link: longer than mail usually takes


@dataclass(frozen=True)
class Registered:
    """A place that was given, and the one link to see, enter and cancel it."""

    registration: Registration
    link: str


@contextmanager
def held(session_key: uuid.UUID, mode: str) -> Iterator[Places]:
    """Holds the row of a session's places of one mode: who comes next waits here, so counting and giving are one."""
    with transaction.atomic():
        Places.objects.get_or_create(session=session_key, mode=mode)
        yield Places.objects.select_for_update().get(session=session_key, mode=mode)


def register(*, session: uuid.UUID, mode: str, name: str, email: str) -> Registered:
    """Gives a place and sends its link. Refuses a closed session, a full mode and an address that has a place."""
    try:
        with held(session, mode) as places:
            registration = _give(places, sessions.source(session), name, email)
            transaction.on_commit(partial(mails.send_place, registration, get_language()), robust=True)
    except (IntegrityError, rules.AlreadyRegistered):
        _send_again(queries.active(session, email))
        raise rules.AlreadyRegistered(
            _("This address already has a seat here. We have sent its link: look in your mail."), "email"
        ) from None
    return Registered(registration, links.token(registration.key))


def _send_again(known: Registration | None) -> None:
    """Once in a while: anyone can type an address, and nobody should be flooded by it."""
    if known and cache.add(f"registration-sent-{known.pk}", True, AGAIN_AFTER):
        transaction.on_commit(partial(mails.send_place, known, get_language()), robust=True)


def _give(places: Places, page: SessionPage, name: str, email: str) -> Registration:
    rules.check_open(page, timezone.now())
    if places.mode not in rules.modes(page):
        raise rules.Refused(_("This session has no seats of this kind. Choose one of those offered."), "mode")
    if queries.active(places.session, email):
        raise rules.AlreadyRegistered("", "email")
    capacity, taken = rules.capacity(page, places.mode), queries.taken(places.session, places.mode)
    if capacity is not None and taken >= capacity:
        other = _other_open(places.session, places.mode)
        raise rules.Full(rules.full_sentence(places.mode, other), other)
    key = uuid.uuid4()
    registration = Registration.objects.create(
        key=key, session=places.session, mode=places.mode, name=name, email=email, digest=links.digest(links.token(key))
    )
    places.taken = taken + 1
    places.save(update_fields=["taken"])
    return registration


def _other_open(session_key: uuid.UUID, mode: str) -> str:
    """The other mode, if it has places."""
    return next((key for key, place in queries.places(session_key).items() if key != mode and not place.full), "")


def cancel(*, token: str) -> Registration | None:
    """Gives the place back; a second time changes nothing. None if no place has this link."""
    registration = queries.by_token(token)
    if registration is None:
        return None
    with held(registration.session, registration.mode) as places:
        freed = Registration.objects.filter(pk=registration.pk, status=Status.CONFIRMED)
        if freed.update(status=Status.CANCELLED):
            places.taken = queries.taken(registration.session, registration.mode)
            places.save(update_fields=["taken"])
    registration.refresh_from_db()
    return registration
