"""Registers the room `live` with Django."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "live"
    label = "live"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from live import signals  # needs the apps to be loaded
        from live.registration import capacity
        from sessions.rules import capacity_rules

        capacity_rules.append(capacity.refusals)
        signals.connect()
