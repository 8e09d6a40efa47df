"""The pages of people, organisations and territories, and the three lists they stand in."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from events.models import Organisation, Person, Territory
from events.models.listed import number_of
from sessions import directory


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    return render(request, "sessions/directory/people.html", {"listed": directory.people()})


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    return render(request, "sessions/directory/organisations.html", {"listed": directory.organisations()})


@require_safe
def territories(request: HttpRequest) -> HttpResponse:
    return render(request, "sessions/directory/territories.html", {"listed": directory.territories()})


@require_safe
def person(request: HttpRequest, handle: str) -> HttpResponse:
    """Someone with a part in a published session; anybody else is not found."""
    return shown(request, handle, "person", directory.people(), directory.record_of_person)


@require_safe
def organisation(request: HttpRequest, handle: str) -> HttpResponse:
    """An organisation, its events and its people's sessions."""
    return shown(request, handle, "organisation", directory.organisations(), directory.record_of_organisation)


@require_safe
def territory(request: HttpRequest, handle: str) -> HttpResponse:
    """A territory with all that stands in it."""
    return shown(request, handle, "territory", directory.territories(), directory.record_of_territory)


def shown[T: (Person, Organisation, Territory)](
    request: HttpRequest, handle: str, kind: str, among: QuerySet[T], record: Callable[[T, HttpRequest], Any]
) -> HttpResponse:
    """The page of one; from an address with an old name on to the present one."""
    found = among.filter(pk=number_of(handle) or 0).first()
    if found is None:
        raise Http404
    if found.handle != handle:
        return redirect(found.get_absolute_url(), permanent=True)
    return render(request, f"sessions/directory/{kind}.html", {"subject": found, "record": record(found, request)})
