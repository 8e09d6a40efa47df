"""Registers the room `live` with Django."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "live"
    label = "live"
    default_auto_field = "django.db.models.BigAutoField"
