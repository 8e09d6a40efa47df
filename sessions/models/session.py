"""A session: a meeting with its time, place, people and activities."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from events.blocks import BodyBlock
from events.models import EventPage, Numbered, Person, Territory, Venue
from events.models.fields import LanguagesField, ZoneField
from events.models.translated import Translated, same_in_all
from plugins.blocks import ActivitiesField
from sessions import clock, rules
from sessions.models.copied import Copied
from sessions.models.panels import session_handler
from sessions.models.previews import PreviewedInStates
from sessions.models.words import NO_DAY, NO_HOUR, SHARED, SHORTEST, TOO_SHORT, Category, Mode, Platform, Role, Status

LONGEST = 24 * 60  # minutes: a longer meeting is a second session


class SessionPage(Numbered, Translated, Copied, PreviewedInStates, Page):
    """A meeting. The page holds its time as people say it: day, hour on the wall, minutes, zone.

    What must be equal in all languages (time, capacity, activities) is read from the source page by
    `sessions.queries.source`; a translation's own copy of it means nothing.
    """

    category = models.CharField(
        _("category"), max_length=16, choices=Category, default=Category.ROUND_TABLE, help_text=_("What sort it is.")
    )
    day = models.DateField(
        _("day"),
        null=True,
        error_messages={"null": NO_DAY},
        help_text=_("Needed to publish. A draft may leave it open."),
    )
    begins = models.TimeField(
        _("begins"),
        null=True,
        error_messages={"null": NO_HOUR},
        help_text=_("By the clock of the venue, such as 15:00."),
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        default=90,
        validators=[
            MinValueValidator(SHORTEST, TOO_SHORT),
            MaxValueValidator(LONGEST, _("A session lasts at most %(limit_value)s minutes, which is a day.")),
        ],
        help_text=_("How long it lasts: from 5 to 1440."),
    )
    zone = ZoneField(_("time zone"), blank=True, help_text=_("The clock of the venue. Empty: the event's."))
    mode = models.CharField(
        _("how people take part"),
        max_length=12,
        choices=Mode,
        default=Mode.HYBRID,
        help_text=_("In the room, from afar, or both at once."),
    )
    venue = models.ForeignKey(
        Venue,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("venue"),
        help_text=_("Where people come to. Empty for a remote session."),
    )
    platform = models.CharField(
        _("platform"),
        max_length=16,
        choices=Platform,
        blank=True,
        help_text=_("The video service for those far away. May stay empty."),
    )
    join_address = models.URLField(
        _("join address"),
        max_length=500,
        blank=True,
        help_text=_("The link of the video call. It is never printed: people get in through our own door."),
    )
    capacity_room = models.PositiveIntegerField(
        _("seats in the room"), null=True, blank=True, help_text=_("Empty: no limit.")
    )
    capacity_remote = models.PositiveIntegerField(
        _("seats from afar"), null=True, blank=True, help_text=_("Empty: no limit.")
    )
    registers = models.BooleanField(
        _("takes registrations"), default=True, help_text=_("Off: people can come without reserving a seat.")
    )
    introduction = models.TextField(
        _("introduction"), blank=True, max_length=600, help_text=_("Two or three sentences: what it is about.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True, help_text=_("May stay empty."))
    activities = ActivitiesField(
        verbose_name=_("activities"), blank=True, help_text=_("What people will do, in the order of the meeting.")
    )
    languages = LanguagesField(
        _("languages"), blank=True, default=list, help_text=_("Spoken or interpreted. Empty: the event's.")
    )
    territory = models.ForeignKey(
        Territory,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territory"),
        help_text=_("Where it belongs. May stay empty."),
    )
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=Status,
        default=Status.PLANNED,
        help_text=_("A cancelled session stays visible and says so, in calendars too."),
    )
    recording = models.URLField(_("recording"), blank=True, help_text=_("Shown once the session has passed."))

    edit_handler = session_handler()
    search_fields = [*Page.search_fields, index.SearchField("introduction"), index.SearchField("body")]
    template = "sessions/session.html"
    override_translatable_fields = same_in_all(*SHARED)
    parent_page_types = ["events.EventPage", "events.ThematicLinePage"]

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    @property
    def translated(self) -> bool:
        """Whether it is the translation of an older page."""
        return type(self).objects.filter(translation_key=self.translation_key, pk__lt=self.pk).exists()

    @property
    def event(self) -> EventPage | None:
        """The event it stands in; None for a page not yet in the tree."""
        return EventPage.objects.ancestor_of(self).first() if self.path else None

    @property
    def starts_at(self) -> datetime | None:
        """The start as an instant, None while day, hour or zone are missing."""
        if not (self.day and self.begins and self.zone):
            return None
        return clock.instant(self.day, self.begins, self.zone)

    @property
    def ends_at(self) -> datetime | None:
        """The end as an instant: minutes really passed, also over a change of clocks."""
        starts = self.starts_at
        return clock.after(starts, timedelta(minutes=self.minutes)) if starts else None

    def clean(self) -> None:
        super().clean()
        errors = {**self.wrong_hour(), **rules.capacity_refusals(self)}
        if errors:
            raise ValidationError(errors)

    def wrong_hour(self) -> dict[str, str]:
        """What to say when the clock of the zone never shows this hour on this day."""
        if not (self.day and self.begins and self.zone) or clock.exists(self.day, self.begins, self.zone):
            return {}
        return {"begins": _now("The clocks change that night and skip this hour. Choose another one.")}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from sessions.poster import poster  # the page's own reading, which needs this model

        return {**super().get_context(request, *args, **kwargs), "facts": poster(self, request)}

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.inherit()
        super().save(*args, **kwargs)

    def inherit(self, parent: Page | None = None) -> None:
        """Takes zone and languages from the event when it has none of its own."""
        if self.zone and self.languages:
            return
        event = EventPage.objects.ancestor_of(parent, inclusive=True).first() if parent else self.event
        if event:
            self.zone = self.zone or event.zone
            self.languages = self.languages or list(event.languages)


class SessionSpeaker(Orderable):
    """A person's part in a session."""

    page = ParentalKey(SessionPage, on_delete=models.CASCADE, related_name="speakers")
    person = models.ForeignKey(
        Person,
        models.CASCADE,
        related_name="+",
        verbose_name=_("person"),
        help_text=_("From the directory. Someone new can be added there at once."),
    )
    role = models.CharField(
        _("role"), max_length=12, choices=Role, default=Role.SPEAKS, help_text=_("What they do in the session.")
    )

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"
