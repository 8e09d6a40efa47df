"""Duplicates of a session, a series and an event: drafts with their own activities, moved to a day that is chosen."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from events.models import EventPage, ThematicLinePage
from sessions import timetable
from sessions.copies import copy_page
from sessions.models import Series, SeriesMeeting, SessionPage
from sessions.models.words import Status
from sessions.recipes import fits, recipe
from sessions.series import Refused, keep, refuse_skipped

AFRESH: dict[str, Any] = {"status": Status.PLANNED, "recording": ""}
"""A copy is a meeting to come, whatever became of the one it is copied from."""


def may_duplicate(user: AbstractBaseUser, page: Page) -> bool:
    """Who may add pages beside it and read its draft."""
    beside = page.get_parent().permissions_for_user(user)
    return bool(beside.can_add_subpage() and page.permissions_for_user(user).can_edit())


def _check(user: AbstractBaseUser, page: Page) -> None:
    if not may_duplicate(user, page):
        raise PermissionDenied


@transaction.atomic
def duplicate_session(*, session: SessionPage, title: str, day: date | None, by: AbstractBaseUser) -> SessionPage:
    """A draft of the session beside it, on `day`."""
    _check(by, session)
    newest = session.get_latest_revision_as_object()
    if day:
        refuse_skipped(newest, [day], field="day")
    made = copy_page(newest, to=session.get_parent(), by=by, title=title, day=day, **AFRESH)
    _note(session, made, by)
    return made


def series_of(session: SessionPage) -> Series | None:
    """The series a session belongs to."""
    meeting = SeriesMeeting.objects.filter(session=session.translation_key).select_related("series").first()
    return meeting.series if meeting else None


@transaction.atomic
def duplicate_series(*, session: SessionPage, title: str, day: date, by: AbstractBaseUser) -> list[SessionPage]:
    """All meetings of the session's series beside it, as drafts, on the days its recipe gives from `day` on."""
    _check(by, session)
    series = series_of(session)
    pages = list(_meetings(series)) if series else []
    if series is None or not pages:
        raise Refused(_("This session belongs to no series. Duplicate the session."))
    kind = timetable.kind_of(series.rule_id)
    if not fits(kind, day):
        raise Refused(_("A series of weekdays begins on a weekday. Choose a day from Monday to Friday."), "day")
    again = recipe(kind, day)
    days = timetable.days(again, day, most=len(pages))
    for page in pages:
        refuse_skipped(page, days, field="day")
    parent = session.get_parent()
    moved = zip(pages, days, strict=True)
    made = [copy_page(page, to=parent, by=by, title=title, day=there, **AFRESH) for page, there in moved]
    keep(timetable.keep_rule(again), made)
    _note(session, made[0], by)
    return made


def _meetings(series: Series) -> Iterator[SessionPage]:
    """The newest drafts of a series' meetings, those deleted left out."""
    for key in series.meetings.values_list("session", flat=True):
        page = SessionPage.objects.filter(translation_key=key).order_by("pk").first()
        if page:
            yield page.get_latest_revision_as_object()


@transaction.atomic
def duplicate_event(*, event: EventPage, title: str, first_day: date, by: AbstractBaseUser) -> EventPage:
    """The event with its lines and sessions as drafts in this language, every day moved as far as the first.

    Rooms, registrations, records and conclusions stay with the event they belong to."""
    _check(by, event)
    newest = event.get_latest_revision_as_object()
    below = [page.get_latest_revision_as_object() for page in _parts(event)]
    shift = first_day - newest.first_day if newest.first_day else timedelta()
    for page in below:
        if isinstance(page, SessionPage) and page.day:
            refuse_skipped(page, [page.day + shift], field="first_day")
    last = newest.last_day + shift if newest.last_day else None
    made = copy_page(newest, to=event.get_parent(), by=by, title=title, first_day=first_day, last_day=last)
    keys = _copy_below(made, newest, below, shift, by)
    _keep_series(keys)
    _note(event, made, by)
    return made


def _parts(event: EventPage) -> Iterator[Any]:
    """Lines and sessions below an event, each after the one it stands in."""
    found = Page.objects.descendant_of(event).exact_type(ThematicLinePage, SessionPage)
    return (page.specific for page in found.order_by("path"))


def _copy_below(
    made: EventPage, event: EventPage, below: list[Any], shift: timedelta, by: AbstractBaseUser
) -> dict[UUID, SessionPage]:
    """Copies the parts of `event` below `made`; gives the copy of each session by the key it was copied from."""
    there: dict[str, Page] = {event.path: made}
    copied = {}
    for page in below:
        changes = _moved(page, shift) if isinstance(page, SessionPage) else {}
        there[page.path] = copy_page(page, to=there[page.path[: -page.steplen]], by=by, **changes)
        if isinstance(page, SessionPage):
            copied[page.translation_key] = there[page.path]
    return copied


def _moved(page: SessionPage, shift: timedelta) -> dict[str, Any]:
    return {"day": page.day + shift if page.day else None, **AFRESH}


def _keep_series(copied: dict[UUID, Any]) -> None:
    """Copies of the meetings of a series are a series again."""
    for series in Series.objects.filter(meetings__session__in=copied).distinct():
        keys = series.meetings.filter(session__in=copied).values_list("session", flat=True)
        keep(series.rule_id, [copied[key] for key in keys])


def _note(page: Page, made: Page, by: AbstractBaseUser) -> None:
    log(instance=page, action="plenaria.duplicate", user=by, data={"title": made.title, "page": made.pk})
