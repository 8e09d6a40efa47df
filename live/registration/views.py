"""Reserving a seat from the session page, and the page of one's own place."""

import uuid
from http import HTTPStatus

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from events.privacy import may_see
from events.queries import line_number
from live.queries import room_of
from live.registration import actions, links, queries, rules
from live.registration.forms import RegistrationForm
from live.registration.line import in_line
from live.registration.models import Registration, Status
from live.screens.origin import same_origin_post
from live.screens.seating import hand_over, language, tidy_name
from live.seats import Seat
from sessions import queries as sessions
from sessions.models import SessionPage
from sessions.state import State, state_of


def session_page(key: uuid.UUID) -> SessionPage:
    """The published page people read, in their language when there is one."""
    try:
        page = sessions.source(key)
    except SessionPage.DoesNotExist:
        page = None
    if page is None or not page.live:
        raise Http404
    return page.localized


@same_origin_post
@never_cache
async def register(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The form of the stub. A refusal shows the session page again, with what was typed and one sentence."""
    if request.method != "POST":
        return await sync_to_async(_show)(request, key)
    async with in_line():
        return await sync_to_async(_register)(request, key)


def _show(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    return redirect(f"{session_page(key).get_url(request)}#seat")


def _register(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    page = session_page(key)
    if not may_see(request, page):
        return _show(request, key)  # the page's own address asks them to sign in
    form = RegistrationForm(request.POST)
    if form.is_valid():
        try:
            registered = actions.register(session=key, **form.cleaned_data)
        except rules.Refused as refused:
            form.add_error(refused.field or None, refused.sentence)
        else:
            return redirect("registration_place", token=registered.link)
    request.registration_form = form  # type: ignore[attr-defined]  # the stub's tag reads it
    response = page.serve(request)
    response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    return response


def registration_of(token: str) -> Registration:
    """The place behind a link, or a page that says there is none: also where the session was deleted."""
    registration = queries.by_token(token)
    if registration is None or not sessions.languages(registration.session):
        raise Http404(_("No place has this link. Look for the newest mail from us."))
    return registration


@never_cache
def place(request: HttpRequest, token: str) -> HttpResponse:
    """One's own place: when and where, calendar file, the way into the room, cancelling."""
    registration = registration_of(token)
    source = sessions.source(registration.session)
    words = {
        "registration": registration,
        "page": source.localized,
        "session": source,
        "token": token,
        "room": room_of(registration.session),
        "line": line_number(source),
        "cancelled": registration.status == Status.CANCELLED,
        "state": state_of(source, timezone.now()),
        "called_off": rules.closed_sentence(State.CANCELLED),
    }
    return render(request, "live_registration/place.html", words)


@require_POST
@never_cache
async def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Gives the place back and shows that it is free again."""
    async with in_line():
        return await sync_to_async(_cancel)(token)


def _cancel(token: str) -> HttpResponse:
    registration_of(token)
    actions.cancel(token=token)
    return redirect("registration_place", token=token)


@require_POST
@never_cache
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Sits the registered person down on the one seat of their registration and opens the room."""
    registration = registration_of(token)
    room = room_of(registration.session)
    if room is None or registration.status == Status.CANCELLED:
        return redirect("registration_place", token=token)
    seat = Seat(
        room=room.code,
        key=links.seat_key(registration.key),
        mode=registration.mode,  # type: ignore[arg-type]  # a constraint allows these three alone
        name=tidy_name(registration.name),
        trust="registered",
        language=language(),
    )
    response = redirect("live_room", code=room.code)
    hand_over(response, request, seat)
    return response
