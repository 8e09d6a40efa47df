"""Reserving a seat from the session page, and the page of one's own place."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from live import seats
from live.queries import room_of
from live.registration import actions, links, queries, rules
from live.registration.forms import RegistrationForm
from live.registration.models import Registration, Status
from live.screens.origin import same_origin_post
from sessions import queries as sessions
from sessions.models import SessionPage


def session_page(key: uuid.UUID) -> SessionPage:
    """The published page people read, in their language when there is one."""
    try:
        page = sessions.source(key)
    except SessionPage.DoesNotExist:
        page = None
    if page is None or not page.live:
        raise Http404
    return page.localized


@method_decorator([same_origin_post, never_cache], name="dispatch")
class Register(View):
    """The form of the stub. A refusal shows the session page again, with what was typed and one sentence."""

    def get(self, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        return redirect(session_page(key).get_url(request) + "#seat")

    def post(self, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        page = session_page(key)
        form = RegistrationForm(request.POST)
        if form.is_valid():
            try:
                registered = actions.register(session=key, **form.cleaned_data)
            except rules.Refused as refused:
                form.add_error(refused.field or None, refused.sentence)
            else:
                return redirect("registration_place", token=registered.link)
        request.registration_form = form
        response = page.serve(request)
        response.status_code = 422
        return response


def registration_of(token: str) -> Registration:
    """The place behind a link, or a page that says there is none."""
    registration = queries.by_token(token)
    if registration is None:
        raise Http404
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
        "cancelled": registration.status == Status.CANCELLED,
    }
    return render(request, "live_registration/place.html", words)


@require_POST
@never_cache
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Gives the place back and shows that it is free again."""
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
    seat = seats.Seat(
        room=room.code,
        key=links.seat_key(registration.key),
        mode=registration.mode,
        name=registration.name,
        trust="registered",
        language=get_language() or "es",
    )
    response = redirect(reverse("live_room", args=[room.code]))
    response.set_cookie(
        seats.COOKIE.format(code=room.code),
        seats.token(seat),
        max_age=seats.DAYS * 86400,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response
