"""What an independent reviewer answers about a commitment; until then, each answer is pending."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

PENDING = "pending"
ANSWERS = ("verifiable", "relevant", "potential", "completion", "early_results")
FIELDS = (*ANSWERS, "review_note", "review_link")


class YesNo(models.TextChoices):
    PENDING = PENDING, _("Not reviewed yet")
    YES = "yes", _("Yes")
    NO = "no", _("No")


class Potential(models.TextChoices):
    PENDING = PENDING, _("Not reviewed yet")
    UNCLEAR = "unclear", _("Unclear")
    MODEST = "modest", _("Modest")
    SUBSTANTIAL = "substantial", _("Substantial")


class Completion(models.TextChoices):
    PENDING = PENDING, _("Not reviewed yet")
    NONE = "none", _("Not begun")
    LIMITED = "limited", _("Limited")
    SUBSTANTIAL = "substantial", _("Substantial")
    COMPLETE = "complete", _("Complete")


class EarlyResults(models.TextChoices):
    PENDING = PENDING, _("Not reviewed yet")
    NONE = "none", _("None to be seen")
    MODERATE = "moderate", _("Moderate")
    SIGNIFICANT = "significant", _("Significant")


def answer(choices: type[models.TextChoices], name: Any, asks: Any) -> models.CharField:
    """One of the reviewer's answers."""
    return models.CharField(name, max_length=12, choices=choices, default=PENDING, help_text=asks)
