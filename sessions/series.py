"""A series: one session repeated by a recipe, expanded once into pages that go their own ways."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from sessions import clock, timetable
from sessions.copies import copy_page
from sessions.models import Series, SeriesMeeting, SessionPage
from sessions.recipes import Kind, fits, recipe

MOST = 60  # meetings: over a year of weekly ones; whoever wants more makes a second series, and sees what comes


class Refused(Exception):
    """Nothing was made. `field` is where the sentence belongs, "" for the session itself."""

    def __init__(self, sentence: str, field: str = ""):
        super().__init__(sentence)
        self.sentence, self.field = sentence, field


@dataclass(frozen=True)
class Plan:
    """A recipe and its end: so many meetings, the first counted, or a last day; one of the two."""

    kind: Kind
    meetings: int | None = None
    until: date | None = None

    @property
    def end(self) -> str:
        """The field that says where it ends."""
        return "meetings" if self.meetings else "until"


def may_make(user: AbstractBaseUser, session: SessionPage) -> bool:
    """Who may change the session and add pages beside it."""
    beside = session.get_parent().permissions_for_user(user)
    return bool(beside.can_add_subpage() and session.permissions_for_user(user).can_edit())


def why_not(session: SessionPage) -> str:
    """Why this session cannot be repeated whatever the recipe, or ""."""
    try:
        _refuse_session(session)
    except Refused as refused:
        return refused.sentence
    return ""


def days_of(session: SessionPage, plan: Plan) -> list[date]:
    """The days of a series that begins with `session`. Refuses what cannot be held, in one sentence."""
    _refuse_session(session)
    first = session.day
    assert first is not None
    if not fits(plan.kind, first):
        raise Refused(_("This session is on a weekend. Move it to a weekday, or choose another recipe."), "kind")
    _refuse_number(plan)
    most = min(plan.meetings or MOST + 1, MOST + 1)
    days = timetable.days(recipe(plan.kind, first), first, most=most, until=plan.until)
    _refuse_days(session, plan, days)
    return days


def _refuse_session(session: SessionPage) -> None:
    if not session.starts_at:
        raise Refused(_("This session has no day or no hour. Give it both, then repeat it."))
    if session.translated:
        raise Refused(_("This page is a translation. Repeat the page it was made from."))
    if SeriesMeeting.objects.filter(session=session.translation_key).exists():
        raise Refused(_("This session belongs to a series already. Duplicate it, and repeat the copy."))


def _refuse_number(plan: Plan) -> None:
    if plan.meetings is not None and plan.meetings < 2:
        raise Refused(_("A series has two meetings at least. Enter 2 or more."), "meetings")
    if plan.meetings is not None and plan.meetings > MOST:
        raise Refused(_too_many(), "meetings")


def _refuse_days(session: SessionPage, plan: Plan, days: Sequence[date]) -> None:
    if len(days) > MOST:
        raise Refused(_too_many(), plan.end)
    if len(days) < 2:
        raise Refused(_("No second meeting falls before this day. Choose a later one."), "until")
    event = session.event
    last = event.ends_on if event else None
    if last and days[-1] > last:
        words = {"last": _said(last), "day": _said(next(day for day in days if day > last))}
        sentence = _("The event ends on %(last)s; the meeting of %(day)s would come later. End the series before.")
        raise Refused(sentence % words, plan.end)
    refuse_skipped(session, days, field="kind")


def refuse_skipped(session: SessionPage, days: Sequence[date], *, field: str) -> None:
    """Refuses a day on which the clock of the session's zone skips its hour."""
    begins = session.begins
    missing = next((day for day in days if begins and not clock.exists(day, begins, session.zone)), None)
    if missing and begins:
        words = {"day": _said(missing), "hour": f"{begins:%H:%M}", "title": session.title}
        sentence = _(
            "On %(day)s the clocks change and skip %(hour)s, the hour of “%(title)s”. Choose another day or hour."
        )
        raise Refused(sentence % words, field)


def _refuse_unfinished(session: SessionPage) -> None:
    """A draft may lack what a published page must have."""
    try:
        session.full_clean()
    except ValidationError as error:
        why = _("This session cannot be published yet: %(why)s Complete it, or make drafts.")
        raise Refused(why % {"why": error.messages[0]}, "publish") from error


def _too_many() -> str:
    return _("A series has at most %(most)s meetings. End it earlier, or make a second series.") % {"most": MOST}


def _said(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


@transaction.atomic
def make_series(*, session: SessionPage, plan: Plan, by: AbstractBaseUser, publish: bool = False) -> Series:
    """Repeats the newest draft of `session` beside it: all meetings, or none. The session is the first of them."""
    if not may_make(by, session):
        raise PermissionDenied
    parent = session.get_parent()
    if publish and not parent.permissions_for_user(by).can_publish_subpage():
        raise PermissionDenied
    SessionPage.objects.select_for_update().get(pk=session.pk)  # pressed twice, the second finds the first's series
    newest = session.get_latest_revision_as_object()
    days = days_of(newest, plan)
    if publish:
        _refuse_unfinished(newest)
    copies = [copy_page(newest, to=parent, by=by, live=publish, day=day, recording="") for day in days[1:]]
    series = keep(timetable.keep_rule(recipe(plan.kind, days[0])), [session, *copies])
    log(instance=session, action="plenaria.series", user=by, data={"meetings": len(days)})
    return series


def keep(rule: int, meetings: Sequence[Page]) -> Series:
    """Notes which sessions one recipe made, in their order."""
    series = Series.objects.create(rule_id=rule)
    SeriesMeeting.objects.bulk_create(
        SeriesMeeting(series=series, session=page.translation_key, place=place)
        for place, page in enumerate(meetings, start=1)
    )
    return series


def forget(session: SessionPage) -> None:
    """A session of which no language is left belongs to no series; a series without meetings is none."""
    if SessionPage.objects.filter(translation_key=session.translation_key).exists():
        return
    SeriesMeeting.objects.filter(session=session.translation_key).delete()
    Series.objects.filter(meetings=None).delete()
