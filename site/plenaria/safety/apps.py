"""Registers the room `safety` with Django."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "plenaria.safety"
    label = "safety"

    def ready(self) -> None:
        from plenaria.safety import checks  # noqa: F401  (registers them; needs the apps to be loaded)
        from plenaria.safety.spreadsheets import guard_exports

        guard_exports()
