"""The ballot box of an activity, and what lies in it while a secret vote is open."""

from django.db import models


class Box(models.Model):
    """The law of one activity as it stands (`live.apart.law`), moved only while the room's row is held, and the key
    that makes voters of seats: there while ballots are."""

    room = models.ForeignKey("live.Room", models.CASCADE, related_name="boxes")
    activity = models.CharField(max_length=64)
    law = models.JSONField()
    key = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "activity"], name="box_once")]

    def __str__(self) -> str:
        return f"{self.room_id}:{self.activity}"


class Ballot(models.Model):
    """One ballot in its box: what, and of whom nothing but a number that only the key makes. No time, no order."""

    voter = models.CharField(max_length=64, primary_key=True)
    box = models.ForeignKey(Box, models.CASCADE, related_name="ballots")
    receipt = models.CharField(max_length=39)
    mode = models.CharField(max_length=8)
    verb = models.CharField(max_length=32)
    body = models.JSONField()

    def __str__(self) -> str:
        return self.receipt
