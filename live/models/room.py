"""A room, its log and the seats in it."""

import secrets
import uuid

from django.conf import settings
from django.db import models

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no 0 O 1 I L: read aloud and typed by hand


def new_code() -> str:
    """Six letters for joining: 31^6, so over 29 bits."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(6))


def new_key() -> str:
    """A secret that cannot be guessed (256 bits)."""
    return secrets.token_urlsafe(32)


class Room(models.Model):
    """One room per session, for all languages of its page (`session` is the page's translation_key).

    `seq` is the newest place in the log and `at` its time; both move only inside the transaction that holds this row.
    """

    session = models.UUIDField(unique=True)
    code = models.CharField(max_length=6, unique=True, default=new_code)
    seq = models.BigIntegerField(default=0)
    at = models.FloatField(default=0)
    epoch = models.PositiveIntegerField(default=1)
    screen_key = models.CharField(max_length=64, default=new_key)
    secret = models.CharField(max_length=64, default=new_key)

    class Meta:
        permissions = [("moderate_room", "Can moderate a room")]

    def __str__(self) -> str:
        return self.code


class Entry(models.Model):
    """One thing that changed a room. Never updated, never deleted, but for redaction."""

    room = models.ForeignKey(Room, models.PROTECT, related_name="entries")
    seq = models.BigIntegerField()
    activity = models.CharField(max_length=64)
    actor = models.CharField(max_length=40)
    by = models.JSONField()
    verb = models.CharField(max_length=32)
    body = models.JSONField()
    op_id = models.UUIDField()
    at = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "seq"], name="entry_place_once"),
            models.UniqueConstraint(fields=["room", "actor", "op_id"], name="entry_op_once"),
        ]

    def __str__(self) -> str:
        return f"{self.room_id}:{self.seq} {self.activity} {self.verb}"


class Seat(models.Model):
    """Someone who has acted in a room; the row is made on the first act.

    A seat that the moderation closed is `barred`, and then holds when, by whom and what was written from it that led to
    that."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="seats")
    key = models.UUIDField(default=uuid.uuid4)
    mode = models.CharField(max_length=8)
    barred = models.BooleanField(default=False)
    barred_at = models.DateTimeField(null=True)
    barred_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    barred_for = models.ForeignKey(Entry, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "key"], name="seat_once")]
        # Asked with each batch and each second: few seats are closed, and of many there may be thousands.
        indexes = [models.Index(fields=["room"], condition=models.Q(barred=True), name="seat_barred")]

    def __str__(self) -> str:
        return str(self.key)
