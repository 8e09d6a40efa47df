"""The closed vocabularies of a session."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SHORTEST = 5  # minutes: below five nobody sits down

NO_DAY = _("This session has no day. Choose one to publish it.")
NO_HOUR = _("This session has no hour. Say when it begins to publish it.")
TOO_SHORT = _("A session lasts at least %(limit_value)s minutes.")
NO_MINUTES = _("Say how many minutes the session lasts.")

SHARED = (
    "category",
    "day",
    "begins",
    "minutes",
    "zone",
    "mode",
    "venue",
    "platform",
    "join_address",
    "capacity_room",
    "capacity_remote",
    "registers",
    "languages",
    "territory",
    "status",
    "recording",
    "speakers",
)
"""What a meeting is in every language: read from the source page, closed in the editor of a translation."""


class Category(models.TextChoices):
    """What sort of meeting it is."""

    ROUND_TABLE = "round_table", _("Round table")
    WORKSHOP = "workshop", _("Workshop")
    PLENARY = "plenary", _("Plenary")
    TRAINING = "training", _("Training")
    CONSULTATION = "consultation", _("Consultation")
    ASSEMBLY = "assembly", _("Assembly")


class Mode(models.TextChoices):
    """How people take part."""

    IN_PERSON = "in_person", _("In person")
    REMOTE = "remote", _("Remote")
    HYBRID = "hybrid", _("Hybrid")


class Platform(models.TextChoices):
    """The video service of those far away."""

    ZOOM = "zoom", "Zoom"
    JITSI = "jitsi", "Jitsi"
    BIGBLUEBUTTON = "bigbluebutton", "BigBlueButton"
    YOUTUBE = "youtube", "YouTube"
    TEAMS = "teams", "Teams"
    MEET = "meet", "Google Meet"
    OTHER = "other", _("Video call")


class Role(models.TextChoices):
    """What a person does in a session."""

    MODERATES = "moderates", _("Moderates")
    SPEAKS = "speaks", _("Speaks")
    REPORTS = "reports", pgettext_lazy("part in a session", "Reports")  # the editor has a menu of this name
    HOSTS = "hosts", _("Hosts")


class Status(models.TextChoices):
    """What the organisers decided."""

    PLANNED = "planned", _("As planned")
    CANCELLED = "cancelled", _("Cancelled")
    POSTPONED = "postponed", _("Postponed")
