"""Where a session stands in time: its place in the calendar, and whether its room is open."""

from django.db import models


class Slot(models.Model):
    """The one calendar entry of a session, for all languages (`session` is the source page's translation_key).

    The row outlives its entry: `sequence` must go on rising when a session is taken back and published again, or
    calendars of people ignore the news (RFC 5545, 3.8.7.4).
    """

    session = models.UUIDField(unique=True)
    event = models.OneToOneField("schedule.Event", models.SET_NULL, null=True, related_name="slot")
    sequence = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.session)


class Running(models.Model):
    """Whether a session's room was opened and closed by its host. It outranks the clock."""

    session = models.UUIDField(unique=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.session)
