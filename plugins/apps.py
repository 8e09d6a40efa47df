"""Registers the room `plugins` with Django and loads the formats."""

from django.apps import AppConfig
from django.conf import settings


class PluginsConfig(AppConfig):
    name = "plugins"
    label = "plugins"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from plugins import checks  # noqa: F401  (registers itself, which needs the apps to be there)
        from plugins.registry import load

        load(settings.PLENARIA_FORMAT_PACKAGES)
