"""Registers the room `plugins` with Django."""

from django.apps import AppConfig


class PluginsConfig(AppConfig):
    name = "plugins"
    label = "plugins"
    default_auto_field = "django.db.models.BigAutoField"
