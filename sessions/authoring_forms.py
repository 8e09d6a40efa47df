"""What an organiser is asked: how a session repeats, and where a duplicate goes."""

from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from events.models import EventPage
from sessions.models import SessionPage
from sessions.recipes import Kind
from sessions.series import Plan, Refused, days_of

TITLE = 255  # letters a page's title takes


class SeriesForm(forms.Form):
    """A recipe and its end. `days` are the days of all meetings once the form is valid."""

    kind = forms.ChoiceField(
        label=_("Repeats"),
        choices=Kind.choices,
        widget=forms.Select(attrs={"style": "max-width: calc(100vw - 3rem)"}),  # its words are wider than a phone
        help_text=_("Days a month does not have are left out."),
    )
    meetings = forms.IntegerField(
        label=_("How many meetings"),
        required=False,
        min_value=1,
        help_text=_("This session counts as the first. Leave it empty to choose a last day instead."),
    )
    until = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=AdminDateInput,
        help_text=_("No meeting comes after it. Leave it empty if you say how many."),
    )
    publish = forms.BooleanField(
        label=_("Publish all meetings at once"), required=False, help_text=_("Off: they are drafts, to be looked at.")
    )

    def __init__(self, *args: Any, session: SessionPage, may_publish: bool, **said: Any):
        super().__init__(*args, **said)
        self.session = session
        self.days: list[date] = []
        if not may_publish:
            del self.fields["publish"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            self._expand(said)
        return said

    def _expand(self, said: dict[str, Any]) -> None:
        if bool(said["meetings"]) == bool(said["until"]):
            self.add_error("meetings", _now("Say either how many meetings there are, or the last day."))
            return
        try:
            self.days = days_of(self.session, self.plan)
        except Refused as refused:
            self.add_error(refused.field or None, refused.sentence)

    @property
    def plan(self) -> Plan:
        """What was said, as a plan."""
        said = self.cleaned_data
        return Plan(Kind(said["kind"]), said["meetings"], said["until"])

    @property
    def seen(self) -> str:
        """The days as one word, posted back with the confirmation: what is made is what was seen."""
        return " ".join(day.isoformat() for day in self.days)


class DuplicateForm(forms.Form):
    """The title of the copy, and the day it begins on. `says` is what the copy holds and what it does not."""

    says: str | Promise = ""
    heading: str | Promise = _("Duplicate session")
    of_one = False

    title = forms.CharField(label=_("Title"), max_length=TITLE, help_text=_("What the copy is called."))

    def __init__(self, *args: Any, page: Any, **said: Any):
        super().__init__(*args, **said)
        self.initial = {**self.initial, "title": page.title, self.day_name: self.day_of(page)}

    day_name = "day"

    def day_of(self, page: Any) -> date | None:
        return page.day


class DuplicateSessionForm(DuplicateForm):
    of_one = True
    says = _(
        "The copy is a draft beside this session, with activities of its own. "
        "Registrations, room and record stay where they are."
    )
    day = forms.DateField(
        label=_("Day"),
        required=False,
        widget=AdminDateInput,
        help_text=_("The copy keeps its hour and its place. Empty: decide later."),
    )


class DuplicateSeriesForm(DuplicateForm):
    heading = _("Duplicate series")
    says = _(
        "The copy holds every meeting of the series, as drafts. Registrations, rooms and records stay where they are."
    )
    day = forms.DateField(
        label=_("First day"),
        widget=AdminDateInput,
        help_text=_("The recipe of the series gives the days that follow. Meetings moved by hand are back in step."),
    )


class DuplicateEventForm(DuplicateForm):
    heading = _("Duplicate event")
    says = _(
        "The copy holds the event with its lines and sessions, as drafts in this language. "
        "Registrations, rooms, records and conclusions stay where they are."
    )
    day_name = "first_day"
    first_day = forms.DateField(
        label=_("First day"), widget=AdminDateInput, help_text=_("All days of the programme move as far as this one.")
    )

    def day_of(self, page: EventPage) -> date | None:
        return page.first_day
