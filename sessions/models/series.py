"""Which sessions were made by one recipe. The pages hold everything else, and each goes its own way."""

from django.db import models


class Series(models.Model):
    """A recipe and the sessions it was expanded into, once. Changing it later changes no page."""

    rule = models.ForeignKey("schedule.Rule", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.pk} {self.rule_id}"


class SeriesMeeting(models.Model):
    """One session of a series (`session` is the page's translation_key), counted from 1."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="meetings")
    session = models.UUIDField(unique=True)
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return f"{self.series_id}:{self.place}"
