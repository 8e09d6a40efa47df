"""Who has reserved a place in a session, and how many places of each kind are taken."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Mode(models.TextChoices):
    """How a registered person takes part; the same words as a seat's mode."""

    ROOM = "room", _("In the room")
    REMOTE = "remote", _("Remotely")


class Status(models.TextChoices):
    """A registration is never deleted when it is cancelled: the place is free, the fact stays."""

    CONFIRMED = "confirmed", _("Confirmed")
    CANCELLED = "cancelled", _("Cancelled")


class Places(models.Model):
    """The row that is locked while a place of this mode is given or given back; `taken` is the count of confirmed."""

    session = models.UUIDField()
    mode = models.CharField(max_length=8, choices=Mode.choices)
    taken = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "mode"], name="places_once"),
            models.CheckConstraint(condition=Q(taken__gte=0), name="places_never_below_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.session} {self.mode}: {self.taken}"


class Registration(models.Model):
    """One person's place in one session (`session` is the page's translation_key).

    Of the secret in the person's link only the SHA-256 is kept, so a copy of the table opens no place.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.UUIDField(db_index=True)
    mode = models.CharField(max_length=8, choices=Mode.choices)
    name = models.CharField(max_length=80)
    email = models.EmailField()
    digest = models.CharField(max_length=64, unique=True)
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.CONFIRMED)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                F("session"), Lower("email"), condition=Q(status=Status.CONFIRMED), name="registration_one_active"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session} {self.mode} {self.status}"
